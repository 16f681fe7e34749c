"""How a wait stands: red, amber or green, and why (WAIT-2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from carewright.policy.terms import WaitingTerms
from carewright.worktime import Calendar, due, floor_second, is_late, london, working_days_between

RULE = "WAIT-2"
_LONGEST_AHEAD = timedelta(days=60)
"""How far before a start date amber can begin at most: no policy's notice of a start is longer."""


class Colour(StrEnum):
    """Most urgent first."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True)
class WaitingFacts:
    """What decides the colour. `urgency` is the policy's code, empty for none."""

    waiting_since: datetime
    start_on: date
    urgency: str = ""
    care_in_place: bool = False


@dataclass(frozen=True)
class Rag:
    """The colour, why in one sentence, and how many working days the person has waited."""

    colour: Colour
    why: str
    working_days: int
    rule: str = RULE


def rag(facts: WaitingFacts, terms: WaitingTerms, calendar: Calendar, at: datetime, *, words: Mapping[str, str]) -> Rag:
    """The colour at a moment and its reason.

    Red: no care in place and one of the policy's reasons, or waiting as long as the policy's limit (from the very
    moment at which that limit is up). Amber: waiting as long as its limit, or starting within the policy's notice.
    `words` says what urgency codes mean.
    """
    waited = working_days_between(facts.waiting_since, at, calendar)
    reason = words.get(facts.urgency, facts.urgency.replace("_", " ")).lower()
    if _urgent(facts, terms):
        return Rag(Colour.RED, f"{reason[:1].upper()}{reason[1:]}, no care in place", waited)
    if not _before(at, due(facts.waiting_since, terms.red_after, calendar)):
        return Rag(Colour.RED, f"Waiting {terms.red_after} or more", waited)
    if not _before(at, due(facts.waiting_since, terms.amber_after, calendar)):
        return Rag(Colour.AMBER, f"Waiting {terms.amber_after} or more", waited)
    if _starts_soon(facts.start_on, terms, calendar, at):
        come = _start(facts.start_on) <= at
        why = "The start date has come" if come else f"Starts within {terms.amber_when_start_within}"
        return Rag(Colour.AMBER, why, waited)
    return Rag(Colour.GREEN, f"Waiting less than {terms.amber_after}", waited)


def red_from(facts: WaitingFacts, terms: WaitingTerms, calendar: Calendar) -> datetime:
    """The first moment at which it is red: fixed once it is on the list, so that the list can be put in order."""
    return facts.waiting_since if _urgent(facts, terms) else due(facts.waiting_since, terms.red_after, calendar)


def amber_from(facts: WaitingFacts, terms: WaitingTerms, calendar: Calendar) -> datetime:
    """The first moment at which it is amber or worse."""
    by_waiting = min(due(facts.waiting_since, terms.amber_after, calendar), red_from(facts, terms, calendar))
    start = _start(facts.start_on)
    by_start = _first(lambda at: _starts_soon(facts.start_on, terms, calendar, at), start - _LONGEST_AHEAD, start)
    return min(by_waiting, by_start)


def _urgent(facts: WaitingFacts, terms: WaitingTerms) -> bool:
    return not facts.care_in_place and facts.urgency in terms.red_reasons


def _before(at: datetime, limit: datetime) -> bool:
    return is_late(limit, at)


def _start(day: date) -> datetime:
    return london(day, time(0))


def _starts_soon(start_on: date, terms: WaitingTerms, calendar: Calendar, at: datetime) -> bool:
    return _start(start_on) <= due(at, terms.amber_when_start_within, calendar)


def _first(holds: Callable[[datetime], bool], no: datetime, yes: datetime) -> datetime:
    """The first whole second at which something that once true stays true, is: after `no`, at `yes` at the latest."""
    if holds(no):
        return no
    low, high = floor_second(no), floor_second(yes)
    while high - low > timedelta(seconds=1):
        middle = floor_second(low + (high - low) / 2)
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
