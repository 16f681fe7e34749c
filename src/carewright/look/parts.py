"""What views hand to the components."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carewright.access.actors import SYSTEM
from carewright.access.queries import names_of_users
from carewright.trail.queries import Entry


@dataclass(frozen=True)
class Fact:
    """A row of a summary list. `value` may be any value, or safe HTML; `change` is the address of its change link."""

    label: str
    value: Any
    change: str = ""
    change_words: str = "Change"


@dataclass(frozen=True)
class Tab:
    """A tab that is a page."""

    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """A line of a timeline as shown: who is a name."""

    sentence: str
    at: datetime
    who: str
    acting_as: str


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """The trail's entries with names for references of users."""
    entries = list(entries)
    names = names_of_users({entry.actor for entry in entries}) | {SYSTEM.ref: SYSTEM.name}
    return [Line(entry.sentence, entry.at, names.get(entry.actor, entry.actor), entry.acting_as) for entry in entries]
