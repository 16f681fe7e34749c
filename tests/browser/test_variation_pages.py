"""Weekly variations and price requests, in the council's pages and the portal's, in their states (VAR-2, VAR-3)."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from carewright.access.roles import Role
from carewright.monitoring.commands import approve_variations
from carewright.providers.commands import accept_price_request, ask_price, refuse_price_request
from tests.browser.conftest import follow, press
from tests.browser.hands import Keyboard
from tests.conftest import actor
from tests.monitoring.builders import (
    MONDAY,
    TUESDAY,
    Held,
    a_held_package,
    a_loaded_package,
    holding,
    report,
)
from tests.providers.builders import HOME_CARE, a_contract, a_provider
from tests.sourcing.builders import FRIDAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
APRIL = date(2018, 4, 1)
LONG = "Bartholomew-Featherstonehaugh-Cholmondeley"


@pytest.fixture
def now(monkeypatch):
    """11am on Tuesday 16 January 2018: Harbour Care's first week is over."""
    monkeypatch.setattr("carewright.config.middleware.now", lambda: TUESDAY)
    return TUESDAY


@pytest.fixture
def held() -> Held:
    return a_held_package()


@pytest.fixture
def at_harbour(as_user, held) -> Page:
    page: Page = as_user(Role.PROVIDER_COORDINATOR, Role.PROVIDER_MANAGER, provider=held.provider.ref, name="Dana Holt")
    return page


def asked(held: Held, **told):
    contract = held.provider.contracts.first()
    request = {"service": HOME_CARE, "hourly": Decimal("19.60"), "from_on": APRIL, "evidence": "The wage floor rises."}
    return ask_price(contract=contract.ref, **(request | told), by=held.coordinator, at=MONDAY)


def several(held: Held) -> list[Held]:
    """Variations of two providers, of people with long names, one approved and corrected, one as ordered."""
    elm = a_provider(f"Elm and {LONG} Homecare of the Northern Marches Limited")
    more = [a_loaded_package(held.package.team, provider, at=FRIDAY) for provider in (held.provider, elm, elm)]
    person = more[1].package.person
    person.family_name = LONG
    person.save()
    report(held, held.row(ordered_hours=Decimal(15), note="Taken in on Tuesday, home on Thursday"))
    report(more[0], more[0].row("11.25", reason="extra_time"))
    report(more[1], more[1].row("0"))
    report(more[2], more[2].row("10", reason=""))
    return more


def test_the_list_of_variations(as_user, looked, held):
    page = as_user(Role.TEAM_MANAGER, unit=held.package.team)
    page.goto("/variations/")
    looked(page, "variations, none")
    several(held)
    page.goto("/variations/?choose=all")
    looked(page, "variations, waiting, all chosen")
    for query, name in (("?state=all", "all"), ("?search=zzz", "none found"), ("?state=refused", "none refused")):
        page.goto(f"/variations/{query}")
        looked(page, f"variations, {name}")


def test_many_are_approved_at_once_and_one_refused(as_user, looked, held):
    several(held)
    page = as_user(Role.PRACTITIONER, unit=held.package.team)
    page.goto("/variations/?choose=all")
    page.get_by_label("Choose Edith Attwood, week from 8 January").first.uncheck()
    press(page, "Approve those chosen")
    assert page.get_by_text("approved: paid for the hours delivered").is_visible()
    looked(page, "variations, some approved")
    page.goto("/variations/?choose=all")
    press(page, "Refuse those chosen")
    looked(page, "variations, refuse")
    press(page, "Refuse")
    looked(page, "variations, refuse, no reason")
    page.get_by_label("Reason").fill("She was at home all week.")
    press(page, "Refuse")
    assert page.get_by_text("The provider has been told").is_visible()


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.FINANCE_OFFICER])
def test_one_variation(as_user, looked, held, role):
    several(held)
    one = holding(held)
    page = as_user(role, unit=held.package.team)
    page.goto(f"/variations/{one.ref}/")
    page.get_by_text("Show working").first.click()
    looked(page, f"variation, waiting, {role.in_words}")
    approve_variations(variations=[one.ref], by=held.practitioner, at=TUESDAY)
    again = report(held, held.row("14"), at=TUESDAY)
    for ref, name in ((one.ref, "replaced"), (again.ref, "correction")):
        page.goto(f"/variations/{ref}/")
        looked(page, f"variation, {name}, {role.in_words}")


def test_a_variation_is_approved_by_the_keyboard(as_user, looked, held):
    report(held)
    page = as_user(Role.TEAM_MANAGER, unit=held.package.team)
    page.goto(f"/variations/{holding(held).ref}/")
    Keyboard(page).press("Approve")
    assert page.get_by_text("1 variation approved").is_visible()
    looked(page, "variations, one approved")


