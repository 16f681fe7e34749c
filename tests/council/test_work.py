from datetime import UTC, datetime, timedelta

import pytest

from carewright.access.roles import Role
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from carewright.providers.models import Provider

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

    with django_assert_max_num_queries(9):
        page = client.get("/work/").content.decode()

    assert page.count("cw-work__item") == 100
    assert client.get("/work/?page=2").content.decode().count("cw-work__item") == 30
