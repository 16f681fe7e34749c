"""A change as the council's pages show it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.access.queries import names_of_users
from carewright.changes import queries
from carewright.changes.queries import Judged
from carewright.changes.rules import Drift, level_in_words
from carewright.kernel.hours import Hours, difference_in_words, signed
from carewright.kernel.hours import in_words as plain
from carewright.kernel.money import in_words as pounds
from carewright.look.days import in_full
from carewright.look.levels import Scale, scale
from carewright.look.parts import Fact
from carewright.packages.queries import contribution_effect
from carewright.packages.rules import service_in_words
from carewright.policy.queries import policy_of

if TYPE_CHECKING:
    from carewright.changes.models import Change

STATES = {
    "noticed": ("To be confirmed", "yellow"),
    "with_team_manager": ("With the manager", "orange"),
    "in_effect": ("In effect", "green"),
    "sent_to_review": ("Full review instead", "purple"),
    "withdrawn": ("Withdrawn", "grey"),
    "stopped": ("Stopped, review follows", "red"),
}
AGREEMENTS = {"consent": "Consent of the person", "best_interests": "A best-interests decision"}
ADVOCATES = {"not_required": "Not required", "involved": "Involved"}
CHOICES = {
    "authorise": "authorised it",
    "discuss": "discusses it further with the provider",
    "talk": "arranges to talk with the person",
    "review": "has a full review instead",
}
ASKED_BY = {"person": "The person", "representative": "Their representative", "provider": "The provider"}


@dataclass(frozen=True)
class Row:
    """A change as a line of a list. `person`: nothing for who may not know whose package it is."""

    change: "Change"
    person: str
    service: str
    size: str
    reason: str
    state: str
    colour: str
    needs_manager: bool


@dataclass(frozen=True)
class DecisionShown:
    """What a manager chose."""

    words: str
    who: str
    acting_as: str
    note: str
    at: datetime


def row(change: "Change", by: Actor) -> Row:
    """The change as a line."""
    terms = policy_of(change.policy_version).terms
    told = queries.judged(change)
    words, colour = STATES[change.state]
    return Row(
        change=change,
        person=change.package.person.name if queries.people_named(by, change) else "",
        service=service_in_words(terms.services, change.package.service),
        size=f"{plain(told.facts.current_hours)} to {plain(change.weekly_hours)} hours a week",
        reason=terms.changes.reasons.get(change.reason, change.reason),
        state=words,
        colour=colour,
        needs_manager=bool(told.rules),
    )


def waiting_rows(by: Actor) -> list[tuple[queries.Waiting, Row, datetime | None]]:
    """What waits for this manager's decision, each as a line, and by when it is to be decided."""
    found = queries.waiting_for_decision(by)
    due = queries.due_about([one.change for one in found])
    return [(one, row(one.change, by), due.get(one.change.ref)) for one in found]


def everything(by: Actor, change: "Change", at: datetime) -> dict[str, Any]:
    """All that a page about one change shows."""
    told = queries.judged(change)
    line = row(change, by)
    costs = queries.sees_costs(by, change)
    named = queries.people_named(by, change)
    return {
        "change": change,
        "row": line,
        "person": change.package.person if named else None,
        "judged": told,
        "owed": queries.owed_about(change),
        "scale": _scale(told) if costs else None,
        "figures": _figures(told, costs=costs),
        "notice": _notice(change) if named else [],
        "reason": line.reason,
        "drift": drift_in_words(queries.drift(change, at), policy_of(change.policy_version).terms.changes.drift_months),
        "decisions": _decisions(change),
        "outcome": _outcome(change),
        "sees_costs": costs,
        "waiting": next((one for one in queries.waiting_for_decision(by) if one.change.ref == change.ref), None),
        "may_confirm": may(by, "confirm_change", unit=change.package.team.path),
        "may_stop": may(by, "ask_for_involvement", unit=change.package.team.path),
        "is_under_way": change.closed_at is None,
        "is_own": by.ref == change.noticed_by,
        "wide": True,
    }


def _scale(told: Judged) -> Scale:
    found = told.assessment
    costs = (("Ordered", found.ordered_cost), ("Now", found.current_cost), ("Asked", found.new_cost))
    return scale(told.terms.level_limits, costs)


def _figures(told: Judged, *, costs: bool) -> list[Fact]:
    """The figures beside the picture: hours, level, and cost for whoever may see it."""
    found, facts, terms = told.assessment, told.facts, told.terms

    def figure(hours: Any, cost: Any, level: int) -> str:
        money = f", {pounds(cost)}" if costs else ""
        return f"{plain(hours)} hours a week{money}, {level_in_words(level, terms)}"

    shown = [
        Fact("Ordered", figure(facts.ordered_hours, found.ordered_cost, found.ordered_level)),
        Fact("Now", figure(facts.current_hours, found.current_cost, found.current_level)),
        Fact("Asked", figure(facts.new_hours, found.new_cost, found.new_level)),
        Fact("From ordered", _from_ordered(facts.new_hours - facts.ordered_hours, told.percent)),
    ]
    if costs and told.package_cost != found.current_cost:
        shared = f"{pounds(told.package_cost)} a week now, {pounds(told.new_package_cost)} after it"
        shown.append(Fact("Whole package", f"{shared}, with the other providers' parts"))
    return shown


def _from_ordered(more: Hours, percent: Decimal) -> str:
    """`1 hour a week fewer (−7.14%)`."""
    return f"{difference_in_words(more)} ({signed(percent).replace('-', '−')}%)" if more else "The same hours"


def _notice(change: "Change") -> list[Fact]:
    return [
        Fact("Talked with", f"{change.spoke_with}, {in_full(change.spoke_on)}"),
        Fact("What was said", change.said),
        Fact("On the ground of", AGREEMENTS.get(change.agreement, change.agreement)),
        Fact("Advocate", ADVOCATES.get(change.advocate, change.advocate)),
        Fact("Safeguarding", "No concern"),
        Fact("Why the hours change", change.described),
    ]


def drift_in_words(drift: Drift, months: int) -> str:
    """`This provider: 9 increases, 1 decrease in 12 months. This package: 1 hour a week more since it was ordered.`"""
    moved = drift.package_hours
    package = f"{difference_in_words(moved)} since it was ordered" if moved else "as it was ordered"
    ups = f"{drift.increases} increase{'' if drift.increases == 1 else 's'}"
    downs = f"{drift.decreases} decrease{'' if drift.decreases == 1 else 's'}"
    return f"This provider: {ups}, {downs} in {months} months. This package: {package}."


def _decisions(change: "Change") -> list[DecisionShown]:
    kept = list(change.decisions.all())
    names = names_of_users({one.decided_by for one in kept})
    return [
        DecisionShown(
            CHOICES[one.choice], names.get(one.decided_by, one.decided_by), one.acting_as, one.note, one.decided_at
        )
        for one in kept
    ]


def _outcome(change: "Change") -> list[Fact]:
    """What came of it, once it is closed (CHG-5)."""
    if change.order is not None:
        return [
            Fact("In effect from", in_full(change.effective_on)),
            Fact("Order", f"Version {change.order.version}"),
            Fact("Contribution", contribution_effect(change.order).sentence),
        ]
    facts = [Fact("Asked by", ASKED_BY[change.asked_by])] if change.asked_by else []
    return [*facts, Fact("Why", change.closing_note)] if change.closing_note else facts
