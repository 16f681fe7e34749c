"""The brokerage manager's decisions: permission without a contract, and when nobody is left (SRC-8, SRC-23)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, NotAllowed, NotFound, Refused
from carewright.obligations.commands import meet
from carewright.policy.terms import Route
from carewright.providers.models import Provider
from carewright.sourcing.commands.locking import locked_requirement, part_to_place
from carewright.sourcing.commands.owing import EXHAUSTED
from carewright.sourcing.commands.recording import keep_decision, requirement_fields
from carewright.sourcing.events import ExhaustionDecided, NonContractedPermitted
from carewright.sourcing.lifecycle import REQUIREMENT
from carewright.sourcing.models import Decision, Permission, Requirement
from carewright.sourcing.queries.proposing import proposal_of, terms_of, unplaced_parts
from carewright.sourcing.rules import Answer, Proposal, Standing, who_permits
from carewright.sourcing.rules import placed_as as placed_by_policy
from carewright.trail.command import command, record

DECISIONS = {
    "change_route": "Change the route",
    "split": "Split the package",
    "teleconference": "Call a provider teleconference",
    "interim_cover": "Arrange interim cover; the package still waits",
}
"""What can be decided when nobody is left to approach (SRC-23)."""


@command
def permit_non_contracted(
    *, requirement: str, provider: str, reason: str, placed_as: str = "", by: Actor, at: datetime
) -> Permission:
    """Permit a provider without a contract to be approached for this requirement (SRC-8).

    By the brokerage manager, or the assistant director where the policy says so or the provider is unrated. What it is
    placed as (exception or individual) is the policy's. Refused for one that is barred or not rated well enough.
    """
    found = locked_requirement(requirement)
    check_may(by, "permit_non_contracted", unit=found.team.path)
    REQUIREMENT.check_move("permit_non_contracted", found.state)
    whom = Provider.objects.filter(ref=provider).first()
    if whom is None:
        raise NotFound
    if not reason.strip():
        raise Invalid([Fault("reason", "Say why this provider is needed.")], rule="SRC-8")
    proposal = _check_needs_permission(found, whom, by, at)
    kind = _check_placed_as(found, placed_as)
    is_director = Role.ASSISTANT_DIRECTOR in by.roles_over(unit=found.team.path)
    role = Role.ASSISTANT_DIRECTOR if is_director else Role.BROKERAGE_MANAGER
    given = Permission.objects.create(
        requirement=found,
        provider=whom,
        placed_as=kind,
        reason=reason[:500],
        permitted_by=by.ref,
        role=role,
        permitted_at=at,
    )
    meet(duty=EXHAUSTED, subject=found.ref, at=at)
    keep_decision(found, proposal, "permitted", why=reason, rule="SRC-8", by=by, at=at)
    record(
        NonContractedPermitted(
            **requirement_fields(found),
            provider=whom.ref,
            provider_name=whom.name,
            placed_as=f"an {'exception' if kind == 'exception' else 'individual contract'}",
            reason=reason,
            rule="SRC-8",
            policy_version=found.policy_version,
        )
    )
    return given


def _check_needs_permission(requirement: Requirement, provider: Provider, by: Actor, at: datetime) -> Proposal:
    proposal = proposal_of(requirement, part_to_place(requirement, ""), at)
    line = next((one for one in proposal.working if one.provider == provider.ref), None)
    if line is None or line.standing != Standing.NEEDS_PERMISSION:
        why = line.sentence if line else "It is not in the register."
        raise Refused(f"{provider.name} cannot be permitted. {why}", rule="SRC-8", field="provider")
    needed = who_permits(provider.rating, terms_of(requirement).sourcing)
    senior = {Role.ASSISTANT_DIRECTOR} if needed == Role.ASSISTANT_DIRECTOR else {needed, Role.ASSISTANT_DIRECTOR}
    if not any(h.role in senior and h.covers(unit=requirement.team.path, provider=None) for h in by.holdings):
        wanted = needed.in_words if needed else "nobody"
        raise NotAllowed(f"Permitting {provider.name} is for the {wanted}. {line.sentence}", rule="SRC-8")
    return proposal


def _check_placed_as(requirement: Requirement, asked: str) -> str:
    kind = placed_by_policy(terms_of(requirement).sourcing)
    if asked and asked != kind:
        raise Invalid([Fault("placed_as", f"By policy this is placed as: {kind}.")], rule="SRC-8")
    return kind


@command
def decide_when_exhausted(
    *, requirement: str, decision: str, note: str, route: str = "", by: Actor, at: datetime
) -> Decision:
    """Decide what to do when nobody is left to approach (SRC-23): one of DECISIONS.

    A new route, a teleconference and interim cover begin anew: what was answered before no longer counts. Parts made by
    a split are asked about from the start by themselves. Refused while the route still has somebody to approach.
    """
    found = locked_requirement(requirement)
    check_may(by, "decide_when_exhausted", unit=found.team.path)
    REQUIREMENT.check_move("decide_when_exhausted", found.state)
    _check_decision(decision, note, route)
    proposal = _check_nobody_left(found, at)
    keep_decision(found, proposal, decision, why=note, rule="SRC-23", by=by, at=at)
    if decision == "change_route":
        found.route = Route(route)
    if decision != "split":
        found.round_from_at = at
    found.save(update_fields=["route", "round_from_at"])
    meet(duty=EXHAUSTED, subject=found.ref, at=at)
    record(
        ExhaustionDecided(
            **requirement_fields(found),
            decision=DECISIONS[decision].lower(),
            route=found.route,
            note=note,
            rule="SRC-23",
            policy_version=found.policy_version,
        )
    )
    return found.decisions.latest("pk")


def _check_decision(decision: str, note: str, route: str) -> None:
    faults = []
    if decision not in DECISIONS:
        faults.append(Fault("decision", f"Choose one of: {'; '.join(DECISIONS.values())}."))
    if decision == "change_route" and route not in set(Route):
        faults.append(Fault("route", f"Choose the route to change to: {', '.join(Route)}."))
    if not note.strip():
        faults.append(Fault("note", "Say why, and what happens next."))
    if faults:
        raise Invalid(faults, rule="SRC-23")


def _check_nobody_left(requirement: Requirement, at: datetime) -> Proposal:
    for part in unplaced_parts(requirement):
        proposal = proposal_of(requirement, part, at)
        if proposal.answer in (Answer.ASK, Answer.EXHAUSTED) and not proposal.offer:
            return proposal
    raise Refused("The route still has somebody to approach, or an answer to wait for.", rule="SRC-23")
