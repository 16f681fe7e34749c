"""A duty is opened, met, postponed or cancelled by the command that causes it, in its transaction (OBL-1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from carewright.access.commands import add_unit
from carewright.access.roles import Role
from carewright.obligations import commands
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.trail.command import Unrecorded
from tests.obligations.duties import DUE, ONE_SECOND, OPENED, cancel_duties, meet_duty, open_duty, postpone_duty

pytestmark = pytest.mark.django_db


def the_duty() -> Obligation:
    return Obligation.objects.get()


def test_a_duty_says_who_owes_what_by_when_under_which_rule():
    open_duty()

    owed = the_duty()
    assert (owed.rule, owed.role, owed.provider, owed.due_at) == ("SRC-4", Role.PROVIDER_COORDINATOR, "PRV-1", DUE)
    assert (owed.opened_at, owed.state, owed.closed_at) == (OPENED, State.OPEN, None)


def test_a_duty_is_due_on_a_whole_second():
    open_duty(due_at=DUE + timedelta(milliseconds=999))

    assert the_duty().due_at == DUE


def test_exactly_on_time_is_in_time():
    open_duty()

    assert meet_duty(at=DUE + timedelta(milliseconds=999))

    assert (the_duty().state, the_duty().kept_late) == (State.MET, False)


def test_one_second_after_is_kept_late():
    open_duty()

    meet_duty(at=DUE + ONE_SECOND)

    assert (the_duty().state, the_duty().kept_late, the_duty().closed_at) == (State.MET, True, DUE + ONE_SECOND)


def test_meeting_what_nobody_owes_changes_nothing():
    open_duty()

    assert not meet_duty(subject="OFF-2", at=DUE)
    assert not meet_duty(duty="confirm", at=DUE)

    assert the_duty().state == State.OPEN


def test_what_was_met_is_not_met_again():
    open_duty()
    meet_duty(at=DUE)

    assert not meet_duty(at=DUE + ONE_SECOND)

    assert (the_duty().closed_at, the_duty().kept_late) == (DUE, False)


def test_a_postponed_duty_is_due_later():
    open_duty()

    assert postpone_duty(due_at=DUE + timedelta(hours=1), at=DUE)
    meet_duty(at=DUE + timedelta(minutes=59))

    assert not the_duty().kept_late


def test_a_duty_that_is_closed_cannot_be_postponed():
    open_duty()
    meet_duty(at=DUE)

    assert not postpone_duty(due_at=DUE + timedelta(hours=1), at=DUE)

    assert the_duty().due_at == DUE


@pytest.mark.parametrize(
    ("which", "left"),
    [
        ({"subject": "OFF-1"}, ["OFF-2", "OFF-3"]),
        ({"about": "REQ-1"}, ["OFF-3"]),
        ({"about": "REQ-1", "duty": "answer_offer"}, ["OFF-3"]),
        ({"about": "REQ-1", "duty": "confirm"}, ["OFF-1", "OFF-2", "OFF-3"]),
        ({"subject": "OFF-1", "about": "REQ-2"}, ["OFF-1", "OFF-2", "OFF-3"]),
    ],
)
def test_cancelling_reaches_just_what_was_named(which, left):
    open_duty(subject="OFF-1")
    open_duty(subject="OFF-2")
    open_duty(subject="OFF-3", about="REQ-2")

    assert cancel_duties(at=DUE, **which) == 3 - len(left)

    still = Obligation.objects.filter(state=State.OPEN).order_by("subject")
    assert list(still.values_list("subject", flat=True)) == left


def test_cancelling_everything_by_mistake_is_refused():
    open_duty()

    with pytest.raises(ValueError, match="which obligations"):
        cancel_duties(at=DUE)

    assert the_duty().state == State.OPEN


def test_a_duty_is_open_once_for_a_subject():
    open_duty()

    with pytest.raises(IntegrityError):
        open_duty()


def test_a_duty_that_was_met_can_be_owed_again():
    open_duty()
    meet_duty(at=DUE)

    open_duty(due_at=DUE + timedelta(days=1))

    assert sorted(Obligation.objects.values_list("state", flat=True)) == [State.MET, State.OPEN]


@pytest.mark.parametrize("owed_by", [{"provider": ""}, {}], ids=["nobody", "a unit and a provider"])
def test_a_duty_is_owed_by_a_unit_or_a_provider(owed_by, administrator, friday):
    unit = None if "provider" in owed_by else add_unit(name="Westmarch", parent=None, by=administrator, at=friday)

    with pytest.raises(IntegrityError):
        open_duty(unit=unit, **owed_by)


def test_duties_are_opened_and_closed_only_within_a_command():
    owed: dict[str, Any] = {"rule": "SRC-4", "sentence": "", "about": "REQ-1", "role": Role.BROKER}
    ways = [
        lambda: commands.open_obligation(**owed, duty="answer_offer", subject="OFF-1", due_at=DUE, at=OPENED),
        lambda: commands.meet(duty="answer_offer", subject="OFF-1", at=DUE),
        lambda: commands.cancel(subject="OFF-1", at=DUE),
        lambda: commands.postpone(duty="answer_offer", subject="OFF-1", due_at=DUE),
    ]

    for way in ways:
        with pytest.raises(Unrecorded):
            way()
