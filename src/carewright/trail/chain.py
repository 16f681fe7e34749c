"""The hash chain, pure: what is hashed, and how a chain is checked (TRAIL-2)."""

import hashlib
import json
import secrets
from collections.abc import Iterable
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


def breaks(links: Iterable[Link], *, head_seq: int, head_hash: str) -> Iterable[Break]:
    """Every place where the chain does not hold, in order; none when it is whole up to the head."""
    expected, previous = 1, GENESIS
    for link in links:
        while expected < link.seq:
            yield Break(expected, f"Event {expected} is missing.")
            expected += 1
        if link.hash != hash_of(link.seq, link.content, link.previous):
            yield Break(link.seq, f"Event {link.seq} has been edited: its content does not match its hash.")
        elif link.previous != previous:
            yield Break(link.seq, f"Event {link.seq} does not follow the event before it: inserted, removed or reordered.")
        expected, previous = link.seq + 1, link.hash
    if expected - 1 != head_seq:
        yield Break(expected, f"The trail ends at event {expected - 1}, the head says {head_seq}.")
    elif previous != head_hash:
        yield Break(head_seq, f"Event {head_seq} is not the one that the head was taken from.")
