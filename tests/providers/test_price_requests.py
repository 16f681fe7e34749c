"""Another price is asked of commissioning, and answered there (VAR-3, PRO-5)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, NotFound, Refused
from carewright.messages.models import Message
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.providers.commands import (
    accept_price_request,
    ask_price,
    refuse_price_request,
    withdraw_price_request,
)
from carewright.providers.lifecycle import PRICE_REQUEST, PriceRequestState
from carewright.providers.models import PriceRequest
from carewright.providers.queries import own_price_requests, price_requests, rate_of
from carewright.providers.rules import PricedLine, faults_of_price_request, spend_effect
from carewright.trail.queries import timeline
from tests.builders import a_council, a_user
from tests.conftest import FRIDAY_BEFORE_CHRISTMAS, actor
from tests.providers.builders import HOME_CARE, a_contract, a_provider
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db
AT = FRIDAY_BEFORE_CHRISTMAS
APRIL = date(2018, 4, 1)
COMMISSIONER = actor(Role.COMMISSIONER, ref="USR-COMMISSIONER")
ASKED = {"service": HOME_CARE, "hourly": Decimal("19.60"), "from_on": APRIL, "evidence": "The wage floor rises 4.4%."}


def a_priced_contract():
    """Harbour Care's, at £18.40 an hour."""
    council = a_council()
    a_user(Role.COMMISSIONER, unit=council.unit)
    return a_contract(a_provider("Harbour Care"), area=council.east)


def coordinator(thing):
    return actor(Role.PROVIDER_MANAGER, provider=thing.provider.ref)


def a_request(contract=None) -> PriceRequest:
    contract = contract or a_priced_contract()
    return ask_price(contract=contract.ref, **ASKED, by=coordinator(contract), at=AT)


def a_request_in(state: str) -> PriceRequest:
    asked = a_request()
    told = {"price_request": asked.ref, "at": AT}
    if state == PriceRequestState.ACCEPTED:
        accept_price_request(**told, hourly=Decimal("19.20"), from_on=APRIL, by=COMMISSIONER)
    if state == PriceRequestState.REFUSED:
        refuse_price_request(**told, reason="The framework's price holds.", by=COMMISSIONER)
    if state == PriceRequestState.WITHDRAWN:
        withdraw_price_request(**told, by=coordinator(asked))
    return PriceRequest.objects.get(pk=asked.pk)


CASES = [
    Case(
        command=ask_price,
        thing_in=lambda _: a_priced_contract(),
        arguments=lambda contract: {"contract": contract.ref, **ASKED},
        by=coordinator,
        at=AT,
    ),
    Case(
        command=accept_price_request,
        lifecycle=PRICE_REQUEST,
        thing_in=a_request_in,
        arguments=lambda one: {"price_request": one.ref, "hourly": Decimal("19.60"), "from_on": date(2018, 5, 1)},
        by=lambda _: COMMISSIONER,
        at=AT,
    ),
    Case(
        command=refuse_price_request,
        lifecycle=PRICE_REQUEST,
        thing_in=a_request_in,
        arguments=lambda one: {"price_request": one.ref, "reason": "The framework's price holds."},
        by=lambda _: COMMISSIONER,
        at=AT,
    ),
    Case(
        command=withdraw_price_request,
        lifecycle=PRICE_REQUEST,
        thing_in=a_request_in,
        arguments=lambda one: {"price_request": one.ref},
        by=coordinator,
        at=AT,
    ),
]


@quartet(CASES)
def test_the_quartet(check):
    check()


def owed(asked):
    return Obligation.objects.get(duty="answer_price_request", subject=asked.ref)


def test_commissioning_owes_the_answer_within_twenty_working_days_and_is_told():
    asked = a_request()

    assert (owed(asked).role, owed(asked).due_at) == (Role.COMMISSIONER, datetime(2018, 1, 24, 17, 0, tzinfo=UTC))
    message = Message.objects.get()
    assert message.to == ["commissioner.of.westmarch@westmarch.example"]
    assert "19.60" not in message.text


def test_an_accepted_request_is_the_contracts_price_from_its_day_and_the_past_keeps_its_own():
    asked = a_request()

    done = accept_price_request(price_request=asked.ref, hourly=Decimal("19.20"), from_on=APRIL, by=COMMISSIONER, at=AT)

    rates = [rate_of(done.contract.ref, HOME_CARE, day) for day in (date(2018, 3, 31), APRIL)]
    assert rates == [Decimal("18.40"), Decimal("19.20")]
    assert owed(asked).state == State.MET
    told = Message.objects.get(subject="Your price request has been answered")
    assert (told.to, "19.20" in told.text) == ([asked.provider.manager_email], False)


def test_no_more_is_agreed_than_was_asked():
    asked = a_request()

    with pytest.raises(Invalid) as refused:
        accept_price_request(price_request=asked.ref, hourly=Decimal("19.61"), from_on=APRIL, by=COMMISSIONER, at=AT)

    assert refused.value.field == "hourly"


