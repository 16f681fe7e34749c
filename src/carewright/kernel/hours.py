"""Hours of care: decimals with at most two places (06-interfaces, Calculators)."""

import re
from decimal import Decimal

Hours = Decimal

HUNDREDTH = Decimal("0.01")
MOST_HOURS_IN_A_WEEK = Decimal(168)
_HOURS = re.compile(r"[0-9]{1,4}(\.[0-9]{1,2})?", re.ASCII)


def parse_hours(text: str) -> Hours:
    """Hours a week from what somebody wrote. Raises ValueError with a sentence when they can't be hours a week."""
    if not _HOURS.fullmatch(text.strip()):
        raise ValueError(f"Hours must be a number such as 10.5, with at most two decimal places, not “{text[:40]}”.")
    hours = Decimal(text.strip())
    if hours > MOST_HOURS_IN_A_WEEK:
        raise ValueError("Hours a week must be between 0 and 168.")
    return hours.quantize(HUNDREDTH)


def in_words(hours: Hours) -> str:
    """As people write it: 14, 10.5, 7.25."""
    text = f"{hours:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(number: Decimal) -> str:
    """A difference as people write it: +2.5, -3, 0."""
    return f"{'+' if number > 0 else ''}{in_words(number)}" if number else "0"


def difference_in_words(hours: Hours) -> str:
    """So many more or fewer each week, when they differ: `1 hour a week more`, `2.5 hours a week fewer`."""
    plural = "" if abs(hours) == 1 else "s"
    return f"{in_words(abs(hours))} hour{plural} a week {'more' if hours > 0 else 'fewer'}"
