"""What a provider answers to an offer, by portal, link or telephone (SRC-3, 4, 7, 11, 12)."""

from datetime import date, datetime

from django.db.models import Max

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.hours import Hours
from carewright.messages.wording.words import day_words, hours_words
from carewright.sourcing.commands.awarding import award_part
from carewright.sourcing.commands.links import issue_link
from carewright.sourcing.commands.locking import locked_offer
from carewright.sourcing.commands.owing import (
    DECIDE_CONSIDERING,
    LATER_START,
    LATER_START_TEAM,
    answered,
    ask_when_nobody_is_left,
    decided_by,
    owe,
    owe_end_of_considering,
)
from carewright.sourcing.commands.recording import offer_fields
from carewright.sourcing.commands.telling import (
    acknowledge_decline,
    tell_considering_noted,
    tell_managers_of_later_start,
)
from carewright.sourcing.events import (
    ConsideringLapsed,
    LaterStartOffered,
    OfferAccepted,
    OfferConsidered,
    OfferDeclined,
    OfferLapsed,
)
from carewright.sourcing.lifecycle import OFFER, OfferState
from carewright.sourcing.models import Award, Offer, Part
from carewright.sourcing.queries.proposing import calendar_of, reason_words, terms_of
from carewright.sourcing.rules import (
    AlreadyGone,
    AnsweredLate,
    check_considering_until,
    check_decline_reason,
    check_in_time,
    check_later_start,
    check_part_of,
)
from carewright.trail.command import command, record
from carewright.worktime import local, moment_words


@command
def accept_offer(*, offer: str, how: str = "", by: Actor, at: datetime) -> Award:
    """Accept all that was offered, which awards it tentatively (SRC-6, SRC-10).

    Exactly on time is in time; a second later is refused as late, whether or not the lapse was carried out (OBL-2).
    A provider that is still considering may accept until the brokerage manager has decided otherwise, even after the
    moment it named (SRC-4). Refused as gone when another was first.
    """
    found = _answerable(offer, "accept_offer", how, by, at)
    found.save()
    answered(found, at)
    record(_accepted(found, in_part=False, rest=""))
    return award_part(offer=found.ref, by=SYSTEM, at=at)


@command
def accept_part_of_offer(*, offer: str, weekly_hours: Hours, how: str = "", by: Actor, at: datetime) -> Award:
    """Accept some of the hours; the rest becomes a part of its own and stays on the list (SRC-12)."""
    found = _answerable(offer, "accept_part_of_offer", how, by, at)
    check_part_of(weekly_hours, found.part.weekly_hours)
    rest = _take_from(found.part, weekly_hours)
    found.accepted_hours = weekly_hours
    found.save()
    answered(found, at)
    record(_accepted(found, in_part=True, rest=rest.ref))
    return award_part(offer=found.ref, by=SYSTEM, at=at)


def _accepted(offer: Offer, *, in_part: bool, rest: str) -> OfferAccepted:
    return OfferAccepted(
        **offer_fields(offer),
        weekly_hours=offer.part.weekly_hours,
        hours_words=hours_words(offer.part.weekly_hours),
        in_part=in_part,
        how=_how(offer),
        rest=rest,
    )


def _take_from(part: Part, weekly_hours: Hours) -> Part:
    """Leave the part with these hours, and give the rest a part of its own."""
    last = part.requirement.parts.aggregate(last=Max("number"))["last"] or part.number
    rest = Part.objects.create(
        requirement=part.requirement,
        number=last + 1,
        weekly_hours=part.weekly_hours - weekly_hours,
        description=part.description,
    )
    part.weekly_hours = weekly_hours
    part.save(update_fields=["weekly_hours"])
    return rest


@command
def accept_with_later_start(*, offer: str, start_on: date, how: str = "", by: Actor, at: datetime) -> Offer:
    """Accept with a later start than was asked for: both managers decide on the risk before it is awarded (SRC-11)."""
    found = _answerable(offer, "accept_with_later_start", how, by, at)
    check_later_start(start_on, found.requirement.start_on, local(at).date())
    found.later_start_on = start_on
    found.save()
    answered(found, at)
    for duty, role in ((LATER_START, Role.BROKERAGE_MANAGER), (LATER_START_TEAM, Role.TEAM_MANAGER)):
        owe(
            found.requirement,
            rule="SRC-11",
            duty=duty,
            sentence="Decide on the risk whether to accept a later start",
            subject=found.ref,
            role=role,
            due_at=decided_by(found.requirement, at),
            at=at,
        )
    tell_managers_of_later_start(found, at)
    record(
        LaterStartOffered(**offer_fields(found), start_on=start_on, start_words=day_words(start_on), how=_how(found))
    )
    return found


