"""The database itself refuses to change the trail (TRAIL-1), whoever asks and however."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from carewright.trail.guards import lower_guards, raise_guards
from carewright.trail.models import Event
from carewright.trail.queries import verify
from tests.trail.notes import keep_notes
from tests.trail.tampering import with_guards_down

pytestmark = pytest.mark.django_db

COPY = "SELECT seq, 'note.lost', at, actor, acting_as, subject, content, previous, hash FROM trail_event WHERE seq = 2"
COLUMNS = "(seq, name, at, actor, acting_as, subject, content, previous, hash)"
EVERYWHERE = {
    "update": "UPDATE trail_event SET name = 'note.lost' WHERE seq = 2",
    "update of everything": "UPDATE trail_event SET name = 'note.lost'",
    "delete": "DELETE FROM trail_event WHERE seq = 2",
    "delete of everything": "DELETE FROM trail_event",
    "upsert": f"INSERT INTO trail_event {COLUMNS} {COPY} ON CONFLICT (seq) DO UPDATE SET name = 'note.lost'",
}
ON_SQLITE = {
    "insert or replace": f"INSERT OR REPLACE INTO trail_event {COLUMNS} {COPY}",
    "replace": f"REPLACE INTO trail_event {COLUMNS} {COPY}",
    "replacing another by its hash": f"REPLACE INTO trail_event {COLUMNS} {COPY.replace('seq,', '99,', 1)}",
    "update or replace": "UPDATE OR REPLACE trail_event SET seq = 1 WHERE seq = 2",
}
ON_POSTGRESQL = {
    "truncate": "TRUNCATE trail_event CASCADE",
    "truncate with what points to it": "TRUNCATE trail_event, trail_mention, trail_personaltext",
}
STATEMENTS = EVERYWHERE | (ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE)


def refused(statement: str) -> bool:
    """Whether the database refuses; if not, what was done is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            connection.check_constraints()
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.parametrize("way", STATEMENTS)
def test_the_database_refuses(way):
    keep_notes(3)

    assert refused(STATEMENTS[way])

    assert list(Event.objects.values_list("seq", "name")) == [(n, "note.kept") for n in (1, 2, 3)]
    assert list(verify()) == []


@pytest.mark.parametrize("way", STATEMENTS)
def test_without_its_guards_it_would_not(way):
    keep_notes(3)
    with_guards_down()

    assert not refused(STATEMENTS[way])


def test_the_program_is_refused_too():
    keep_notes(3)
    event = Event.objects.get(seq=2)
    event.name = "note.lost"
    everything = Event.objects.all()
    ways: list[Callable[[], object]] = [
        event.save,
        event.delete,
        everything.delete,
        lambda: everything.update(name="note.lost"),
    ]

    for way in ways:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            way()


def test_guards_can_be_put_on_twice():
    keep_notes(1)
    connection.check_constraints()

    raise_guards(connection)
    raise_guards(connection)

    assert refused("DELETE FROM trail_event")
    lower_guards(connection)
    raise_guards(connection)
