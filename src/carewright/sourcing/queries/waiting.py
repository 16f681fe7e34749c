"""The list of packages to be placed (WAIT-1 to 4). Its cost grows with those waiting, never with those placed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.obligations.lifecycle import State as ObligationState
from carewright.obligations.models import Obligation
from carewright.people.queries import visible_to
from carewright.policy.queries import policy_of
from carewright.providers.models import Cluster
from carewright.sourcing.lifecycle import LIVE, OfferState, RequirementState
from carewright.sourcing.models import Offer, Requirement
from carewright.sourcing.queries.proposing import calendar_of, reason_words, terms_of
from carewright.sourcing.rules import Colour, Rag, WaitingFacts, rag
from carewright.worktime import working_days_between

PAGE_SIZE = 25
_ASKING = {
    "decide_exhausted": "Nobody left to approach: ask the brokerage manager",
    "decide_considering": "Time to consider is over: ask the brokerage manager",
}


@dataclass(frozen=True)
class WaitingRow:
    """One line of the list. `person` is empty for who may not know it (commissioning, WAIT-4).

    `now` is where it stands in a sentence; `answer_by` the moment by which the provider that has an offer answers.
    """

    ref: str
    referral: str
    person: str
    person_ref: str
    outward_postcode: str
    area: str
    cluster: str
    service: str
    weekly_hours: Decimal
    carers: int
    start_on: date
    waiting_since: datetime
    rag: Rag
    now: str
    provider: str
    answer_by: datetime | None
    broker: str
    is_ready: bool
    not_ready_until: date | None


@dataclass(frozen=True)
class WaitingList:
    """A page of the list, with what stands above it: how many wait, how many are red and amber, the longest wait."""

    rows: list[WaitingRow]
    total: int
    red: int
    amber: int
    longest_working_days: int
    page: int
    pages: int
    paging: "Page[Requirement]" = field(repr=False)


@dataclass(frozen=True)
class ClusterCount:
    """How many wait in a cluster (none: outside all), and where it lies, if that is known."""

    ref: str
    name: str
    area: str
    red: int
    amber: int
    green: int
    latitude: float | None
    longitude: float | None

    @property
    def total(self) -> int:
        """Of every colour."""
        return self.red + self.amber + self.green


@dataclass(frozen=True)
class CrowdedLocality:
    """A locality where so many wait that the brokerage manager is prompted to call a teleconference (WAIT-4)."""

    ref: str
    name: str
    waiting: int


def requirements_waiting(
    *,
    by: Actor,
    at: datetime,
    area: str = "",
    cluster: str = "",
    service: str = "",
    colour: str = "",
    broker: str = "",
    state: str = RequirementState.WAITING,
    page: int | None = 1,
) -> WaitingList:
    """What waits, in RAG and then waiting order, each with its reason (WAIT-2).

    `area`, `cluster` and `broker` are references. `state`: waiting, or taken (accepted, not yet confirmed). `page=None`
    gives all of it, for a file. A page past the end is the last.
    """
    found = _visible(by, state)
    chosen = {"area__ref": area, "cluster__ref": cluster, "service": service, "broker": broker}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    if colour in set(Colour):
        found = found.filter(_is(Colour(colour), at))
    whole = _totals(found, at)
    ordered = found.select_related("person", "area", "cluster", "referral")
    ordered = ordered.order_by(rank_of_colour(at), "waiting_since", "pk")
    paginator = Paginator(ordered, PAGE_SIZE if page else max(whole["total"], 1))
    shown = paginator.get_page(page or 1)
    return WaitingList(
        rows=_rows(list(shown.object_list), by, at),
        total=whole["total"],
        red=whole["red"],
        amber=whole["amber"],
        longest_working_days=_longest(found, whole["since"], at),
        page=shown.number,
        pages=paginator.num_pages,
        paging=shown,
    )


def waiting_by_cluster(*, by: Actor, at: datetime, area: str = "", service: str = "") -> list[ClusterCount]:
    """How many wait in each cluster by colour, most urgent first; for the map and the table beside it."""
    found = _visible(by).order_by()
    found = found.filter(area__ref=area) if area else found
    found = found.filter(service=service) if service else found
    counts = [Count("pk", filter=_is(colour, at)) for colour in Colour]
    rows = found.values("cluster").annotate(red=counts[0], amber=counts[1], green=counts[2])
    counted: dict[int | None, dict[str, int]] = {
        pk: {"red": red, "amber": amber, "green": green}
        for pk, red, amber, green in rows.values_list("cluster", "red", "amber", "green")
    }
    places = Cluster.objects.filter(pk__in=[pk for pk in counted if pk]).select_related("area")
    places = places.annotate(latitude=Avg("msoas__latitude"), longitude=Avg("msoas__longitude"))
    found_there = [
        ClusterCount(
            ref=place.ref,
            name=place.name,
            area=place.area.name,
            latitude=place.latitude,
            longitude=place.longitude,
            **counted[place.pk],
        )
        for place in places
    ]
    if None in counted:
        found_there.append(ClusterCount("", "Outside all clusters", "", **counted[None], latitude=None, longitude=None))
    return sorted(found_there, key=lambda one: (-one.red, -one.amber, -one.green, one.name))


def localities_to_call(*, by: Actor) -> list[CrowdedLocality]:
    """Localities where at least the policy's number of people wait, most first, for the brokerage manager (WAIT-4)."""
    if not may(by, "decide_when_exhausted"):
        return []
    waiting = _visible(by).order_by().values("locality__ref", "locality__name", "policy_version")
    many: dict[tuple[str, str], tuple[int, int]] = {}
    for row in waiting.annotate(people=Count("person", distinct=True)):
        key = row["locality__ref"], row["locality__name"]
        least = policy_of(row["policy_version"]).terms.waiting.teleconference_at
        before, limit = many.get(key, (0, least))
        many[key] = before + row["people"], min(limit, least)
    crowded = [CrowdedLocality(ref, name, people) for (ref, name), (people, limit) in many.items() if people >= limit]
    return sorted(crowded, key=lambda one: (-one.waiting, one.name))


