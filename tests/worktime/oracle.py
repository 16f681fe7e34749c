"""A second opinion on time limits, written as differently as can be: it counts open minutes one by one.

It knows the clock changes from the law (last Sundays of March and October, 1am UTC) rather than from a time zone
database, and the bank holidays from the government's own list rather than from the product's library. Calendars are
asked for as a function from weekday and minute of the day, so that nothing is shared with the code under test.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from govuk_bank_holidays.bank_holidays import BankHolidays

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
IsOpen = Callable[[int, int], bool]

HOLIDAYS = frozenset(
    day["date"] for day in BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")
)


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
    """Counts the open minutes of some years, once, and answers from the count."""

    def __init__(self, first: date, last: date, is_open: IsOpen, closed: frozenset[date]) -> None:
        self.closed = closed
        self.is_open = is_open
        self.epoch = datetime(first.year, first.month, first.day, tzinfo=UTC)
        self.minutes = [number for number in range((last - first).days * 24 * 60) if self._open_at(number)]
        self.last_minute_of_day: dict[date, int] = {}
        for number in self.minutes:
            self.last_minute_of_day[on_londons_clock(self.epoch + number * MINUTE).date()] = number
        self.working_days = sorted(self.last_minute_of_day)

    def _open_at(self, number: int) -> bool:
        clock = on_londons_clock(self.epoch + number * MINUTE)
        return clock.date() not in self.closed and self.is_open(clock.weekday(), clock.hour * 60 + clock.minute)

    def due(self, start: datetime, amount: int, unit: str) -> datetime:
        if unit == "working hours":
            return self.working_hours(start, amount)
        if unit == "working days":
            return self.working_days_later(start, amount)
        if unit == "hours":
            return start + amount * 60 * MINUTE
        clock = on_londons_clock(start)
        if unit == "months":
            for _ in range(amount):
                clock = clock.replace(day=1) + 31 * DAY
            last = monthrange(clock.year, clock.month)[1]
            return from_londons_clock(clock.replace(day=min(on_londons_clock(start).day, last)))
        return from_londons_clock(clock + amount * (7 if unit == "weeks" else 1) * DAY)

    def working_hours(self, start: datetime, amount: int) -> datetime:
        minute, seconds = divmod(int((start - self.epoch).total_seconds()), 60)
        place = bisect_left(self.minutes, minute)
        used = seconds if self.minutes[place] == minute else 0
        wanted = used + amount * 3600
        whole = -(-wanted // 60)
        left_in_last = 60 * whole - wanted
        return self.epoch + (self.minutes[place + whole - 1] + 1) * MINUTE - timedelta(seconds=left_in_last)

    def working_days_later(self, start: datetime, amount: int) -> datetime:
        after = [day for day in self.working_days if day > on_londons_clock(start).date()]
        return self.epoch + (self.last_minute_of_day[after[amount - 1]] + 1) * MINUTE
