"""Reads of the trail: timelines in sentences, and whether the chain holds."""

import dataclasses
import importlib
import inspect
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Prefetch

from carewright.trail.chain import GENESIS, Break, Link, breaks, commitment
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


@dataclass(frozen=True)
class TrailHead:
    """The end of the chain, to be kept elsewhere and verified against later (TRAIL-2)."""

    seq: int
    hash: str


@cache
def event_classes() -> dict[str, Any]:
    """Every event that the program can record, by name."""
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("carewright.") or importlib.util.find_spec(f"{config.name}.events") is None:
            continue
        module = importlib.import_module(f"{config.name}.events")
        for _, member in inspect.getmembers(module, dataclasses.is_dataclass):
            if getattr(member, "NAME", None):
                found[member.NAME] = member
    return found


def timeline(*refs: str, newest_first: bool = True, limit: int | None = None) -> list[Entry]:
    """What happened to the things with these references (TRAIL-3). The caller has checked that they may be seen."""
    sequences = Mention.objects.filter(ref__in=refs).values("event_id")
    order = "-seq" if newest_first else "seq"
    events = Event.objects.filter(seq__in=sequences).order_by(order)[:limit]
    return [entry_of(event) for event in events.prefetch_related(Prefetch("personal", PersonalText.objects.all()))]


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
    return known.SENTENCE.format(**fields) if known else event.name


def head() -> TrailHead:
    """Where the chain ends now."""
    row = Head.objects.filter(only=True).first()
    return TrailHead(row.seq, row.hash) if row else TrailHead(0, GENESIS)


def verify(kept: TrailHead | None = None) -> Iterator[Break]:
    """Every place where the trail does not hold; against a head kept elsewhere too, if one is given (TRAIL-2)."""
    now = head()
    yield from breaks(_links(kept), head_seq=now.seq, head_hash=now.hash)
    yield from _commitment_breaks()


def _links(kept: TrailHead | None) -> Iterator[Any]:
    seen = 0
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        seen = event.seq
        content = event.content
        if not _columns_agree(event):
            content = f"{content} "
        if kept and event.seq == kept.seq and event.hash != kept.hash:
            content = f"{content} "
        yield Link(event.seq, content, event.previous, event.hash)
    if kept and seen < kept.seq:
        yield Link(kept.seq, "", "", kept.hash)


def _columns_agree(event: Event) -> bool:
    try:
        content = json.loads(event.content)
        told = (content["name"], datetime.fromisoformat(content["at"]), content["by"], content["as"], (content["about"] or [""])[0])
    except (ValueError, KeyError, TypeError):
        return False
    return told == (event.name, event.at, event.actor, event.acting_as, event.subject)


def _commitment_breaks() -> Iterator[Break]:
    texts: Iterable[PersonalText] = PersonalText.objects.select_related("event").order_by("event_id").iterator(chunk_size=2000)
    for personal in texts:
        promised = json.loads(personal.event.content)["fields"].get(personal.field, {})
        if not isinstance(promised, dict) or promised.get("commitment") != commitment(personal.salt, personal.text):
            yield Break(personal.event_id, f"Event {personal.event_id}: its text “{personal.field}” has been changed.")

