"""What is recorded about persons: identifiers and which details, never the details themselves (TRAIL-4)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class PersonAdded:
    """A person was added."""

    NAME: ClassVar[str] = "person.added"
    SENTENCE: ClassVar[str] = "Added, with the team {team}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    team: str


@dataclass(frozen=True, kw_only=True)
class PersonCorrected:
    """Details of a person were corrected."""

    NAME: ClassVar[str] = "person.corrected"
    SENTENCE: ClassVar[str] = "Details corrected: {details}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    details: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RepresentativeAdded:
    """A representative or an advocate was added."""

    NAME: ClassVar[str] = "representative.added"
    SENTENCE: ClassVar[str] = "{kind} added{contact}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    representative: str
    kind: str
    contact: str


@dataclass(frozen=True, kw_only=True)
class PersonViewed:
    """Somebody looked at a person's record (ROLE-8)."""

    NAME: ClassVar[str] = "person.viewed"
    SENTENCE: ClassVar[str] = "Record looked at."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("person",)
    person: str


@dataclass(frozen=True, kw_only=True)
class PeopleImported:
    """People were loaded from a file: one event for the file, on the timeline of each of them."""

    NAME: ClassVar[str] = "people.imported"
    SENTENCE: ClassVar[str] = (
        "Loaded from the file {file_name}: {added} added, {corrected} corrected, {rejected} rejected."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("file", "people")
    file: str
    people: tuple[str, ...]
    file_name: str
    added: int
    corrected: int
    rejected: int
