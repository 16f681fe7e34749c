"""When a review may be held, when it is late, and by when its appointment is to be booked (REV-1, REV-2, REV-3, REV-6).

Dates are worked out from the end of the day they start from, so that a review on its last day is in time (TIME-4).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.policy.terms import ReviewTerms
from carewright.worktime import Calendar, Limit, due, floor_second, is_late, local, london

END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class ReviewDates:
    """Not before `earliest_on` (None: now), planned for `scheduled_on`, late after `hold_by`, booked by `book_by`."""

    scheduled_on: date
    hold_by: datetime
    book_by: datetime
    earliest_on: date | None = None


def dates_of_new(start_on: date, opened_at: datetime, terms: ReviewTerms, calendar: Calendar) -> ReviewDates:
    """Of a new review: from the start of the package, or of what changed (REV-1, REV-4)."""
    scheduled = _after(start_on, terms.new_scheduled, calendar)
    latest = _after(start_on, terms.new_latest, calendar)
    earliest = local(_after(start_on, terms.new_earliest, calendar)).date()
    return ReviewDates(
        local(scheduled).date(), latest, _book_by(scheduled, latest, opened_at, terms, calendar), earliest
    )


def dates_of_annual(last_on: date, opened_at: datetime, terms: ReviewTerms, calendar: Calendar) -> ReviewDates:
    """Of an annual review: from the last full review (REV-2)."""
    return dates_on(local(_after(last_on, terms.annual_after, calendar)).date(), opened_at, terms, calendar)


def dates_on(day: date, opened_at: datetime, terms: ReviewTerms, calendar: Calendar) -> ReviewDates:
    """Of a review whose day was named: the next review date of the one before (REV-4)."""
    hold_by = london(day, END_OF_DAY)
    return ReviewDates(day, hold_by, _book_by(hold_by, hold_by, opened_at, terms, calendar))


def dates_of_unplanned(asked_at: datetime, terms: ReviewTerms, calendar: Calendar, *, urgent: bool) -> ReviewDates:
    """Of an unplanned review, from the moment at which it is asked for; urgent ones sooner (REV-6)."""
    hold_by = due(asked_at, terms.urgent_within if urgent else terms.unplanned_within, calendar)
    booked = due(asked_at, terms.urgent_booked_within if urgent else terms.booked_within, calendar)
    return ReviewDates(local(hold_by).date(), hold_by, min(booked, hold_by))


def first_annual_after(start_on: date, loaded_on: date, terms: ReviewTerms, calendar: Calendar) -> date:
    """The annual review of a package loaded from a file: its first anniversary that has not passed on the day.

    When it was last reviewed stands in no file; counted from the start alone, every older package would be late.
    """
    months = terms.annual_after
    for years in range(1, 200):
        whole = Limit(months.amount * years, months.unit)
        day = local(_after(start_on, whole, calendar)).date()
        if day >= loaded_on:
            return day
    raise ValueError(f"{start_on} is too long before {loaded_on}")


def check_held(held_on: date, earliest_on: date | None, at: datetime) -> None:
    """A review is recorded once it has been held, and a new one is not held sooner than the policy has it (REV-1)."""
    if held_on > local(at).date():
        raise Invalid([Fault("held_on", "This day is still to come. Enter the day on which the review was held.")])
    check_not_too_early(held_on, earliest_on, field="held_on")


def check_not_too_early(on: date, earliest_on: date | None, *, field: str) -> None:
    """A new review is not for the first weeks; what can't wait is an unplanned review (REV-1, REV-6)."""
    if earliest_on is not None and on < earliest_on:
        words = f"{earliest_on.day} {earliest_on:%B %Y}"
        raise Refused(
            f"A new review is held from {words} on. If it can’t wait, ask for an unplanned review of the package.",
            rule="REV-1",
            field=field,
        )


def check_next(next_on: date, held_on: date, terms: ReviewTerms, calendar: Calendar) -> None:
    """The next review comes after this one, and no later than the policy's year (REV-2, REV-4)."""
    latest = local(_after(held_on, terms.annual_after, calendar)).date()
    if next_on <= held_on:
        raise Invalid([Fault("next_on", "The next review must be after this one.")], rule="REV-4")
    if next_on > latest:
        words = f"{latest.day} {latest:%B %Y}"
        raise Invalid([Fault("next_on", f"The next review must be by {words}, {terms.annual_after} on.")], rule="REV-2")


def latest_next(held_on: date, terms: ReviewTerms, calendar: Calendar) -> date:
    """The day that the next review has to be held by (REV-2)."""
    return local(_after(held_on, terms.annual_after, calendar)).date()


def is_overdue(hold_by: datetime, at: datetime) -> bool:
    """Whether a review that is not held is late: exactly at the end of its last day it is not (TIME-4)."""
    return is_late(at, hold_by)


def _after(day: date, limit: Limit, calendar: Calendar) -> datetime:
    return due(london(day, END_OF_DAY), limit, calendar)


def _book_by(scheduled: datetime, latest: datetime, at: datetime, terms: ReviewTerms, calendar: Calendar) -> datetime:
    """Some weeks ahead of the day; the booker has a few days whatever happens, but never beyond the last day."""
    ahead = scheduled - timedelta(weeks=terms.booked_weeks_ahead)
    least = due(at, terms.booked_within, calendar)
    return floor_second(min(max(ahead, least), max(latest, least)))
