"""What is recorded about obligations. Opening and meeting are told by the events of the commands that cause them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ObligationLapsed:
    """A time limit passed, and what had to happen then has happened."""

    NAME: ClassVar[str] = "obligation.lapsed"
    SENTENCE: ClassVar[str] = "Not done in time ({rule}): {owed}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("obligation", "subject", "about")
    obligation: str
    subject: str
    about: str
    rule: str
    owed: str
