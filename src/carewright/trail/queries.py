"""Reads of the trail: timelines in sentences, and whether the chain holds."""

import inspect
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Prefetch, QuerySet

from carewright.trail.chain import GENESIS, Break, Link, TrailHead, Walk, commitment
from carewright.trail.models import Event, Head, Mention, PersonalText


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: what happened in a sentence, when, by whom (a reference) and as what."""

    seq: int
    name: str
    at: datetime
    actor: str
    acting_as: str
    sentence: str
    subject: str


@cache
def event_classes() -> dict[str, Any]:
    """Every event that the program can record, by name."""
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("carewright.") or find_spec(f"{config.name}.events") is None:
            continue
        members: list[tuple[str, Any]] = inspect.getmembers(import_module(f"{config.name}.events"), inspect.isclass)
        found.update({member.NAME: member for _, member in members if hasattr(member, "NAME")})
    return found


def timeline(*refs: str, newest_first: bool = True, limit: int | None = None, before: int | None = None) -> list[Entry]:
    """What happened to the things with these references (TRAIL-3). The caller has checked that they may be seen.

    `before`: only events earlier in the chain than this one.
    """
    events = events_about(*refs, before=before)
    return [entry_of(event) for event in (events if newest_first else events.order_by("seq"))[:limit]]


def events_about(*refs: str, before: int | None = None) -> QuerySet[Event]:
    """The same as they are kept, the newest first, for a list of pages: `entry_of` makes lines of them."""
    mentions = Mention.objects.filter(ref__in=refs)
    sequences = (mentions if before is None else mentions.filter(event_id__lt=before)).values("event_id")
    personal = Prefetch("personal", PersonalText.objects.all())
    return Event.objects.filter(seq__in=sequences).order_by("-seq").prefetch_related(personal)


def entry_of(event: Event) -> Entry:
    """The event as a line of a timeline."""
    return Entry(event.seq, event.name, event.at, event.actor, event.acting_as, sentence_of(event), event.subject)


def sentence_of(event: Event) -> str:
    """The event's plain sentence. A personal text that has been erased says so."""
    fields = dict(json.loads(event.content)["fields"])
    kept = {personal.field: personal.text for personal in event.personal.all()}
    for name, value in fields.items():
        if isinstance(value, dict):
            fields[name] = kept.get(name, "[removed]")
        elif isinstance(value, list):
            fields[name] = ", ".join(str(item) for item in value)
        elif value is None:
            fields[name] = ""
    known = event_classes().get(event.name)
    return known.SENTENCE.format_map(_Fields(fields)) if known else event.name


class _Fields(dict[str, Any]):
    """An event's fields. One that its sentence names only since a later version of the program says so in the line."""

    def __missing__(self, name: str) -> str:
        return "[not recorded then]"


def head() -> TrailHead:
    """Where the chain ends now."""
    row = Head.objects.filter(only=True).first()
    return TrailHead(row.seq, row.hash) if row else TrailHead(0, GENESIS)


def verify(kept: TrailHead | None = None) -> Iterator[Break]:
    """Every place where the trail does not hold; against a head kept elsewhere too, if one is given (TRAIL-2).

    May run while events are being added. A personal text that is no longer there is no break: it has been erased, and
    its commitment stands (TRAIL-4).
    """
    walk = Walk(kept)
    now = head()
    while True:
        for event in _events_after(walk.end.seq):
            yield from walk.take(Link(event.seq, event.content, event.previous, event.hash))
            yield from _astray(event)
        now = head()
        if now.seq <= walk.end.seq or not Event.objects.filter(seq__gt=walk.end.seq).exists():
            break
    yield from walk.finish(now)


def _events_after(seq: int) -> Iterator[Event]:
    """In order, some at a time, so that a long trail needs little memory."""
    after = Event.objects.order_by("seq").prefetch_related("mentions", "personal")
    yield from (after.filter(seq__gt=seq) if seq else after).iterator(chunk_size=500)


def _astray(event: Event) -> Iterator[Break]:
    """Where what is kept beside an event's content says something else than the content."""
    try:
        content = json.loads(event.content)
        told = _columns(content)
        about, fields = set(content["about"]), dict(content["fields"])
    except (ValueError, KeyError, TypeError):
        yield Break(event.seq, f"Event {event.seq} has been changed: its content cannot be read.")
        return
    if told != (event.name, event.at, event.actor, event.acting_as, event.subject):
        yield Break(event.seq, f"Event {event.seq} has been changed: its columns do not match its content.")
    mentioned = {mention.ref for mention in event.mentions.all()}
    for ref in sorted(about - mentioned):
        yield Break(event.seq, f"Event {event.seq} has been taken off the timeline of {ref}.")
    for ref in sorted(mentioned - about):
        yield Break(event.seq, f"Event {event.seq} has been put on the timeline of {ref}, which it is not about.")
    for personal in event.personal.all():
        if fields.get(personal.field) != {"commitment": commitment(personal.salt, personal.text)}:
            yield Break(event.seq, f"Event {event.seq} has been changed: its text “{personal.field}”.")


def _columns(content: dict[str, Any]) -> tuple[str, datetime, str, str, str]:
    subject = content["about"][0] if content["about"] else ""
    return content["name"], datetime.fromisoformat(content["at"]), content["by"], content["as"], subject