def rag_of(requirement: Requirement, at: datetime) -> Rag:
    """How the wait stands now, by the terms that the case started under."""
    facts = WaitingFacts(
        requirement.waiting_since, requirement.start_on, requirement.urgency, requirement.care_in_place
    )
    terms = terms_of(requirement)
    words = terms.referrals.urgency_reasons
    return rag(facts, terms.waiting, calendar_of(requirement), at, words=words)


def rank_of_colour(at: datetime) -> Case:
    """Red before amber before green, to order by."""
    ranks = [When(_is(colour, at), then=Value(number)) for number, colour in enumerate(Colour)]
    return Case(*ranks, output_field=IntegerField())


def whose_turn(requirements: list[Requirement]) -> list[tuple[Requirement, Offer | None, bool]]:
    """Of each requirement the offer that tells where it stands, and whether a manager is asked to decide."""
    offers, asking = _last_offers(requirements), _asking(requirements)
    return [(one, offers.get(one.pk), one.ref in asking) for one in requirements]


def _visible(by: Actor, state: str = RequirementState.WAITING) -> QuerySet[Requirement]:
    check_may(by, "see_requirements")
    return Requirement.objects.filter(visible_to(by, "team", "see_requirements"), state=state)


def _is(colour: Colour, at: datetime) -> Q:
    """The condition that a requirement has this colour at the moment."""
    match colour:
        case Colour.RED:
            return Q(red_from_at__lte=at)
        case Colour.AMBER:
            return Q(red_from_at__gt=at, amber_from_at__lte=at)
        case Colour.GREEN:
            return Q(red_from_at__gt=at, amber_from_at__gt=at)


