"""What is recorded about the letters before a review programme (REV-9)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ProgrammeLettersAsked:
    """Letters to everybody in a programme were asked for."""

    NAME: ClassVar[str] = "programme_letters.asked"
    SENTENCE: ClassVar[str] = "Letters asked for: {queued} to be made, {held} held."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme",)
    programme: str
    queued: int
    held: int


@dataclass(frozen=True, kw_only=True)
class ProgrammeLetterMade:
    """Somebody's letter was made and is kept on their record."""

    NAME: ClassVar[str] = "programme_letter.made"
    SENTENCE: ClassVar[str] = "Letter about the review programme made ({manner}). {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("person", "programme", "letter")
    letter: str
    person: str
    programme: str
    document: str
    manner: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeLetterTranslated:
    """The translated copy of a letter was made and sent."""

    NAME: ClassVar[str] = "programme_letter.translated"
    SENTENCE: ClassVar[str] = "A copy of the letter about the review programme was translated and sent."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("person", "programme", "letter")
    letter: str
    person: str
    programme: str
