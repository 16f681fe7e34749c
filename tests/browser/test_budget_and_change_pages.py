"""Personal budgets, and who provides a practitioner's change, in their states."""

from datetime import timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.packages.commands import record_financial_assessment
from carewright.packages.sending import send_budget_letters
from tests.browser.conftest import press
from tests.conftest import actor
from tests.packages.book import FEBRUARY, suspend
from tests.packages.builders import a_sent_order
from tests.packages.test_council_changes import a_change

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def now(monkeypatch):
    """Ten minutes after what is done."""
    moment = FEBRUARY + timedelta(minutes=10)
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moment)
    return moment


def test_a_personal_budget_from_none_to_one_with_letters(as_user, looked):
    order = a_sent_order()
    page = as_user(Role.FINANCE_OFFICER, unit=order.package.team.parent.parent)
    page.goto(f"/packages/{order.package.ref}/personal-budget/")
    looked(page, "personal budget, none")
    record_financial_assessment(order=order.ref, contribution=Decimal(40), by=actor(Role.FINANCE_OFFICER), at=FEBRUARY)
    suspend(order.package)
    page.goto(f"/packages/{order.package.ref}/personal-budget/")
    looked(page, "personal budget, letter to come")
    list(send_budget_letters(FEBRUARY))
    page.goto(f"/packages/{order.package.ref}/personal-budget/")
    looked(page, "personal budget, letter sent")
    press(page, "Renew the personal budget")
    looked(page, "personal budget, renew")
    press(page, "Renew the personal budget")
    looked(page, "personal budget, renew, faulty")


def test_a_change_from_decision_to_order(as_user, looked):
    referral = a_change()
    page = as_user(Role.BROKER, unit=referral.team.parent.parent)
    page.goto(f"/referrals/{referral.ref}/")
    press(page, "Decide who provides the change")
    looked(page, "change, to be decided")
    press(page, "Order from the same provider")
    looked(page, "change, same provider")
    press(page, "Order the change")
    looked(page, "change, same provider, faulty")
    page.get_by_label("Who at the provider agreed").fill("Dana Holt")
    for part, value in (("Day", "12"), ("Month", "2"), ("Year", "2018")):
        page.get_by_label(part, exact=True).fill(value)
    press(page, "Order the change")
    looked(page, "change, ordered")


def test_a_change_for_which_a_provider_is_found(as_user, looked):
    referral = a_change("30")
    page = as_user(Role.BROKER, unit=referral.team.parent.parent)
    page.goto(f"/referrals/{referral.ref}/change/")
    looked(page, "change, too large")
    press(page, "Find a provider")
    press(page, "Put it on the list")
    looked(page, "change, find a provider, faulty")
    page.get_by_label("Why a provider has to be found").fill("Twice the hours.")
    press(page, "Put it on the list")
    page.goto(f"/referrals/{referral.ref}/change/")
    looked(page, "change, looked for")
