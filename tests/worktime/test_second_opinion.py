"""Ten thousand time limits against an independent calculator (TIME-1 to 3): no differences."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from carewright.worktime import STANDARD, Calendar, Limit, Unit, bank_holidays, due

from .oracle import HOLIDAYS, IsOpen, Oracle, last_sunday_1am

FIRST, LAST = date(2017, 1, 1), date(2024, 6, 1)
LAST_START = datetime(2023, 7, 1, tzinfo=UTC)
SEED = 20171222
CLOSURES = frozenset({date(2017, 12, 27), date(2020, 2, 28), date(2022, 9, 20)})
MOST = {"working hours": 60, "hours": 200, "working days": 25, "days": 90, "weeks": 20, "months": 24}

ODD = Calendar(
    "odd hours",
    {
        0: [(time(8, 30), time(12, 15)), (time(13), time(18))],
        2: (time(22), time(0)),
        3: (time(0), time(0)),
        5: (time(9, 5), time(12)),
        6: (time(0), time(6)),
    },
    CLOSURES,
)


def standard_hours(weekday: int, minute: int) -> bool:
    return weekday < 5 and 9 * 60 <= minute < 17 * 60


def odd_hours(weekday: int, minute: int) -> bool:
    return {
        0: 8 * 60 + 30 <= minute < 12 * 60 + 15 or 13 * 60 <= minute < 18 * 60,
        2: minute >= 22 * 60,
        3: True,
        5: 9 * 60 + 5 <= minute < 12 * 60,
        6: minute < 6 * 60,
    }.get(weekday, False)


def weekend_feasts() -> frozenset[date]:
    """Days that the government's list moves to a weekday, but on which nobody opens either."""
    years = range(FIRST.year, LAST.year + 1)
    feasts = {date(year, month, day) for year in years for month, day in ((1, 1), (12, 25), (12, 26))}
    return frozenset(day for day in feasts if day.weekday() >= 5)


def a_start(dice: random.Random) -> datetime:
    """Any second; or close to opening and closing, a bank holiday, a clock change."""
    anywhere = datetime(2017, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(int(86400 * 365.25 * 6.4)))
    match dice.randrange(5):
        case 0:
            at = datetime.combine(anywhere, time(dice.choice((8, 9, 12, 16, 17))), UTC)
        case 1:
            day = dice.choice(sorted(day for day in HOLIDAYS if FIRST < day < LAST_START.date()))
            at = datetime.combine(day, time(dice.randrange(24)), UTC) - timedelta(days=dice.randrange(5))
        case 2:
            at = last_sunday_1am(anywhere.year, dice.choice((3, 10))) - timedelta(minutes=5 * dice.randrange(1200))
        case _:
            return min(anywhere, LAST_START)
    return min(max(at + timedelta(seconds=dice.choice((-1, 0, 0, 1))), datetime(2017, 1, 2, tzinfo=UTC)), LAST_START)


@pytest.mark.parametrize(
    ("calendar", "is_open", "closed"),
    [(STANDARD, standard_hours, HOLIDAYS), (ODD, odd_hours, HOLIDAYS | CLOSURES | weekend_feasts())],
    ids=["standard", "odd hours"],
)
def test_five_thousand_limits_agree_with_a_second_opinion(
    calendar: Calendar, is_open: IsOpen, closed: frozenset[date]
) -> None:
    oracle = Oracle(FIRST, LAST, is_open, closed)
    dice = random.Random(SEED)
    differences = []
    for _ in range(5_000):
        start, unit = a_start(dice), dice.choice(list(Unit))
        amount = dice.randint(1, MOST[unit])
        told, expected = due(start, Limit(amount, unit), calendar), oracle.due(start, amount, unit)
        if told != expected:
            differences.append((start, amount, unit, told, expected))
    assert differences == []


@pytest.mark.parametrize("year", range(2012, 2027))
def test_bank_holidays_on_weekdays_are_the_governments(year: int) -> None:
    ours = {day for day in bank_holidays(year) if day.weekday() < 5}
    assert ours == {day for day in HOLIDAYS if day.year == year and day.weekday() < 5}