def test_a_day_that_has_its_price_already_is_refused_and_nothing_is_answered():
    asked = a_request()

    with pytest.raises(Invalid) as refused:
        accept_price_request(
            price_request=asked.ref, hourly=Decimal("19.20"), from_on=date(2017, 4, 1), by=COMMISSIONER, at=AT
        )

    assert refused.value.field == "from_on"
    assert PriceRequest.objects.get().state == "asked"


def test_a_refusal_needs_its_reason():
    with pytest.raises(Invalid):
        refuse_price_request(price_request=a_request().ref, reason=" ", by=COMMISSIONER, at=AT)


def test_nobody_answers_their_own():
    contract = a_priced_contract()
    both = actor(Role.BROKER, Role.COMMISSIONER)
    asked = ask_price(contract=contract.ref, **ASKED, by=both, at=AT)

    for verb, told in (
        (accept_price_request, {"hourly": Decimal(19), "from_on": APRIL}),
        (refuse_price_request, {"reason": "No"}),
    ):
        with pytest.raises(NotAllowed) as refused:
            verb(price_request=asked.ref, **told, by=both, at=AT)
        assert refused.value.rule == "ROLE-3"


def test_one_is_asked_at_a_time_and_the_second_is_told_of_the_first():
    contract = a_priced_contract()
    first = a_request(contract)

    with pytest.raises(Refused, match=first.ref):
        a_request(contract)

    withdraw_price_request(price_request=first.ref, by=coordinator(contract), at=AT)
    assert a_request(contract).state == "asked"
    assert owed(first).state == State.CANCELLED


def test_another_providers_contract_and_requests_are_as_nothing_there():
    asked = a_request()
    rival = actor(Role.PROVIDER_MANAGER, provider=a_provider("Rival Care").ref)

    with pytest.raises(NotFound):
        ask_price(contract=asked.contract.ref, **ASKED, by=rival, at=AT)
    with pytest.raises(NotFound):
        withdraw_price_request(price_request=asked.ref, by=rival, at=AT)
    assert list(own_price_requests(rival)) == []
    assert list(own_price_requests(coordinator(asked))) == [asked]


def test_who_may_not_see_prices_sees_no_price_request():
    a_request()

    with pytest.raises(NotAllowed):
        price_requests(actor(Role.TEAM_MANAGER))


def test_no_timeline_tells_a_price_or_the_evidence():
    asked = a_request_in("accepted")

    told = " ".join(entry.sentence for entry in timeline(asked.ref, asked.provider.ref, asked.contract.ref))

    assert "Price request accepted: a new price for home_care from 1 April 2018." in told
    assert not [word for word in ("19.60", "19.20", "18.40", "wage floor") if word in told]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hourly": Decimal(0)}, "hourly"),
        ({"hourly": Decimal("18.40")}, "hourly"),
        ({"from_on": date(2017, 12, 21)}, "from_on"),
        ({"from_on": date(2019, 4, 1)}, "from_on"),
        ({"evidence": " "}, "evidence"),
        ({"service": "gardening"}, "service"),
    ],
)
def test_a_faulty_request_is_refused_by_field(changes, field):
    contract = a_priced_contract()

    with pytest.raises(Invalid) as refused:
        ask_price(contract=contract.ref, **(ASKED | changes), by=coordinator(contract), at=AT)

    assert field in [fault.field for fault in refused.value.faults]
    assert not PriceRequest.objects.exists()


def line(hours="14", carers=1, rate="18.40", from_on=date(2017, 4, 1), to_on=None) -> PricedLine:
    return PricedLine(Decimal(hours), carers, Decimal(rate), from_on, to_on)


def test_the_forecast_is_of_the_year_from_the_day_on_the_lines_of_now():
    effect = spend_effect([line(), line("7", carers=2, rate="19.00")], Decimal("19.40"), APRIL)

    assert (effect.lines, effect.weekly_hours, effect.a_week) == (2, Decimal(28), Decimal("19.60"))
    assert effect.a_year == Decimal("1022.00")


def test_a_line_counts_for_its_days_within_the_year():
    ends = line(to_on=date(2018, 4, 7))
    begins = line(from_on=date(2019, 3, 25))
    over, later = line(to_on=date(2018, 3, 31)), line(from_on=date(2019, 4, 1))

    effect = spend_effect([ends, begins, over, later], Decimal("19.40"), APRIL)

    assert (effect.lines, effect.a_week, effect.a_year) == (2, Decimal("14.00"), Decimal("28.00"))


def test_a_year_from_a_leap_day_ends_on_the_day_before_the_last_of_february():
    assert spend_effect([line("7")], Decimal("19.40"), date(2020, 2, 29)).a_year == Decimal("365.00")


@given(st.lists(st.tuples(st.decimals(0, 168, places=2), st.integers(1, 4)), max_size=5))
def test_keeping_the_price_changes_nothing(parts):
    lines = [PricedLine(hours, carers, Decimal("18.40"), date(2017, 4, 1)) for hours, carers in parts]
    assert spend_effect(lines, Decimal("18.40"), APRIL).a_year == 0


def test_a_lower_price_may_be_asked_too():
    told = {"now": Decimal(18), "first": APRIL, "last": None}
    assert list(faults_of_price_request(Decimal(17), APRIL, "Rounds are shorter", **told)) == []