def test_price_requests(as_user, looked, held):
    page = as_user(Role.COMMISSIONER, unit=council_of(held))
    page.goto("/price-requests/")
    looked(page, "price requests, none")
    one = asked(held)
    a_contract(held.provider, kind="framework", rate="17.10")
    page.goto("/price-requests/")
    looked(page, "price requests")
    page.goto("/price-requests/?search=zzz")
    looked(page, "price requests, none found")
    page.goto(f"/price-requests/{one.ref}/")
    page.get_by_text("Show working").first.click()
    looked(page, "price request")
    page.goto(f"/price-requests/{one.ref}/refuse/")
    press(page, "Refuse price")
    looked(page, "price request, refuse, no reason")
    page.goto(f"/price-requests/{one.ref}/accept/")
    looked(page, "price request, accept")
    page.get_by_label("Price of an hour of one carer").fill("20")
    press(page, "Agree price")
    looked(page, "price request, accept, more than asked")
    page.get_by_label("Price of an hour of one carer").fill("19.20")
    press(page, "Agree price")
    looked(page, "price request, accepted")


def test_a_price_asked_for_on_a_providers_behalf(as_user, looked, held):
    page = as_user(Role.BROKER, unit=council_of(held))
    page.goto(f"/contracts/{held.provider.contracts.get().ref}/ask-price/")
    press(page, "Ask commissioning")
    looked(page, "price, ask, nothing filled in")
    page.get_by_label("Price asked for").fill("19.60")
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2018")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Why the price should change").fill("The wage floor rises by 4.4% on 1 April.")
    press(page, "Ask commissioning")
    looked(page, "price request, own")
    press(page, "Withdraw")
    looked(page, "price request, withdrawn")


def council_of(held: Held):
    return held.package.team.__class__.objects.get(kind="council")


def test_the_portals_weeks(at_harbour, looked, held):
    page = at_harbour
    page.goto("/portal/visits/")
    looked(page, "portal visits, nothing reported")
    press(page, "Report 8 Jan to 14 Jan")
    looked(page, "portal week")
    page.get_by_label("Hours delivered").fill("12")
    press(page, "Report this week")
    assert page.get_by_text(
        "Edith Attwood: 12 hours delivered, 2 less than ordered: give the reason."
    ).first.is_visible()
    looked(page, "portal week, no reason")
    page.get_by_label("Reason, if they differ").select_option("In hospital")
    press(page, "Report this week")
    looked(page, "portal visits, reported")
    follow(page, "Edith Attwood, week from 8 January")
    page.get_by_text("Show working").click()
    looked(page, "portal variation")
    page.goto("/portal/visits/week/2017-01-02/")
    looked(page, "portal week, nothing ordered")


def test_the_portals_file(at_harbour, looked, held, tmp_path):
    heading = "Package,Week beginning,Hours ordered,Hours delivered,Reason,Notes\n"
    good, bad = f"{held.package.ref},2018-01-08,14,12,hospital,\n", f"{held.package.ref},09/01/2018,14,lots,tired,\n"
    (tmp_path / "week.csv").write_text(heading + good)
    (tmp_path / "faulty.csv").write_text(heading + good + bad)
    page = at_harbour
    page.goto("/portal/visits/file/")
    page.get_by_text("Columns and reasons").click()
    looked(page, "portal file")
    press(page, "Continue")
    looked(page, "portal file, none chosen")
    for how, name in (("Try it", "tried"), ("Send it", "rejected")):
        page.get_by_label("File", exact=True).set_input_files(tmp_path / "faulty.csv")
        page.get_by_label(how).check()
        press(page, "Continue")
        looked(page, f"portal file, {name}")
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "week.csv")
    page.get_by_label("Send it").check()
    press(page, "Continue")
    looked(page, "portal file, sent")


def test_the_portals_prices(at_harbour, looked, held):
    page = at_harbour
    page.goto("/portal/prices/")
    looked(page, "portal prices, none")
    press(page, "Ask for another price")
    press(page, "Ask commissioning")
    looked(page, "portal price, nothing filled in")
    commissioner = actor(Role.COMMISSIONER)
    refuse_price_request(price_request=asked(held).ref, reason="The index holds.", by=commissioner, at=TUESDAY)
    accept_price_request(
        price_request=asked(held).ref, hourly=Decimal("19.20"), from_on=APRIL, by=commissioner, at=TUESDAY
    )
    asked(held, from_on=date(2018, 10, 1), hourly=Decimal("20.10"))
    page.goto("/portal/prices/")
    looked(page, "portal prices")
    press(page, "Withdraw " + held.provider.price_requests.get(state="asked").ref)
    looked(page, "portal prices, withdrawn")
