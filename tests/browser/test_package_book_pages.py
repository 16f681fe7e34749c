"""A package's book in its states: nothing, suspended, with a gap, ten years of versions, and what is done to it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.packages import commands
from carewright.packages.models import Order, Package
from carewright.packages.sending import send_made_orders
from carewright.providers.models import Provider
from tests.browser.conftest import follow, press
from tests.packages.book import BROKER, DAY, FEBRUARY, TODAY, a_package, flex, provider_of, suspend
from tests.packages.builders import a_split_order

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "The Incorporated Society of Homecarers of Westmarch-upon-Wriothesley and Dis. Ltd"


@pytest.fixture
def now(monkeypatch):
    """10am on Monday 12 February 2018: care has gone on for five weeks."""
    monkeypatch.setattr("carewright.config.middleware.now", lambda: FEBRUARY)
    return FEBRUARY


def opened(as_user, package: Package, role: Role = Role.BROKER, **more: str):
    return as_user(role, unit=package.team.parent.parent, **more)


def test_a_package_with_ten_years_of_versions_and_a_long_name(as_user, looked):
    package = a_package()
    Provider.objects.filter(ref=provider_of(package)).update(name=LONG[:80])
    for number in range(120):
        flex(package, str(15 + number % 3), TODAY + number * 30 * DAY - 28 * DAY)
    suspend(package, TODAY + 3700 * DAY)
    page = opened(as_user, package)
    for address, name in [
        ("", "now"),
        ("orders/?page=12", "orders"),
        ("orders/?on=2020-02-31", "orders, faulty"),
        ("statement/?since=2017-12-01&until=2018-02-12", "statement"),
        ("timeline/", "timeline"),
    ]:
        page.goto(f"/packages/{package.ref}/{address}")
        looked(page, f"ten years, {name}")


def test_a_suspended_package_comes_back(as_user, looked):
    package = a_package()
    suspend(package, TODAY - 10 * DAY, back_on=TODAY + 3 * DAY)
    page = opened(as_user, package)
    page.goto(f"/packages/{package.ref}/")
    looked(page, "package, suspended")
    page.goto(f"/packages/{package.ref}/orders/")
    looked(page, "orders, suspended")
    page.goto(f"/packages/{package.ref}/orders/?on=2018-02-05&known_on=2018-02-01")
    looked(page, "orders, as known before")
    page.goto(f"/packages/{package.ref}/statement/")
    looked(page, "statement")

    page.goto(f"/packages/{package.ref}/resume/")
    press(page, "Continue")
    looked(page, "resume, faulty")
    page.get_by_label("Who at the provider confirmed it").fill("Dana Holt")
    press(page, "Continue")
    looked(page, "resume, what it does")
    press(page, "Record that it resumes")
    looked(page, "package, resumed")


def test_a_gap_in_care_and_money_in_its_place(as_user, looked):
    package = a_split_order().package
    commands.end_part(
        package=package.ref, provider=provider_of(package), last_on=TODAY, reason="Handed back.", by=BROKER, at=FEBRUARY
    )
    page = opened(as_user, package)
    page.goto(f"/packages/{package.ref}/")
    looked(page, "package, gap in care")
    commands.replace_with_fund(
        package=package.ref, kind="direct_payment", from_on=TODAY + 20 * DAY, personal_budget=Decimal("300.00"),
        contribution=Decimal("25.50"), by=BROKER, at=FEBRUARY,
    )  # fmt: skip
    page.goto(f"/packages/{package.ref}/orders/")
    looked(page, "orders, two parts and a fund")


def test_what_is_done_to_a_package_is_asked_and_said_first(as_user, looked):
    package = a_package()
    page = opened(as_user, package)
    page.goto(f"/packages/{package.ref}/suspend/")
    looked(page, "suspend")
    press(page, "Continue")
    looked(page, "suspend, faulty")
    page.get_by_label("In hospital").check()
    page.get_by_role("group", name="First day without care").get_by_label("Day").fill("1")
    press(page, "Continue")
    looked(page, "suspend, what it does")
    press(page, "Change these answers")
    looked(page, "suspend, changed")
    for address, name in [
        (f"/packages/{package.ref}/hours/", "hours"),
        (f"/packages/{package.ref}/end-part/", "end part"),
        (f"/packages/{package.ref}/fund/", "fund"),
        (f"/packages/{package.ref}/cancel/", "cancel"),
        (f"/packages/{package.ref}/end/", "end"),
    ]:
        page.goto(address)
        press(page, "Continue")
        looked(page, f"{name}, faulty")
    page.get_by_label("Why").fill("Moved to a home in Vale.")
    press(page, "Continue")
    looked(page, "end, what it does")
    press(page, "End the package")
    looked(page, "package, ending today")


def test_a_practitioner_sees_no_money(as_user, looked):
    package = a_package()
    flex(package, "16", TODAY - 14 * DAY)
    page = opened(as_user, package, Role.PRACTITIONER)
    page.goto(f"/packages/{package.ref}/")
    follow(page, "Orders")
    looked(page, "orders, without prices")
    assert "£" not in page.inner_text("main")


def test_a_provider_confirms_that_care_resumes(as_user, looked):
    package = a_package()
    suspend(package, TODAY, back_on=TODAY + 3 * DAY)
    list(send_made_orders(FEBRUARY + timedelta(minutes=1)))
    assert Order.objects.filter(package=package, state="sent").count() == 2
    page = as_user(Role.PROVIDER_COORDINATOR, provider=provider_of(package))
    page.goto("/portal/packages/")
    looked(page, "own packages, suspended")
    page.goto(f"/portal/packages/{package.ref}/")
    looked(page, "own package, suspended")
    press(page, "Confirm that care resumes")
    looked(page, "own package, to resume")
    press(page, "Confirm")
    looked(page, "own package, resumed")
