"""The main journeys, each by the keyboard alone and again without scripts; and the story over Christmas 2017."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from carewright.access.actors import Actor
from carewright.access.models import User
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.packages.models import Order
from carewright.packages.sending import send_made_orders
from carewright.sourcing.models import Requirement
from carewright.trail.queries import verify
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.journeys.county import County, a_county
from tests.referrals.builders import a_complete_referral
from tests.sourcing.builders import an_open_offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOTH_WAYS = pytest.mark.parametrize("script", [True, False], ids=["by keyboard alone", "without scripts"])


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of December 2017; London is on Greenwich time."""
    return datetime(2017, 12, day, hour, minute, second, tzinfo=UTC)


FRIDAY_345PM = at(22, 15, 45)
WEDNESDAY_945AM = at(27, 9, 45)


class Clock:
    """The moment on every page; `it_is` sets it, and lets what falls due by then happen, as the worker would."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def it_is(self, moment: datetime) -> None:
        """Set it."""
        self.moment = moment
        list(sweep(moment))
        list(send_made_orders(moment))


@pytest.fixture
def clock(page, monkeypatch):
    page.set_default_timeout(15_000)
    clock = Clock(at(22, 10))
    monkeypatch.setattr("carewright.config.middleware.now", lambda: clock.moment)
    return clock


@pytest.fixture
def county(transactional_db) -> County:
    return a_county(at=at(18, 9))


@pytest.fixture
def hands(page, script) -> Hands:
    return Keyboard(page) if script else Pointer(page)


@pytest.fixture
def become(page, live_server) -> Callable[[Actor], None]:
    """The page is signed in as somebody else."""

    def sign_in(who: Actor) -> None:
        client = Client()
        client.force_login(User.objects.get(ref=who.ref))
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in client.cookies.items()]
        )
        page.goto("/")

    return sign_in


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "scan of the paper.pdf"
    path.write_bytes(b"%PDF-1.7 x")
    return path


def says(hands: Hands, words: str) -> bool:
    return words in " ".join(hands.page.inner_text("main").split())


def refer(hands: Hands, county: County, paper) -> None:
    """The form of many pages, from the person's record to the submission."""
    hands.follow("Referrals")
    hands.follow("Start a referral")
    hands.fill("Case number of the person", county.person.case_number)
    hands.choose("A new package")
    hands.press("Continue")

    hands.choose("Home care")
    hands.select("Main need", "Frailty in old age")
    hands.fill("Hours", "14")
    for part, number in (("Day", "8"), ("Month", "1"), ("Year", "2018")):
        hands.fill(part, number)
    hands.fill("Needs, in general terms", "Personal care, and a prompt of medication")
    hands.press("Save and continue")

    for label, text in (("Not before", "8am"), ("Not after", "8:30am"), ("On which days", "every day")):
        hands.fill(label, text)
    hands.fill("Which assessed need makes the time essential", "Prompting of medication")
    hands.press("Add visit")
    hands.follow("Continue")

    hands.press("Save and continue")
    hands.choose("It has been completed")
    hands.choose("Alternatives to council-funded care were explored")
    hands.press("Save and continue")
    hands.press("Save and continue")
    attach_papers(hands, paper)
    hands.choose("I declare that the person's record is up to date")
    hands.press("Save and continue")
    hands.press("Submit to brokerage")


def attach_papers(hands: Hands, paper) -> None:
    for name in ("Assessment", "Risk assessment", "Signed charging letter"):
        hands.select("Which document", name)
        for part, number in (("Day", "18"), ("Month", "12"), ("Year", "2017")):
            hands.fill(part, number)
        hands.attach("File", paper)
        hands.press("Attach document")


@BOTH_WAYS
def test_the_council_s_journey_from_referral_to_order(page, clock, county, hands, become, paper, script):
    become(county.practitioner)
    refer(hands, county, paper)
    assert says(hands, "Referral submitted to brokerage.")

    become(county.team_manager)
    hands.follow("Referrals")
    hands.follow("Waiting for you")
    hands.follow("Forward Edith Attwood")
    hands.press("Forward")
    hands.press("Authorise weekly cost")
    assert says(hands, "Weekly cost authorised.")

    become(county.broker)
    hands.follow("Referrals")
    hands.follow("Edith Attwood")
    hands.press("Accept as complete")
    hands.follow("To place")
    hands.follow("Open Edith Attwood")
    hands.press("Offer to Harbour Care")
    assert says(hands, "Harbour Care: answer by 12pm") or says(hands, "Harbour Care: answer by midday")

    place_by_telephone(hands, clock)
    order = Order.objects.get()
    assert order.state == "sent"
    hands.follow("Packages")
    hands.follow("Edith Attwood")
    assert says(hands, "Harbour Care")
    hands.follow("Orders")
    assert says(hands, "Version 1")
    assert says(hands, "Sent Fri 22 December")

    become(county.practitioner)
    hands.follow("Complete the financial assessment and send it to finance (Edith Attwood, CT5)")
    hands.follow("Record the financial assessment")
    hands.fill("What the person pays a week", "40.00")
    hands.press("Record and send to finance")
    assert says(hands, "Financial assessment recorded and sent to finance.")
    about = [order.package.ref, order.package.requirement.ref]
    owed = Obligation.objects.filter(state="open", about__in=about)
    assert not owed.exclude(rule__in=["REV-1", "REV-3"]).exists(), "the first review is owed, and nothing else"
    assert list(verify()) == []


