"""Offers judged again: whether the answer that came would have come in time (SRC-3, SRC-4)."""

from datetime import datetime, timedelta

from carewright.kernel.refused import Refused
from carewright.policy.terms import Terms
from carewright.reports.what_if.answers import Kind, Replayed
from carewright.reports.what_if.cases import PastConsidering, PastOffer
from carewright.sourcing.rules import AnsweredLate, check_considering_until, check_in_time
from carewright.worktime import due, duration_words, moment_words

NO_RESPONSE = "no_response"


def replay_offer(past: PastOffer, draft: Terms) -> Replayed:
    """Whether it would have come to the same before the draft's time was up (SRC-3).

    An offer that nobody answered stays a decline, `moved` to the draft's moment: whether the provider would have
    answered in more time is not known.
    """
    answer_by = due(past.at, draft.sourcing.answer_within, draft.calendar_for(past.area))
    would_be = past.outcome
    if past.outcome != NO_RESPONSE:
        try:
            check_in_time(answer_by, past.ended_at)
        except AnsweredLate:
            would_be = NO_RESPONSE
    came_to = past.answer_by if past.outcome == NO_RESPONSE else past.ended_at
    return Replayed(
        kind=Kind.OFFER,
        ref=past.ref,
        at=past.at,
        version=past.version,
        was=past.outcome,
        would_be=would_be,
        rules=("SRC-3",),
        why=_why(past, answer_by) if would_be != past.outcome else "",
        moved=answer_by - came_to if would_be == NO_RESPONSE else timedelta(0),
    )


def _why(past: PastOffer, answer_by: datetime) -> str:
    made, then, now = (moment_words(at, past.at) for at in (past.at, past.answer_by, answer_by))
    took = duration_words(past.ended_at - past.at)
    return f"Made {made}, {past.outcome} after {took}: in time by {then}, late by the draft’s {now}"


def replay_considering(past: PastConsidering, draft: Terms) -> Replayed:
    """Whether the time that the provider named would have been within the draft's longest (SRC-4)."""
    would_be, why = "allowed", ""
    try:
        check_considering_until(
            past.until,
            start_on=past.start_on,
            terms=draft.sourcing,
            calendar=draft.calendar_for(past.area),
            at=past.at,
        )
    except Refused as refused:
        would_be, why = "refused", refused.sentence
    return Replayed(
        kind=Kind.CONSIDERING,
        ref=past.ref,
        at=past.at,
        version=past.version,
        was="allowed",
        would_be=would_be,
        rules=("SRC-4",),
        why=why,
    )
