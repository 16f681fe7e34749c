"""Reads of weekly variation reports, of the orders that they are held against, and of what prices would cost."""

from carewright.monitoring.queries.ordered import BookedPackage, book_of
from carewright.monitoring.queries.own import (
    OwnWeek,
    WeekStanding,
    is_closed,
    own_file,
    own_variations,
    own_week,
    own_weeks,
)
from carewright.monitoring.queries.price_effect import effect_of_price
from carewright.monitoring.queries.variations import (
    VariationRow,
    paid_so_far,
    payments,
    providers_waiting,
    row_of,
    rows_of,
    variation,
    variations,
    versions_of,
)

__all__ = [
    "BookedPackage",
    "OwnWeek",
    "VariationRow",
    "WeekStanding",
    "book_of",
    "effect_of_price",
    "is_closed",
    "own_file",
    "own_variations",
    "own_week",
    "own_weeks",
    "paid_so_far",
    "payments",
    "providers_waiting",
    "row_of",
    "rows_of",
    "variation",
    "variations",
    "versions_of",
]
