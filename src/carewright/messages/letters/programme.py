"""The letter before a review programme, in the way that somebody needs (REV-9)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from carewright.messages.letters.press import Letterhead, pressed
from carewright.messages.wording.formats import LetterFormat
from carewright.messages.wording.programme import COPY_TO_COME, EASY_READ, ENGLISH, TO_THE_ADVOCATE, Text, text_in
from carewright.messages.wording.words import day_words


@dataclass(frozen=True)
class ProgrammeLetter:
    """To somebody who is to be reviewed, or their advocate. `month`: its first day. `copies`: who else gets it."""

    letterhead: Letterhead
    reference: str
    letter_format: LetterFormat
    language: str
    person_name: str
    address: tuple[str, ...]
    dated_on: date
    month: date
    team: str
    contact: str
    advocate_name: str = ""
    copies: tuple[str, ...] = ()

    @property
    def needs_translation(self) -> bool:
        """Whether it is in English because there is no text in their language."""
        return self.letter_format == LetterFormat.TRANSLATED and text_in(self.language) is None

    @property
    def text(self) -> Text:
        """The words in which it is written."""
        match self.letter_format:
            case LetterFormat.EASY_READ:
                return EASY_READ
            case LetterFormat.ADVOCATE:
                return TO_THE_ADVOCATE
            case LetterFormat.TRANSLATED:
                return text_in(self.language) or ENGLISH
            case _:
                return ENGLISH


def programme_letter_pdf(letter: ProgrammeLetter) -> bytes:
    """The letter, in its language and in print as large as is needed; a translated one with the English after it."""
    parts = [_part(letter, letter.text)]
    if letter.text.code != ENGLISH.code:
        parts.append(_part(letter, ENGLISH))
    return pressed(
        "programme.typ",
        letter.letterhead,
        title=letter.text.title,
        reference=letter.text.reference.format(reference=letter.reference),
        at=letter.dated_on,
        size=letter.letter_format.points,
        spaced=letter.letter_format == LetterFormat.EASY_READ,
        language=letter.text.code,
        region=letter.text.region,
        page=list(letter.text.page),
        address=[letter.advocate_name or letter.person_name, *letter.address],
        parts=parts,
        signature=[letter.team, letter.letterhead.council],
    )


def _part(letter: ProgrammeLetter, text: Text) -> dict[str, Any]:
    """The letter's words in one language, with what is told put in."""
    told = {
        "council": letter.letterhead.council,
        "team": letter.team,
        "month": text.month_words(letter.month),
        "contact": letter.contact,
        "person": letter.person_name,
        "advocate": letter.advocate_name,
    }
    after = [text.copy_to.format(names=", ".join(letter.copies))] if letter.copies else []
    if letter.needs_translation:
        after.append(COPY_TO_COME.format(language=letter.language))
    return {
        "language": text.code,
        "region": text.region,
        "dated": day_words(letter.dated_on) if text.code == ENGLISH.code else _figures(letter.dated_on),
        "title": text.title,
        "greeting": text.greeting.format(**told),
        "opening": [line.format(**told) for line in text.opening],
        "next_heading": text.next_heading,
        "next": [line.format(**told) for line in text.next],
        "help_heading": text.help_heading,
        "help": [line.format(**told) for line in text.help],
        "after": after,
        "closing": text.closing,
    }


def _figures(on: date) -> str:
    """A day in figures, which both languages read."""
    return f"{on.day:02}/{on.month:02}/{on.year}"
