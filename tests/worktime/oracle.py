"""A second opinion on time limits, written as differently as can be: it counts open time in
steps of five minutes, which every calendar that it is asked about must keep to.

It knows the clock changes from the law (last Sundays of March and October, 1am UTC) rather than from a time zone
database, and the bank holidays from the government's own list rather than from the product's library. Calendars are
given as a function from weekday and minute of the day, so that nothing is shared with the code under test.
"""

import json
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files

STEP = timedelta(minutes=5)
SECONDS = 300
DAY = timedelta(days=1)
IsOpen = Callable[[int, int], bool]

PUBLISHED = json.loads(files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text(encoding="utf-8"))
HOLIDAYS = frozenset(date.fromisoformat(day["date"]) for day in PUBLISHED["england-and-wales"]["events"])


@cache
def last_sunday_1am(year: int, month: int) -> datetime:
    at = datetime(year, month, 31, 1, tzinfo=UTC)
    while at.weekday() != 6:
        at -= DAY
    return at


def london_offset(at: datetime) -> timedelta:
    summer = last_sunday_1am(at.year, 3) <= at < last_sunday_1am(at.year, 10)
    return timedelta(hours=1 if summer else 0)


def on_londons_clock(at: datetime) -> datetime:
    """The naive London time of a moment in UTC."""
    return (at + london_offset(at)).replace(tzinfo=None)


def from_londons_clock(clock: datetime) -> datetime:
    """The first moment in UTC that shows this time; an hour on by the clock when none does."""
    at = clock.replace(tzinfo=UTC)
    shown = [moment for moment in (at - timedelta(hours=1), at) if on_londons_clock(moment) == clock]
    return shown[0] if shown else at


class Oracle:
    """Counts the open steps of some years, once, and answers from the count."""

    def __init__(self, first: date, last: date, is_open: IsOpen, closed: frozenset[date]) -> None:
        self.closed = closed
        self.is_open = is_open
        self.epoch = datetime(first.year, first.month, first.day, tzinfo=UTC)
        self.open_steps = [number for number in range((last - first) // STEP) if self._open_at(number)]
        self.last_step_of: dict[date, int] = {}
        for number in self.open_steps:
            self.last_step_of[on_londons_clock(self.epoch + number * STEP).date()] = number
        self.working_days = sorted(self.last_step_of)

    def _open_at(self, number: int) -> bool:
        clock = on_londons_clock(self.epoch + number * STEP)
        return clock.date() not in self.closed and self.is_open(clock.weekday(), clock.hour * 60 + clock.minute)

    def due(self, start: datetime, amount: int, unit: str) -> datetime:
        if unit == "working hours":
            return self.working_hours(start, amount)
        if unit == "working days":
            return self.working_days_later(start, amount)
        if unit == "hours":
            return start + timedelta(seconds=3600 * amount)
        clock = on_londons_clock(start)
        if unit == "months":
            return from_londons_clock(months_later(clock, amount))
        return from_londons_clock(clock + amount * (7 if unit == "weeks" else 1) * DAY)

    def working_hours(self, start: datetime, amount: int) -> datetime:
        step = (start - self.epoch) // STEP
        place = bisect_left(self.open_steps, step)
        used = int((start - self.epoch).total_seconds()) % SECONDS if self.open_steps[place] == step else 0
        wanted = used + amount * 3600
        whole = -(-wanted // SECONDS)
        unused = timedelta(seconds=SECONDS * whole - wanted)
        return self.epoch + (self.open_steps[place + whole - 1] + 1) * STEP - unused

    def working_days_later(self, start: datetime, amount: int) -> datetime:
        place = bisect_right(self.working_days, on_londons_clock(start).date())
        return self.epoch + (self.last_step_of[self.working_days[place + amount - 1]] + 1) * STEP


def months_later(clock: datetime, amount: int) -> datetime:
    month = clock.replace(day=1)
    for _ in range(amount):
        month = (month + 31 * DAY).replace(day=1)
    return month.replace(day=min(clock.day, monthrange(month.year, month.month)[1]))
