import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import carewright
from carewright.access.queries import actor_of
from carewright.access.roles import Role
from carewright.council.work.lines import names_of
from carewright.council.work.words import RULES
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from carewright.providers.models import Provider
from carewright.sourcing.commands import make_offer
from carewright.sourcing.models import Requirement
from tests.conftest import actor
from tests.council.conftest import user_holding
from tests.people.builders import a_person
from tests.referrals.builders import a_complete_referral, a_submitted_referral
from tests.sourcing.builders import a_market, a_waiting_requirement, an_award, nobody_left

pytestmark = pytest.mark.django_db

NOW = datetime(2017, 12, 27, 9, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _wednesday_morning(monkeypatch):
    monkeypatch.setattr("carewright.config.middleware.now", lambda: NOW)


def owe(unit, sentence="Record the courtesy call", minutes=40, subject="REQ-7K3M-9QWA-5", provider=""):
    return Obligation.objects.create(
        rule="ACC-1", duty=sentence[:60], sentence=sentence, subject=subject, about="REF-7K3M-9QWA-5", role=Role.BROKER,
        unit=unit, provider=provider, opened_at=NOW - timedelta(days=2),
        due_at=NOW + timedelta(minutes=minutes), on_lapse=OnLapse.OVERDUE,
    )  # fmt: skip


def test_each_duty_says_its_time_in_words_and_for_the_countdown(signed_in, council):
    owe(council)

    page = signed_in(Role.BROKER).get("/work/").content.decode()

    assert "Record the courtesy call" in page
    assert '<time datetime="2017-12-27T09:45:00Z">9:45am Wed 27 December</time>' in page
    assert 'data-due="2017-12-27T09:45:00Z">in 40 minutes<' in page


def test_overdue_ones_come_first_and_say_how_late(signed_in, council):
    owe(council, "Later one", 60 * 24 * 20)
    owe(council, "Late one", -12)

    page = signed_in(Role.BROKER).get("/work/").content.decode()

    assert page.index("12 minutes late") < page.index("Late one") < page.index("Later one")


def test_what_is_far_off_is_counted_and_listed_when_asked_for(signed_in, council):
    owe(council, "Record the courtesy call", 40)
    owe(council, "Hold next year’s review", 60 * 24 * 300)
    client = signed_in(Role.BROKER)

    page, everything = (client.get(address).content.decode() for address in ("/work/", "/work/?when=all"))

    assert "Hold next year’s review" not in page
    assert "1 more is due later, after" in page
    assert "Wed 7 February" in page
    assert "Hold next year’s review" in everything
    assert "due later, after" not in everything


def test_with_nothing_but_far_off_work_both_are_said(signed_in, council):
    owe(council, "Hold next year’s review", 60 * 24 * 300)

    page = signed_in(Role.BROKER).get("/work/").content.decode()

    assert "Nothing is waiting for you" in page
    assert "1 more is due later" in page


def test_with_nothing_to_do_the_page_says_what_would_fill_it(signed_in):
    page = signed_in(Role.BROKER).get("/work/").content.decode()

    assert "Nothing is waiting for you" in page


def test_a_manager_has_the_team_s_work_and_the_on_time_figures(signed_in, council):
    owe(council, "Late one", -12)
    client = signed_in(Role.BROKERAGE_MANAGER)

    assert "Late one" in client.get("/work/team/").content.decode()
    on_time = client.get("/work/on-time/").content.decode()
    assert "ACC-1" in on_time
    assert "0%" in on_time


def test_providers_are_shown_by_their_names(signed_in):
    provider = Provider.objects.create(name="Harbour Care", added_at=NOW)
    owe(None, "Answer the offer", -12, provider=provider.ref)

    page = signed_in(Role.BROKERAGE_MANAGER).get("/work/on-time/?per=provider").content.decode()

    assert "Harbour Care" in page


@pytest.mark.parametrize(
    "query", ["?per=unit", "?per=provider", "?per=month&weeks=52", "?per=nonsense&weeks=-3&page=x"]
)
def test_the_figures_can_be_seen_by_team_provider_and_month_and_nonsense_is_the_first_choice(signed_in, council, query):
    owe(council, "Late one", -12)

    assert signed_in(Role.BROKERAGE_MANAGER).get(f"/work/on-time/{query}").status_code == 200


def test_a_broker_has_no_team_page(signed_in):
    client = signed_in(Role.BROKER)

    assert client.get("/work/team/").status_code == 403
    assert "Team’s work" not in client.get("/work/").content.decode()


def test_long_lists_come_in_pages_and_the_queries_stay_few(signed_in, council, django_assert_max_num_queries):
    for number in range(130):
        owe(council, f"Duty {number}", number, f"REQ-{number}")
    client = signed_in(Role.BROKER)

    with django_assert_max_num_queries(14):
        page = client.get("/work/").content.decode()

    assert page.count("cw-work__item") == 100
    assert client.get("/work/?page=2").content.decode().count("cw-work__item") == 30


@pytest.fixture
def market():
    return a_market()


def as_broker_of(client, market):
    user = user_holding(Role.BROKER, unit=market.council.east)
    client.force_login(user)
    return client, actor_of(user)


def test_a_duty_says_who_it_is_about_to_those_who_may_know(client, market):
    an_award(a_waiting_requirement(market))

    page = as_broker_of(client, market)[0].get("/work/").content.decode()

    assert "<strong>Edith Attwood, CT5</strong>" in page
    assert "Telephone the person" in page


def test_a_duty_about_somebody_of_another_area_names_nobody(market):
    requirement = a_waiting_requirement(market)

    assert names_of({requirement.ref, requirement.referral.ref}, actor(Role.BROKER, unit=market.council.west)) == {}
    assert set(names_of({requirement.ref, market.elm.ref}, actor(Role.BROKER, unit=market.council.east)).values()) == {
        "Edith Attwood, CT5",
        "Elm Homecare",
    }


def test_a_broker_sees_whom_to_offer_to_next_until_the_offer_is_out(client, market):
    requirement = a_waiting_requirement(market)
    client, by = as_broker_of(client, market)
    before = client.get("/work/").content.decode()
    make_offer(requirement=requirement.ref, provider=market.harbour.ref, by=by, at=NOW - timedelta(minutes=5))
    after = client.get("/work/").content.decode()

    assert "Offer to Harbour Care next" in before
    assert "Offer to" not in after
    assert "Harbour Care to answer the offer" in after[after.index("Waiting for others") :]


def test_what_waits_for_a_manager_s_decision_is_no_broker_s_next_step(client, market):
    nobody_left(market)

    assert "To approach next" not in as_broker_of(client, market)[0].get("/work/").content.decode()


def test_whoever_referred_sees_whose_turn_it_is(client, market):
    user = user_holding(Role.PRACTITIONER, unit=market.team)
    by = actor_of(user)
    a_submitted_referral(a_person(market.team, given_name="Arthur"), by=by)
    client.force_login(user)
    assert "Brokerage to check the referral" in client.get("/work/").content.decode()

    requirement = Requirement.objects.get(referral=a_complete_referral(a_person(market.team), by=by))
    assert "Brokerage to approach the next provider" in client.get("/work/").content.decode()
    an_award(requirement)
    assert "Harbour Care has accepted" in client.get("/work/").content.decode()


def test_every_rule_that_something_is_owed_under_has_words():
    owed = re.compile(r'\b(?:owe|open_obligation|_owed_by_provider)\(.*?rule="([A-Z]+-[0-9]+)"', re.DOTALL)
    sources = [path.read_text() for path in Path(carewright.__file__).parent.glob("*/commands/*.py")]
    rules = {rule for source in sources for rule in owed.findall(source)}

    assert len(rules) > 8
    assert rules - set(RULES) == set()
