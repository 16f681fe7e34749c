"""Writing recorded events to the end of the chain. Only `@command` calls it."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model
from django.db.models.sql import InsertQuery

from carewright.trail.chain import GENESIS, canonical, commitment, hash_of, new_salt, plain
from carewright.trail.models import Event, Head, Mention, PersonalText


@dataclass(frozen=True)
class Recorded:
    """An event waiting for its place: what happened, who did it and as what, when."""

    event: Any
    actor: str
    acting_as: str
    at: datetime


def append(ledger: list[Recorded]) -> None:
    """Lock the head, then add the events in the order in which they were recorded."""
    head = _locked_head()
    events: list[Event] = []
    mentions: list[Mention] = []
    personal: list[PersonalText] = []
    for recorded in ledger:
        head.seq += 1
        event, texts = _event(recorded, head)
        head.hash = event.hash
        events.append(event)
        personal.extend(texts)
        mentions.extend(Mention(event_id=event.seq, ref=ref) for ref in subjects_of(recorded.event))
    for rows in (events, mentions, personal):
        _insert(rows)
    Head.objects.filter(only=True).update(seq=head.seq, hash=head.hash)


def subjects_of(event: Any) -> list[str]:
    """The references that the event is about, without repeats, the main one first."""
    found: list[str] = []
    for name in event.SUBJECTS:
        value = getattr(event, name)
        found.extend([value] if isinstance(value, str) else value or [])
    return [ref for ref in dict.fromkeys(found) if ref]


def _insert(rows: Sequence[Model]) -> None:
    """Add the rows. What `bulk_create` does, but for building its statement anew: every command would wait for that."""
    if not rows:
        return
    model, fields = type(rows[0]), _fields(type(rows[0]))
    told = [[field.get_db_prep_save(field.value_from_object(row), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(_insertion(model), told)


@cache
def _fields(model: type[Model]) -> list[Any]:
    """Those with values of their own: all but a number that the database gives out."""
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)]


@cache
def _insertion(model: type[Model]) -> str:
    """The statement that adds one row, as Django writes it."""
    query = InsertQuery(model)
    query.insert_values(_fields(model), [model()])
    [(statement, _)] = query.get_compiler(connection=connection).as_sql()
    return str(statement)


def _locked_head() -> Head:
    heads = Head.objects.select_for_update(no_key=True)
    try:
        return heads.get(only=True)
    except Head.DoesNotExist:
        Head.objects.get_or_create(only=True, defaults={"seq": 0, "hash": GENESIS})
        return heads.get(only=True)


def _event(recorded: Recorded, head: Head) -> tuple[Event, list[PersonalText]]:
    fields = {f.name: plain(getattr(recorded.event, f.name)) for f in dataclasses.fields(recorded.event)}
    texts: list[PersonalText] = []
    for name in recorded.event.PERSONAL:
        text, salt = str(fields.pop(name) or ""), new_salt()
        texts.append(PersonalText(event_id=head.seq, field=name, salt=salt, text=text))
        fields[name] = {"commitment": commitment(salt, text)}
    refs = subjects_of(recorded.event)
    content = canonical(
        {
            "name": recorded.event.NAME,
            "at": recorded.at.astimezone(UTC).isoformat(),
            "by": recorded.actor,
            "as": recorded.acting_as,
            "about": refs,
            "fields": fields,
        }
    )
    event = Event(
        seq=head.seq,
        name=recorded.event.NAME,
        at=recorded.at,
        actor=recorded.actor,
        acting_as=recorded.acting_as,
        subject=refs[0] if refs else "",
        content=content,
        previous=head.hash,
        hash=hash_of(head.seq, content, head.hash),
    )
    return event, texts
