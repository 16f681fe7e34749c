"""Moments in office hours: when people in the demonstration do things. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from carewright.worktime import Calendar, local, london

DAY = timedelta(days=1)


def after_working(start: datetime, spell: timedelta, calendar: Calendar) -> datetime:
    """The moment when a spell of working time from `start` has passed; at closing time it goes on the next morning."""
    left = spell
    for opens, closes in openings(local(start).date(), calendar):
        begins = max(opens, start)
        if begins + left < closes:
            return begins + left
        left -= max(closes - begins, timedelta(0))
    raise AssertionError("openings never end")


def before_working(end: datetime, spell: timedelta, calendar: Calendar) -> datetime:
    """The moment from which a spell of working time ends at `end`."""
    day, left = local(end).date(), spell
    while True:
        for opens, closes in ((london(day, o), london(day, c)) for o, c in reversed(calendar.opens_on(day))):
            ends = min(closes, end)
            if left <= ends - opens:
                return ends - left
            left -= max(ends - opens, timedelta(0))
        day -= DAY


def openings(first: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Every span in which the offices are open, from a day on."""
    day = first
    while True:
        for opens, closes in calendar.opens_on(day):
            yield london(day, opens), london(day, closes)
        day += DAY


def working_days(first: date, last: date, calendar: Calendar) -> list[date]:
    """The working days from a day to a day, both included."""
    return [day for n in range((last - first).days + 1) if calendar.is_working_day(day := first + n * DAY)]


def working_days_later(day: date, number: int, calendar: Calendar) -> date:
    """The working day so many after (or, negative, before) a day."""
    step, left = (DAY if number > 0 else -DAY), abs(number)
    while left:
        day += step
        left -= calendar.is_working_day(day)
    return day


def last_mid_morning(before: datetime, calendar: Calendar) -> datetime:
    """10:40am on the last working day on which that had passed: when the demonstration's lists are liveliest."""
    day = local(before).date()
    while not calendar.is_working_day(day) or london(day, MID_MORNING) > before:
        day -= DAY
    return london(day, MID_MORNING)


def next_morning(after: datetime, calendar: Calendar) -> datetime:
    """When the offices next open."""
    return next(opens for opens, _ in openings(local(after).date(), calendar) if opens > after)


MID_MORNING = time(10, 40)
