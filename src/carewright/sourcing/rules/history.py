"""What has been asked before: offers as a route judges them, and in words (SRC-1, 3, 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from carewright.sourcing.lifecycle import LIVE, OfferState
from carewright.worktime import moment_words

_ANSWERED = frozenset(
    {OfferState.ACCEPTED, OfferState.DECLINED, OfferState.NO_RESPONSE, OfferState.LATER_START_REFUSED}
)
_WORDS = {
    OfferState.LATER_START: ("Accepted with a later start, which the managers have to decide on", "SRC-11"),
    OfferState.DECLINED: ("Declined{when}: {reason}", "SRC-3"),
    OfferState.NO_RESPONSE: ("No response in time{when}", "SRC-3"),
    OfferState.ACCEPTED: ("Accepted{when}, and then withdrew", "SRC-6"),
    OfferState.LATER_START_REFUSED: ("Could only start later, which was not accepted", "SRC-11"),
    OfferState.GONE: ("Offered, but another provider was first", "SRC-10"),
    OfferState.WITHDRAWN: ("The offer was withdrawn", "SRC-1"),
}


@dataclass(frozen=True)
class OfferFacts:
    """An offer of this part, or a part acceptance elsewhere in the same requirement (`took_part`).

    `reason` is a decline's, in words. `is_over`: it belongs to a round that the brokerage manager has ended: its answer
    no longer counts (SRC-23).
    """

    ref: str
    provider: str
    provider_name: str
    state: OfferState
    made_at: datetime
    answer_by: datetime
    considering_until: datetime | None = None
    answered_at: datetime | None = None
    reason: str = ""
    next_allowed: bool = False
    took_part: bool = False
    is_over: bool = False

    @property
    def is_live(self) -> bool:
        """Whether the provider can still take it."""
        return self.state in LIVE and not self.took_part

    @property
    def is_spent(self) -> bool:
        """Whether the provider has had its turn: it answered, let the time run out, or considered to no end."""
        left = self.state == OfferState.WITHDRAWN and self.considering_until is not None
        return not self.is_over and (self.took_part or left or self.state in _ANSWERED)

    @property
    def lets_next(self) -> bool:
        """Whether the next provider may be approached while this one is still considering (SRC-4)."""
        return self.state == OfferState.CONSIDERING and self.next_allowed

    def in_words(self, at: datetime) -> str:
        """How it stands at a moment, in a sentence."""
        if self.took_part:
            return "Has taken another part of this package."
        if self.state == OfferState.OPEN:
            return f"Offered: answer by {moment_words(self.answer_by, at)}."
        if self.state == OfferState.CONSIDERING:
            meanwhile = " The next may be approached meanwhile." if self.next_allowed else ""
            return f"Considering until {moment_words(self.considering_until or self.answer_by, at)}.{meanwhile}"
        when = f" at {moment_words(self.answered_at, at)}" if self.answered_at else ""
        return f"{_WORDS[self.state][0].format(when=when, reason=self.reason.lower() or 'no reason given')}."

    @property
    def rule(self) -> str:
        """The rule that its standing comes from."""
        if self.took_part:
            return "SRC-12"
        own = {OfferState.OPEN: "SRC-3", OfferState.CONSIDERING: "SRC-4"}
        return own.get(self.state) or _WORDS[self.state][1]


def telling(history: Sequence[OfferFacts]) -> dict[str, OfferFacts]:
    """Each provider's offer that tells how it stands: a live one, else one that counts, else the last."""
    found: dict[str, OfferFacts] = {}
    for offer in sorted(history, key=lambda one: (one.is_live, one.is_spent, one.made_at, one.ref)):
        found[offer.provider] = offer
    return found
