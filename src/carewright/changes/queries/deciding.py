"""Who may decide about a change beyond tolerance, and what waits for whom (CHG-4, REF-7, ROLE-3, ROLE-4)."""

from dataclasses import dataclass

from django.db.models import Q

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.changes.lifecycle import ChangeState
from carewright.changes.models import Change
from carewright.changes.queries.finding import visible_to
from carewright.changes.queries.judging import Judged, judged
from carewright.policy.queries import policy_of
from carewright.policy.terms import Terms
from carewright.referrals.rules import may_authorise

DECIDE = WHO_MAY["authorise_change"]
IN_ORDER = (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR)
"""Up the line: an increase beyond one's limit is for the next."""


@dataclass(frozen=True)
class Waiting:
    """A change that waits for a decision; `above_limit`: whose it is when this person's limit does not reach it."""

    change: Change
    judged: Judged
    above_limit: str = ""


def costs_more(told: Judged) -> bool:
    """Whether the package costs more a week after the change: only then is authority to spend needed (REF-7)."""
    return told.new_package_cost > told.package_cost


def role_to_decide(told: Judged, terms: Terms) -> Role:
    """The first up the line whose limit reaches the package's new gross weekly cost; the last when none does."""
    if not costs_more(told):
        return IN_ORDER[0]
    able = (role for role in IN_ORDER if may_authorise(role, told.new_package_cost, terms))
    return next(able, IN_ORDER[-1])


def roles_to_decide(by: Actor, change: Change) -> list[Role]:
    """The roles in which this actor may decide about the change, whatever their limits."""
    unit = change.package.team.path
    return [
        held.role
        for held in by.holdings
        if held.role in DECIDE.roles | DECIDE.deputies and held.covers(unit=unit, provider=None)
    ]


def limit_reaches(by: Actor, change: Change, told: Judged) -> bool:
    """Whether one of the actor's roles may authorise what the package would cost."""
    terms = policy_of(change.policy_version).terms
    roles = roles_to_decide(by, change)
    if not costs_more(told):
        return bool(roles)
    return any(may_authorise(role, told.new_package_cost, terms) for role in roles)


def waiting_for_decision(by: Actor) -> list[Waiting]:
    """Changes with the manager that this actor may decide about, the oldest first; not those asked for by them."""
    if not may(by, "authorise_change"):
        return []
    reached = Q(pk__in=[])
    for path in by.unit_paths(*(DECIDE.roles | DECIDE.deputies)):
        reached |= Q(package__team__path__startswith=path)
    found = visible_to(by).filter(reached, state=ChangeState.WITH_MANAGER).exclude(noticed_by=by.ref)
    return [_waiting(change, by) for change in found.order_by("noticed_at", "pk")]


def _waiting(change: Change, by: Actor) -> Waiting:
    told = judged(change)
    if limit_reaches(by, change, told):
        return Waiting(change, told)
    return Waiting(change, told, role_to_decide(told, policy_of(change.policy_version).terms).in_words)
