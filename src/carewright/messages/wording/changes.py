"""What is said about provider-led changes (CHG-3 to 7). To a provider no person is named; to nobody a price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import day_words, hours_words
from carewright.worktime import moment_words


@dataclass(frozen=True)
class Told:
    """What every email about a change says of it."""

    change: str
    package: str
    service: str
    current_hours: Decimal
    weekly_hours: Decimal
    effective_on: date

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The change as facts."""
        return [
            ("Change", self.change),
            ("Package", self.package),
            ("Service", self.service),
            ("Hours", f"{hours_words(self.weekly_hours)}, instead of {hours_words(self.current_hours)}"),
            ("From", day_words(self.effective_on)),
        ]


def to_confirm(told: Told, *, provider: str, why: str, due_at: datetime, path: str, at: datetime) -> Wording:
    """The care coordinator is asked to confirm (CHG-3)."""
    limit = moment_words(due_at, at)
    return Wording(
        subject=f"Confirm by {limit}: change {told.change}",
        paragraphs=[f"{provider} has changed the size of a package after talking with the person."],
        facts=[*told.facts, ("Confirm by", limit), ("Why", why)],
        action=Action("See the change", path),
    )


def to_decide(told: Told, *, provider: str, why: str, due_at: datetime, path: str, at: datetime) -> Wording:
    """The manager is asked to decide about a change beyond tolerance (CHG-3, CHG-4)."""
    limit = moment_words(due_at, at)
    return Wording(
        subject=f"A change needs your authority by {limit}: {told.change}",
        paragraphs=[
            f"{provider} asks for a change that a provider may not make by itself. You may authorise it, discuss it "
            "with the provider, talk with the person, or have a full review."
        ],
        facts=[*told.facts, ("Decide by", limit), ("Why", why)],
        action=Action("See the change", path),
    )


def received(told: Told, *, why: str, needs_manager: bool, path: str) -> Wording:
    """The provider learns that its notice has arrived, and what comes of it next."""
    then = (
        "The care coordinator looks at it, then the team manager decides. Until then provide what is ordered now."
        if needs_manager
        else "The care coordinator confirms it, which gives you the authority. Until then provide what is ordered now."
    )
    return Wording(
        subject=f"We have your change {told.change}",
        paragraphs=[f"We have received your notice of a change. {then}"],
        facts=[*told.facts, ("Why", why)],
        action=Action("See the change", path),
    )


def passed_on(told: Told, *, why: str, path: str) -> Wording:
    """The provider learns that a manager decides."""
    return Wording(
        subject=f"Change {told.change} is with the team manager",
        paragraphs=["The team manager decides about your change. Until then provide what is ordered now."],
        facts=[*told.facts, ("Why", why)],
        action=Action("See the change", path),
    )


def takes_effect(told: Told, *, version: int, path: str) -> Wording:
    """The provider learns that its change is ordered."""
    return Wording(
        subject=f"Change {told.change} takes effect on {day_words(told.effective_on)}",
        paragraphs=[f"Your change is confirmed. It is version {version} of the order."],
        facts=told.facts,
        action=Action("See the change", path),
    )


def to_discuss(told: Told, *, path: str, contact: Sequence[str]) -> Wording:
    """The provider learns that the manager wants to talk about it."""
    return Wording(
        subject=f"Change {told.change}: the team manager will talk with you",
        paragraphs=["The team manager would like to talk with you about your change before deciding."],
        facts=[*told.facts, *(("Write to", one) for one in contact)],
        action=Action("See the change", path),
    )


def talk_arranged(told: Told, *, path: str) -> Wording:
    """The provider learns that the manager talks with the person."""
    return Wording(
        subject=f"Change {told.change}: the team manager talks with the person",
        paragraphs=["The team manager will talk with the person before deciding about your change."],
        facts=told.facts,
        action=Action("See the change", path),
    )


def over(told: Told, *, because: str, path: str) -> Wording:
    """The provider, or the care coordinator, learns that the change is not made."""
    return Wording(
        subject=f"Change {told.change} is not made",
        paragraphs=[f"{because} What is ordered now goes on."],
        facts=told.facts,
        action=Action("See the change", path),
    )
