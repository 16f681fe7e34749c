"""Working time: calendars, time limits, when they fall due, and how to say so (TIME-1 to 4).

Pure: nothing here reads the clock, a policy or a database.
"""

from carewright.worktime.calendars import STANDARD, Calendar, Span, bank_holidays
from carewright.worktime.clock import LONDON, floor_second, is_late, local, london
from carewright.worktime.deadlines import due, working_days_between
from carewright.worktime.limits import Limit, Unit
from carewright.worktime.words import (
    date_words,
    duration_words,
    in_words,
    moment_words,
    time_left_words,
    time_words,
)

__all__ = [
    "LONDON",
    "STANDARD",
    "Calendar",
    "Limit",
    "Span",
    "Unit",
    "bank_holidays",
    "date_words",
    "due",
    "duration_words",
    "floor_second",
    "in_words",
    "is_late",
    "local",
    "london",
    "moment_words",
    "time_left_words",
    "time_words",
    "working_days_between",
]
