"""Packages, their orders, and the mailbox, in their states."""

from datetime import timedelta

import pytest

from carewright.access.roles import Role
from carewright.messages.delivery import deliver_due
from carewright.messages.models import Message
from carewright.packages.commands import send_order
from carewright.packages.models import Order
from tests.browser.conftest import WEDNESDAY_MORNING, follow, press
from tests.conftest import actor
from tests.packages.builders import THURSDAY, a_made_order, an_order_awaiting_its_contract, documents_of
from tests.sourcing.builders import a_confirmed_award, a_market, a_waiting_requirement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def now(monkeypatch):
    """Ten minutes after the order went out."""
    moment = THURSDAY + timedelta(minutes=10)
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moment)
    return moment


def test_packages_from_none_to_one_assessed(as_user, looked):
    market = a_market()
    page = as_user(Role.BROKER, unit=market.council.east)
    page.goto("/packages/")
    looked(page, "packages, empty")
    requirement = a_waiting_requirement(market)
    requirement.person.risk_note = "Large dog: telephone before the visit"
    requirement.person.save()
    a_confirmed_award(requirement)
    order = Order.objects.get()
    send_order(order=order.ref, documents=documents_of(order), by=actor(Role.BROKER), at=THURSDAY)

    page.goto("/packages/?search=zzz")
    looked(page, "packages, nothing found")
    page.goto("/packages/")
    looked(page, "packages")
    for address, name in [("", "now"), ("orders/", "orders"), ("timeline/?emails=1", "timeline, emails")]:
        page.goto(f"/packages/{order.package.ref}/{address}")
        looked(page, f"package, {name}")
    page.goto(f"/packages/{order.package.ref}/orders/{order.ref}/assessment/")
    press(page, "Record and send to finance")
    looked(page, "financial assessment, faulty")
    page.get_by_label("What the person pays a week").fill("40")
    press(page, "Record and send to finance")
    looked(page, "package, assessed")


def test_an_order_that_waits_for_its_contract(as_user, looked):
    order = an_order_awaiting_its_contract()
    page = as_user(Role.CONTRACT_OFFICER, Role.BROKER, unit=order.package.team.parent.parent)
    page.goto(f"/packages/{order.package.ref}/")
    looked(page, "package, contract to come")
    page.goto(f"/packages/{order.package.ref}/orders/{order.ref}/contract/")
    press(page, "Record the contract")
    looked(page, "individual contract, faulty")


def test_the_mailbox_and_what_could_not_be_delivered(as_user, looked, settings):
    order = a_made_order()
    settings.DEMONSTRATION = True
    page = as_user(Role.BROKERAGE_MANAGER, unit=order.package.team.parent.parent)
    page.goto("/settings/failed-emails/")
    looked(page, "failed emails, none")
    list(deliver_due(THURSDAY))
    page.goto("/demonstration/mailbox/?search=zzz")
    looked(page, "mailbox, nothing found")
    page.goto("/demonstration/mailbox/")
    looked(page, "mailbox")
    follow(page, page.locator("main tbody a").first.inner_text())
    looked(page, "mailbox, one message")

    fault = {"failed_at": WEDNESDAY_MORNING, "last_error": "offers@harbour-care.example: no such mailbox."}
    Message.objects.filter(pk__in=list(Message.objects.values_list("pk", flat=True)[:2])).update(
        state="failed", sent_at=None, carrier="", **fault
    )
    page.goto("/settings/failed-emails/")
    looked(page, "failed emails")
