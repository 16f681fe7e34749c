"""When limits fall due: the edges of TIME-2 to 4, with real dates."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from carewright.worktime import LONDON, STANDARD, Calendar, Limit, due, is_late, local


def at(text: str) -> datetime:
    """A moment by London's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def due_by_londons_clock(start: str, limit: str, calendar: Calendar = STANDARD) -> str:
    return local(due(at(start), Limit.parse(limit), calendar)).isoformat(timespec="seconds")


NIGHT_TEAM = Calendar("nights", {day: (time(0), time(0)) for day in range(7)})


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        pytest.param("2017-12-22T15:45", "2 working hours", "2017-12-27T09:45:00+00:00", id="over Christmas 2017"),
        pytest.param("2018-01-10T15:00", "2 working hours", "2018-01-10T17:00:00+00:00", id="used up at closing"),
        pytest.param("2018-01-10T15:00:01", "2 working hours", "2018-01-11T09:00:01+00:00", id="a second too long"),
        pytest.param("2018-01-10T17:00", "2 working hours", "2018-01-11T11:00:00+00:00", id="closing is outside"),
        pytest.param("2018-01-10T16:59:59", "1 working hour", "2018-01-11T09:59:59+00:00", id="last second inside"),
        pytest.param("2018-01-10T09:00", "1 working hour", "2018-01-10T10:00:00+00:00", id="opening is inside"),
        pytest.param("2018-01-10T03:00", "1 working hour", "2018-01-10T10:00:00+00:00", id="before opening"),
        pytest.param("2018-01-13T12:00", "1 working hour", "2018-01-15T10:00:00+00:00", id="on a Saturday"),
        pytest.param("2018-01-10T09:00", "16 working hours", "2018-01-11T17:00:00+00:00", id="two whole days"),
        pytest.param("2018-03-23T16:00", "2 working hours", "2018-03-26T10:00:00+01:00", id="over the spring change"),
        pytest.param("2018-10-26T16:00", "2 working hours", "2018-10-29T10:00:00+00:00", id="over the autumn change"),
        pytest.param("2020-05-07T16:00", "2 working hours", "2020-05-11T10:00:00+01:00", id="VE Day moved to Friday"),
        pytest.param("2022-06-01T16:30", "1 working hour", "2022-06-06T09:30:00+01:00", id="Platinum Jubilee"),
        pytest.param("2022-09-16T16:30", "1 working hour", "2022-09-20T09:30:00+01:00", id="the Queen's funeral"),
        pytest.param("2023-05-05T16:30", "1 working hour", "2023-05-09T09:30:00+01:00", id="the coronation"),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(start: str, limit: str, expected: str) -> None:
    assert due_by_londons_clock(start, limit) == expected


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        pytest.param("2018-01-10T10:00", "1 working day", "2018-01-11T17:00:00+00:00", id="start's day is not counted"),
        pytest.param("2018-01-10T00:00", "1 working day", "2018-01-11T17:00:00+00:00", id="even from midnight"),
        pytest.param("2018-01-10T17:00", "1 working day", "2018-01-11T17:00:00+00:00", id="start at closing"),
        pytest.param("2018-01-10T23:59:59", "1 working day", "2018-01-11T17:00:00+00:00", id="start at night"),
        pytest.param("2018-01-13T12:00", "1 working day", "2018-01-15T17:00:00+00:00", id="start on Saturday"),
        pytest.param("2017-12-25T12:00", "2 working days", "2017-12-28T17:00:00+00:00", id="start on Christmas Day"),
        pytest.param("2018-01-12T12:00", "5 working days", "2018-01-19T17:00:00+00:00", id="a week"),
        pytest.param("2022-05-31T12:00", "2 working days", "2022-06-06T17:00:00+01:00", id="Platinum Jubilee"),
        pytest.param("2018-03-23T12:00", "1 working day", "2018-03-26T17:00:00+01:00", id="over the spring change"),
        pytest.param("2018-07-31T23:30", "1 working day", "2018-08-01T17:00:00+01:00", id="London's day, not UTC's"),
    ],
)
def test_working_days_are_up_at_closing_of_the_last(start: str, limit: str, expected: str) -> None:
    assert due_by_londons_clock(start, limit) == expected


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        pytest.param("2018-03-24T12:00", "24 hours", "2018-03-25T13:00:00+01:00", id="24 elapsed hours in spring"),
        pytest.param("2018-10-27T12:00", "24 hours", "2018-10-28T11:00:00+00:00", id="24 elapsed hours in autumn"),
        pytest.param("2018-03-24T12:00", "1 day", "2018-03-25T12:00:00+01:00", id="a day in spring"),
        pytest.param("2018-10-27T12:00", "1 day", "2018-10-28T12:00:00+00:00", id="a day in autumn"),
        pytest.param("2018-03-24T01:30", "1 day", "2018-03-25T02:30:00+01:00", id="a time that spring skips"),
        pytest.param("2018-10-27T01:30", "1 day", "2018-10-28T01:30:00+01:00", id="the first of a time shown twice"),
        pytest.param("2017-12-22T15:45", "5 days", "2017-12-27T15:45:00+00:00", id="days count Christmas"),
        pytest.param("2018-03-01T09:30", "4 weeks", "2018-03-29T09:30:00+01:00", id="weeks keep the time of day"),
        pytest.param("2018-01-31T10:00", "1 month", "2018-02-28T10:00:00+00:00", id="the 31st plus a month"),
        pytest.param("2020-01-31T10:00", "1 month", "2020-02-29T10:00:00+00:00", id="the 31st plus a month, leap"),
        pytest.param("2020-02-29T10:00", "12 months", "2021-02-28T10:00:00+00:00", id="29 February plus a year"),
        pytest.param("2018-02-28T10:00", "1 month", "2018-03-28T10:00:00+01:00", id="a month's last day is not kept"),
        pytest.param("2017-10-31T10:00", "4 months", "2018-02-28T10:00:00+00:00", id="over the new year"),
    ],
)
def test_hours_are_elapsed_and_days_weeks_and_months_keep_the_time_of_day(
    start: str, limit: str, expected: str
) -> None:
    assert due_by_londons_clock(start, limit) == expected


