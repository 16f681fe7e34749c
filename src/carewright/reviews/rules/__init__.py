"""The rules of reviews. Pure: no database, no clock (REV-1 to 8)."""

from carewright.reviews.rules.dates import (
    ReviewDates,
    check_held,
    check_next,
    check_not_too_early,
    dates_of_annual,
    dates_of_new,
    dates_of_unplanned,
    dates_on,
    first_annual_after,
    is_overdue,
    latest_next,
)
from carewright.reviews.rules.following import MINOR, review_that_follows
from carewright.reviews.rules.outcomes import check_causes, check_complete, check_no_exception_waits
from carewright.reviews.rules.questions import (
    BY_CODE,
    PROMPTS,
    Answer,
    Choice,
    Prompt,
    check_answers,
    next_unanswered,
    unanswered,
)
from carewright.reviews.rules.slots import SlotTaken, Span, books, check_books, check_slots, check_to_come, spans_of

__all__ = [
    "BY_CODE",
    "MINOR",
    "PROMPTS",
    "Answer",
    "Choice",
    "Prompt",
    "ReviewDates",
    "SlotTaken",
    "Span",
    "books",
    "check_answers",
    "check_books",
    "check_causes",
    "check_complete",
    "check_held",
    "check_next",
    "check_no_exception_waits",
    "check_not_too_early",
    "check_slots",
    "check_to_come",
    "dates_of_annual",
    "dates_of_new",
    "dates_of_unplanned",
    "dates_on",
    "first_annual_after",
    "is_overdue",
    "latest_next",
    "next_unanswered",
    "review_that_follows",
    "spans_of",
    "unanswered",
]