@command
def decline_offer(*, offer: str, reason: str, note: str = "", how: str = "", by: Actor, at: datetime) -> Offer:
    """Decline, with one of the policy's reasons; a cluster provider gets the standard email (SRC-7)."""
    found = _answerable(offer, "decline_offer", how, by, at)
    requirement = found.requirement
    check_decline_reason(reason, terms_of(requirement).sourcing)
    found.decline_reason, found.note = reason, note[:500]
    found.save()
    answered(found, at)
    acknowledge_decline(found, at)
    ask_when_nobody_is_left(requirement, at)
    record(
        OfferDeclined(
            **offer_fields(found),
            reason=reason,
            reason_words=reason_words(found, terms_of(requirement)).lower(),
            note=note,
            how=_how(found),
            area=requirement.area.ref,
            service=requirement.service,
        )
    )
    return found


@command
def keep_considering(*, offer: str, until: datetime, how: str = "", by: Actor, at: datetime) -> Offer:
    """Say until when the offer is still being considered: in the future, within the longest, before the start (SRC-4).

    A new link goes out, to answer by then.
    """
    found = _answerable(offer, "keep_considering", how, by, at)
    requirement = found.requirement
    check_considering_until(
        until,
        start_on=requirement.start_on,
        terms=terms_of(requirement).sourcing,
        calendar=calendar_of(requirement),
        at=at,
    )
    found.considering_until, found.answered_at = until.replace(microsecond=0), None
    found.save()
    answered(found, at)
    owe_end_of_considering(found, at)
    tell_considering_noted(found, issue_link(found, expires_at=found.considering_until, at=at), at)
    record(
        OfferConsidered(
            **offer_fields(found), until=found.considering_until, until_words=moment_words(until, at), how=_how(found)
        )
    )
    return found


@command
def deem_declined(*, offer: str, by: Actor, at: datetime) -> Offer:
    """Take no answer in time as a decline (SRC-3). `at` is the moment at which the time limit was up."""
    found = locked_offer(offer)
    requirement = found.requirement
    check_may(by, "deem_declined", unit=requirement.team.path)
    found.state, found.answered_at = OFFER.check_move("deem_declined", found.state), at
    found.save(update_fields=["state", "answered_at"])
    acknowledge_decline(found, at, no_response=True)
    ask_when_nobody_is_left(requirement, at)
    record(OfferLapsed(**offer_fields(found), area=requirement.area.ref, service=requirement.service))
    return found


@command
def lapse_considering(*, offer: str, by: Actor, at: datetime) -> Offer:
    """Ask the brokerage manager what to do when the moment that the provider named has passed (SRC-4): no decline."""
    found = locked_offer(offer)
    requirement = found.requirement
    check_may(by, "lapse_considering", unit=requirement.team.path)
    OFFER.check_move("lapse_considering", found.state)
    if found.next_allowed_at is None:
        if found.next_asked_at is None:
            found.next_asked_at, found.next_asked_by = at, by.ref
            found.save(update_fields=["next_asked_at", "next_asked_by"])
        owe(
            requirement,
            rule="SRC-4",
            duty=DECIDE_CONSIDERING,
            sentence="A provider has not answered by the time it named: let the next be approached, or withdraw",
            subject=found.ref,
            role=Role.BROKERAGE_MANAGER,
            due_at=decided_by(requirement, at),
            at=at,
        )
    record(ConsideringLapsed(**offer_fields(found)))
    return found


def _answerable(ref: str, verb: str, how: str, by: Actor, at: datetime) -> Offer:
    """The offer, locked and in its new state, with the answer's who, when and how; refused if it can't be answered."""
    found = locked_offer(ref)
    check_may(by, verb, unit=found.requirement.team.path, provider=found.provider.ref)
    if found.state == OfferState.GONE:
        raise AlreadyGone
    if found.state == OfferState.NO_RESPONSE:
        raise AnsweredLate(found.answer_by, at)
    was = found.state
    found.state = OFFER.check_move(verb, was)
    if was == OfferState.OPEN:
        check_in_time(found.answer_by, at)
    default = Offer.How.TELEPHONE if by.is_council else Offer.How.PORTAL
    found.answered_how, found.answered_at, found.answered_by = Offer.How(how or default), at, by.ref
    return found


def _how(offer: Offer) -> str:
    return {
        Offer.How.PORTAL: "by portal",
        Offer.How.LINK: "by the link in the email",
        Offer.How.TELEPHONE: "by telephone, noted by the broker",
    }[Offer.How(offer.answered_how)]
