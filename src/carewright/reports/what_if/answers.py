"""What a replay says of one past case: as it was decided, as the draft would have it, or why it can't be replayed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from carewright.access.roles import Role
from carewright.kernel.money import Money

NOBODY = "nobody"
NOTHING = Decimal(0)


class Kind(StrEnum):
    """What was decided about a past case."""

    CHANGE = "change"
    AUTHORITY = "authority"
    COMPLETENESS = "completeness"
    OFFER = "offer"
    CONSIDERING = "considering"

    @property
    def in_words(self) -> str:
        """The heading of its totals."""
        return _KINDS[self]


_ROLES = (Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR)
_KINDS = {
    Kind.CHANGE: "Changes within tolerance",
    Kind.AUTHORITY: "Who authorises a referral’s cost",
    Kind.COMPLETENESS: "Complete referrals",
    Kind.OFFER: "Providers’ time to answer",
    Kind.CONSIDERING: "Providers still considering",
}
_DECISIONS = {
    (Kind.CHANGE, "provider"): "the provider may apply it",
    (Kind.CHANGE, "team_manager"): "the team manager must authorise it",
    (Kind.AUTHORITY, NOBODY): "nobody’s limit reaches it",
    (Kind.COMPLETENESS, "complete"): "complete",
    (Kind.COMPLETENESS, "returned"): "something is missing",
    (Kind.OFFER, "answered"): "answered in time",
    (Kind.OFFER, "no_response"): "no answer in time, taken as a decline",
    (Kind.OFFER, "withdrawn"): "withdrawn before an answer",
    (Kind.CONSIDERING, "allowed"): "the time asked for is allowed",
    (Kind.CONSIDERING, "refused"): "the time asked for is too long",
}


def decision_in_words(kind: Kind, decision: str) -> str:
    """A decision as people read it; of authority, the lowest role whose limit reaches the cost."""
    if kind is Kind.AUTHORITY and decision != NOBODY:
        return f"within a {Role(decision).in_words}’s limit"
    return _DECISIONS[kind, decision]


def in_order(kind: Kind, decision: str) -> tuple[int, str]:
    """Where a decision stands among those of its kind: of authority, the lower limit first, as councils have them."""
    known = [*_ROLES, NOBODY] if kind is Kind.AUTHORITY else [code for of, code in _DECISIONS if of is kind]
    return known.index(decision) if decision in known else len(known), decision


class Turn(NamedTuple):
    """From one decision to another."""

    was: str
    would_be: str


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """One past case judged again.

    `was` is what was decided under `version`, `would_be` what the draft decides of the same facts, `rules` those that
    say so; `why`, where the decision turns, the figures behind it in a sentence. `pounds`: what hangs on it a week,
    signed; None: no money does. `moved`: by how much a lapse comes later under the draft (before nought: earlier).
    """

    kind: Kind
    ref: str
    at: datetime | None
    version: str
    was: str
    would_be: str
    rules: tuple[str, ...]
    why: str
    pounds: Money | None = None
    moved: timedelta = timedelta(0)

    @property
    def turn(self) -> Turn | None:
        """From what to what the decision turns; None: it stays as it was."""
        return Turn(self.was, self.would_be) if self.was != self.would_be else None


@dataclass(frozen=True, kw_only=True)
class Left:
    """A past case that can't be replayed, and why, in words that many cases may share."""

    kind: Kind
    ref: str
    why: str
