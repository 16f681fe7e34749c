"""What somebody with the database's password could do to the trail: six kinds, each in many ways."""

import json
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection
from django.db.models import F

from carewright.trail.chain import GENESIS, canonical, hash_of
from carewright.trail.guards import lower_guards
from carewright.trail.models import Event, Head, Mention, PersonalText

FAR = 1_000_000


def with_guards_down() -> None:
    """Take the triggers off. What is deferred is checked first: PostgreSQL changes no table with checks pending."""
    connection.check_constraints()
    lower_guards(connection)


def edit(random: Random) -> None:
    """Change one thing about one event."""
    seq = random.randint(1, Event.objects.count())
    ways: list[Callable[[int], Any]] = [
        edit_content,
        edit_content_and_its_hash,
        lambda at: Event.objects.filter(seq=at).update(name="note.lost"),
        lambda at: Event.objects.filter(seq=at).update(at=F("at") + timedelta(seconds=1)),
        lambda at: Event.objects.filter(seq=at).update(actor="USR-ELSE"),
        lambda at: Event.objects.filter(seq=at).update(acting_as="team manager"),
        lambda at: Event.objects.filter(seq=at).update(subject="NOTE-ELSE"),
        lambda at: PersonalText.objects.filter(event=at).update(text="Mrs A. said nothing"),
        lambda at: PersonalText.objects.filter(event=at).update(salt="0" * 32),
        lambda at: PersonalText.objects.filter(event=at).update(field="note"),
        lambda at: Mention.objects.filter(event=at, ref__startswith="NOTE").update(ref="NOTE-ELSE"),
        lambda at: Mention.objects.filter(event=at, ref__startswith="FOLDER").delete(),
        lambda at: Mention.objects.create(event_id=at, ref="NOTE-ELSE"),
    ]
    random.choice(ways)(seq)


def remove(random: Random) -> None:
    """Take one event out, with all that belongs to it; half the time, close the gap."""
    seq = random.randint(1, Event.objects.count() - 1)
    take_out(seq)
    if random.random() < 0.5:
        _move_up_after(seq, by=-1)


def insert(random: Random) -> None:
    """Put an event in that never happened, with a hash of its own that is right."""
    seq = random.randint(1, Event.objects.count())
    before = Event.objects.filter(seq=seq - 1).first()
    _move_up_after(seq - 1, by=1)
    event = Event.objects.get(seq=seq + 1)
    event.seq, event.previous = seq, before.hash if before else GENESIS
    event.content = event.content.replace("broker", "finance officer").replace('"number":', '"number":9')
    event.hash = hash_of(seq, event.content, event.previous)
    event.acting_as = json.loads(event.content)["as"]
    event.save(force_insert=True)
    for ref in json.loads(event.content)["about"]:
        Mention.objects.create(event=event, ref=ref)


def reorder(random: Random) -> None:
    """Let two events change places, each hashed again for its new place."""
    first, second = sorted(random.sample(range(1, Event.objects.count() + 1), 2))
    one, other = Event.objects.get(seq=first), Event.objects.get(seq=second)
    take_out(first)
    take_out(second)
    for event, seq, previous in [(other, first, one.previous), (one, second, other.previous)]:
        event.seq, event.previous = seq, previous
        event.hash = hash_of(seq, event.content, previous)
        event.save(force_insert=True)
        Mention.objects.bulk_create(Mention(event=event, ref=ref) for ref in json.loads(event.content)["about"])


def truncate(random: Random) -> None:
    """Cut the end off, and set the head back to match."""
    last = Event.objects.count()
    keep = random.randint(0, last - 1)
    for seq in range(keep + 1, last + 1):
        take_out(seq)
    end = Event.objects.filter(seq=keep).first()
    Head.objects.update(seq=keep, hash=end.hash if end else GENESIS)


def rewrite(random: Random) -> None:
    """Change one event, then hash everything after it again, and the head: a chain that is whole, but another."""
    seq = random.randint(1, Event.objects.count())
    edit_content(seq)
    previous = Event.objects.filter(seq=seq - 1).values_list("hash", flat=True).first() or GENESIS
    for event in Event.objects.filter(seq__gte=seq).order_by("seq"):
        Event.objects.filter(seq=event.seq).update(
            previous=previous, hash=(previous := hash_of(event.seq, event.content, previous))
        )
    Head.objects.update(hash=previous)


def edit_content(seq: int) -> None:
    content = json.loads(Event.objects.get(seq=seq).content)
    content["fields"]["number"] += 1
    Event.objects.filter(seq=seq).update(content=canonical(content))


def edit_content_and_its_hash(seq: int) -> None:
    edit_content(seq)
    event = Event.objects.get(seq=seq)
    Event.objects.filter(seq=seq).update(hash=hash_of(seq, event.content, event.previous))


def take_out(seq: int) -> None:
    Mention.objects.filter(event=seq).delete()
    PersonalText.objects.filter(event=seq).delete()
    Event.objects.filter(seq=seq).delete()


def _move_up_after(seq: int, *, by: int) -> None:
    for table, column in [(Event, "seq"), (Mention, "event_id"), (PersonalText, "event_id")]:
        rows: Any = table.objects  # type: ignore[attr-defined]
        rows.filter(**{f"{column}__gt": seq}).update(**{column: F(column) + FAR})
        rows.filter(**{f"{column}__gt": FAR}).update(**{column: F(column) - FAR + by})
