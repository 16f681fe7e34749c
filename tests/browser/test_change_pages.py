"""Changes on both sides, in their states; and one given notice of and authorised by keyboard and by pointer."""

from datetime import date

import pytest

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.changes.commands import arrange_talk
from carewright.changes.models import Change
from carewright.packages.models import Package
from tests.browser.conftest import press
from tests.changes.builders import (
    THURSDAY,
    TUESDAY,
    a_change_with_the_manager,
    a_notice,
    a_package,
    confirmed,
    in_effect,
    provider_of,
    stopped,
    team_manager,
)
from tests.sourcing.builders import a_market

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def now(monkeypatch):
    """2pm on Thursday 1 March 2018."""
    monkeypatch.setattr("carewright.config.middleware.now", lambda: THURSDAY)
    return THURSDAY


def council() -> Unit:
    return Unit.objects.get(kind="council")


def with_risk(package: Package) -> Package:
    package.person.risk_note = "Large dog: telephone before the visit"
    package.person.save()
    return package


def test_the_councils_list_from_none_to_many(as_user, looked):
    market = a_market()
    page = as_user(Role.CARE_COORDINATOR, Role.TEAM_MANAGER, unit=market.council.unit)
    page.goto("/changes/")
    looked(page, "changes, empty")
    page.goto("/changes/waiting/")
    looked(page, "changes waiting, empty")
    confirmed(a_notice(a_package(market=market)))
    a_notice(a_package(market=market))
    a_change_with_the_manager(a_package("60", "20.00", market=market), "66")
    stopped(a_notice(a_package(market=market)))
    page.goto("/changes/?search=zzz")
    looked(page, "changes, nothing found")
    page.goto("/changes/")
    looked(page, "changes")
    page.goto("/changes/waiting/")
    looked(page, "changes waiting")
    page.goto("/referrals/approvals/")
    looked(page, "approvals, a change")


def test_a_change_from_the_notice_to_its_order(as_user, looked):
    package = with_risk(a_package("9", "20.00"))
    in_effect(package, "11", at=TUESDAY)
    change = a_notice(package, "13.5", at=TUESDAY, effective_on=date(2018, 3, 11))
    page = as_user(Role.CARE_COORDINATOR, Role.TEAM_MANAGER, unit=council())
    page.goto(f"/changes/{change.ref}/")
    looked(page, "change, to be confirmed")
    press(page, "Confirm the change")
    looked(page, "change, with the manager")
    press(page, "Record decision")
    looked(page, "change, decision faulty")
    page.get_by_label("Arrange to talk with the person").check()
    page.get_by_label("What is to be discussed").fill("I see her on Friday at ten.")
    press(page, "Record decision")
    looked(page, "change, talk arranged")
    page.get_by_label("Authorise the change").check()
    press(page, "Record decision")
    looked(page, "change, authorised")
    page.goto(f"/packages/{package.ref}/changes/")
    looked(page, "package, changes")


def test_involvement_and_a_change_above_the_managers_limit(as_user, looked):
    change = a_change_with_the_manager(a_package("60", "20.00"), "66")
    page = as_user(Role.TEAM_MANAGER, unit=council())
    page.goto(f"/changes/{change.ref}/")
    looked(page, "change, above the limit")
    page.goto(f"/changes/{change.ref}/involvement/")
    press(page, "Stop the change")
    looked(page, "involvement, faulty")
    page.get_by_label("The person", exact=True).check()
    page.get_by_label("Why is social care to be involved?").fill("She wants to talk first.")
    press(page, "Stop the change")
    looked(page, "change, stopped")


def test_a_notice_on_a_telephone(as_user, looked):
    package = with_risk(a_package())
    page = as_user(Role.PROVIDER_COORDINATOR, provider=provider_of(package).provider)
    page.goto("/portal/changes/")
    looked(page, "own changes, empty")
    page.goto(f"/portal/packages/{package.ref}/")
    press(page, "Change the hours")
    looked(page, "notice, size")
    press(page, "Continue")
    looked(page, "notice, size faulty")
    page.get_by_label("How many hours a week will it be?").fill("17.5")
    for part, number in (("Day", "4"), ("Month", "3"), ("Year", "2018")):
        page.get_by_label(part, exact=True).fill(number)
    press(page, "Continue")
    looked(page, "notice, conversation")
    page.get_by_label("With whom did you talk?").fill("Edith, with her daughter Joan")
    for part, number in (("Day", "28"), ("Month", "2"), ("Year", "2018")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("What did they say?").fill("More time in the mornings.")
    page.get_by_label("Reason", exact=True).select_option("needs_increased")
    page.get_by_label("Describe why the hours change").fill("She fell.")
    press(page, "Continue")
    looked(page, "notice, criteria")
    page.get_by_label("Yes, the person consents").check()
    page.get_by_role("group", name="Does the person need an advocate?").get_by_label("No", exact=True).check()
    page.get_by_role("group", name="Is there a safeguarding concern?").get_by_label("Yes", exact=True).check()
    press(page, "Continue")
    looked(page, "notice, criteria not met")
    page.get_by_role("group", name="Is there a safeguarding concern?").get_by_label("No", exact=True).check()
    press(page, "Continue")
    looked(page, "notice, check")
    press(page, "Send notice")
    looked(page, "own change, noticed")
    change = confirmed(Change.objects.get(), at=THURSDAY)
    arrange_talk(change=change.ref, note="On Friday.", by=team_manager(change), at=THURSDAY)
    page.goto("/portal/changes/")
    looked(page, "own changes")
    page.goto(f"/portal/changes/{change.ref}/withdraw/")
    looked(page, "own change, withdraw")
    page.goto(f"/portal/changes/{change.ref}/involvement/")
    press(page, "Stop the change and ask")
    looked(page, "own involvement, faulty")


def test_the_report_from_nothing_to_figures(as_user, looked):
    market = a_market()
    page = as_user(Role.COMMISSIONER, unit=market.council.unit)
    page.goto("/reports/")
    looked(page, "reports")
    page.goto("/reports/changes/")
    looked(page, "report of changes, empty")
    in_effect(a_package("20", "2.00", market=market), "22")
    in_effect(a_package("20", "2.00", market=market), "30")
    page.goto("/reports/changes/?per=provider")
    looked(page, "report of changes")
