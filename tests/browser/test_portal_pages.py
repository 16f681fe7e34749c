"""The portal and the link in the offer's email, as on a telephone; the journey by keyboard, without scripts."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from carewright.access.roles import Role
from carewright.providers.commands import declare_capacity
from carewright.sourcing import commands
from carewright.sourcing.lifecycle import AwardState, OfferState
from carewright.sourcing.models import Award, Offer
from tests.browser.conftest import WEDNESDAY_MORNING, follow, press
from tests.packages.builders import a_sent_order
from tests.people.builders import a_representative
from tests.portal.test_links import NEVER_GIVEN, link_to
from tests.sourcing.builders import (
    FRIDAY,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_offer_in,
    an_offer_with_documents_asked,
    an_open_offer,
    broker,
    coordinator,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FULL = {
    "carers": 2,
    "needs": "Personal care\nMedication prompt\nHoist",
    "essential_visits": [(time(8), time(8, 30), "every day", "medication")],
    "banding": "High",
    "gender_need": "A woman",
    "language_need": "Polish",
    "access_note": "Key safe beside the back door",
    "risk_note": "Two large dogs: telephone first",
}


@pytest.fixture
def of(as_user):
    """`of(offer)`: the page, signed in as somebody of the provider of an offer, award or line."""

    def sign_in(thing) -> Page:
        provider = getattr(thing, "provider", thing)
        page: Page = as_user(Role.PROVIDER_COORDINATOR, provider=provider.ref, name="Dana Holt")
        return page

    return sign_in


def page_of(offer):
    return f"/portal/offers/{offer.ref}/"


def a_full_offer(market=None, **details):
    return an_open_offer(a_waiting_requirement(market, **(FULL | details)))


def test_the_list_of_offers(of, looked):
    market = a_market()
    page = of(market.harbour)
    page.goto("/portal/offers/")
    looked(page, "portal offers, empty")

    a_full_offer(market)
    for make in (an_award, a_released_award):
        make(a_waiting_requirement(market))
    declined = an_open_offer(a_waiting_requirement(market))
    commands.decline_offer(offer=declined.ref, reason="price", by=coordinator(declined), at=FRIDAY)
    page.goto("/portal/offers/")
    assert page.get_by_text("in 40 minutes").is_visible()
    looked(page, "portal offers, full")


def test_an_offer_and_each_question_with_its_faults(of, looked):
    offer = a_full_offer()
    page = of(offer)
    page.goto(page_of(offer))
    looked(page, "portal offer, open")
    for question in ("decline", "part", "later", "considering", "documents"):
        page.goto(f"{page_of(offer)}{question}/")
        looked(page, f"portal offer, {question}")
    for question, button in (
        ("part", "Accept these hours"),
        ("later", "Accept with this start"),
        ("considering", "Answer by then"),
    ):
        page.goto(f"{page_of(offer)}{question}/")
        press(page, button)
        assert page.get_by_text("There is a problem").is_visible()
        looked(page, f"portal offer, {question}, faulty")


@pytest.mark.parametrize("state", [state for state in OfferState if state != OfferState.OPEN])
def test_an_offer_in_every_other_state(of, looked, state):
    offer = an_offer_in(state)
    page = of(offer)
    page.goto(page_of(offer))

    looked(page, f"portal offer, state {state}")


def test_an_offer_answered_late(of, looked, monkeypatch):
    offer = a_full_offer()
    page = of(offer)
    page.goto(page_of(offer))
    late = WEDNESDAY_MORNING + timedelta(minutes=41)
    monkeypatch.setattr("carewright.config.middleware.now", lambda: late)

    press(page, "Accept")

    expect(page.get_by_text("Your answer was not recorded")).to_be_visible()
    looked(page, "portal offer, answered late", may_complain="409")


@pytest.mark.parametrize("state", [AwardState.RELEASED, AwardState.CONFIRMED])
def test_after_the_release(of, looked, state):
    requirement = a_waiting_requirement(**FULL)
    a_representative(requirement.person)
    award = a_released_award(requirement)
    if state == AwardState.CONFIRMED:
        told = {
            "start_on": date(2018, 1, 8),
            "planned_times": ["8am to 8:30am every day"],
            "carers_per_visit": 2,
            "confirmed_by": "Dana Holt",
        }
        commands.confirm_arrangements(award=award.ref, **told, by=coordinator(award), at=FRIDAY)
    page = of(award)
    page.goto(page_of(award.offer))
    looked(page, f"portal offer, {state}, with the person")


def test_confirming_and_withdrawing_with_faults(of, looked):
    award = a_released_award(a_waiting_requirement(**FULL))
    page = of(award)
    for question, button in (("confirm", "Confirm arrangements"), ("withdraw", "Withdraw acceptance")):
        page.goto(f"{page_of(award.offer)}{question}/")
        looked(page, f"portal offer, {question}")
        press(page, button)
        looked(page, f"portal offer, {question}, faulty")


def test_documents_to_read(of, looked):
    offer = an_offer_with_documents_asked()
    page = of(offer)
    page.goto(page_of(offer))
    looked(page, "portal offer, documents asked for")

    documents = [document.ref for document in offer.requirement.referral.documents.exclude(code="charging_letter")]
    commands.release_documents(offer=offer.ref, documents=documents, by=broker(offer), at=FRIDAY)
    page.goto(page_of(offer))
    looked(page, "portal offer, documents released")
    with page.expect_download() as download:
        page.get_by_role("link", name="Assessment", exact=True).click()
    assert download.value.suggested_filename == "assessment.pdf"


def test_packages(of, looked):
    order = a_sent_order()
    page = of(order.lines.get())
    page.goto("/portal/packages/")
    looked(page, "portal packages, full")
    follow(page, "Edith Attwood")
    looked(page, "portal package")
    follow(page, "Ask for a review")
    press(page, "Ask for a review")
    looked(page, "portal, ask for a review, faulty")


def test_no_packages(of, looked):
    page = of(a_market().harbour)
    page.goto("/portal/packages/")
    looked(page, "portal packages, empty")


def test_capacity(of, looked):
    market = a_market()
    page = of(market.harbour)
    page.goto("/portal/capacity/")
    looked(page, "portal capacity, empty")
    for hours, declared_at in ((10, FRIDAY - timedelta(days=9)), (12, FRIDAY)):
        declare_capacity(
            provider=market.harbour.ref,
            cluster=market.cluster.ref,
            weekly_hours=Decimal(hours),
            time_of_day="morning" if hours == 10 else "bed",
            by=coordinator(market.harbour),
            at=declared_at,
        )
    page.goto("/portal/capacity/")
    looked(page, "portal capacity, full")
    press(page, "Declare free hours")
    looked(page, "portal capacity, declare")
    press(page, "Declare")
    looked(page, "portal capacity, declare, faulty")


def test_own_details(of, looked):
    market = a_market()
    page = of(market.harbour)
    page.goto("/portal/agency/")
    looked(page, "portal agency")


def test_the_link_in_its_states(page, looked):
    offer = a_full_offer()
    link = link_to(offer)
    page.goto(link)
    looked(page, "link, open")
    for question in ("decline", "part", "later", "considering"):
        page.goto(f"{link}{question}/")
        looked(page, f"link, {question}")
    page.goto(link)
    press(page, "Accept")
    looked(page, "link, accepted")
    page.goto(link)
    looked(page, "link, used", may_complain="404")
    page.goto(NEVER_GIVEN)
    looked(page, "link, nonsense", may_complain="404")


def test_the_link_to_consider_by(page, looked):
    offer = an_open_offer()
    page.goto(f"{link_to(offer)}considering/")
    page.get_by_label("Time").fill("11am")
    press(page, "Answer by then")
    looked(page, "link, considering until")


def tab_to(page: Page, role: str, name: str) -> None:
    """Go on by the Tab key until the focus is there."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not come to {name}")


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [False, True])
def test_from_offer_to_confirmation_by_keyboard_alone(of, script):
    offer = an_open_offer()
    page = of(offer)
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/portal/offers/")

    tab_to(page, "link", "Home care in CT5")
    enter(page)
    tab_to(page, "button", "Accept")
    enter(page)
    expect(page.get_by_role("heading", name="You have accepted. What happens next")).to_be_visible()

    award = Award.objects.get(offer=offer)
    at = datetime(2017, 12, 27, 9, 5, tzinfo=UTC)
    commands.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=broker(award), at=at)
    page.keyboard.press("F5")
    page.goto(page_of(offer))
    tab_to(page, "button", "Confirm arrangements")
    enter(page)
    tab_to(page, "textbox", "Planned visit times")
    page.keyboard.type("8am to 9am every day")
    tab_to(page, "button", "Confirm arrangements")
    enter(page)

    expect(page.get_by_role("heading", name="You have confirmed")).to_be_visible()
    assert Award.objects.get(pk=award.pk).state == AwardState.CONFIRMED


@pytest.mark.parametrize("script", [False])
def test_declining_and_the_link_without_scripts(of, page, script):
    market = a_market()
    first, second = (an_open_offer(a_waiting_requirement(market)) for _ in range(2))
    of(first)
    page.goto(page_of(first))
    page.get_by_role("button", name="Decline", exact=True).click()
    press(page, "No capacity")
    assert Offer.objects.get(pk=first.pk).state == OfferState.DECLINED

    page.goto(link_to(second))
    press(page, "Accept")
    assert re.search("You have accepted", page.content())
    assert Offer.objects.get(pk=second.pk).state == OfferState.ACCEPTED


def test_two_presses_on_a_telephone_answer_an_offer(of):
    offer = an_open_offer()
    page = of(offer)
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto("/portal/offers/")

    follow(page, "Home care in CT5")
    accept = page.get_by_role("button", name="Accept", exact=True).bounding_box()
    assert accept
    assert accept["y"] + accept["height"] < 667, "Accept stands below what is seen without scrolling"
    assert accept["height"] >= 44
    press(page, "Accept")

    assert Offer.objects.get(pk=offer.pk).state == OfferState.ACCEPTED
