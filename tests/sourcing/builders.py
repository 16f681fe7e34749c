"""Requirements, offers and awards at every stage, made by the real commands.

Whitstable is a cluster of East whose postcode is CT5 1AB; Harbour Care, Elm Homecare and Kestrel Care are its providers
in protocol order, County Care is contracted in the area, Outside Care has no contract.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from carewright.access.actors import SYSTEM, Actor
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.providers.models import Cluster, Provider
from carewright.sourcing import commands
from carewright.sourcing.lifecycle import AwardState, OfferState, RequirementState
from carewright.sourcing.models import Award, Offer, Requirement
from carewright.sourcing.queries.proposing import proposal_of, unplaced_parts
from tests.builders import Council, a_council
from tests.conftest import actor
from tests.people.builders import a_person
from tests.providers.builders import a_cluster, a_contract, a_provider, cluster_providers
from tests.referrals.builders import a_complete_referral
from tests.remembering import remembered

RECEIVED = datetime(2017, 12, 22, 14, 0, tzinfo=UTC)
"""2pm on Friday 22 December 2017: when the complete referral was received."""
FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
"""3:45pm that day, when the first offer is made: answer by 9:45am on Wednesday 27 December."""
ANSWER_BY = datetime(2017, 12, 27, 9, 45, tzinfo=UTC)
START = date(2018, 1, 8)


@dataclass(frozen=True)
class Market:
    """A council with Whitstable and its providers, in the order in which they are approached."""

    council: Council
    cluster: Cluster
    harbour: Provider
    elm: Provider
    kestrel: Provider
    county: Provider
    outside: Provider

    @property
    def team(self) -> Unit:
        """Harbour's community team, of East."""
        return self.council.team()


@remembered
def a_market(council: Council | None = None) -> Market:
    """The market described above."""
    council = council or a_council()
    cluster = a_cluster(council.east)
    harbour, elm, kestrel = cluster_providers(cluster, "Harbour Care", "Elm Homecare", "Kestrel Care")
    county, outside = a_provider("County Care"), a_provider("Outside Care")
    a_contract(county, area=council.east)
    return Market(council, cluster, harbour, elm, kestrel, county, outside)


def broker(thing: Any) -> Actor:
    """A broker of the thing's area."""
    return actor(Role.BROKER, unit=_requirement(thing).area)


def brokerage_manager(thing: Any) -> Actor:
    """The brokerage manager of the thing's area."""
    return actor(Role.BROKERAGE_MANAGER, unit=_requirement(thing).area)


def team_manager(thing: Any) -> Actor:
    """The manager of the referring team."""
    return actor(Role.TEAM_MANAGER, unit=_requirement(thing).team)


def coordinator(thing: Offer | Award | Provider) -> Actor:
    """Somebody of the provider."""
    provider = thing if isinstance(thing, Provider) else thing.provider
    return actor(Role.PROVIDER_COORDINATOR, provider=provider.ref)


@remembered
def a_waiting_requirement(
    market: Market | None = None, *, team: Unit | None = None, at: datetime = RECEIVED, **details: Any
) -> Requirement:
    """On the list: 14 hours a week of home care in CT5, from 8 January."""
    market = market or a_market()
    person = a_person(team or market.team)
    referral = a_complete_referral(person, at=at, **({"start_on": START} | details))
    found = Requirement.objects.filter(referral=referral).first()
    return found or commands.open_requirement(referral=referral.ref, by=broker(referral), at=at)


@remembered
def an_open_offer(requirement: Requirement | None = None, *, at: datetime = FRIDAY, how: str = "portal") -> Offer:
    """The next provider has been offered the first part that is free."""
    requirement = requirement or a_waiting_requirement()
    requirement = fresh(requirement)
    part = unplaced_parts(requirement)[0]
    provider = proposal_of(requirement, part, at).provider
    return commands.make_offer(
        requirement=requirement.ref, provider=provider, part=part.ref, how=how, by=broker(requirement), at=at
    )


@remembered
def a_considering_offer(requirement: Requirement | None = None, *, at: datetime = FRIDAY) -> Offer:
    """The provider is still considering, until 11am on Wednesday 27 December."""
    offer = an_open_offer(requirement, at=at)
    until = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)
    return commands.keep_considering(offer=offer.ref, until=until, by=coordinator(offer), at=at)


@remembered
def a_later_start(requirement: Requirement | None = None, *, at: datetime = FRIDAY) -> Offer:
    """The provider could start a week later; the managers have not decided."""
    offer = an_open_offer(requirement, at=at)
    return commands.accept_with_later_start(
        offer=offer.ref, start_on=START + timedelta(days=7), by=coordinator(offer), at=at
    )


@remembered
def an_offer_with_documents_asked(requirement: Requirement | None = None, *, at: datetime = FRIDAY) -> Offer:
    """The provider has asked for the documents."""
    offer = an_open_offer(requirement, at=at)
    return commands.ask_for_documents(offer=offer.ref, by=coordinator(offer), at=at)


