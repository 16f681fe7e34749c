"""What must happen at a lapse happens once, as at the moment that was due (OBL-2)."""

from datetime import timedelta

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed, NotFound, Refused, WrongState
from carewright.obligations.commands import lapse_obligation
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.conftest import actor
from tests.obligations.duties import DUE, ONE_SECOND, cancel_duties, meet_duty, note_lapse, open_duty

pytestmark = pytest.mark.django_db


def test_a_lapse_is_done_as_at_the_due_moment_and_told(lapses):
    owed = open_duty()

    lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + timedelta(hours=5))

    owed.refresh_from_db()
    assert (owed.state, owed.closed_at) == (State.LAPSED, DUE)
    assert lapses == [("OFF-1", DUE)]
    lapse, what_followed, *_ = timeline("OFF-1")
    assert lapse.sentence == "Not done in time (SRC-4): Answer the offer."
    assert (lapse.at, what_followed.at) == (DUE + timedelta(hours=5), DUE)


@pytest.mark.parametrize("early", [timedelta(0), timedelta(milliseconds=999), timedelta(hours=-1)])
def test_exactly_on_time_is_not_yet_a_lapse(lapses, early):
    owed = open_duty()

    with pytest.raises(WrongState, match="not overdue yet"):
        lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + early)

    assert lapses == []


def test_what_lapsed_does_not_lapse_again(lapses):
    owed = open_duty()
    lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + ONE_SECOND)

    with pytest.raises(WrongState, match="closed already"):
        lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + ONE_SECOND)

    assert len(lapses) == 1


@pytest.mark.parametrize("close", [meet_duty, cancel_duties])
def test_what_was_met_or_cancelled_does_not_lapse(lapses, close):
    owed = open_duty()
    close(subject="OFF-1", at=DUE)

    with pytest.raises(WrongState):
        lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + ONE_SECOND)

    assert lapses == []


def test_what_only_shows_as_overdue_does_not_lapse(lapses):
    owed = open_duty(on_lapse=OnLapse.OVERDUE)

    with pytest.raises(WrongState):
        lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + ONE_SECOND)

    assert (Obligation.objects.get().state, lapses) == (State.OPEN, [])


def test_what_cannot_be_done_leaves_the_duty_open_and_no_event(wire_lapses):
    def refuse(**_: object) -> None:
        note_lapse(subject="OFF-1", by=SYSTEM, at=DUE)
        raise Refused("The market is closed.")

    wire_lapses({"answer_offer": refuse})
    owed = open_duty()

    with pytest.raises(Refused, match="market"):
        lapse_obligation(obligation=owed.ref, by=SYSTEM, at=DUE + ONE_SECOND)

    assert Obligation.objects.get().state == State.OPEN
    assert Event.objects.count() == 1


def test_nobody_but_the_system_lapses_a_duty(lapses):
    owed = open_duty()

    for role in set(Role) - {Role.SYSTEM}:
        with pytest.raises((NotAllowed, NotFound)):
            lapse_obligation(obligation=owed.ref, by=actor(role, provider="PRV-1"), at=DUE + ONE_SECOND)

    assert lapses == []


def test_a_duty_that_does_not_exist_is_not_found(lapses):
    with pytest.raises(NotFound):
        lapse_obligation(obligation="OBL-0000-0000-0", by=SYSTEM, at=DUE)