def test_a_start_at_a_time_shown_twice_may_be_either() -> None:
    first, second = at("2018-10-28T01:30"), at("2018-10-28T01:30").replace(fold=1)
    day = Limit.parse("1 hour")
    assert due(second, day, STANDARD) - due(first, day, STANDARD) == timedelta(hours=1)


def test_the_offset_that_a_start_is_written_in_makes_no_difference() -> None:
    start = at("2017-12-22T15:45")
    elsewhere = start.astimezone(timezone(timedelta(hours=-5)))
    limit = Limit.parse("5 days")
    assert due(elsewhere, limit, STANDARD) == due(start, limit, STANDARD)


def test_a_due_moment_is_a_whole_second_in_utc() -> None:
    moment = due(at("2018-07-10T10:00:00.999999"), Limit.parse("2 working hours"), STANDARD)
    assert moment == datetime(2018, 7, 10, 11, tzinfo=UTC)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param("2018-03-25T00:30", "2018-03-25T06:30:00+01:00", id="spring"),
        pytest.param("2018-10-28T00:30", "2018-10-28T04:30:00+00:00", id="autumn"),
    ],
)
def test_working_hours_of_a_team_that_never_sleeps_are_elapsed_hours(start: str, expected: str) -> None:
    assert due_by_londons_clock(start, "5 working hours", NIGHT_TEAM) == expected


def test_a_team_open_until_midnight_has_a_working_day_until_then() -> None:
    assert due_by_londons_clock("2018-01-10T10:00", "1 working day", NIGHT_TEAM) == "2018-01-12T00:00:00+00:00"


def test_opening_hours_that_the_spring_change_swallows_are_passed_over() -> None:
    early = Calendar("early Sundays", {6: (time(1, 30), time(2, 15))})
    assert due_by_londons_clock("2018-03-24T12:00", "1 working hour", early) == "2018-04-08T01:45:00+01:00"


def test_a_lunch_break_is_not_working_time() -> None:
    lunch = Calendar.from_terms({"wed": "09:00-12:30, 13:30-17:00"})
    assert due_by_londons_clock("2018-01-10T12:00", "1 working hour", lunch) == "2018-01-10T14:00:00+00:00"
    assert due_by_londons_clock("2018-01-10T12:45", "1 working hour", lunch) == "2018-01-10T14:30:00+00:00"
    assert due_by_londons_clock("2018-01-10T11:30", "1 working hour", lunch) == "2018-01-10T12:30:00+00:00"


def test_the_councils_own_closure_days_do_not_count() -> None:
    closed = Calendar.from_terms({"mon": "09:00-17:00", "tue": "09:00-17:00"}, ["2018-01-15"])
    assert due_by_londons_clock("2018-01-13T10:00", "1 working day", closed) == "2018-01-16T17:00:00+00:00"


def test_a_start_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say its offset"):
        due(datetime(2018, 1, 10, 10), Limit.parse("1 day"), STANDARD)  # noqa: DTZ001 (what is refused)


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("999999 working hours", "more than 100 years"),
        ("999999 working days", "more than 100 years"),
        ("999999 months", "past the end of the calendar"),
        ("999999 weeks", "past the end of the calendar"),
    ],
)
def test_a_limit_without_a_useful_end_is_refused(limit: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        due(at("2018-01-10T10:00"), Limit.parse(limit), STANDARD)


@pytest.mark.parametrize("limit", ["1 working hour", "1 working day", "1 hour", "1 day", "1 week", "1 month"])
def test_a_limit_at_the_end_of_all_calendars_is_refused(limit: str) -> None:
    with pytest.raises(ValueError, match="past the end of the calendar"):
        due(datetime(9999, 12, 31, 23, 30, tzinfo=UTC), Limit.parse(limit), STANDARD)


@pytest.mark.parametrize(
    ("done", "late"),
    [
        ("2017-12-27T09:44:59", False),
        ("2017-12-27T09:45:00", False),
        ("2017-12-27T09:45:00.999999", False),
        ("2017-12-27T09:45:01", True),
    ],
)
def test_exactly_on_time_is_in_time_and_one_second_after_is_late(done: str, late: bool) -> None:
    assert is_late(at(done), at("2017-12-27T09:45")) is late