def _totals(found: QuerySet[Requirement], at: datetime) -> dict[str, Any]:
    return found.aggregate(
        total=Count("pk"),
        red=Count("pk", filter=_is(Colour.RED, at)),
        amber=Count("pk", filter=_is(Colour.AMBER, at)),
        since=Min("waiting_since"),
    )


def _longest(found: QuerySet[Requirement], since: datetime | None, at: datetime) -> int:
    first = found.filter(waiting_since=since).select_related("area").first() if since else None
    return working_days_between(first.waiting_since, at, calendar_of(first)) if first else 0


def _rows(requirements: list[Requirement], by: Actor, at: datetime) -> list[WaitingRow]:
    offers = _last_offers(requirements)
    asking = _asking(requirements)
    return [_row(one, offers.get(one.pk), asking.get(one.ref, ""), by, at) for one in requirements]


def _row(requirement: Requirement, offer: Offer | None, asking: str, by: Actor, at: datetime) -> WaitingRow:
    terms, person = terms_of(requirement), requirement.person
    known = may(by, "see_people", unit=None)
    live = offer is not None and offer.state in LIVE
    return WaitingRow(
        ref=requirement.ref,
        referral=requirement.referral.ref,
        person=person.name if known else "",
        person_ref=person.ref if known else "",
        outward_postcode=requirement.outward_postcode,
        area=requirement.area.name,
        cluster=requirement.cluster.name if requirement.cluster else "",
        service=terms.services.get(requirement.service, requirement.service),
        weekly_hours=requirement.weekly_hours,
        carers=requirement.carers,
        start_on=requirement.start_on,
        waiting_since=requirement.waiting_since,
        rag=rag_of(requirement, at),
        now=_now(offer, asking, requirement),
        provider=offer.provider.name if offer and live else "",
        answer_by=_answer_by(offer),
        broker=requirement.broker,
        is_ready=requirement.referral.readiness == "ready",
        not_ready_until=requirement.referral.not_ready_until,
    )


def _now(offer: Offer | None, asking: str, requirement: Requirement) -> str:
    if requirement.state == RequirementState.TAKEN and offer is not None:
        return f"Accepted by {offer.provider.name}"
    if asking:
        return asking
    if offer is None:
        return "Nobody approached yet"
    words = {
        OfferState.OPEN: f"Offer to {offer.provider.name}",
        OfferState.CONSIDERING: f"{offer.provider.name} is considering",
        OfferState.LATER_START: f"{offer.provider.name} could start later: the managers decide",
        OfferState.ACCEPTED: f"Part accepted by {offer.provider.name}: approach the next for the rest",
        OfferState.DECLINED: f"{offer.provider.name} declined ({reason_words(offer, terms_of(requirement)).lower()})",
        OfferState.NO_RESPONSE: f"{offer.provider.name} did not answer in time",
    }
    state = OfferState(offer.state)
    said = words.get(state, f"The offer to {offer.provider.name} came to nothing")
    return said if state in LIVE or state == OfferState.ACCEPTED else f"{said}: approach the next"


def _answer_by(offer: Offer | None) -> datetime | None:
    if offer is None or offer.state not in (OfferState.OPEN, OfferState.CONSIDERING):
        return None
    return offer.considering_until if offer.state == OfferState.CONSIDERING else offer.answer_by


def _last_offers(requirements: Iterable[Requirement]) -> dict[int, Offer]:
    """Of each requirement the offer that tells where it stands: a live one before others, else the latest."""
    found: dict[int, Offer] = {}
    offers = Offer.objects.filter(requirement__in=list(requirements)).select_related("provider")
    for offer in sorted(offers, key=lambda one: (one.state in LIVE, one.made_at, one.pk)):
        found[offer.requirement_id] = offer
    return found


def _asking(requirements: Iterable[Requirement]) -> dict[str, str]:
    refs = [one.ref for one in requirements]
    owed = Obligation.objects.filter(state=ObligationState.OPEN, about__in=refs, duty__in=list(_ASKING))
    return {about: _ASKING[duty] for about, duty in owed.values_list("about", "duty")}
