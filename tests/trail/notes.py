"""A small command to keep a trail with: a note about a thing, with a personal text in it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from carewright.access.actors import Actor
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.trail.command import command, record
from tests.conftest import actor

NOON = datetime(2018, 1, 8, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class NoteKept:
    NAME: ClassVar[str] = "note.kept"
    SENTENCE: ClassVar[str] = "Note {number} kept: {words}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("words",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("note", "folder")
    note: str
    folder: str
    number: int
    words: str


def a_note(number: int = 1) -> NoteKept:
    return NoteKept(note=f"NOTE-{number}", folder=f"FOLDER-{number % 3}", number=number, words=f"Mrs A. said {number}")


@command
def keep_note(*, number: int = 1, by: Actor, at: datetime) -> None:
    """Write one row, and record it."""
    Unit.objects.create(name=f"Unit {number}", kind=Unit.Kind.COUNCIL, path=f"{number}.")
    record(a_note(number))


def keep_notes(count: int, *, first: int = 1) -> None:
    for number in range(first, first + count):
        keep_note(number=number, by=actor(Role.BROKER), at=NOON + timedelta(minutes=number))
