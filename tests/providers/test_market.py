"""What a route is told about each provider (SRC-2, SRC-20)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carewright.access.roles import Role
from carewright.providers.commands import declare_capacity, impose_sanction, lift_sanction, set_rate
from carewright.providers.queries import cluster_of_postcode, market
from carewright.providers.rules import Kind, Placed
from tests.builders import a_council
from tests.conftest import actor
from tests.providers.builders import HOME_CARE, a_cluster, a_contract, a_provider, cluster_providers

pytestmark = pytest.mark.django_db
MONDAY_8_JANUARY = date(2018, 1, 8)


def facts(cluster, at, *, start_on=MONDAY_8_JANUARY, need="frailty", service=HOME_CARE, **told):
    found = market(
        service=service,
        need_category=need,
        area=cluster.area.ref,
        cluster=cluster.ref,
        start_on=start_on,
        at=at,
        **told,
    )
    return {provider.name: provider for provider in found}


@pytest.fixture
def council():
    return a_council()


@pytest.fixture
def whitstable(council):
    return a_cluster(council.east)


def test_a_postcode_gives_its_cluster_with_or_without_its_space(whitstable):
    assert cluster_of_postcode("CT5 1AB") == cluster_of_postcode("ct51ab") == whitstable


def test_an_unknown_postcode_gives_no_cluster(whitstable):
    assert cluster_of_postcode("ZZ9 9ZZ") is None


def test_cluster_providers_come_with_their_place_in_the_protocol_order(whitstable, friday):
    cluster_providers(whitstable, "Harbour Care", "Elm Homecare", "Kestrel Care")

    found = facts(whitstable, friday)

    places = {name: (provider.kind, provider.position) for name, provider in found.items()}
    assert places == {
        "Harbour Care": (Kind.CLUSTER, 1),
        "Elm Homecare": (Kind.CLUSTER, 2),
        "Kestrel Care": (Kind.CLUSTER, 3),
    }


def test_a_provider_contracted_for_the_area_is_another_contracted_one(council, whitstable, friday):
    a_contract(a_provider("Oakfield"), area=council.east)
    a_contract(a_provider("Moorside"), area=council.west)

    found = facts(whitstable, friday)

    assert (found["Oakfield"].kind, found["Moorside"].kind) == (Kind.OTHER_CONTRACTED, Kind.NON_CONTRACTED)


def test_an_expired_contract_takes_no_new_placement(council, whitstable, friday):
    a_contract(a_provider("Oakfield"), area=council.east, to_on=date(2018, 1, 7))

    oakfield = facts(whitstable, friday)["Oakfield"]

    assert (oakfield.kind, oakfield.contract, oakfield.ended_on) == (Kind.NON_CONTRACTED, None, date(2018, 1, 7))


def test_a_contract_counts_on_its_last_day(council, whitstable, friday):
    a_contract(a_provider("Oakfield"), area=council.east, to_on=MONDAY_8_JANUARY)

    assert facts(whitstable, friday)["Oakfield"].kind == Kind.OTHER_CONTRACTED


def test_a_contract_that_names_needs_takes_no_others(council, whitstable, friday):
    a_contract(a_provider("Oakfield"), area=council.east, need_categories=["learning_disability"])

    assert not facts(whitstable, friday)["Oakfield"].accepts_need


def test_the_price_is_the_one_in_force_on_the_start_date(council, whitstable, friday):
    contract = a_contract(a_provider("Oakfield"), area=council.east, rate="18.40")
    commissioner = actor(Role.COMMISSIONER)
    set_rate(
        contract=contract.ref,
        service=HOME_CARE,
        hourly=Decimal("19.05"),
        from_on=MONDAY_8_JANUARY,
        by=commissioner,
        at=friday,
    )

    day_before = facts(whitstable, friday, start_on=date(2018, 1, 7))["Oakfield"]

    assert day_before.hourly_rate == Decimal("18.40")
    assert facts(whitstable, friday)["Oakfield"].hourly_rate == Decimal("19.05")


def test_a_sanction_is_told_in_words_until_it_is_lifted(council, whitstable, friday):
    oakfield = a_provider("Oakfield")
    commissioner = actor(Role.COMMISSIONER)
    sanction = impose_sanction(
        provider=oakfield.ref,
        from_on=date(2017, 12, 1),
        to_on=date(2018, 1, 31),
        reason="Missed visits",
        by=commissioner,
        at=friday,
    )
    told = facts(whitstable, friday)["Oakfield"].sanction

    lift_sanction(sanction=sanction.ref, reason="Put right", by=commissioner, at=friday)

    assert told is not None
    assert told.words == "sanction until 31 January 2018: no new placements at all"
    assert facts(whitstable, friday)["Oakfield"].sanction is None


@pytest.mark.parametrize(
    ("scope", "bars"),
    [
        ({}, True),
        ({"from_on": date(2017, 12, 23), "to_on": date(2017, 12, 24)}, True),
        ({"from_on": date(2018, 1, 9)}, False),
        ({"to_on": date(2017, 12, 21)}, False),
        ({"to_on": date(2017, 12, 22)}, True),
        ({"service": HOME_CARE}, True),
        ({"service": "day_services"}, False),
    ],
    ids=[
        "everywhere",
        "between now and the start",
        "after the start",
        "over yesterday",
        "over today",
        "service",
        "another service",
    ],
)
def test_a_sanction_bars_within_its_days_and_service(whitstable, friday, scope, bars):
    oakfield = a_provider("Oakfield")
    told = {"from_on": date(2017, 12, 1), "reason": "Missed visits"} | scope
    impose_sanction(provider=oakfield.ref, **told, by=actor(Role.COMMISSIONER), at=friday)

    assert (facts(whitstable, friday)["Oakfield"].sanction is not None) == bars


def test_a_sanction_for_another_area_does_not_bar(council, whitstable, friday):
    oakfield = a_provider("Oakfield")
    told = {"from_on": date(2017, 12, 1), "area": council.west.ref, "reason": "Missed visits"}
    impose_sanction(provider=oakfield.ref, **told, by=actor(Role.COMMISSIONER), at=friday)

    assert facts(whitstable, friday)["Oakfield"].sanction is None


def test_free_hours_are_added_up_and_stale_after_a_week(whitstable, friday):
    oakfield = a_provider("Oakfield")
    for time_of_day, hours in (("morning", "12.5"), ("bed", "7")):
        declare_capacity(
            provider=oakfield.ref,
            cluster=whitstable.ref,
            time_of_day=time_of_day,
            weekly_hours=Decimal(hours),
            by=actor(Role.PROVIDER_COORDINATOR, provider=oakfield.ref),
            at=friday,
        )

    fresh = facts(whitstable, friday + timedelta(days=7))["Oakfield"]
    stale = facts(whitstable, friday + timedelta(days=7, seconds=1))["Oakfield"]

    assert (fresh.capacity_hours, fresh.capacity_is_stale) == (Decimal("19.50"), False)
    assert (stale.capacity_hours, stale.capacity_is_stale) == (Decimal("19.50"), True)


def test_what_was_placed_lately_is_passed_on(whitstable, friday):
    oakfield = a_provider("Oakfield")

    found = facts(whitstable, friday, placed={oakfield.ref: Placed(Decimal(14), friday)})

    assert (found["Oakfield"].hours_placed_this_month, found["Oakfield"].last_placed_at) == (Decimal(14), friday)


def test_the_market_takes_as_many_queries_for_many_providers_as_for_few(council, whitstable, friday):
    cluster_providers(whitstable, "A", "B")
    with CaptureQueriesContext(connection) as few:
        facts(whitstable, friday)
    for number in range(10):
        a_contract(a_provider(f"Other {number}"), area=council.east)
    with CaptureQueriesContext(connection) as many:
        facts(whitstable, friday)

    assert len(few) == len(many) <= 9
