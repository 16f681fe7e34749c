"""What is recorded about policies."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class PolicyDrafted:
    """A policy was drafted. `fingerprint` is the SHA-256 of its whole text."""

    NAME: ClassVar[str] = "policy.drafted"
    SENTENCE: ClassVar[str] = "Policy “{title}” drafted."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("policy",)
    policy: str
    title: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class PolicyActivated:
    """A policy was activated. `checked` says whether somebody other than its drafter did it."""

    NAME: ClassVar[str] = "policy.activated"
    SENTENCE: ClassVar[str] = "Policy “{title}” activated, in force from {from_day}, {checked}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("policy",)
    policy: str
    title: str
    from_day: str
    effective_at: datetime
    checked: str


@dataclass(frozen=True, kw_only=True)
class PolicyDiscarded:
    """A draft was discarded."""

    NAME: ClassVar[str] = "policy.discarded"
    SENTENCE: ClassVar[str] = "Draft policy “{title}” discarded: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("policy",)
    policy: str
    title: str
    reason: str
