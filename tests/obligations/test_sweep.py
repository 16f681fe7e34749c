"""The sweep: everything that fell due, oldest first, each once, however long nobody swept (OBL-2)."""

from datetime import timedelta

import pytest

from carewright.kernel.refused import WrongState
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from tests.obligations.duties import DUE, ONE_SECOND, meet_duty, note_lapse, open_duty

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_what_is_overdue_lapses_in_the_order_in_which_it_fell_due(lapses):
    for subject, minutes in [("OFF-3", 3), ("OFF-1", 1), ("OFF-2", 2)]:
        open_duty(subject=subject, due_at=DUE + minutes * MINUTE)

    swept = list(sweep(DUE + 10 * MINUTE))

    assert [subject for subject, _ in lapses] == ["OFF-1", "OFF-2", "OFF-3"]
    assert swept == list(Obligation.objects.order_by("due_at").values_list("ref", flat=True))


def test_what_is_due_exactly_now_is_left_until_a_second_later(lapses):
    open_duty()

    assert list(sweep(DUE)) == []
    assert list(sweep(DUE + ONE_SECOND - timedelta(milliseconds=1))) == []
    assert len(list(sweep(DUE + ONE_SECOND))) == 1


def test_sweeping_again_does_nothing(lapses):
    open_duty()

    assert len(list(sweep(DUE + MINUTE))) == 1
    assert list(sweep(DUE + MINUTE)) == []


def test_after_three_days_away_everything_is_caught_up(lapses):
    for number in range(250):
        open_duty(subject=f"OFF-{number}", due_at=DUE + number * 17 * MINUTE)

    list(sweep(DUE + timedelta(days=3)))

    assert lapses == [(f"OFF-{number}", DUE + number * 17 * MINUTE) for number in range(250)]


def test_what_a_lapse_opens_falls_due_in_its_turn(wire_lapses):
    done = []

    def escalate(*, obligation, by, at):
        note_lapse(subject=obligation.subject, by=by, at=at)
        done.append(obligation.subject)
        if obligation.subject == "OFF-1":
            open_duty(subject="OFF-1b", due_at=at + MINUTE, at=at)

    wire_lapses({"answer_offer": escalate})
    open_duty(subject="OFF-1", due_at=DUE)
    open_duty(subject="OFF-2", due_at=DUE + 2 * MINUTE)

    list(sweep(DUE + timedelta(days=1)))

    assert done == ["OFF-1", "OFF-1b", "OFF-2"]


def test_one_that_cannot_lapse_holds_up_none_of_the_others(wire_lapses, caplog):
    def lapse(*, obligation, by, at):
        note_lapse(subject=obligation.subject, by=by, at=at)
        if obligation.subject == "OFF-1":
            raise WrongState("This offer was withdrawn.")

    wire_lapses({"answer_offer": lapse})
    stuck, other = open_duty(subject="OFF-1"), open_duty(subject="OFF-2", due_at=DUE + MINUTE)

    assert list(sweep(DUE + timedelta(days=1))) == [other.ref]
    assert stuck.ref in caplog.text
    assert "This offer was withdrawn." in caplog.text


def test_what_was_met_or_only_shows_as_overdue_is_not_swept(lapses):
    open_duty(subject="OFF-1")
    open_duty(subject="OFF-2", on_lapse=OnLapse.OVERDUE)
    meet_duty(at=DUE)

    assert list(sweep(DUE + MINUTE)) == []


def test_a_sweep_can_be_done_some_at_a_time(lapses):
    for number in range(5):
        open_duty(subject=f"OFF-{number}")

    assert [len(list(sweep(DUE + MINUTE, most=2))) for _ in range(4)] == [2, 2, 1, 0]
