"""Moments and durations in words."""

from datetime import datetime, timedelta

import pytest

from carewright.worktime import LONDON, duration_words, in_words, time_words


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2017-12-27T09:05", "9:45am Wed 27 December, in 40 minutes"),
        ("2017-12-27T09:44:59", "9:45am Wed 27 December, in 1 second"),
        ("2017-12-27T09:45:00.9", "9:45am Wed 27 December, now"),
        ("2017-12-27T09:45:01", "1 second late"),
        ("2017-12-27T09:57:30", "12 minutes late"),
        ("2017-12-25T08:30", "9:45am Wed 27 December, in 2 days 1 hour"),
        ("2016-12-27T09:45", "9:45am Wed 27 December 2017, in 365 days"),
        ("2018-01-02T09:45", "6 days late"),
    ],
)
def test_a_due_moment_says_how_long_is_left_or_how_late_it_is(now: str, words: str) -> None:
    assert in_words(at("2017-12-27T09:45"), at(now)) == words


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("00:00", "midnight"),
        ("00:05", "12:05am"),
        ("09:00", "9am"),
        ("11:59", "11:59am"),
        ("12:00", "midday"),
        ("12:30", "12:30pm"),
        ("14:30", "2:30pm"),
    ],
)
def test_times_of_day_are_in_the_governments_style(clock: str, words: str) -> None:
    assert time_words(at(f"2017-12-27T{clock}")) == words


def test_times_are_shown_by_londons_clocks_in_summer() -> None:
    assert time_words(datetime.fromisoformat("2018-07-10T13:30:00+00:00")) == "2:30pm"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 seconds"),
        (timedelta(seconds=59), "59 seconds"),
        (timedelta(seconds=119), "1 minute"),
        (timedelta(hours=1, minutes=5), "1 hour 5 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=1, hours=3, minutes=59), "1 day 3 hours"),
        (timedelta(days=9, hours=23), "9 days"),
        (timedelta(minutes=-12), "12 minutes"),
    ],
)
def test_durations_keep_the_units_that_matter(length: timedelta, words: str) -> None:
    assert duration_words(length) == words
