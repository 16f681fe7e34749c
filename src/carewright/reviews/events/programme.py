"""What is recorded about review programmes: whom and when, never what anything costs (ROLE-6, TRAIL-4)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ProgrammeDrafted:
    """A review programme was drafted and planned."""

    NAME: ClassVar[str] = "review_programme.drafted"
    SENTENCE: ClassVar[str] = "Drafted from {starts}: {people} reviews by {teams} teams, {finish}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme",)
    programme: str
    starts: str
    people: int
    teams: int
    finish: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeStarted:
    """A review programme was started."""

    NAME: ClassVar[str] = "review_programme.started"
    SENTENCE: ClassVar[str] = "Started with {people} reviews, {finish}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme",)
    programme: str
    people: int
    finish: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeReplanned:
    """A programme was planned anew, because capacity or numbers had changed."""

    NAME: ClassVar[str] = "review_programme.replanned"
    SENTENCE: ClassVar[str] = "Planned anew: {joined} joined, {left} left, {waiting} wait, {finish}. {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme",)
    programme: str
    joined: int
    left: int
    waiting: int
    finish: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeClosed:
    """A programme was closed."""

    NAME: ClassVar[str] = "review_programme.closed"
    SENTENCE: ClassVar[str] = "Closed: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme",)
    programme: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeEntryMarkedUrgent:
    """Somebody's review comes first, whatever the programme."""

    NAME: ClassVar[str] = "programme_entry.marked_urgent"
    SENTENCE: ClassVar[str] = "To be reviewed first, whatever the programme, in {month}."
    PERSONAL: ClassVar[tuple[str, ...]] = ("because",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme", "package", "person")
    programme: str
    package: str
    person: str
    month: str
    because: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeReviewRecorded:
    """A programme's review took place."""

    NAME: ClassVar[str] = "programme_review.recorded"
    SENTENCE: ClassVar[str] = "Reviewed on {taken_on} under the review programme: {outcome}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("programme", "package", "person")
    programme: str
    package: str
    person: str
    taken_on: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeOutcomesImported:
    """Outcomes of a programme's reviews were loaded from a file: one event, on the timeline of each person."""

    NAME: ClassVar[str] = "programme_outcomes.imported"
    SENTENCE: ClassVar[str] = "Outcomes of reviews loaded from {file_name}: {added} recorded, {rejected} rejected."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("file", "programmes", "people")
    file: str
    programmes: tuple[str, ...]
    people: tuple[str, ...]
    file_name: str
    added: int
    rejected: int
