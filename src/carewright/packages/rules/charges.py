"""What ordered care costs in given days, exact to the penny, and what a backdated change owes either way (ORD-2).

A week runs from Monday to Sunday and is what is paid for. Each part's week is worked out exactly from the days in
force, a seventh of the weekly cost a day, and rounded half up to the penny once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from carewright.kernel.hours import HUNDREDTH, Hours
from carewright.kernel.money import PENNY, Money
from carewright.packages.rules.book import DAY, clipped
from carewright.packages.rules.lines import LineFacts

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Adjustment:
    """What is owed to a provider (less than nothing: by it) for days that were over when the book changed.

    Within one week, `from_on` to `to_on` inclusive; hours of care and pounds, each what they are now less what they
    were.
    """

    part: int
    provider: str
    from_on: date
    to_on: date
    hours: Hours
    amount: Money


@dataclass(frozen=True)
class Charge:
    """What a part of a package is in one week's days, `from_on` to `to_on` inclusive: hours of care due, and pounds."""

    part: int
    provider: str
    from_on: date
    to_on: date
    hours: Hours
    cost: Money


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def weeks(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from first to last, both included, week by week."""
    day = first
    while day <= last:
        end = min(monday_of(day) + 6 * DAY, last)
        yield day, end
        day = end + DAY


def cost_of_days(rows: Iterable[LineFacts], first: date, last: date) -> Money:
    """What the days from first to last cost: each part's week rounded half up to the penny, then added up."""
    rows = tuple(rows)
    return sum(
        (_pence(_exact_cost(own, *week)) for week in weeks(first, last) for own in _by_part(rows).values()),
        PENNY * 0,
    )


def hours_of_days(rows: Iterable[LineFacts], first: date, last: date) -> Hours:
    """Hours of care due from first to last, rounded half up to the hundredth; none while suspended."""
    return _rounded(_exact_hours(tuple(rows), first, last), HUNDREDTH)


def charges_of(rows: Iterable[LineFacts], first: date, last: date) -> tuple[Charge, ...]:
    """Hours due and cost of each part from first to last, week by week; parts with neither are left out."""
    parts = sorted(_by_part(clipped(rows, first, last)).items())
    found = []
    for start, end in weeks(first, last):
        for part, own in parts:
            here = tuple(clipped(own, start, end))
            if here:
                hours = _rounded(_exact_hours(here, start, end), HUNDREDTH)
                found.append(Charge(part, own[0].provider, start, end, hours, _pence(_exact_cost(here, start, end))))
    return tuple(found)


def adjustments(
    before: Iterable[LineFacts], after: Iterable[LineFacts], first: date, last: date
) -> tuple[Adjustment, ...]:
    """What is owed either way for the days from first to last, all over, because the book says otherwise now.

    For each week that was over, what it cost before and its adjustments make what it costs now, to the penny: a week
    that the first day cuts is rounded as a whole, its days before that day being as they were.
    """
    then, now = _by_part(before), _by_part(after)
    found = []
    for part in sorted(then.keys() | now.keys()):
        old, new = then.get(part, ()), now.get(part, ())
        provider = (*new, *old)[0].provider
        for start, end in weeks(first, last):
            week = tuple(clipped(old, monday_of(start), start - DAY))
            was, is_now = (*week, *clipped(old, start, end)), (*week, *clipped(new, start, end))
            whole = monday_of(start), end
            hours = hours_of_days(is_now, *whole) - hours_of_days(was, *whole)
            amount = _pence(_exact_cost(is_now, *whole)) - _pence(_exact_cost(was, *whole))
            if hours or amount:
                found.append(Adjustment(part, provider, start, end, hours, amount))
    return tuple(found)


def _by_part(rows: Iterable[LineFacts]) -> dict[int, tuple[LineFacts, ...]]:
    found: dict[int, tuple[LineFacts, ...]] = {}
    for row in rows:
        found[row.part] = (*found.get(row.part, ()), row)
    return found


def _exact_cost(rows: tuple[LineFacts, ...], first: date, last: date) -> Fraction:
    return sum((Fraction(row.weekly_cost) * _days(row) / DAYS_A_WEEK for row in clipped(rows, first, last)), Fraction())


def _exact_hours(rows: tuple[LineFacts, ...], first: date, last: date) -> Fraction:
    return sum((Fraction(row.hours_due) * _days(row) / DAYS_A_WEEK for row in clipped(rows, first, last)), Fraction())


def _days(row: LineFacts) -> int:
    """Days of a row that has a last one."""
    return ((row.to_on or row.from_on) - row.from_on).days + 1


def _pence(exact: Fraction) -> Money:
    return _rounded(exact, PENNY)


def _rounded(exact: Fraction, unit: Money) -> Money:
    """Rounded half up, away from nothing, to two places."""
    hundredths = abs(exact) * 100
    whole = (hundredths.numerator * 2 + hundredths.denominator) // (hundredths.denominator * 2)
    return unit * (whole if exact >= 0 else -whole)
