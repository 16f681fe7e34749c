"""What is recorded about reviews themselves."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ReviewOpened:
    """A new or annual review was opened (REV-1, REV-2)."""

    NAME: ClassVar[str] = "review.opened"
    SENTENCE: ClassVar[str] = "{kind_words} opened, to be held by {due_words}. {why}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    kind_words: str
    why: str
    hold_on: date
    due_words: str


@dataclass(frozen=True, kw_only=True)
class AnnualReviewsOpened:
    """Packages loaded from a file got their annual reviews (REV-2)."""

    NAME: ClassVar[str] = "review.opened_for_loaded"
    SENTENCE: ClassVar[str] = "Annual reviews opened for {count} packages that were loaded."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("packages", "reviews")
    packages: tuple[str, ...]
    reviews: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class ReviewAskedFor:
    """An unplanned review was asked for, or asked for again while one was open (REV-6)."""

    NAME: ClassVar[str] = "review.asked_for"
    SENTENCE: ClassVar[str] = "{urgency} review asked for by {asked_by}, to be held by {due_words}: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "because")
    review: str
    package: str
    person: str
    because: str
    asked_by: str
    urgency: str
    reason: str
    due_words: str
    again: bool


@dataclass(frozen=True, kw_only=True)
class ReviewCancelled:
    """A review will not be held."""

    NAME: ClassVar[str] = "review.cancelled"
    SENTENCE: ClassVar[str] = "{kind_words} cancelled: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    kind_words: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReviewPlanned:
    """Whom to contact and how was planned (REV-4)."""

    NAME: ClassVar[str] = "review.planned"
    SENTENCE: ClassVar[str] = "Review planned: {steps} to contact."
    PERSONAL: ClassVar[tuple[str, ...]] = ("steps",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    steps: str


@dataclass(frozen=True, kw_only=True)
class ReviewContactRecorded:
    """Somebody was contacted for a review (REV-4)."""

    NAME: ClassVar[str] = "review.contact_recorded"
    SENTENCE: ClassVar[str] = "Contacted for the review on {day_words}: {who} ({how})."
    PERSONAL: ClassVar[tuple[str, ...]] = ("who",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    who: str
    how: str
    day_words: str


@dataclass(frozen=True, kw_only=True)
class ProviderLedReviewNoted:
    """The provider has reviewed the package itself; the council's review stays due (REV-2)."""

    NAME: ClassVar[str] = "review.provider_led_noted"
    SENTENCE: ClassVar[str] = "The provider reviewed the package on {day_words}; this review stays due{how}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    day_words: str
    how: str


@dataclass(frozen=True, kw_only=True)
class QuestionsAnswered:
    """Questions of the review were answered (REV-4)."""

    NAME: ClassVar[str] = "review.questions_answered"
    SENTENCE: ClassVar[str] = "Review form: {count} answered, {left} to go."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    questions: tuple[str, ...]
    count: str
    left: int


@dataclass(frozen=True, kw_only=True)
class ReviewOutcomeRecorded:
    """A review was held, and what it came to (REV-4)."""

    NAME: ClassVar[str] = "review.outcome_recorded"
    SENTENCE: ClassVar[str] = "{kind_words} held on {day_words}: {outcome_words}.{cause_words}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    kind_words: str
    day_words: str
    held_on: date
    outcome: str
    outcome_words: str
    causes: tuple[str, ...]
    cause_words: str
    is_full: bool
    next_on: date | None


@dataclass(frozen=True, kw_only=True)
class PaperworkSent:
    """The review's paperwork went to the person (REV-5)."""

    NAME: ClassVar[str] = "review.paperwork_sent"
    SENTENCE: ClassVar[str] = "Paperwork of the review sent to the person."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "document")
    review: str
    package: str
    person: str
    document: str


@dataclass(frozen=True, kw_only=True)
class PaperworkReceived:
    """The review's paperwork came back (REV-5)."""

    NAME: ClassVar[str] = "review.paperwork_received"
    SENTENCE: ClassVar[str] = (
        "Paperwork of the review received on {day_words}; the record is to be updated by {due_words}."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str
    day_words: str
    due_words: str


@dataclass(frozen=True, kw_only=True)
class RecordUpdated:
    """The person's record was updated after a review (REV-5)."""

    NAME: ClassVar[str] = "review.record_updated"
    SENTENCE: ClassVar[str] = "Record updated after the review."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person")
    review: str
    package: str
    person: str


@dataclass(frozen=True, kw_only=True)
class ExceptionRecorded:
    """A likely exception was recorded for the team manager (REV-8)."""

    NAME: ClassVar[str] = "review.exception_recorded"
    SENTENCE: ClassVar[str] = "Likely exception for the team manager: {kind_words}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "exception")
    review: str
    package: str
    person: str
    exception: str
    kind_words: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ExceptionDecided:
    """The team manager decided on a likely exception (REV-8)."""

    NAME: ClassVar[str] = "review.exception_decided"
    SENTENCE: ClassVar[str] = "Likely exception {decision}: {kind_words}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("review", "package", "person", "exception")
    review: str
    package: str
    person: str
    exception: str
    kind_words: str
    decision: str
    note: str
