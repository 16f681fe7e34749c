"""Putting a requirement on the list, splitting it, taking it off (WAIT-1, SRC-12, REF-9)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.queries import area_of, lineage
from carewright.kernel.hours import Hours
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.wording.words import day_words, hours_words
from carewright.obligations.commands import cancel
from carewright.policy.queries import policy_of
from carewright.providers.queries import cluster_of_postcode
from carewright.referrals.lifecycle import State as ReferralState
from carewright.referrals.models import Referral
from carewright.sourcing.commands.locking import locked_requirement, part_to_place
from carewright.sourcing.commands.owing import ask_when_nobody_is_left, no_longer_owed, owe_what_waiting_brings
from carewright.sourcing.commands.telling import tell_withdrawn
from carewright.sourcing.events import RequirementOpened, RequirementSplit, RequirementWithdrawn
from carewright.sourcing.lifecycle import LIVE, REQUIREMENT, AwardState, OfferState
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.rules import WaitingFacts, amber_from, check_split, red_from
from carewright.trail.command import command, record


@command
def open_requirement(*, referral: str, by: Actor, at: datetime) -> Requirement:
    """Put a complete referral on the list (WAIT-1). Its clock starts when the complete referral was received.

    It is judged by the terms that the referral started under; its route is the policy's for service and area. Refused
    when the referral is not complete, or on the list already.
    """
    source = Referral.objects.select_related("person", "team").filter(ref=referral).first()
    if source is None:
        raise NotFound
    check_may(by, "open_requirement", unit=source.team.path)
    if source.state != ReferralState.COMPLETE or source.received_at is None:
        raise Refused("Only a complete referral goes on the list. Check it for what is missing.", rule="WAIT-1")
    if Requirement.objects.filter(referral=source).exists():
        raise Refused("This referral is on the list already.", rule="WAIT-1")
    requirement = _new_requirement(source, at)
    Part.objects.create(requirement=requirement, number=1, weekly_hours=source.weekly_hours)
    owe_what_waiting_brings(requirement, at)
    ask_when_nobody_is_left(requirement, at)
    services = policy_of(source.policy_version).terms.services
    record(
        RequirementOpened(
            requirement=requirement.ref,
            referral=source.ref,
            person=source.person.ref,
            service=source.service,
            service_words=services.get(source.service, source.service).lower(),
            weekly_hours=source.weekly_hours,
            hours_words=hours_words(source.weekly_hours),
            start_on=source.start_on,
            start_words=day_words(source.start_on),
            waiting_since=requirement.waiting_since,
            route=requirement.route,
            policy_version=requirement.policy_version,
        )
    )
    return requirement


def _new_requirement(source: Referral, at: datetime) -> Requirement:
    cluster = cluster_of_postcode(source.person.postcode)
    area = cluster.area if cluster else _area(source.team)
    terms = policy_of(source.policy_version).terms
    calendar = terms.calendar_for(area.name)
    facts = WaitingFacts(source.received_at or at, source.start_on, source.urgency, source.care_in_place)
    return Requirement.objects.create(
        referral=source,
        person=source.person,
        team=source.team,
        area=area,
        locality=lineage(source.team).filter(kind=Unit.Kind.LOCALITY).first() or source.team,
        cluster=cluster,
        outward_postcode=source.person.outward_postcode,
        service=source.service,
        need_category=source.need_category,
        weekly_hours=source.weekly_hours,
        carers=source.carers,
        start_on=source.start_on,
        urgency=source.urgency,
        care_in_place=source.care_in_place,
        waiting_since=facts.waiting_since,
        amber_from_at=amber_from(facts, terms.waiting, calendar),
        red_from_at=red_from(facts, terms.waiting, calendar),
        route=terms.sourcing.route_for(area.name, source.service),
        policy_version=source.policy_version,
        opened_at=at,
    )


def _area(team: Unit) -> Unit:
    found = area_of(team)
    if found is None:
        raise Refused(
            f"{team.name} lies in no area, so nobody can be found for it. Ask an administrator.", rule="WAIT-1"
        )
    return found


@command
def split_requirement(
    *,
    requirement: str,
    hours: Sequence[Hours],
    descriptions: Sequence[str] = (),
    part: str = "",
    by: Actor,
    at: datetime,
) -> list[Part]:
    """Split a part that nobody holds into others, each to be placed by itself (SRC-12).

    Their hours are exactly the part's. Refused while an offer of the part is out: withdraw it first.
    """
    found = locked_requirement(requirement)
    check_may(by, "split_requirement", unit=found.team.path)
    REQUIREMENT.check_move("split_requirement", found.state)
    whole = part_to_place(found, part)
    if whole.offers.filter(state__in=LIVE).exists():
        raise Refused("An offer of this part is out. Wait for the answer, or withdraw it first.", rule="SRC-12")
    check_split(hours, whole.weekly_hours, descriptions)
    made = _split(whole, hours, descriptions)
    ask_when_nobody_is_left(found, at)
    record(
        RequirementSplit(
            requirement=found.ref,
            referral=found.referral.ref,
            person=found.person.ref,
            part=whole.ref,
            parts=tuple(one.ref for one in made),
            count=len(made),
            hours=tuple(one.weekly_hours for one in made),
            hours_words=", ".join(hours_words(one.weekly_hours) for one in made),
        )
    )
    return made


def _split(whole: Part, hours: Sequence[Hours], descriptions: Sequence[str]) -> list[Part]:
    whole.is_split = True
    whole.save(update_fields=["is_split"])
    last = whole.requirement.parts.aggregate(last=Max("number"))["last"] or 0
    words = list(descriptions) or [""] * len(hours)
    return [
        Part.objects.create(requirement=whole.requirement, number=last + n, weekly_hours=part, description=text[:200])
        for n, (part, text) in enumerate(zip(hours, words, strict=True), start=1)
    ]


@command
def withdraw_requirement(*, requirement: str, reason: str, by: Actor, at: datetime) -> Requirement:
    """Take a requirement off the list because the referral was withdrawn (REF-9).

    Its offers are withdrawn and acceptances that are not confirmed fall through; each provider is told. Refused once it
    is placed: then the order is what has to be ended.
    """
    found = locked_requirement(requirement)
    check_may(by, "withdraw_requirement", unit=found.team.path)
    found.state = REQUIREMENT.check_move("withdraw_requirement", found.state)
    offers = _withdraw_offers(found, reason, at)
    awards = _let_go_of_awards(found, reason, at)
    found.closed_at = at
    found.save(update_fields=["state", "closed_at"])
    cancel(about=found.ref, at=at)
    record(
        RequirementWithdrawn(
            requirement=found.ref,
            referral=found.referral.ref,
            person=found.person.ref,
            reason=reason,
            offers=tuple(offer.ref for offer in offers),
            awards=tuple(award.ref for award in awards),
        )
    )
    return found


def _withdraw_offers(requirement: Requirement, reason: str, at: datetime) -> list[Offer]:
    live = list(requirement.offers.filter(state__in=LIVE).select_related("part", "provider"))
    for offer in live:
        offer.requirement = requirement
        offer.state, offer.note = OfferState.WITHDRAWN, reason[:500]
        offer.save(update_fields=["state", "note"])
        no_longer_owed(offer, at)
        tell_withdrawn(offer, at)
    return live


def _let_go_of_awards(requirement: Requirement, reason: str, at: datetime) -> list[Award]:
    standing = requirement.awards.filter(state__in=[AwardState.TENTATIVE, AwardState.RELEASED, AwardState.CONFIRMED])
    awards = list(standing.select_related("offer", "part", "provider"))
    if any(award.state == AwardState.CONFIRMED for award in awards):
        raise Refused("A provider has confirmed part of this package. End that part's order instead.", rule="REF-9")
    for award in awards:
        award.state, award.fell_through_at, award.fell_through_reason = AwardState.FALLEN_THROUGH, at, reason[:300]
        award.save(update_fields=["state", "fell_through_at", "fell_through_reason"])
        award.offer.requirement, award.offer.part, award.offer.provider = requirement, award.part, award.provider
        tell_withdrawn(award.offer, at)
    return awards
