"""What turns a template and data into a PDF, and untrusted text into text that can be shown."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from carewright.worktime import moment_words

TEMPLATES = Path(__file__).parent / "typst"
_INK = "#0b0c0c"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LONG_WORD = re.compile(r"\S{30,}")
_PIECE = 8
_ZERO_WIDTH_SPACE = "\u200b"
_UNSHOWABLE = "\ufffd"
_compiling = Lock()


@dataclass(frozen=True)
class Letterhead:
    """Whose document it is: the council's name and its colour (`#1d4f91`)."""

    council: str
    colour: str = _INK


def year_moment(at: datetime | None) -> str:
    """A moment with its year, as a paper is read later; empty for none."""
    return "" if at is None else f"{moment_words(at, at)} {at:%Y}"


def pressed(template: str, letterhead: Letterhead, *, at: date, **told: Any) -> bytes:
    """The PDF of a template with what is told: texts, and lists of them. `at`: when it says that it was made."""
    told |= {
        "council": letterhead.council,
        "colour": letterhead.colour if _COLOUR.fullmatch(letterhead.colour) else _INK,
        "description": f"{told['title']}. {told['reference']}",
    }
    made = at if isinstance(at, datetime) else datetime.combine(at, time(), UTC)
    inputs = {"data": json.dumps(_shown(told))}
    with _compiling:
        pdf = _compiler().compile(
            input=TEMPLATES / template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["ua-1"],
            timestamp=int(made.timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps its fonts and what it has compiled. Under `_compiling`, one use at a time."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(str(files("font_source_sans_pro") / "files"))])
    return typst.Compiler(root=TEMPLATES, font_paths=fonts)


def _shown(told: Any) -> Any:
    """The data with each text as it can be shown."""
    if isinstance(told, str):
        return _text(told)
    if isinstance(told, dict):
        return {key: _shown(value) for key, value in told.items()}
    return [_shown(value) for value in told] if isinstance(told, Sequence) else told


def _text(text: str) -> str:
    """A text without control characters, with � for what no font here has; overlong words may be broken."""
    whole = unicodedata.normalize("NFC", text)
    kept = (c for c in whole if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    showable = "".join(c if _has_a_glyph(c) else _UNSHOWABLE for c in kept)
    return _LONG_WORD.sub(_breakable, showable)


def _breakable(word: re.Match[str]) -> str:
    letters = word.group()
    return _ZERO_WIDTH_SPACE.join(letters[n : n + _PIECE] for n in range(0, len(letters), _PIECE))


@lru_cache(maxsize=4096)
def _has_a_glyph(character: str) -> bool:
    if character.isascii():
        return True
    with _compiling:
        try:
            _compiler().compile(
                input=TEMPLATES / "glyph.typ",
                format="pdf",
                sys_inputs={"data": json.dumps(character)},
                pdf_standards=["ua-1"],
            )
        except typst.TypstError:
            return False
    return True
