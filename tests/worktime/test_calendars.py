"""Opening hours, bank holidays and closure days (TIME-1)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import cast

import pytest

from carewright.worktime import STANDARD, Calendar

WEEK = {day: "09:00-17:00" for day in ("mon", "tue", "wed", "thu", "fri")}


@pytest.mark.parametrize(
    "day",
    ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2017-12-25", "2017-12-26", "2018-03-30"],
)
def test_bank_holidays_are_not_working_days_one_off_ones_included(day: str) -> None:
    assert not STANDARD.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2018-01-02", "2018-03-16", "2018-12-24"])
def test_days_that_were_moved_or_are_holidays_elsewhere_are_working_days(day: str) -> None:
    assert STANDARD.is_working_day(date.fromisoformat(day))


def test_christmas_day_on_a_saturday_is_closed_and_so_is_the_weekday_in_its_place() -> None:
    every_day = Calendar("every day", {day: (time(9), time(17)) for day in range(7)})
    assert [day for day in range(24, 30) if every_day.is_working_day(date(2021, 12, day))] == [24, 29]


def test_policy_terms_make_the_standard_calendar() -> None:
    calendar = Calendar.from_terms(WEEK, [], "standard")
    assert calendar == STANDARD
    assert hash(calendar) == hash(STANDARD)


def test_a_calendar_says_when_it_opens() -> None:
    calendar = Calendar.from_terms({"mon": "09:00-12:30, 13:30-24:00", "tue": ""}, [date(2018, 1, 15)])
    assert calendar.opens_on(date(2018, 1, 8)) == ((time(9), time(12, 30)), (time(13, 30), time(0)))
    assert calendar.opens_on(date(2018, 1, 9)) == ()
    assert calendar.opens_on(date(2018, 1, 15)) == ()


@pytest.mark.parametrize(
    ("opening", "reason"),
    [
        ({}, "opening: the calendar never opens"),
        ({"mon": " "}, "opening: the calendar never opens"),
        ({"tues": "09:00-17:00"}, "opening.tues: not a weekday; the weekdays are mon, tue"),
        ({"mon": "9-5"}, "opening.mon: '9-5' is not opening hours"),
        ({"mon": "09:00-25:00"}, "opening.mon: '09:00-25:00' has a time that is on no clock"),
        ({"mon": "24:00-25:00"}, "opening.mon: '24:00-25:00' has a time that is on no clock"),
        ({"mon": "17:00-09:00"}, "opening.mon: closes at 09:00, which is not after it opens at 17:00"),
        ({"mon": "09:00-09:00"}, "opening.mon: closes at 09:00"),
        ({"mon": "09:00-12:00,11:00-13:00"}, "opening.mon: opens at 11:00 before it has closed"),
        ({"mon": "09:00-24:00,11:00-13:00"}, "opening.mon: opens at 11:00 before it has closed"),
        ({"mon": 9}, "opening.mon: 9 is not text"),
    ],
)
def test_opening_hours_that_cannot_work_are_refused_with_place_and_reason(
    opening: Mapping[str, str], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        Calendar.from_terms(opening)


@pytest.mark.parametrize("day", ["24/12/2026", "2026-02-30", 20261224, None, datetime(2026, 12, 24)])  # noqa: DTZ001
def test_a_closure_that_is_no_date_is_refused_by_its_number(day: object) -> None:
    closures = cast("list[str]", ["2026-12-23", day])
    with pytest.raises(ValueError, match=r"closures, number 2: .* is not a date such as 2026-12-24"):
        Calendar.from_terms(WEEK, closures)


def test_a_weekday_beyond_the_week_is_refused() -> None:
    with pytest.raises(ValueError, match="7 is not a weekday"):
        Calendar("long week", {7: (time(9), time(17))})
