"""What holds for the cluster route whatever the market and the history (SRC-1, 2, 8, 20)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.policy.packs import load
from carewright.policy.terms import ProtocolOrder
from carewright.providers.rules import RATINGS, Kind, ProviderFacts, SanctionFacts
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.rules import Answer, OfferFacts, PartFacts, Standing, next_approach

AT = datetime(2017, 12, 27, 10, tzinfo=UTC)
KENT = load("kent").sourcing
REFS = [f"PRV-{number}" for number in range(8)]

moments = st.integers(-500, 500).map(lambda minutes: AT + timedelta(minutes=minutes))
providers = st.builds(
    ProviderFacts,
    ref=st.just(""),
    name=st.sampled_from(["Ash", "Beech", "Cedar"]),
    kind=st.sampled_from(list(Kind)),
    position=st.none() | st.integers(1, 9),
    is_registered=st.integers(0, 5).map(bool),
    is_dormant=st.integers(0, 5).map(lambda n: not n),
    rating=st.sampled_from([*RATINGS, ""]),
    contract=st.just("CON-1") | st.none(),
    accepts_need=st.integers(0, 5).map(bool),
    sanction=st.none() | st.just(SanctionFacts("SAN-1", None, "no new placements at all")),
    capacity_hours=st.none() | st.integers(0, 40).map(Decimal),
    hours_placed_this_month=st.integers(0, 3).map(Decimal),
    last_placed_at=st.none() | moments,
)
markets = st.lists(providers, max_size=7).map(
    lambda found: [replace(one, ref=ref) for one, ref in zip(found, REFS, strict=False)]
)
offers = st.builds(
    OfferFacts,
    ref=st.uuids().map(str),
    provider=st.sampled_from(REFS),
    provider_name=st.just("Somebody"),
    state=st.sampled_from(list(OfferState)),
    made_at=moments,
    answer_by=moments,
    considering_until=st.none() | moments,
    answered_at=st.none() | moments,
    reason=st.sampled_from(["", "No capacity"]),
    next_allowed=st.booleans(),
    took_part=st.integers(0, 5).map(lambda n: not n),
    is_over=st.booleans(),
)
histories = st.lists(offers, max_size=6)
permissions = st.sets(st.sampled_from(REFS)).map(lambda refs: dict.fromkeys(refs, "individual"))
orders = st.sampled_from(list(ProtocolOrder))
PART = PartFacts("cluster", Decimal(14), date(2018, 1, 8), "Whitstable")


def propose(market, history, permitted, order):
    terms = KENT.model_copy(update={"protocol_order": order})
    return next_approach(part=PART, market=market, history=history, permitted=permitted, terms=terms, at=AT)


@given(markets, histories, permissions, orders)
def test_every_provider_is_in_the_working_exactly_once_with_a_reason_and_a_rule(market, history, permitted, order):
    proposal = propose(market, history, permitted, order)

    found = [line.provider for line in proposal.working]
    assert sorted(found) == sorted({one.ref for one in market} | {one.provider for one in history})
    assert all(line.sentence.endswith(".") and line.rule for line in proposal.working)
    assert proposal.why
    assert proposal.rule


@given(markets, histories, permissions, orders)
def test_who_is_proposed_may_be_approached_and_has_not_answered(market, history, permitted, order):
    proposal = propose(market, history, permitted, order)

    if proposal.answer != Answer.APPROACH:
        assert proposal.provider == ""
        return
    chosen = next(one for one in market if one.ref == proposal.provider)
    assert chosen.is_registered
    assert not chosen.is_dormant
    assert chosen.accepts_need
    assert chosen.sanction is None
    if chosen.kind == Kind.NON_CONTRACTED:
        assert chosen.ref in permitted
    else:
        assert chosen.contract is not None
    assert not any(one.provider == chosen.ref and (one.is_live or one.is_spent) for one in history)


@given(markets, histories, permissions, orders)
def test_nobody_is_approached_while_an_offer_holds_it_up(market, history, permitted, order):
    proposal = propose(market, history, permitted, order)

    last: dict[str, list[OfferFacts]] = {}
    for one in history:
        last.setdefault(one.provider, []).append(one)
    holding = [one for one in history if one.is_live and not one.lets_next and len(last[one.provider]) == 1]
    if holding:
        assert proposal.answer in (Answer.WAIT, Answer.ASK)
        assert proposal.offer


@given(markets, histories, permissions, orders)
def test_all_before_the_one_proposed_have_had_their_turn_or_cannot_have_one(market, history, permitted, order):
    proposal = propose(market, history, permitted, order)

    if proposal.answer == Answer.APPROACH:
        before = [line.standing for line in proposal.working]
        before = before[: before.index(Standing.NEXT)]
        assert Standing.IN_TURN not in before


@given(markets, histories, permissions, orders)
def test_cluster_comes_before_other_contracted_and_those_before_the_rest(market, history, permitted, order):
    kinds = {one.ref: list(Kind).index(one.kind) for one in market}
    in_line = [
        kinds[line.provider] for line in propose(market, history, permitted, order).working if line.provider in kinds
    ]

    assert in_line == sorted(in_line)


@given(markets, histories, permissions, orders)
def test_the_market_may_come_in_any_order(market, history, permitted, order):
    assert propose(market, history, permitted, order) == propose(market[::-1], history[::-1], permitted, order)


@given(markets, histories, permissions)
def test_in_fixed_order_places_ascend_within_the_cluster(market, history, permitted):
    proposal = propose(market, history, permitted, ProtocolOrder.FIXED)

    facts = {one.ref: one for one in market if one.kind == Kind.CLUSTER}
    places = [facts[line.provider].position or 10**6 for line in proposal.working if line.provider in facts]
    assert places == sorted(places)


@given(markets, permissions, orders)
def test_going_down_the_line_ends_and_asks_nobody_twice(market, permitted, order):
    history: list[OfferFacts] = []
    while (proposal := propose(market, history, permitted, order)).answer == Answer.APPROACH:
        assert proposal.provider not in {one.provider for one in history}
        history.append(
            OfferFacts(f"OFR-{len(history)}", proposal.provider, proposal.provider_name, OfferState.DECLINED, AT, AT)
        )
    assert proposal.answer in (Answer.ASK, Answer.EXHAUSTED)
    assert proposal.role in (Role.BROKERAGE_MANAGER, Role.ASSISTANT_DIRECTOR)
