"""What views hand to the components."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

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


EMAIL = "message.sent"
"""The event of an email that went out; one that could not be delivered is never folded away."""


@dataclass(frozen=True)
class Told:
    """A timeline with its emails folded away until they are asked for (`?emails=1`)."""

    lines: list[Line]
    emails: int
    with_emails: bool


def told(entries: Iterable[Entry], request: HttpRequest) -> Told:
    """The trail's entries as the page shows them."""
    entries, with_emails = list(entries), request.GET.get("emails") == "1"
    shown = [entry for entry in entries if with_emails or entry.name != EMAIL]
    return Told(lines_of(shown), sum(entry.name == EMAIL for entry in entries), with_emails)


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """The trail's entries with names for references of users."""
    entries = list(entries)
    names = names_of_users({entry.actor for entry in entries}) | {SYSTEM.ref: SYSTEM.name}
    return [Line(entry.sentence, entry.at, names.get(entry.actor, entry.actor), entry.acting_as) for entry in entries]
