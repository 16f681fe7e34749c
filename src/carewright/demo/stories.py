"""What is to become of each referral of the simulation: drawn beforehand, so that every kind of ending occurs. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count

from carewright.demo.chance import chance
from carewright.demo.hours import openings, working_days
from carewright.worktime import Calendar, floor_second, local


class Ending(StrEnum):
    """How a referral ends, or where it stands when the demonstration begins."""

    FIRST_TRY = "placed at the first try"
    AFTER_DECLINES = "placed after declines"
    NO_RESPONSE = "placed after an offer without a response"
    CONSIDERED = "still considering, then accepted"
    CONSIDERED_TOO_LONG = "still considering until the time named had passed"
    LATER_START = "placed with a later start"
    LATER_START_REFUSED = "a later start refused, placed elsewhere"
    SPLIT = "split between providers"
    PART_TAKEN = "a part accepted, the rest placed elsewhere"
    RETURNED = "returned, then complete and placed"
    SELF_FUNDER = "a self-funder's, refused"
    WITHDRAWN = "withdrawn"
    NOT_READY = "not ready, then placed"
    WAITED_LONG = "placed after a long wait"
    NON_CONTRACTED = "placed without a contract, by permission"
    FELL_THROUGH = "acceptance fallen through, placed elsewhere"
    DOCUMENTS = "placed after documents were asked for"
    INCOMPLETE = "returned and not mended"
    DRAFT = "begun and not submitted"
    STILL_WAITING = "still waiting"
    JUST_SUBMITTED = "just submitted"
    OFFER_OPEN = "an offer open"
    CONSIDERING_NOW = "an offer being considered"
    LATER_START_OPEN = "a later start to be decided"
    TO_CALL = "accepted, the person to be called"
    TO_CONFIRM = "released, to be confirmed"


FINISHED: Mapping[Ending, float] = {
    Ending.FIRST_TRY: 82,
    Ending.AFTER_DECLINES: 60,
    Ending.NO_RESPONSE: 30,
    Ending.CONSIDERED: 16,
    Ending.CONSIDERED_TOO_LONG: 5,
    Ending.LATER_START: 9,
    Ending.LATER_START_REFUSED: 4,
    Ending.SPLIT: 6,
    Ending.PART_TAKEN: 5,
    Ending.RETURNED: 18,
    Ending.SELF_FUNDER: 5,
    Ending.WITHDRAWN: 8,
    Ending.NOT_READY: 5,
    Ending.WAITED_LONG: 8,
    Ending.NON_CONTRACTED: 6,
    Ending.FELL_THROUGH: 6,
    Ending.DOCUMENTS: 6,
}
"""Of those that have run their course, how many in 279 end so."""

UNFINISHED: Mapping[Ending, float] = {
    Ending.STILL_WAITING: 22,
    Ending.OFFER_OPEN: 7,
    Ending.JUST_SUBMITTED: 4,
    Ending.CONSIDERING_NOW: 2,
    Ending.LATER_START_OPEN: 2,
    Ending.TO_CALL: 3,
    Ending.TO_CONFIRM: 3,
    Ending.INCOMPLETE: 4,
    Ending.DRAFT: 3,
}
"""Of those that stand somewhere on the way when the demonstration begins, how many in 50 stand so."""

SHARE_UNFINISHED = 1 / 6
_LATEST: Mapping[Ending, tuple[int, int]] = {
    Ending.STILL_WAITING: (1, 14),
    Ending.OFFER_OPEN: (2, 4),
    Ending.JUST_SUBMITTED: (0, 0),
    Ending.CONSIDERING_NOW: (2, 3),
    Ending.LATER_START_OPEN: (2, 3),
    Ending.TO_CALL: (2, 3),
    Ending.TO_CONFIRM: (3, 5),
    Ending.INCOMPLETE: (2, 8),
    Ending.DRAFT: (0, 4),
}
"""How many working days before the end the unfinished ones were begun, between which two."""


@dataclass(frozen=True)
class Story:
    """One referral: its number, how it ends, when it is begun, and which of those that end so it is, from 0."""

    number: int
    ending: Ending
    begins_at: datetime
    turn: int = 0


def stories(seed: int, number: int, start: datetime, end: datetime, calendar: Calendar) -> list[Story]:
    """So many, in the order in which they begin.

    Those that run their course begin from the start on, spread evenly; those that do not, shortly before the end. Each
    kind occurs as soon as there are enough of them for it.
    """
    rng = chance(seed, "stories")
    days = working_days(local(start).date(), local(end).date(), calendar)
    unfinished = _dealt(UNFINISHED, round(number * SHARE_UNFINISHED))
    finished = _dealt(FINISHED, number - len(unfinished))
    rng.shuffle(finished)
    begun: list[tuple[datetime, Ending]] = []
    for place, ending in enumerate(finished):
        last = max(0, len(days) - 1 - _LEAST_TO_RUN.get(ending, 3))
        day = days[round(place * last / max(1, len(finished) - 1))]
        begun.append((_moment(day, calendar, rng.random()), ending))
    for ending, back in _spread(unfinished):
        day = days[-1 - min(back, len(days) - 1)]
        begun.append((min(_moment(day, calendar, rng.random()), end - timedelta(minutes=rng.randint(20, 95))), ending))
    turns = {ending: count() for ending in Ending}
    return [Story(n, ending, at, next(turns[ending])) for n, (at, ending) in enumerate(sorted(begun), start=1)]


def counted(told: list[Story]) -> Counter[Ending]:
    """How many there are of each kind."""
    return Counter(story.ending for story in told)


_LEAST_TO_RUN = {Ending.WAITED_LONG: 15, Ending.NON_CONTRACTED: 8, Ending.NOT_READY: 8, Ending.LATER_START: 5}
"""How many working days before the end, at the latest, some of those that run their course begin."""


def _spread(unfinished: list[Ending]) -> Iterator[tuple[Ending, int]]:
    """Each with how many working days before the end it begins: those of a kind evenly, the longest ago first."""
    many = Counter(unfinished)
    for ending, number in many.items():
        first, last = _LATEST[ending]
        for place in range(number):
            yield ending, last - place * (last - first) // max(1, number - 1)


def _dealt(weights: Mapping[Ending, float], number: int) -> list[Ending]:
    """So many, as near to the weights as whole numbers come, one of each first."""
    total = sum(weights.values())
    dealt = list(weights)[:number]
    owed = {ending: number * weight / total - 1 for ending, weight in weights.items()}
    while len(dealt) < number:
        most = max(owed, key=lambda ending: owed[ending])
        dealt.append(most)
        owed[most] -= 1
    return dealt


def _moment(day: date, calendar: Calendar, share: float) -> datetime:
    """A moment of the day, so far through its office hours; the last three quarters of an hour begin nothing."""
    opens, closes = next(openings(day, calendar))
    return floor_second(opens + share * (closes - opens - timedelta(minutes=45)))