def place_by_telephone(hands: Hands, clock: Clock) -> None:
    """The provider accepts; one call fails, the next is answered; the provider confirms; the order goes out."""
    hands.follow("Record a telephone answer of Harbour Care")
    hands.choose("Accepts all of it")
    hands.press("Continue")
    hands.press("Record the answer")
    hands.follow("Record the courtesy call")
    hands.choose("No: the provider is told, and the call is still owed")
    hands.fill("Note (optional)", "No answer")
    hands.press("Record the call")
    assert says(hands, "nobody reached")

    clock.it_is(at(22, 11))
    hands.follow("Record the courtesy call")
    hands.choose("Yes")
    hands.fill("Whom you spoke to (optional)", "Her daughter")
    hands.press("Record the call")
    hands.follow("Confirm for Harbour Care, by telephone")
    hands.fill("Planned times", "8am to 9am every day")
    hands.fill("Who confirms for the provider", "Dana Holt")
    hands.press("Confirm the arrangements")
    assert says(hands, "Placed")
    clock.it_is(at(22, 11, 10))


@BOTH_WAYS
def test_the_provider_s_journey_from_offer_to_confirmation(page, clock, county, hands, become, script):
    referral = a_complete_referral(county.person, by=county.practitioner, broker=county.broker, at=at(22, 9))
    offer = an_open_offer(Requirement.objects.get(referral=referral), at=at(22, 10))
    become(county.coordinator_of(offer.provider))
    assert not says(hands, "Attwood")

    hands.follow("Home care in CT5")
    assert not says(hands, "Attwood")
    hands.press("Accept")
    assert says(hands, "You have accepted")
    assert not says(hands, "Attwood")

    become(county.broker)
    hands.follow("Telephone the person: the provider will be in touch (Edith Attwood, CT5)")
    hands.follow("Record the courtesy call")
    hands.choose("Yes")
    hands.fill("Whom you spoke to (optional)", "Her daughter")
    hands.press("Record the call")

    become(county.coordinator_of(offer.provider))
    hands.follow("Home care in CT5")
    assert says(hands, "Edith Attwood")
    assert says(hands, "14 Seaview Road")
    hands.follow("Confirm arrangements")
    hands.fill("Planned visit times", "8am to 9am every day")
    hands.press("Confirm arrangements")
    assert says(hands, "You have confirmed")

    hands.follow("Capacity")
    hands.follow("Declare free hours")
    hands.fill("How many hours a week are free?", "12.5")
    hands.press("Declare")
    assert says(hands, "12.5 hours")


def test_the_story_over_christmas_in_a_browser(page, clock, county, become):
    hands = Pointer(page)
    referral = a_complete_referral(county.person, by=county.practitioner, broker=county.broker, carers=2, at=at(22, 14))
    requirement = Requirement.objects.get(referral=referral)
    from_the_first_to_the_second(hands, clock, county, become, requirement)
    from_the_call_to_the_order(hands, clock, county, become, requirement)

    # The requirement's page tells it in sentences.
    page.goto(f"/to-place/{requirement.ref}/")
    for sentence in ("did not answer in time", "Offered to Elm Homecare", "considering", "Her daughter"):
        assert says(hands, sentence), sentence
    assert list(verify()) == []


def from_the_first_to_the_second(hands, clock, county, become, requirement) -> None:
    first, second = county.cluster_providers[:2]

    # Friday 3:45pm: the first in the protocol order is offered it.
    clock.it_is(FRIDAY_345PM)
    become(county.broker)
    hands.follow("Offer to Harbour Care next (Edith Attwood, CT5)")
    hands.press("Offer to Harbour Care")
    assert says(hands, "Harbour Care: answer by 9:45am Wed 27 December, in 4 days 18 hours.")

    # On the dot it is in time; a second later it is a decline. The second is next.
    clock.it_is(WEDNESDAY_945AM)
    assert requirement.offers.get().state == "open"
    clock.it_is(at(27, 9, 45, 1))
    hands.page.reload()
    assert says(hands, "No response in time")
    hands.press("Offer to Elm Homecare")
    become(county.coordinator_of(first))
    assert says(hands, "No answer in time")

    # The second is still considering until 11am, then accepts.
    clock.it_is(at(27, 10))
    become(county.coordinator_of(second))
    hands.follow("Home care in CT5")
    hands.follow("Still considering")
    hands.fill("Time", "11am")
    hands.press("Answer by then")
    clock.it_is(at(27, 10, 55))
    hands.press("Accept")
    assert not says(hands, "Attwood")


def from_the_call_to_the_order(hands, clock, county, become, requirement) -> None:
    second = county.cluster_providers[1]

    # The person is called: one failed try, one good; only then does the provider see who and where.
    become(county.broker)
    assert says(hands, "12:55pm Wed 27 December, in 2 hours")
    hands.follow("Telephone the person: the provider will be in touch (Edith Attwood, CT5)")
    hands.follow("Record the courtesy call")
    hands.choose("No: the provider is told, and the call is still owed")
    hands.press("Record the call")
    become(county.coordinator_of(second))
    hands.follow("Home care in CT5")
    assert says(hands, "could not reach them")
    assert not says(hands, "Attwood")
    clock.it_is(at(27, 12, 30))
    become(county.broker)
    hands.page.goto(f"/to-place/{requirement.ref}/")
    hands.follow("Record the courtesy call")
    hands.choose("Yes")
    hands.fill("Whom you spoke to (optional)", "Her daughter")
    hands.press("Record the call")

    # It confirms; the order goes out; the financial assessment is owed two working days later.
    clock.it_is(at(28, 10))
    become(county.coordinator_of(second))
    hands.follow("Home care in CT5")
    assert says(hands, "14 Seaview Road")
    hands.follow("Confirm arrangements")
    hands.fill("Planned visit times", "8am to 9am every day")
    hands.press("Confirm arrangements")
    clock.it_is(at(28, 10, 5))
    become(county.practitioner)
    assert says(hands, "5pm Tue 2 January 2018")
