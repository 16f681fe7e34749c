"""The list of packages to be placed (WAIT-1 to 4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.sourcing import commands
from carewright.sourcing.queries import (
    localities_to_call,
    requirement,
    requirements_waiting,
    sourcing_panel,
    waiting_by_cluster,
)
from tests.conftest import actor
from tests.sourcing.builders import (
    FRIDAY,
    RECEIVED,
    Market,
    a_confirmed_award,
    a_market,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    broker,
    brokerage_manager,
    coordinator,
    nobody_left,
)

pytestmark = pytest.mark.django_db

FAR = date(2018, 6, 1)


@pytest.fixture
def market() -> Market:
    return a_market()


def the_list(market: Market, at: datetime = FRIDAY, **chosen):
    return requirements_waiting(by=actor(Role.BROKER, unit=market.council.east), at=at, **chosen)


def test_red_comes_before_amber_before_green_and_the_longest_wait_first_within(market: Market) -> None:
    green = a_waiting_requirement(market, start_on=FAR, at=RECEIVED - timedelta(days=1))
    amber = a_waiting_requirement(market, start_on=date(2017, 12, 28))
    red = a_waiting_requirement(market, start_on=FAR, urgency="hospital_discharge")
    older = a_waiting_requirement(market, start_on=FAR, urgency="handback", at=RECEIVED - timedelta(hours=3))

    found = the_list(market)

    assert [row.ref for row in found.rows] == [older.ref, red.ref, amber.ref, green.ref]
    assert [row.rag.colour for row in found.rows] == ["red", "red", "amber", "green"]
    assert (found.total, found.red, found.amber) == (4, 2, 1)
    assert found.rows[1].rag.why == "Hospital discharge, no care in place"


def test_the_order_in_the_database_is_that_of_the_rule_as_time_goes_by(market: Market) -> None:
    a_waiting_requirement(market, start_on=FAR)
    for day, colour in ((2, "green"), (3, "amber"), (9, "amber"), (10, "red")):
        at = datetime(2018, 1, day, 17, 0, tzinfo=UTC)
        [row] = the_list(market, at).rows
        assert row.rag.colour == colour
        assert the_list(market, at, colour=colour).total == 1


def test_it_says_where_each_stands(market: Market) -> None:
    untouched = a_waiting_requirement(market, start_on=FAR)
    offered = an_open_offer(a_waiting_requirement(market, start_on=FAR))
    exhausted = nobody_left(market)

    said = {row.ref: (row.now, row.provider, row.answer_by) for row in the_list(market).rows}

    assert said[untouched.ref] == ("Nobody approached yet", "", None)
    assert said[offered.requirement.ref] == ("Offer to Harbour Care", "Harbour Care", offered.answer_by)
    assert said[exhausted.ref][0] == "Nobody left to approach: ask the brokerage manager"


def test_it_is_filtered_by_area_cluster_service_and_broker(market: Market) -> None:
    one = an_open_offer(a_waiting_requirement(market, start_on=FAR)).requirement
    a_waiting_requirement(market, team=market.council.team("Downs"), start_on=FAR)

    assert the_list(market, cluster=market.cluster.ref).total == 2
    assert the_list(market, area=market.council.west.ref).total == 0
    assert the_list(market, service="day_services").total == 0
    assert [row.ref for row in the_list(market, broker=broker(one).ref).rows] == [one.ref]


def test_each_sees_the_list_of_their_own_units_and_providers_see_none(market: Market) -> None:
    mine = a_waiting_requirement(market, start_on=FAR)
    downs = actor(Role.PRACTITIONER, unit=market.council.team("Downs"))

    assert requirements_waiting(by=downs, at=FRIDAY).rows == []
    with pytest.raises(NotFound):
        requirement(mine.ref, by=downs)
    with pytest.raises((NotFound, NotAllowed)):
        requirements_waiting(by=coordinator(market.harbour), at=FRIDAY)


def test_commissioning_sees_no_identities(market: Market) -> None:
    a_waiting_requirement(market, start_on=FAR)

    [row] = requirements_waiting(by=actor(Role.COMMISSIONER), at=FRIDAY).rows

    assert (row.person, row.person_ref) == ("", "")
    assert "Attwood" not in repr(row)


def test_its_queries_do_not_grow_with_what_is_placed_or_with_what_waits(market: Market) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            the_list(market)
        return len(found)

    an_open_offer(a_waiting_requirement(market, start_on=FAR))
    before = queries()
    a_confirmed_award(a_waiting_requirement(market))
    an_award(a_waiting_requirement(market))
    for _ in range(2):
        an_open_offer(a_waiting_requirement(market, start_on=FAR))

    assert queries() == before


def test_three_waiting_in_a_locality_prompt_the_brokerage_manager_to_call_the_providers(market: Market) -> None:
    for _ in range(2):
        one = a_waiting_requirement(market, start_on=FAR)
    assert localities_to_call(by=brokerage_manager(one)) == []

    a_waiting_requirement(market, start_on=FAR)

    assert [(one.name, one.waiting) for one in localities_to_call(by=brokerage_manager(one))] == [("Harbour", 3)]
    assert localities_to_call(by=broker(one)) == []


def test_the_map_counts_each_colour_by_cluster(market: Market) -> None:
    a_waiting_requirement(market, start_on=FAR)
    one = a_waiting_requirement(market, start_on=FAR, urgency="handback")

    [counted] = waiting_by_cluster(by=broker(one), at=FRIDAY)

    assert (counted.name, counted.red, counted.amber, counted.green) == ("Whitstable", 1, 0, 1)


def test_the_panel_answers_for_each_part_and_then_that_all_are_taken(market: Market) -> None:
    one = a_waiting_requirement(market)
    panel = sourcing_panel(one.ref, by=broker(one), at=FRIDAY)
    assert (panel.proposal.answer, panel.proposal.provider) == ("approach", market.harbour.ref)

    an_award(one)

    panel = sourcing_panel(one.ref, by=broker(one), at=FRIDAY)
    assert panel.proposal.answer == "taken"
    assert [part.award.provider.name for part in panel.parts if part.award] == ["Harbour Care"]


def test_a_withdrawn_referral_is_off_the_list_and_its_offer_withdrawn(market: Market) -> None:
    offer = an_open_offer(a_waiting_requirement(market))

    commands.withdraw_requirement(requirement=offer.requirement.ref, reason="Moved away", by=broker(offer), at=FRIDAY)

    offer.refresh_from_db()
    assert (offer.state, the_list(market).total) == ("withdrawn", 0)
