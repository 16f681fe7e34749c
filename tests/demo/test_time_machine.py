"""Setting the demonstration's clock makes what falls due happen, in its order; elsewhere there is none (TIME-5)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from carewright.access.actors import SYSTEM
from carewright.access.models import User
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.cli.work import _steps
from carewright.demo.commands import set_demonstration_clock
from carewright.demo.models import Clock
from carewright.demo.queries import ahead, shown_moment
from carewright.demo.time_machine import LETTERS, travel
from carewright.kernel.refused import Invalid, NotAllowed, NotFound
from carewright.messages.delivery import deliver_due
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.packages.sending import send_made_orders
from carewright.trail.answers import forget_old_answers
from carewright.trail.queries import verify
from tests.builders import a_council, a_user
from tests.conftest import actor

pytestmark = pytest.mark.django_db

NOON = datetime(2017, 12, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BROKER = actor(Role.BROKER)


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True


def test_the_moment_shown_is_the_real_one_until_the_clock_is_set() -> None:
    assert shown_moment(NOON) == NOON


def test_a_clock_that_was_set_runs_on() -> None:
    set_demonstration_clock(to=NOON + HOUR, by=BROKER, at=NOON)
    assert shown_moment(NOON) == NOON + HOUR
    assert shown_moment(NOON + HOUR) == NOON + 2 * HOUR


def test_a_clock_is_set_from_the_moment_that_it_shows() -> None:
    set_demonstration_clock(to=NOON + HOUR, by=BROKER, at=NOON)
    set_demonstration_clock(to=NOON + 3 * HOUR, by=BROKER, at=NOON + HOUR)
    assert ahead() == 3 * HOUR


def test_it_goes_back_to_the_real_moment() -> None:
    set_demonstration_clock(to=NOON + HOUR, by=BROKER, at=NOON)
    assert set_demonstration_clock(to=None, by=BROKER, at=NOON + HOUR) == NOON
    assert ahead() == timedelta(0)


def test_it_can_be_set_back_and_is_kept_in_the_trail() -> None:
    set_demonstration_clock(to=NOON - HOUR, by=BROKER, at=NOON)
    assert shown_moment(NOON) == NOON - HOUR
    assert list(verify()) == []


def test_it_cannot_be_set_more_than_a_year_away() -> None:
    with pytest.raises(Invalid):
        travel(to=NOON + timedelta(days=367), by=BROKER, at=NOON)
    assert not Clock.objects.exists()


def test_outside_the_demonstration_there_is_no_clock(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(NotFound):
        set_demonstration_clock(to=NOON + HOUR, by=BROKER, at=NOON)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_everybody_may_set_it(role: Role) -> None:
    somebody = actor(role, provider="PRV-0000-0000-0" if role in PROVIDER_ROLES else "")
    set_demonstration_clock(to=NOON + HOUR, by=somebody, at=NOON)


def test_the_system_itself_may_not() -> None:
    with pytest.raises(NotAllowed):
        set_demonstration_clock(to=NOON + HOUR, by=SYSTEM, at=NOON)


def test_what_is_not_due_yet_does_not_happen() -> None:
    happened = travel(to=NOON + HOUR, by=BROKER, at=NOON)
    assert (happened.lapsed, happened.orders, happened.messages) == (0, 0, 0)
    assert not Obligation.objects.exists()


def test_whatever_the_worker_sends_the_demonstrations_clock_sends() -> None:
    sent = {*LETTERS, send_made_orders, deliver_due}
    assert set(_steps().values()) - sent == {sweep, forget_old_answers}


class TestByForm:
    """What the pages send."""

    ADDRESS = "/demonstration/clock/"

    @pytest.fixture
    def signed_in(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
        broker = a_user(Role.BROKER, unit=a_council().unit, at=NOON)
        client.force_login(User.objects.get(ref=broker.ref))
        monkeypatch.setattr("carewright.config.middleware.now", lambda: shown_moment(NOON))
        return client

    def test_an_hour_on_goes_back_to_the_page_that_asked(self, signed_in: Client) -> None:
        answer = signed_in.post(self.ADDRESS, {"to": "1 hour", "next": "/work/?page=2"})
        assert answer.headers["Location"] == "/work/?page=2"
        assert ahead() == HOUR

    def test_the_next_working_morning_passes_over_christmas(self, signed_in: Client) -> None:
        signed_in.post(self.ADDRESS, {"to": "morning"})
        assert shown_moment(NOON) == datetime(2017, 12, 27, 9, 0, tzinfo=UTC)

    def test_a_moment_is_one_of_londons(self, signed_in: Client) -> None:
        signed_in.post(self.ADDRESS, {"to": "moment", "moment": "2018-06-01T11:30"})
        assert shown_moment(NOON) == datetime(2018, 6, 1, 10, 30, tzinfo=UTC)

    def test_it_tells_what_happened(self, signed_in: Client) -> None:
        page = signed_in.post(self.ADDRESS, {"to": "15 minutes"}, follow=True).content.decode()
        assert "It is now 12:15pm" in page
        assert "Nothing fell due" in page

    def test_what_is_no_moment_is_told_and_changes_nothing(self, signed_in: Client) -> None:
        answer = signed_in.post(self.ADDRESS, {"to": "moment", "moment": "tomorrow"}, follow=True)
        assert "Choose a date and a time" in answer.content.decode()
        assert not Clock.objects.exists()

    def test_it_never_leads_to_another_site(self, signed_in: Client) -> None:
        answer = signed_in.post(self.ADDRESS, {"to": "15 minutes", "next": "https://elsewhere.example/"})
        assert answer.headers["Location"] == "/"

    def test_opening_its_address_does_nothing(self, signed_in: Client) -> None:
        assert signed_in.get(self.ADDRESS).status_code == 405

    def test_every_page_shows_the_moment_and_the_ways_to_change_it(self, signed_in: Client) -> None:
        page = signed_in.get("/work/").content.decode()
        assert 'aria-label="Time machine"' in page
        assert 'value="morning"' in page

    def test_a_real_installation_shows_none_and_answers_as_for_nonsense(self, signed_in: Client, settings: Any) -> None:
        settings.DEMONSTRATION = False
        assert "Time machine" not in signed_in.get("/work/").content.decode()
        assert signed_in.post(self.ADDRESS, {"to": "1 hour"}).status_code == 404
