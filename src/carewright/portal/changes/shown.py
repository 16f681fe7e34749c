"""A change as the provider that gave notice of it sees it: its own hours and costs, and nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from carewright.access.actors import Actor
from carewright.changes import queries
from carewright.changes.queries import Judged
from carewright.changes.rules import level_in_words
from carewright.kernel.hours import difference_in_words
from carewright.kernel.hours import in_words as plain
from carewright.kernel.money import in_words as pounds
from carewright.look.days import in_full, today
from carewright.look.levels import Scale, scale
from carewright.look.parts import Fact
from carewright.messages.wording.words import hours_words
from carewright.packages.rules import service_in_words
from carewright.policy.queries import policy_of

if TYPE_CHECKING:
    from carewright.changes.models import Change

STATES = {
    "noticed": "With the care coordinator, who confirms it",
    "with_team_manager": "With the team manager, who decides",
    "in_effect": "In effect",
    "sent_to_review": "Not made: a full review takes its place",
    "withdrawn": "Withdrawn",
    "stopped": "Stopped: social care is involved, and a review follows",
}
NO_LONGER = "Somebody you no longer care for"
"""Stands for the person's name once the provider has no care of theirs (ROLE-7)."""


@dataclass(frozen=True)
class Row:
    """A change as a line of the list."""

    change: "Change"
    person: str
    size: str
    state: str
    due_at: datetime | None


def rows(changes: Sequence["Change"], by: Actor, at: datetime) -> list[Row]:
    """The actor's provider's own changes as lines."""
    known, due = queries.persons_still_cared_for(changes, by, today(at)), queries.due_about(changes)
    return [
        Row(
            change=change,
            person=change.package.person.name if change.package.person.ref in known else NO_LONGER,
            size=f"{plain(queries.judged(change).facts.current_hours)} to {hours_words(change.weekly_hours)}",
            state=STATES[change.state],
            due_at=due.get(change.ref),
        )
        for change in changes
    ]


def row(change: "Change", by: Actor, at: datetime) -> Row:
    """One of them."""
    return rows([change], by, at)[0]


def picture(told: Judged) -> Scale:
    """The levels with the provider's own costs on them."""
    found = told.assessment
    costs = (("Ordered", found.ordered_cost), ("Now", found.current_cost), ("Changed", found.new_cost))
    return scale(told.terms.level_limits, costs)


def figures(told: Judged) -> list[Fact]:
    """Hours, the provider's own cost, and level: as ordered, now and changed."""
    found, facts = told.assessment, told.facts
    rows = (
        ("Ordered", facts.ordered_hours, found.ordered_cost, found.ordered_level),
        ("Now", facts.current_hours, found.current_cost, found.current_level),
        ("Changed", facts.new_hours, found.new_cost, found.new_level),
    )
    return [
        Fact(label, f"{hours_words(hours)}, {pounds(cost)}, {level_in_words(level, told.terms)}")
        for label, hours, cost, level in rows
    ]


def facts_of(change: "Change", at: datetime) -> list[Fact]:
    """What the notice says."""
    terms = policy_of(change.policy_version).terms
    asked = [
        Fact("Service", service_in_words(terms.services, change.package.service)),
        Fact("From", in_full(change.effective_on)),
        Fact("Reason", terms.changes.reasons.get(change.reason, change.reason)),
    ]
    if not queries.still_provided(change, today(at)):
        return asked
    return [
        *asked,
        Fact("Why the hours change", change.described),
        Fact("Talked with", f"{change.spoke_with}, {in_full(change.spoke_on)}"),
        Fact("What was said", change.said),
    ]


def drift_words(change: "Change", at: datetime) -> str:
    """How far the package and this provider have moved (CHG-8)."""
    told = queries.drift(change, at)
    months = policy_of(change.policy_version).terms.changes.drift_months
    moved = difference_in_words(told.package_hours)
    package = f"This package: {moved} since it was ordered. " if told.package_hours else ""
    ups = f"{told.increases} increase{'' if told.increases == 1 else 's'}"
    downs = f"{told.decreases} decrease{'' if told.decreases == 1 else 's'}"
    return f"{package}Your agency: {ups}, {downs} in {months} months."
