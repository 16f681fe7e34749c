"""The hash chain, pure: what is hashed, and how a chain is checked (TRAIL-2)."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """An event as the chain sees it: its place, what it says, and the hashes of its predecessor and itself."""

    seq: int
    content: str
    previous: str
    hash: str


@dataclass(frozen=True)
class TrailHead:
    """The end of a chain, to be kept elsewhere and verified against later (TRAIL-2). Before the first event: 0."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold, and what is wrong there in a sentence."""

    seq: int
    sentence: str


def plain(value: Any) -> Any:
    """A field's value as JSON has it: decimals and moments as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def canonical(content: dict[str, Any]) -> str:
    """The one text form of an event's content: keys in order, no white space, UTF-8 as it is."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(seq: int, content: str, previous: str) -> str:
    """SHA-256 over the place, the predecessor's hash and the content, in hexadecimal."""
    return hashlib.sha256(f"{seq}\n{previous}\n{content}".encode()).hexdigest()


def new_salt() -> str:
    """A salt for a commitment."""
    return secrets.token_hex(16)


def commitment(salt: str, text: str) -> str:
    """What stands in the chain for a personal text: erasing text and salt leaves it unguessable (TRAIL-4)."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


class Walk:
    """Goes along a chain link by link, and says where it does not hold.

    `kept` is a head that was taken earlier and kept elsewhere: a chain rewritten whole is consistent in itself, and
    only such a head shows it.
    """

    def __init__(self, kept: TrailHead | None = None) -> None:
        self.kept = kept
        self.end = TrailHead(0, GENESIS)

    def take(self, link: Link) -> Iterator[Break]:
        """Go on to the next link."""
        if link.seq != self.end.seq + 1:
            yield Break(self.end.seq + 1, _missing(self.end.seq + 1, link.seq - 1))
        elif link.previous != self.end.hash:
            yield Break(
                link.seq,
                f"Event {link.seq} does not follow the one before it: one of them was changed, put in or moved.",
            )
        if link.hash != hash_of(link.seq, link.content, link.previous):
            yield Break(link.seq, f"Event {link.seq} has been changed: it does not match its hash.")
        if self.kept and link.seq == self.kept.seq and link.hash != self.kept.hash:
            yield Break(link.seq, f"Event {link.seq} is not the one that the head kept elsewhere was taken from.")
        self.end = TrailHead(link.seq, link.hash)

    def finish(self, head: TrailHead) -> Iterator[Break]:
        """The last link was taken: is it the one that the head names, and not before the head kept elsewhere?"""
        if self.end.seq != head.seq:
            yield Break(self.end.seq, f"The trail ends at event {self.end.seq}, but its head is at event {head.seq}.")
        elif self.end.hash != head.hash:
            yield Break(head.seq, f"The head does not match event {head.seq}, the last.")
        if self.kept and self.end.seq < self.kept.seq:
            yield Break(
                self.end.seq,
                f"The trail ends at event {self.end.seq}, but the head kept elsewhere is of event {self.kept.seq}.",
            )


def _missing(first: int, last: int) -> str:
    if last < first:
        return f"Event {last + 1} stands before the first place of the trail."
    return f"Event {first} is missing." if first == last else f"Events {first} to {last} are missing."