@remembered
def an_award(requirement: Requirement | None = None, *, at: datetime = FRIDAY) -> Award:
    """The first provider has accepted; the courtesy call is owed."""
    offer = an_open_offer(requirement, at=at)
    return commands.accept_offer(offer=offer.ref, by=coordinator(offer), at=at)


@remembered
def a_released_award(requirement: Requirement | None = None, *, at: datetime = FRIDAY) -> Award:
    """The person has been called; the provider may make contact."""
    award = an_award(requirement, at=at)
    return commands.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=broker(award), at=at)


ARRANGEMENTS: dict[str, Any] = {
    "start_on": START,
    "planned_times": ["8am to 9am every day", "6pm to 7pm every day"],
    "carers_per_visit": 1,
    "confirmed_by": "Dana Holt",
}


@remembered
def a_confirmed_award(requirement: Requirement | None = None, *, at: datetime = FRIDAY) -> Award:
    """The provider has confirmed the arrangements."""
    award = a_released_award(requirement, at=at)
    return commands.confirm_arrangements(award=award.ref, **ARRANGEMENTS, by=coordinator(award), at=at)


@remembered
def a_requirement_in(state: str) -> Requirement:
    """A requirement in any state, in a council of its own."""
    requirement = a_waiting_requirement()
    match state:
        case RequirementState.TAKEN:
            an_award(requirement)
        case RequirementState.PLACED:
            a_confirmed_award(requirement)
        case RequirementState.WITHDRAWN:
            commands.withdraw_requirement(
                requirement=requirement.ref, reason="Moved away", by=broker(requirement), at=FRIDAY
            )
    return fresh(requirement)


@remembered
def an_offer_in(state: str) -> Offer:
    """An offer in any state, in a council of its own."""
    match state:
        case OfferState.CONSIDERING:
            offer = a_considering_offer()
        case OfferState.LATER_START:
            offer = a_later_start()
        case OfferState.ACCEPTED:
            offer = an_award().offer
        case OfferState.GONE:
            offer = an_offer_that_lost()
        case _:
            offer = an_open_offer()
            _end(offer, state)
    return Offer.objects.select_related("provider", "part", "requirement__team", "requirement__area").get(pk=offer.pk)


def _end(offer: Offer, state: str) -> None:
    match state:
        case OfferState.DECLINED:
            commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=FRIDAY)
        case OfferState.NO_RESPONSE:
            commands.deem_declined(offer=offer.ref, by=SYSTEM, at=offer.answer_by)
        case OfferState.WITHDRAWN:
            commands.withdraw_offer(offer=offer.ref, reason="Made by mistake", by=broker(offer), at=FRIDAY)
        case OfferState.LATER_START_REFUSED:
            later = commands.accept_with_later_start(
                offer=offer.ref, start_on=START + timedelta(days=7), by=coordinator(offer), at=FRIDAY
            )
            commands.decide_later_start(
                offer=later.ref, accept=False, reason="Too long", by=brokerage_manager(later), at=FRIDAY
            )


def let_next(offer: Offer, *, at: datetime = FRIDAY) -> Offer:
    """While the provider considers, the next may be approached."""
    commands.ask_next_approach(offer=offer.ref, by=broker(offer), at=at)
    return commands.allow_next_approach(offer=offer.ref, by=brokerage_manager(offer), at=at)


@remembered
def an_offer_that_lost() -> Offer:
    """Considered until the next provider, approached meanwhile, accepted."""
    considering = let_next(a_considering_offer())
    an_award(considering.requirement)
    return Offer.objects.get(pk=considering.pk)


@remembered
def an_award_in(state: str) -> Award:
    """An award in any state, in a council of its own."""
    match state:
        case AwardState.RELEASED:
            award = a_released_award()
        case AwardState.CONFIRMED:
            award = a_confirmed_award()
        case _:
            award = an_award()
            if state == AwardState.FALLEN_THROUGH:
                commands.withdraw_acceptance(
                    award=award.ref, reason="No staff after all", by=coordinator(award), at=FRIDAY
                )
    return Award.objects.select_related("provider", "requirement__team", "requirement__area").get(pk=award.pk)


@remembered
def nobody_left(market: Market | None = None, *, at: datetime = FRIDAY) -> Requirement:
    """Everybody in the cluster and the area has declined."""
    requirement = a_waiting_requirement(market)
    for _ in range(4):
        offer = an_open_offer(requirement, at=at)
        commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=at)
    return fresh(requirement)


def fresh(requirement: Requirement) -> Requirement:
    """The requirement as it stands in the database."""
    related = ("team", "area", "locality", "cluster", "referral", "person")
    return Requirement.objects.select_related(*related).get(pk=requirement.pk)


def _requirement(thing: Any) -> Any:
    """What has the team and area: the thing itself, or its requirement."""
    if hasattr(thing, "requirement") and not isinstance(thing, Requirement):
        thing = thing.requirement
    return thing if hasattr(thing, "area") else _Placeless(thing.team)


@dataclass(frozen=True)
class _Placeless:
    """A referral: of a team, without an area of its own."""

    team: Unit

    @property
    def area(self) -> Unit:
        return self.team


def hours(text: str) -> Decimal:
    """Hours a week."""
    return Decimal(text)
