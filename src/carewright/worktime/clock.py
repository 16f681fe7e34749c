"""Moments: kept in UTC, worked out and shown in London (TIME-3)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def utc(at: datetime) -> datetime:
    """The moment in UTC. A moment that does not say its offset is refused: it could be either of two."""
    if at.utcoffset() is None:
        raise ValueError(f"{at} does not say its offset from UTC")
    return at.astimezone(UTC)


def local(at: datetime) -> datetime:
    """The moment as London's clocks show it."""
    return utc(at).astimezone(LONDON)


def floor_second(at: datetime) -> datetime:
    """The moment cut down to its whole second."""
    return at.replace(microsecond=0)


def london(day: date, clock: time) -> datetime:
    """The moment, in UTC, when London's clocks show this time on this day.

    A time that autumn's clock change shows twice is the first of the two; one that spring's change skips is an
    hour later by the clock (1:30am is 2:30am), which is as many hours after midnight as it would have been.
    """
    return datetime.combine(day, clock.replace(fold=0), LONDON).astimezone(UTC)


def is_late(at: datetime, due: datetime) -> bool:
    """Whether something done at `at` is late for `due`: exactly on time is in time, one second after is late (TIME-4).

    Both are cut to whole seconds first, so that what a screen shows as on time is on time.
    """
    return floor_second(utc(at)) > floor_second(utc(due))
