"""When a time limit falls due, and how long somebody has waited (TIME-2).

All results are in UTC, in whole seconds: a start is cut to its second first, so that a due moment is one that a screen
can show. Hours that fall across a change of the clocks are elapsed hours; days, weeks and months keep London's time of
day, and `clock.london` says what becomes of a time that the change skips or repeats.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import chain

from carewright.worktime.calendars import MIDNIGHT, Calendar, Span
from carewright.worktime.clock import floor_second, local, london, utc
from carewright.worktime.limits import Limit, Unit

LONGEST = timedelta(days=36525)
"""A hundred years: a limit in working time that is not used up by then never will be, for any purpose here."""

DAY = timedelta(days=1)


def due(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """The last moment, in UTC, that is still in time for a limit that starts at `start` (TIME-2).

    - working hours run while the calendar is open. A start at closing time, or outside opening hours, counts from the
      next opening; a limit used up exactly at closing time is due then;
    - n working days are up at closing time on the nth working day after the start's day, whatever day that was;
    - hours are elapsed; days, weeks and months end at the same time of day, and the 31st plus a month is the month's
      last day.

    Refuses, as a ValueError: a start without an offset, working time that is not used up within a hundred years, and
    a limit that ends after the year 9999.
    """
    try:
        return _due(floor_second(utc(start)), limit, calendar)
    except OverflowError:
        raise ValueError(f"{limit} from {start} is past the end of the calendar, the year 9999") from None


def _due(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    match limit.unit:
        case Unit.WORKING_HOURS:
            return _working_hours(start, limit, calendar)
        case Unit.WORKING_DAYS:
            return _working_days(start, limit, calendar)
        case Unit.HOURS:
            return start + timedelta(hours=limit.amount)
        case Unit.DAYS:
            return _same_time(start, _day(start) + timedelta(days=limit.amount))
        case Unit.WEEKS:
            return _same_time(start, _day(start) + timedelta(weeks=limit.amount))
        case Unit.MONTHS:
            return _same_time(start, _months_later(_day(start), limit.amount))


def working_days_between(start: datetime, end: datetime, calendar: Calendar) -> int:
    """How many full working days have been waited from `start` to `end`.

    The largest n for which `n working days` from `start` are up at `end` or before it, so that somebody has waited five
    working days exactly when a limit of five working days falls due: at closing time of the fifth, not a second sooner.
    Nought when the first is not up yet, and when `end` is before `start`.
    """
    until = floor_second(utc(end))
    first = _day(start)
    days = (first + timedelta(days=number) for number in range(1, (_day(until) - first).days + 1))
    return sum(_closing(day, spans) <= until for day in days if (spans := calendar.opens_on(day)))


def _working_hours(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    left = timedelta(hours=limit.amount)
    for opens, closes in _openings(_day(start), calendar):
        begins = max(opens, start)
        if left <= closes - begins:
            return begins + left
        left -= max(closes - begins, timedelta(0))
    raise _never(start, limit, calendar)


def _working_days(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    working = (day for day in _days_after(_day(start)) if calendar.is_working_day(day))
    for number, day in enumerate(working, start=1):
        if number == limit.amount:
            return _closing(day, calendar.opens_on(day))
    raise _never(start, limit, calendar)


def _never(start: datetime, limit: Limit, calendar: Calendar) -> ValueError:
    return ValueError(f"{limit} from {start} would take more than 100 years by the calendar {calendar.name}")


def _day(at: datetime) -> date:
    return local(at).date()


def _days_after(day: date) -> Iterator[date]:
    for number in range(1, LONGEST.days):
        yield day + timedelta(days=number)


def _openings(first: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    for day in chain([first], _days_after(first)):
        for opens, closes in calendar.opens_on(day):
            yield london(day, opens), _moment_closed(day, closes)


def _closing(day: date, spans: tuple[Span, ...]) -> datetime:
    return _moment_closed(day, spans[-1][1])


def _moment_closed(day: date, closes: time) -> datetime:
    return london(day + DAY if closes == MIDNIGHT else day, closes)


def _same_time(start: datetime, day: date) -> datetime:
    return london(day, local(start).time())


def _months_later(day: date, amount: int) -> date:
    years, month = divmod(day.month - 1 + amount, 12)
    year = day.year + years
    if year > MAXYEAR:
        raise OverflowError
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
