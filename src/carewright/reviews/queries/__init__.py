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
from carewright.reviews.queries.programme import (
    Standing,
    capacities_of,
    entries,
    entry_facts,
    planned_from,
    programme,
    programme_terms,
    programmes,
    sees_costs,
    standing_of,
    teams_of,
)
from carewright.reviews.queries.programme_letters import letter_told, letters_of, letters_to_set, progress

__all__ = [
    "DiaryCounts",
    "Show",
    "Standing",
    "capacities_of",
    "counts",
    "entries",
    "entry_facts",
    "exception",
    "free_slots",
    "is_over",
    "letter_told",
    "letters_of",
    "letters_to_set",
    "may_book",
    "open_reviews_of",
    "own_to_withdraw",
    "planned_from",
    "programme",
    "programme_terms",
    "programmes",
    "progress",
    "review",
    "reviews",
    "reviews_of_package",
    "sees_costs",
    "services_at",
    "slots",
    "standing",
    "standing_of",
    "teams_of",
    "terms_of",
    "visible_to",
    "who_can_have_slots",
    "why_new_review",
]
