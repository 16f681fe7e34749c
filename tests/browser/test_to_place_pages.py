"""The list of packages to be placed, its map, a requirement and what is done on it, in their states."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.providers.commands import declare_capacity, impose_sanction
from carewright.referrals.models import EssentialVisit
from carewright.sourcing import commands
from tests.browser.conftest import follow, press
from tests.conftest import actor
from tests.sourcing.builders import (
    Market,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    coordinator,
    let_next,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICER = actor(Role.CONTRACT_OFFICER)
WEDNESDAY_9AM = datetime(2017, 12, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def market() -> Market:
    market = a_market()
    market.cluster.msoas.update(latitude=51.36, longitude=1.02)
    told = {"provider": market.kestrel.ref, "cluster": market.cluster.ref, "weekly_hours": Decimal(20)}
    declare_capacity(**told, time_of_day="", by=OFFICER, at=WEDNESDAY_9AM)
    impose_sanction(
        provider=market.county.ref,
        from_on=date(2017, 12, 1),
        to_on=date(2018, 1, 31),
        reason="Missed visits",
        by=OFFICER,
        at=WEDNESDAY_9AM,
    )
    return market


def under_way(market: Market, **details):
    """The first declined, the second considers until 11am and the next has been allowed."""
    requirement = a_waiting_requirement(market, urgency="hospital_discharge", carers=2, **details)
    EssentialVisit.objects.create(
        referral=requirement.referral, from_time=time(8), to_time=time(8, 30), reason="medication prompt"
    )
    first = an_open_offer(requirement)
    commands.decline_offer(offer=first.ref, reason="no_capacity", by=coordinator(first), at=WEDNESDAY_9AM)
    second = an_open_offer(requirement, at=WEDNESDAY_9AM)
    until = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)
    commands.keep_considering(offer=second.ref, until=until, by=coordinator(second), at=WEDNESDAY_9AM)
    return let_next(second, at=WEDNESDAY_9AM).requirement


def test_the_list_and_its_map(as_user, looked, market):
    page = as_user(Role.BROKERAGE_MANAGER, unit=market.council.unit)
    page.goto("/to-place/")
    looked(page, "to place, empty")
    under_way(market)
    an_open_offer(a_waiting_requirement(market, start_on=date(2017, 12, 29)), at=WEDNESDAY_9AM)
    a_waiting_requirement(market, start_on=date(2018, 6, 1))

    page.goto("/to-place/")
    looked(page, "to place")
    page.goto("/to-place/?rag=green&mine=1")
    looked(page, "to place, nothing found")
    page.goto("/to-place/map/")
    looked(page, "to place, map")


def test_a_requirement_and_every_form_on_it(as_user, looked, market):
    requirement = under_way(market)
    offer = requirement.offers.get(state="considering")
    page = as_user(Role.BROKERAGE_MANAGER, unit=market.council.unit)
    page.goto(f"/to-place/{requirement.ref}/")
    looked(page, "requirement")
    for address, name in [
        (f"/to-place/offers/{offer.ref}/answer/", "telephone answer"),
        (f"/to-place/offers/{offer.ref}/answer/?answer=decline", "telephone answer, decline"),
        (f"/to-place/offers/{offer.ref}/answer/?answer=considering", "telephone answer, considering"),
        (f"/to-place/offers/{offer.ref}/withdraw/", "withdraw an offer"),
        (f"/to-place/{requirement.ref}/split/", "split"),
        (f"/to-place/{requirement.ref}/decide/", "decide when exhausted"),
        (f"/to-place/{requirement.ref}/evidence/", "sourcing evidence"),
    ]:
        page.goto(address)
        looked(page, name)
    page.goto(f"/to-place/{requirement.ref}/split/")
    press(page, "Split")
    looked(page, "split, faults")


def test_a_placement_by_hand(as_user, looked, market):
    requirement = a_waiting_requirement(market)
    page = as_user(Role.BROKER, unit=market.council.unit)
    page.goto("/to-place/")
    follow(page, "Open Edith Attwood")
    press(page, "Offer to Harbour Care")
    looked(page, "requirement, offered")

    follow(page, "Record a telephone answer of Harbour Care")
    page.get_by_label("Accepts all of it").check()
    press(page, "Continue")
    looked(page, "telephone answer, accept")
    press(page, "Record the answer")
    looked(page, "requirement, accepted")

    press(page, "Record the courtesy call")
    press(page, "Record the call")
    looked(page, "courtesy call, faults")
    page.get_by_label("Yes").check()
    page.get_by_label("Whom you spoke to").fill("Her daughter")
    press(page, "Record the call")

    follow(page, "Confirm for Harbour Care, by telephone")
    page.get_by_label("Planned times").fill("8am to 9am every day")
    page.get_by_label("Who confirms for the provider").fill("Dana Holt")
    looked(page, "confirmation by telephone")
    press(page, "Confirm the arrangements")
    looked(page, "requirement, placed")
    requirement.refresh_from_db()
    assert requirement.state == "placed"


def test_nobody_left_and_a_split_package(as_user, looked, market):
    exhausted = nobody_left_in(market)
    page = as_user(Role.BROKERAGE_MANAGER, unit=market.council.unit)
    page.goto(f"/to-place/{exhausted.ref}/")
    looked(page, "requirement, nobody left")
    press(page, "Permit a provider without a contract")
    looked(page, "permit a provider")
    split = a_waiting_requirement(market)
    offer = an_open_offer(split, at=WEDNESDAY_9AM)
    commands.accept_part_of_offer(offer=offer.ref, weekly_hours=Decimal(10), by=coordinator(offer), at=WEDNESDAY_9AM)
    page.goto(f"/to-place/{split.ref}/")
    looked(page, "requirement, in parts")


def nobody_left_in(market: Market):
    """The three of the cluster have declined; the contracted one is under a sanction."""
    requirement = a_waiting_requirement(market)
    for _ in range(3):
        offer = an_open_offer(requirement, at=WEDNESDAY_9AM)
        commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=WEDNESDAY_9AM)
    return requirement


@pytest.mark.parametrize("script", [False])
def test_the_list_and_a_requirement_without_scripts(as_user, market, script):
    an_open_offer(a_waiting_requirement(market))
    an_award(a_waiting_requirement(market))
    a_released_award(a_waiting_requirement(market))
    page = as_user(Role.BROKER, unit=market.council.unit)
    page.goto("/to-place/")
    follow(page, "Open Edith Attwood")

    assert "9:45am Wed 27 December, in 40 minutes" in page.inner_text("main")
