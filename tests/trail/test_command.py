"""A command: one transaction, one event, or nothing at all (TRAIL-1)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.refused import Refused
from carewright.trail import command as the_command
from carewright.trail.chain import GENESIS
from carewright.trail.command import Unrecorded, command, record, wire, within_command
from carewright.trail.models import Event, Head, PersonalText
from carewright.trail.queries import head, timeline, verify
from tests.conftest import actor
from tests.trail.notes import NOON, a_note, keep_note

pytestmark = pytest.mark.django_db

BROKER = actor(Role.BROKER)


@pytest.fixture
def reactions() -> Iterator[Callable[..., None]]:
    """Hand in reactions for one test."""
    before = dict(the_command._reactions)
    yield wire
    wire(before)


def do(body: Callable[[], Any], at: datetime = NOON) -> None:
    """Carry out a command with this body."""

    @command
    def try_it(*, by: Any, at: datetime) -> None:
        body()

    try_it(by=BROKER, at=at)


def nothing_changed() -> bool:
    return not Unit.objects.exists() and not Event.objects.exists() and head().seq == 0


def test_what_was_done_by_whom_as_what_and_when_is_recorded():
    keep_note(number=7, by=BROKER, at=NOON)

    event = Event.objects.get()
    assert (event.seq, event.name, event.at, event.actor) == (1, "note.kept", NOON, BROKER.ref)
    assert (event.subject, event.previous, head().hash) == ("NOTE-7", GENESIS, event.hash)


def test_personal_text_is_kept_outside_what_is_hashed():
    keep_note(number=7, by=BROKER, at=NOON)

    assert "Mrs A." not in Event.objects.get().content
    assert PersonalText.objects.get().text == "Mrs A. said 7"


def test_a_command_that_records_nothing_is_refused_and_changes_nothing():
    with pytest.raises(Unrecorded, match="try_it recorded 0 events"):
        do(lambda: Unit.objects.create(name="East", kind="area", path="1."))

    assert nothing_changed()


def test_a_command_that_records_twice_is_refused_and_changes_nothing():
    def twice() -> None:
        Unit.objects.create(name="East", kind="area", path="1.")
        record(a_note(1))
        record(a_note(2))

    with pytest.raises(Unrecorded, match="try_it recorded 2 events"):
        do(twice)

    assert nothing_changed()


def test_nothing_changes_when_the_event_cannot_be_written():
    Head.objects.create(only=True, seq=0, hash=GENESIS)
    Event.objects.create(seq=1, name="in.the.way", at=NOON, actor="", acting_as="", subject="", content="", hash="0")

    with pytest.raises(DatabaseError):
        keep_note(by=BROKER, at=NOON)

    assert not Unit.objects.exists()
    assert Event.objects.get().name == "in.the.way"
    assert head().seq == 0


def test_nothing_changes_when_the_command_is_refused_half_way():
    def half() -> None:
        Unit.objects.create(name="East", kind="area", path="1.")
        record(a_note())
        raise Refused("Not today.")

    with pytest.raises(Refused):
        do(half)

    assert nothing_changed()


def test_nested_commands_each_record_their_own_event_in_the_order_of_doing():
    def nesting() -> None:
        keep_note(number=1, by=BROKER, at=NOON)
        keep_note(number=2, by=BROKER, at=NOON)
        record(a_note(3))

    do(nesting)

    assert list(Event.objects.values_list("seq", "subject")) == [(1, "NOTE-1"), (2, "NOTE-2"), (3, "NOTE-3")]
    assert list(verify()) == []


def test_a_nested_commands_event_does_not_count_as_ones_own():
    with pytest.raises(Unrecorded, match="try_it recorded 0 events"):
        do(lambda: keep_note(number=1, by=BROKER, at=NOON))

    assert nothing_changed()


def test_a_nested_command_that_was_refused_leaves_no_event_behind():
    def refused_after_recording() -> None:
        record(a_note(1))
        raise Refused("Not this.")

    def carrying_on() -> None:
        with pytest.raises(Refused):
            do(refused_after_recording)
        record(a_note(2))

    do(carrying_on)

    assert list(Event.objects.values_list("subject", flat=True)) == ["NOTE-2"]
    assert list(verify()) == []


def test_reactions_are_part_of_the_same_transaction(reactions):
    def react(*, event: Any, by: Any, at: datetime) -> None:
        if event.number == 1:
            keep_note(number=2, by=by, at=at)

    reactions({"note.kept": [react]})

    keep_note(number=1, by=BROKER, at=NOON)

    assert list(Event.objects.values_list("subject", flat=True)) == ["NOTE-1", "NOTE-2"]


def test_a_reaction_that_is_refused_undoes_what_caused_it(reactions):
    def react(*, event: Any, by: Any, at: datetime) -> None:
        raise Refused("Not while it is sanctioned.")

    reactions({"note.kept": [react]})

    with pytest.raises(Refused):
        keep_note(by=BROKER, at=NOON)

    assert nothing_changed()


@pytest.mark.parametrize("at", [NOON.replace(tzinfo=None), NOON.date(), "2018-01-08T12:00Z", None])
def test_a_moment_without_a_time_zone_is_no_moment(at):
    with pytest.raises(TypeError, match="aware moment"):
        keep_note(by=BROKER, at=at)

    assert nothing_changed()


def test_what_writes_as_part_of_a_command_cannot_be_called_outside_one():
    with pytest.raises(Unrecorded):
        within_command()
    with pytest.raises(Unrecorded):
        record(a_note())


def test_a_timeline_shows_what_each_event_is_about_newest_first():
    for number in (1, 2, 4):
        keep_note(number=number, by=BROKER, at=NOON)

    assert [entry.subject for entry in timeline("FOLDER-1")] == ["NOTE-4", "NOTE-1"]
    assert [entry.subject for entry in timeline("FOLDER-1", newest_first=False, limit=1)] == ["NOTE-1"]
