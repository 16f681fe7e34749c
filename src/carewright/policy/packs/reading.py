"""Reading policy text: TOML, a pack, a council's own file over the default (06-interfaces, Policy file)."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from carewright.kernel.refused import Fault, Invalid
from carewright.policy.packs.faults import faults_of
from carewright.policy.terms import Table, Terms
from carewright.policy.terms.base import listed, shown

PACKS = ("kent", "essex", "bristol", "county")
DEFAULT = "default"
LARGEST_BYTES = 1_000_000
_WHERE = re.compile(r"(.*) \(at (line \d+, column \d+|end of document)\)", re.DOTALL)

Tables = Mapping[str, Any]


def load(name_or_path: str, *, base: str = DEFAULT) -> Terms:
    """The terms of a pack by its name, or of a council's own policy file.

    A file, and a pack, may hold some tables only, and some keys of a table; `base`, a pack, supplies the rest. Refused
    as Invalid with every fault's place and reason: a file that cannot be read, text that is not TOML, tables and keys
    that do not exist, and a policy that cannot work (POL-4).
    """
    if name_or_path in (DEFAULT, *PACKS):
        return _pack(name_or_path)
    return terms_from(read_text(name_or_path), base=base)


def terms_from(text: str, *, base: str = DEFAULT) -> Terms:
    """The terms of policy text; what it does not say, the base pack does."""
    return _terms(over(_tables_of(base), tables_in(text)))


def read_text(path: str) -> str:
    """A policy file's text."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise _unusable(path, f"The file is larger than {LARGEST_BYTES:,} bytes, so it is no policy.")
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        packs = listed((DEFAULT, *PACKS))
        raise _unusable(path, f"There is no file of this name, and no such pack. The packs are: {packs}.") from None
    except UnicodeDecodeError:
        raise _unusable(path, "The file is not text in UTF-8. Save it as UTF-8.") from None
    except OSError as problem:
        raise _unusable(path, f"The file cannot be read: {problem.strerror}.") from None
    except ValueError:
        raise _unusable(shown(path), "This cannot be the name of a file.") from None


def tables_in(text: str) -> Tables:
    """The tables of TOML text; numbers with a decimal point are exact."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        found = _WHERE.fullmatch(str(problem))
        reason, where = (found[1], found[2]) if found else (str(problem), "text")
        hint = " (a key or a heading is there twice)" if "overwrite" in reason or "twice" in reason else ""
        raise _unusable(where, f"This is not TOML: {reason[:1].lower()}{reason[1:]}{hint}.") from None
    except (ValueError, ArithmeticError):
        raise _unusable("text", "This is not TOML: it has a number too long to be read.") from None
    except RecursionError:
        raise _unusable("text", "This is not TOML that can be read: brackets are nested too deeply.") from None


def over(base: Tables, told: Tables) -> Tables:
    """`told` over `base`: key by key within a table of settings, each key's value whole; a list of codes whole."""
    merged = dict(base)
    for name, table in told.items():
        below = base.get(name)
        by_key = name in Terms.model_fields and _is_table(name) and isinstance(table, dict) and isinstance(below, dict)
        merged[name] = {**below, **table} if by_key and below is not None else table
    return merged


def _is_table(name: str) -> bool:
    kind = Terms.model_fields[name].annotation
    return isinstance(kind, type) and issubclass(kind, Table)


@cache
def _pack(name: str) -> Terms:
    return _terms(_tables_of(name))


@cache
def _tables_of(name: str) -> Tables:
    """A pack's tables, whole. The default is county and kent; what neither has comes from where it was published."""
    if name != DEFAULT:
        return over(_tables_of(DEFAULT), _own(name))
    return dict(_own("bristol")) | dict(_own("essex")) | dict(over(_own("county"), _own("kent")))


@cache
def _own(name: str) -> Tables:
    return tables_in(files("carewright.policy.packs").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _terms(tables: Tables) -> Terms:
    try:
        return Terms.model_validate(tables)
    except ValidationError as error:
        raise Invalid(faults_of(error), rule="POL-4") from None


def _unusable(place: str, sentence: str) -> Invalid:
    return Invalid([Fault(place, sentence)], rule="POL-4")
