"""Reads of reviews and slots, each only what the actor may see."""

from carewright.reviews.queries.diary import DiaryCounts, Show, counts, reviews, services_at, slots
from carewright.reviews.queries.following import is_over, why_new_review
from carewright.reviews.queries.one import (
    exception,
    free_slots,
    may_book,
    open_reviews_of,
    review,
    reviews_of_package,
    standing,
    terms_of,
    visible_to,
)
from carewright.reviews.queries.practitioners import own_to_withdraw, who_can_have_slots

__all__ = [
    "DiaryCounts",
    "Show",
    "counts",
    "exception",
    "free_slots",
    "is_over",
    "may_book",
    "open_reviews_of",
    "own_to_withdraw",
    "review",
    "reviews",
    "reviews_of_package",
    "services_at",
    "slots",
    "standing",
    "terms_of",
    "visible_to",
    "who_can_have_slots",
    "why_new_review",
]
