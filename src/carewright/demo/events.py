"""What is recorded about the demonstration itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class DemonstrationClockSet:
    """The demonstration's moment was set (TIME-5)."""

    NAME: ClassVar[str] = "demonstration.clock_set"
    SENTENCE: ClassVar[str] = "The demonstration's clock was set to {words}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ()
    to: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class DemonstrationPasswordShared:
    """Everybody in the demonstration was given its one password."""

    NAME: ClassVar[str] = "demonstration.password_shared"
    SENTENCE: ClassVar[str] = "{users} users of the demonstration were given its one password."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ()
    users: int
