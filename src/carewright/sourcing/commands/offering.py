"""Approaching providers: offers made and withdrawn, and the next one while one considers (SRC-1, 3, 4)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, check_not_own
from carewright.access.roles import BROKERAGE, Role
from carewright.kernel.refused import NotFound, Refused
from carewright.obligations.commands import cancel, meet
from carewright.providers.models import Provider
from carewright.sourcing.commands.links import issue_link
from carewright.sourcing.commands.locking import locked_offer, locked_requirement, part_to_place
from carewright.sourcing.commands.owing import (
    ALLOW_NEXT,
    DECIDE_CONSIDERING,
    EXHAUSTED,
    ask_when_nobody_is_left,
    decided_by,
    limit_from,
    no_longer_owed,
    owe,
    owe_answer,
)
from carewright.sourcing.commands.recording import keep_decision, offer_fields
from carewright.sourcing.commands.telling import (
    tell_bypassed,
    tell_of_offer,
    tell_referrer_approached,
    tell_withdrawn,
)
from carewright.sourcing.events import NextApproachAllowed, NextApproachAsked, OfferMade, OfferWithdrawn
from carewright.sourcing.lifecycle import OFFER, REQUIREMENT
from carewright.sourcing.models import Offer, Part, Requirement
from carewright.sourcing.queries.proposing import proposal_of, terms_of
from carewright.sourcing.rules import Answer, Proposal, Weighed
from carewright.trail.command import command, record
from carewright.worktime import moment_words


@command
def make_offer(
    *, requirement: str, provider: str, part: str = "", how: str = Offer.How.PORTAL, by: Actor, at: datetime
) -> Offer:
    """Offer a part to the provider that the route names next (SRC-1, SRC-3).

    The time limit starts now. Refused for any other provider, with the reason that stands in the working. By telephone,
    no email goes out: the broker has read the offer to the provider.
    """
    found = locked_requirement(requirement)
    check_may(by, "make_offer", unit=found.team.path)
    REQUIREMENT.check_move("make_offer", found.state)
    which = part_to_place(found, part)
    proposal = proposal_of(found, which, at)
    line = _check_is_next(proposal, provider)
    is_first = not found.offers.exists()
    offer = _new_offer(found, which, line, how=Offer.How(how), by=by, at=at)
    keep_decision(found, proposal, "approach", part=which, offer=offer, by=by, at=at)
    owe_answer(offer, at)
    cancel(duty=EXHAUSTED, subject=found.ref, at=at)
    if how != Offer.How.TELEPHONE:
        tell_of_offer(offer, issue_link(offer, expires_at=offer.answer_by, at=at), at)
    if is_first:
        tell_referrer_approached(found, at)
    record(
        OfferMade(
            **offer_fields(offer),
            answer_by=offer.answer_by,
            answer_by_words=moment_words(offer.answer_by, at),
            how=Offer.How(how).label.lower(),
            why=proposal.why,
            rule=proposal.rule,
            policy_version=found.policy_version,
        )
    )
    return offer


def _check_is_next(proposal: Proposal, provider: str) -> Weighed:
    line = next((one for one in proposal.working if one.provider == provider), None)
    if line is None:
        raise NotFound
    if proposal.answer == Answer.APPROACH and proposal.provider == provider:
        return line
    first = f"Next is {proposal.provider_name}." if proposal.answer == Answer.APPROACH else proposal.why
    raise Refused(f"You cannot offer this to {line.name} now. {first} {line.name}: {line.sentence}", rule=line.rule)


def _new_offer(
    requirement: Requirement, part: Part, line: Weighed, *, how: Offer.How, by: Actor, at: datetime
) -> Offer:
    if not requirement.broker and by.holds(*BROKERAGE):
        requirement.broker = by.ref
        requirement.save(update_fields=["broker"])
    return Offer.objects.create(
        part=part,
        requirement=requirement,
        provider=Provider.objects.get(ref=line.provider),
        provider_kind=line.kind,
        how=how,
        made_by=by.ref,
        made_at=at,
        answer_by=limit_from(requirement, at, terms_of(requirement).sourcing.answer_within),
    )


@command
def withdraw_offer(*, offer: str, reason: str, by: Actor, at: datetime) -> Offer:
    """Withdraw an offer that has not come to an end; the provider is told, and it does not count as a decline."""
    found = locked_offer(offer)
    requirement = found.requirement
    check_may(by, "withdraw_offer", unit=requirement.team.path)
    found.state = OFFER.check_move("withdraw_offer", found.state)
    found.note = reason[:500]
    found.save(update_fields=["state", "note"])
    meet(duty=DECIDE_CONSIDERING, subject=found.ref, at=at)
    no_longer_owed(found, at)
    tell_withdrawn(found, at)
    ask_when_nobody_is_left(requirement, at)
    record(OfferWithdrawn(**offer_fields(found), reason=reason))
    return found


@command
def ask_next_approach(*, offer: str, by: Actor, at: datetime) -> Offer:
    """Ask the brokerage manager to let the next provider be approached while this one is considering (SRC-4)."""
    found = locked_offer(offer)
    check_may(by, "ask_next_approach", unit=found.requirement.team.path)
    OFFER.check_move("ask_next_approach", found.state)
    if found.next_asked_at is not None:
        raise Refused("The brokerage manager has been asked already.", rule="SRC-4")
    found.next_asked_at, found.next_asked_by = at, by.ref
    found.save(update_fields=["next_asked_at", "next_asked_by"])
    owe(
        found.requirement,
        rule="SRC-4",
        duty=ALLOW_NEXT,
        sentence="Decide whether the next provider may be approached while one is considering",
        subject=found.ref,
        role=Role.BROKERAGE_MANAGER,
        due_at=decided_by(found.requirement, at),
        at=at,
    )
    record(NextApproachAsked(**offer_fields(found)))
    return found


@command
def allow_next_approach(*, offer: str, by: Actor, at: datetime) -> Offer:
    """Let the next provider be approached meanwhile; the one that is considering is told (SRC-4).

    Refused to whoever asked (ROLE-3), and when nobody has asked.
    """
    found = locked_offer(offer)
    check_may(by, "allow_next_approach", unit=found.requirement.team.path)
    OFFER.check_move("allow_next_approach", found.state)
    if found.next_asked_at is None:
        raise Refused("Nobody has asked for this. The broker asks first.", rule="SRC-4")
    if found.next_allowed_at is not None:
        raise Refused("The next provider may be approached already.", rule="SRC-4")
    check_not_own(by, found.next_asked_by)
    found.next_allowed_at = at
    found.save(update_fields=["next_allowed_at"])
    meet(duty=ALLOW_NEXT, subject=found.ref, at=at)
    meet(duty=DECIDE_CONSIDERING, subject=found.ref, at=at)
    tell_bypassed(found, at)
    ask_when_nobody_is_left(found.requirement, at)
    keep_decision(found.requirement, None, "next_allowed", rule="SRC-4", part=found.part, offer=found, by=by, at=at)
    record(NextApproachAllowed(**offer_fields(found)))
    return found
