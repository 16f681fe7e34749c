"""The cluster route: who is next, why, and why not the others (SRC-2, 4, 8, 20)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.policy.packs import load
from carewright.policy.terms import NonContractedTerms, ProtocolOrder, SourcingTerms
from carewright.providers.rules import Kind, ProviderFacts, SanctionFacts
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.rules import Answer, OfferFacts, PartFacts, Proposal, Standing, next_approach

FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
KENT = load("kent").sourcing
PART = PartFacts("cluster", Decimal(14), date(2018, 1, 8), "Whitstable")

HARBOUR = ProviderFacts("PRV-1", "Harbour Care", Kind.CLUSTER, position=1, contract="CON-1", rating="Good")
ELM = replace(HARBOUR, ref="PRV-2", name="Elm Homecare", position=2)
KESTREL = replace(HARBOUR, ref="PRV-3", name="Kestrel Care", position=3, capacity_hours=Decimal(20))
COUNTY = replace(HARBOUR, ref="PRV-4", name="County Care", kind=Kind.OTHER_CONTRACTED, position=None)
OUTSIDE = ProviderFacts("PRV-5", "Outside Care", Kind.NON_CONTRACTED, rating="Good")
MARKET = [KESTREL, OUTSIDE, COUNTY, ELM, HARBOUR]


def offer(provider: ProviderFacts, state: OfferState, **facts: object) -> OfferFacts:
    made = OfferFacts(f"OFR-{provider.ref}", provider.ref, provider.name, state, FRIDAY, FRIDAY + timedelta(hours=2))
    return replace(made, **facts)  # type: ignore[arg-type]


def propose(
    *history: OfferFacts,
    market: list[ProviderFacts] = MARKET,
    permitted: dict[str, str] | None = None,
    terms: SourcingTerms = KENT,
    at: datetime = FRIDAY,
    part: PartFacts = PART,
) -> Proposal:
    return next_approach(part=part, market=market, history=history, permitted=permitted or {}, terms=terms, at=at)


def standing(proposal: Proposal, provider: ProviderFacts) -> tuple[Standing, str]:
    line = next(line for line in proposal.working if line.provider == provider.ref)
    return line.standing, line.sentence


def declined(*providers: ProviderFacts) -> list[OfferFacts]:
    return [offer(one, OfferState.DECLINED, reason="No capacity") for one in providers]


def test_the_first_in_the_protocol_order_is_approached_first() -> None:
    proposal = propose()

    assert (proposal.answer, proposal.provider) == (Answer.APPROACH, HARBOUR.ref)
    assert proposal.why.startswith("In the cluster Whitstable, place 1 in the protocol order")
    assert [line.name for line in proposal.working[:4]] == [
        "Harbour Care",
        "Elm Homecare",
        "Kestrel Care",
        "County Care",
    ]


def test_one_at_a_time_an_open_offer_holds_up_the_next() -> None:
    proposal = propose(offer(HARBOUR, OfferState.OPEN))

    assert (proposal.answer, proposal.offer) == (Answer.WAIT, "OFR-PRV-1")
    assert standing(proposal, ELM)[0] == Standing.IN_TURN


@pytest.mark.parametrize(
    "state", [OfferState.DECLINED, OfferState.NO_RESPONSE, OfferState.ACCEPTED, OfferState.LATER_START_REFUSED]
)
def test_after_an_answer_comes_the_next_and_the_first_is_not_asked_again(state: OfferState) -> None:
    proposal = propose(offer(HARBOUR, state, reason="No capacity"))

    assert proposal.provider == ELM.ref
    assert standing(proposal, HARBOUR)[0] == Standing.ANSWERED


def test_a_provider_that_lost_the_race_may_be_asked_again_when_the_winner_falls_through() -> None:
    assert propose(offer(HARBOUR, OfferState.GONE)).provider == HARBOUR.ref


def test_considering_holds_up_the_next_until_the_brokerage_manager_allows_it() -> None:
    considering = offer(HARBOUR, OfferState.CONSIDERING, considering_until=FRIDAY + timedelta(hours=1))

    assert propose(considering).answer == Answer.WAIT
    assert propose(replace(considering, next_allowed=True)).provider == ELM.ref


def test_when_the_considering_moment_has_passed_the_brokerage_manager_is_asked() -> None:
    until = FRIDAY + timedelta(hours=1)
    considering = offer(HARBOUR, OfferState.CONSIDERING, considering_until=until)

    assert propose(considering, at=until).answer == Answer.WAIT
    late = propose(considering, at=until + timedelta(seconds=1))
    assert (late.answer, late.role) == (Answer.ASK, Role.BROKERAGE_MANAGER)


def test_an_offer_withdrawn_while_considering_is_not_made_again_but_one_withdrawn_by_mistake_can_be() -> None:
    mistaken = offer(HARBOUR, OfferState.WITHDRAWN)

    assert propose(mistaken).provider == HARBOUR.ref
    assert propose(replace(mistaken, considering_until=FRIDAY)).provider == ELM.ref


@pytest.mark.parametrize(
    ("barred", "words"),
    [
        (replace(HARBOUR, is_registered=False), "Not registered"),
        (replace(HARBOUR, is_dormant=True), "Dormant"),
        (replace(HARBOUR, contract=None), "No contract"),
        (replace(HARBOUR, accepts_need=False), "category of need"),
        (
            replace(
                HARBOUR,
                sanction=SanctionFacts("SAN-1", date(2018, 1, 31), "sanction until 31 January 2018"),
            ),
            "Sanction until 31 January 2018",
        ),
    ],
)
def test_who_may_not_be_approached_is_passed_over_with_the_reason(barred: ProviderFacts, words: str) -> None:
    proposal = propose(market=[barred, ELM])

    assert proposal.provider == ELM.ref
    assert standing(proposal, barred)[0] == Standing.PASSED_OVER
    assert words in standing(proposal, barred)[1]


def test_other_contracted_providers_come_after_the_cluster() -> None:
    assert propose(*declined(HARBOUR, ELM, KESTREL)).provider == COUNTY.ref


def test_then_permission_is_asked_for_those_without_a_contract() -> None:
    everybody = declined(HARBOUR, ELM, KESTREL, COUNTY)

    asking = propose(*everybody)
    assert (asking.answer, asking.role, asking.rule) == (Answer.ASK, Role.BROKERAGE_MANAGER, "SRC-8")
    assert standing(asking, OUTSIDE)[0] == Standing.NEEDS_PERMISSION
    assert propose(*everybody, permitted={OUTSIDE.ref: "individual"}).provider == OUTSIDE.ref


def test_an_unrated_provider_is_for_the_assistant_director_and_a_badly_rated_one_for_nobody() -> None:
    unrated, bad = replace(OUTSIDE, rating=""), replace(OUTSIDE, rating="Requires improvement")

    assert propose(market=[unrated]).role == Role.ASSISTANT_DIRECTOR
    exhausted = propose(market=[bad])
    assert exhausted.answer == Answer.EXHAUSTED
    assert "only Good or Outstanding" in standing(exhausted, bad)[1]


def test_the_assistant_director_is_asked_where_it_is_not_delegated() -> None:
    reserved = KENT.non_contracted.model_dump() | {"decided_by": Role.ASSISTANT_DIRECTOR}
    terms = KENT.model_copy(update={"non_contracted": NonContractedTerms(**reserved)})

    assert propose(market=[OUTSIDE], terms=terms).role == Role.ASSISTANT_DIRECTOR


def test_nobody_left_is_for_the_brokerage_manager_to_decide() -> None:
    proposal = propose(*declined(HARBOUR), market=[HARBOUR])

    assert (proposal.answer, proposal.role, proposal.rule) == (Answer.EXHAUSTED, Role.BROKERAGE_MANAGER, "SRC-23")


def test_a_round_that_has_ended_no_longer_counts() -> None:
    ended = offer(HARBOUR, OfferState.DECLINED, reason="No capacity", is_over=True)

    proposal = propose(ended, market=[HARBOUR])
    assert proposal.provider == HARBOUR.ref
    assert "Earlier: Declined: no capacity." in proposal.why


def test_who_took_another_part_is_not_asked_for_the_rest() -> None:
    took = offer(HARBOUR, OfferState.ACCEPTED, took_part=True)

    assert propose(took).provider == ELM.ref
    assert standing(propose(took), HARBOUR)[1] == "Has taken another part of this package."


def with_order(order: ProtocolOrder) -> SourcingTerms:
    return KENT.model_copy(update={"protocol_order": order})


def test_rotation_begins_with_who_was_placed_longest_ago_and_before_that_with_who_never_was() -> None:
    market = [
        replace(HARBOUR, last_placed_at=FRIDAY),
        replace(ELM, last_placed_at=FRIDAY - timedelta(days=3)),
        replace(KESTREL, last_placed_at=None),
    ]

    order = [line.name for line in propose(market=market, terms=with_order(ProtocolOrder.ROTATION)).working]
    assert order == ["Kestrel Care", "Elm Homecare", "Harbour Care"]


def test_fewest_hours_this_month_first_and_the_position_where_they_are_equal() -> None:
    market = [
        replace(HARBOUR, hours_placed_this_month=Decimal(30)),
        replace(KESTREL, hours_placed_this_month=Decimal(10)),
        replace(ELM, hours_placed_this_month=Decimal(10)),
    ]

    terms = with_order(ProtocolOrder.FEWEST_HOURS_THIS_MONTH)
    assert [line.name for line in propose(market=market, terms=terms).working] == [
        "Elm Homecare",
        "Kestrel Care",
        "Harbour Care",
    ]


def test_the_reason_says_what_is_free_and_whether_it_is_enough_or_out_of_date() -> None:
    assert "has 20 hours free in Whitstable." in propose(market=[KESTREL]).why
    few = propose(market=[replace(KESTREL, capacity_hours=Decimal(4))]).why
    assert "has 4 hours free in Whitstable, fewer than asked for." in few
    assert "out of date" in propose(market=[replace(KESTREL, capacity_is_stale=True)]).why
    assert "has not said" in propose(market=[HARBOUR]).why


@pytest.mark.parametrize("route", ["ranked", "advert"])
def test_a_route_without_its_list_is_for_the_brokerage_manager_to_change(route: str) -> None:
    proposal = propose(part=replace(PART, route=route))

    assert (proposal.answer, proposal.role) == (Answer.ASK, Role.BROKERAGE_MANAGER)
    assert {line.standing for line in proposal.working} == {Standing.PASSED_OVER}


def test_places_are_numbered_and_those_passed_over_have_none() -> None:
    barred = replace(ELM, is_dormant=True)
    proposal = propose(*declined(HARBOUR), market=[HARBOUR, barred, KESTREL])

    assert [(line.name, line.number) for line in proposal.working] == [
        ("Harbour Care", 1),
        ("Elm Homecare", None),
        ("Kestrel Care", 2),
    ]
