"""From acceptance to confirmation: award, courtesy call, release, arrangements (SRC-6, SRC-10, ACC-1 to 3)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.messages.wording.words import carers_words, day_words, hours_words
from carewright.obligations.commands import cancel, meet
from carewright.sourcing.commands.locking import locked_award, locked_offer
from carewright.sourcing.commands.owing import (
    CALL,
    ask_when_nobody_is_left,
    no_longer_owed,
    no_longer_waiting,
    owe_call,
    owe_what_waiting_brings,
)
from carewright.sourcing.commands.recording import award_fields
from carewright.sourcing.commands.telling import (
    acknowledge_decline,
    tell_call_failed,
    tell_confirmed,
    tell_gone,
    tell_referrer_accepted,
    tell_referrer_fell_through,
    tell_released,
)
from carewright.sourcing.events import AwardConfirmed, AwardFellThrough, AwardMade, AwardReleased, CallFailed
from carewright.sourcing.lifecycle import AWARD, LIVE, OFFER, AwardState, OfferState, RequirementState
from carewright.sourcing.models import Award, Call, Offer, Requirement
from carewright.sourcing.queries.proposing import unplaced_parts
from carewright.sourcing.rules import AlreadyGone
from carewright.trail.command import command, record
from carewright.worktime import local, moment_words


@command
def award_part(*, offer: str, by: Actor, at: datetime) -> Award:
    """Award the offer's part to its provider: at most one award stands for a part, whatever the race (SRC-10).

    The requirement's row is locked, and the database refuses a second award besides. Others with an offer of the part
    are told at once that it has gone. The requirement leaves the list once each of its parts is taken (SRC-6).
    """
    found = locked_offer(offer)
    requirement = found.requirement
    check_may(by, "award_part", unit=requirement.team.path)
    OFFER.check_move("award_part", found.state)
    award = _new_award(found, at)
    gone = _tell_the_others(found, at)
    if not unplaced_parts(requirement):
        requirement.state = RequirementState.TAKEN
        requirement.save(update_fields=["state"])
        no_longer_waiting(requirement, at)
    else:
        ask_when_nobody_is_left(requirement, at)
    owe_call(award, at)
    tell_referrer_accepted(award, at)
    record(
        AwardMade(
            **award_fields(award),
            weekly_hours=award.weekly_hours,
            hours_words=hours_words(award.weekly_hours),
            start_on=award.start_on,
            start_words=day_words(award.start_on),
            gone=tuple(other.ref for other in gone),
            is_whole=requirement.state == RequirementState.TAKEN,
        )
    )
    return award


def _new_award(offer: Offer, at: datetime) -> Award:
    if Award.objects.filter(part=offer.part).exclude(state=AwardState.FALLEN_THROUGH).exists():
        raise AlreadyGone
    try:
        with transaction.atomic():
            return Award.objects.create(
                part=offer.part,
                requirement=offer.requirement,
                offer=offer,
                provider=offer.provider,
                weekly_hours=offer.part.weekly_hours,
                start_on=offer.later_start_on or offer.requirement.start_on,
                awarded_at=at,
            )
    except IntegrityError:
        raise AlreadyGone from None


def _tell_the_others(offer: Offer, at: datetime) -> list[Offer]:
    others = list(offer.part.offers.filter(state__in=LIVE).exclude(pk=offer.pk).select_related("provider"))
    for other in others:
        other.requirement, other.part = offer.requirement, offer.part
        other.state = OfferState.GONE
        other.save(update_fields=["state"])
        no_longer_owed(other, at)
        tell_gone(other, at)
    return others


@command
def record_failed_call(*, award: str, note: str = "", by: Actor, at: datetime) -> Call:
    """Record a courtesy call that reached nobody; the provider is kept informed. It is still owed (ACC-1)."""
    found = locked_award(award)
    check_may(by, "record_failed_call", unit=found.requirement.team.path)
    AWARD.check_move("record_failed_call", found.state)
    call = Call.objects.create(award=found, reached=False, note=note[:500], made_by=by.ref, made_at=at)
    tell_call_failed(found, at)
    record(CallFailed(**award_fields(found), note=note))
    return call


@command
def record_courtesy_call(*, award: str, spoke_to: str, note: str = "", by: Actor, at: datetime) -> Award:
    """Record the courtesy call, which releases the provider to make contact (ACC-1, ACC-2).

    From now on the provider sees who and where, and gets the confirmation form.
    """
    found = locked_award(award)
    check_may(by, "record_courtesy_call", unit=found.requirement.team.path)
    found.state = AWARD.check_move("record_courtesy_call", found.state)
    if not spoke_to.strip():
        raise Invalid([Fault("spoke_to", "Say whom you spoke to.")], rule="ACC-1")
    Call.objects.create(award=found, reached=True, spoke_to=spoke_to[:160], note=note[:500], made_by=by.ref, made_at=at)
    found.released_at = at
    found.save(update_fields=["state", "released_at"])
    meet(duty=CALL, subject=found.ref, at=at)
    tell_released(found, at)
    record(AwardReleased(**award_fields(found), spoke_to=spoke_to, note=note))
    return found


@command
def confirm_arrangements(
    *,
    award: str,
    start_on: date,
    planned_times: Sequence[str],
    carers_per_visit: int,
    confirmed_by: str,
    by: Actor,
    at: datetime,
) -> Award:
    """Confirm what was agreed with the person: start, planned times, carers at each visit, who confirmed (ACC-3).

    The provider can't start before confirming, so the start is today or later. Fewer carers than the package needs are
    refused. Once each part is confirmed the requirement is placed; referrer and enablement are told (ACC-5).
    """
    found = locked_award(award)
    requirement = found.requirement
    check_may(by, "confirm_arrangements", unit=requirement.team.path, provider=found.provider.ref)
    found.state = AWARD.check_move("confirm_arrangements", found.state)
    times = [time.strip() for time in planned_times if time.strip()]
    _check_arrangements(requirement, start_on, times, carers_per_visit, confirmed_by, today=local(at).date())
    found.start_on, found.planned_times, found.carers_per_visit = start_on, times, carers_per_visit
    found.confirmed_by, found.confirmed_at = confirmed_by.strip()[:160], at
    found.save()
    is_last = _place_when_all_confirmed(requirement, at)
    tell_confirmed(found, at)
    record(
        AwardConfirmed(
            **award_fields(found),
            start_on=start_on,
            start_words=day_words(start_on),
            carers_per_visit=carers_per_visit,
            carers_words=carers_words(carers_per_visit),
            confirmed_by=found.confirmed_by,
            is_last=is_last,
        )
    )
    return found


def _check_arrangements(
    requirement: Requirement, start_on: date, times: list[str], carers: int, confirmed_by: str, *, today: date
) -> None:
    faults = []
    if start_on < today:
        faults.append(Fault("start_on", "Care cannot start before you confirm: the start must be today or later."))
    if not times or any(len(time) > 80 for time in times):
        faults.append(Fault("planned_times", "Enter the planned visit times, such as 8:00am to 8:30am every day."))
    if carers < requirement.carers:
        needed = carers_words(requirement.carers)
        faults.append(Fault("carers_per_visit", f"This package needs {needed} at each visit. Ring us if that changed."))
    elif carers > 4:
        faults.append(Fault("carers_per_visit", "Enter at most 4 carers a visit."))
    if not confirmed_by.strip():
        faults.append(Fault("confirmed_by", "Enter who confirms this for the provider."))
    if faults:
        raise Invalid(faults, rule="ACC-3")


def _place_when_all_confirmed(requirement: Requirement, at: datetime) -> bool:
    confirmed = requirement.awards.filter(state=AwardState.CONFIRMED).values("part")
    if requirement.parts.filter(is_split=False).exclude(pk__in=confirmed).exists():
        return False
    requirement.state, requirement.closed_at = RequirementState.PLACED, at
    requirement.save(update_fields=["state", "closed_at"])
    cancel(about=requirement.ref, at=at)
    return True


@command
def withdraw_acceptance(*, award: str, reason: str, by: Actor, at: datetime) -> Award:
    """Withdraw a tentative acceptance: back on the list, with the clock it always had (SRC-6, WAIT-1).

    Kept as a decline of a cluster provider is: with the standard email (SRC-7). The referrer is told.
    """
    found = locked_award(award)
    requirement = found.requirement
    check_may(by, "withdraw_acceptance", unit=requirement.team.path, provider=found.provider.ref)
    found.state = AWARD.check_move("withdraw_acceptance", found.state)
    if not reason.strip():
        raise Refused("Say why the acceptance is withdrawn.", rule="SRC-6", field="reason")
    found.fell_through_at, found.fell_through_reason = at, reason.strip()[:300]
    found.save(update_fields=["state", "fell_through_at", "fell_through_reason"])
    cancel(subject=found.ref, at=at)
    no_longer_owed(found.offer, at)
    if requirement.state == RequirementState.TAKEN:
        requirement.state = RequirementState.WAITING
        requirement.save(update_fields=["state"])
        owe_what_waiting_brings(requirement, at)
    ask_when_nobody_is_left(requirement, at)
    acknowledge_decline(found.offer, at, reason=found.fell_through_reason)
    tell_referrer_fell_through(found, at)
    record(
        AwardFellThrough(
            **award_fields(found),
            reason=found.fell_through_reason,
            waiting_since_words=moment_words(requirement.waiting_since, at),
        )
    )
    return found
