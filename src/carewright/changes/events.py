"""What is recorded about changes. Neither costs nor what was said: timelines have many readers (ROLE-6, TRAIL-4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class OfChange:
    """What every event of a change is about."""

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("change", "package", "person", "provider")
    change: str
    package: str
    person: str
    provider: str


@dataclass(frozen=True, kw_only=True)
class ChangeNoticed(OfChange):
    """A provider gave notice of a change (CHG-1); `rules` are those that send it to the team manager."""

    NAME: ClassVar[str] = "change.noticed"
    SENTENCE: ClassVar[str] = (
        "{provider_name} gave notice of a change from {current_words} to {hours_words}, from {from_words}. {outcome}"
    )
    provider_name: str
    current_hours: Decimal
    current_words: str
    weekly_hours: Decimal
    hours_words: str
    effective_on: date
    from_words: str
    outcome: str
    rules: tuple[str, ...]
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ChangeConfirmed(OfChange):
    """The care coordinator confirmed a change within tolerance: it takes effect from its date (CHG-3)."""

    NAME: ClassVar[str] = "change.confirmed"
    SENTENCE: ClassVar[str] = "Change confirmed within tolerance: {hours_words} from {from_words}.{moved}"
    weekly_hours: Decimal
    hours_words: str
    effective_on: date
    from_words: str
    moved: str
    order: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ChangePassedOn(OfChange):
    """The care coordinator confirmed a change beyond tolerance: it is with the manager (CHG-3)."""

    NAME: ClassVar[str] = "change.passed_on"
    SENTENCE: ClassVar[str] = "Change passed on to the {role}: {why}{moved}"
    role: str
    why: str
    moved: str
    rules: tuple[str, ...]
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ChangeAuthorised(OfChange):
    """A manager authorised the change (CHG-4): what is ordered is now what tolerance is measured from."""

    NAME: ClassVar[str] = "change.authorised"
    SENTENCE: ClassVar[str] = "Change authorised by the {role}: {hours_words} from {from_words}.{moved}"
    role: str
    weekly_hours: Decimal
    hours_words: str
    effective_on: date
    from_words: str
    moved: str
    order: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ChangeDiscussed(OfChange):
    """The manager discusses the change with the provider (CHG-4)."""

    NAME: ClassVar[str] = "change.discussed"
    SENTENCE: ClassVar[str] = "The manager discusses the change further with the provider."


@dataclass(frozen=True, kw_only=True)
class TalkArranged(OfChange):
    """The manager arranged to talk with the person (CHG-4)."""

    NAME: ClassVar[str] = "change.talk_arranged"
    SENTENCE: ClassVar[str] = "The manager arranges to talk with the person about the change."


@dataclass(frozen=True, kw_only=True)
class ChangeSentToReview(OfChange):
    """The manager triggered a full review instead of the change (CHG-4)."""

    NAME: ClassVar[str] = "change.sent_to_review"
    SENTENCE: ClassVar[str] = "A full review takes the place of the change."
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeWithdrawn(OfChange):
    """The provider withdrew its change before it was confirmed or authorised."""

    NAME: ClassVar[str] = "change.withdrawn"
    SENTENCE: ClassVar[str] = "{provider_name} withdrew the change."
    provider_name: str


@dataclass(frozen=True, kw_only=True)
class ChangeStopped(OfChange):
    """Somebody asked for social care involvement, which stops the change and triggers a review (CHG-7)."""

    NAME: ClassVar[str] = "change.stopped"
    SENTENCE: ClassVar[str] = "Change stopped: the {asked_by} asked for social care involvement. A review follows."
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    asked_by: str
    reason: str
    is_urgent: bool
