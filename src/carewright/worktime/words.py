"""Moments and durations in the words that people use, in GOV.UK style: `9:45am Wed 27 December, in 40 minutes`."""

from datetime import datetime, timedelta

from carewright.worktime.clock import floor_second, local, utc

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def time_words(at: datetime) -> str:
    """The time of day in London: `9:45am`, `2pm`, `midday`, `midnight`."""
    clock = local(at)
    if (clock.hour, clock.minute) in ((0, 0), (12, 0)):
        return "midday" if clock.hour else "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'pm' if clock.hour >= 12 else 'am'}"


def date_words(at: datetime, now: datetime) -> str:
    """The day in London: `Wed 27 December`, with the year when it is not this one."""
    day = local(at)
    year = "" if day.year == local(now).year else f" {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def moment_words(at: datetime, now: datetime) -> str:
    """The time and the day: `9:45am Wed 27 December`."""
    return f"{time_words(at)} {date_words(at, now)}"


def duration_words(length: timedelta) -> str:
    """How long, without its sign, in the one or two units that matter; what is smaller is dropped, not rounded.

    `40 seconds`, `12 minutes`, `1 hour 5 minutes`, `2 days 3 hours`, and from a week on `9 days`. A day is 24 hours.
    """
    seconds = int(abs(length).total_seconds())
    if seconds < MINUTE:
        return _counted(seconds, "second")
    if seconds < HOUR:
        return _counted(seconds // MINUTE, "minute")
    if seconds < DAY:
        return _two(seconds, HOUR, "hour", MINUTE, "minute")
    if seconds < 7 * DAY:
        return _two(seconds, DAY, "day", HOUR, "hour")
    return _counted(seconds // DAY, "day")


def time_left_words(moment: datetime, now: datetime) -> str:
    """How `now` stands to a due moment: `in 40 minutes`, `now` in its very second, `12 minutes late` (TIME-4)."""
    left = floor_second(utc(moment)) - floor_second(utc(now))
    if not left:
        return "now"
    return f"in {duration_words(left)}" if left > timedelta(0) else f"{duration_words(left)} late"


def in_words(moment: datetime, now: datetime) -> str:
    """A due moment for a screen: `9:45am Wed 27 December, in 40 minutes`; once it is past, `12 minutes late`."""
    left = time_left_words(moment, now)
    return left if left.endswith("late") else f"{moment_words(moment, now)}, {left}"


def _two(seconds: int, large: int, large_name: str, small: int, small_name: str) -> str:
    first = _counted(seconds // large, large_name)
    rest = seconds % large // small
    return f"{first} {_counted(rest, small_name)}" if rest else first


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
