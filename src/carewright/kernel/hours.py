"""Hours of care: decimals with at most two places (06-interfaces, Calculators)."""

from decimal import Decimal, InvalidOperation

Hours = Decimal

HUNDREDTH = Decimal("0.01")
MOST_HOURS_IN_A_WEEK = Decimal(168)


def parse_hours(text: str) -> Hours:
    """Hours a week from what somebody wrote. Raises ValueError with a sentence when they can't be hours a week."""
    try:
        hours = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError(f"Hours must be a number such as 10.5, not “{text}”.") from None
    if not hours.is_finite() or hours < 0 or hours > MOST_HOURS_IN_A_WEEK:
        raise ValueError("Hours a week must be between 0 and 168.")
    if hours != hours.quantize(HUNDREDTH):
        raise ValueError("Hours can have at most two decimal places.")
    return hours.quantize(HUNDREDTH)


def in_words(hours: Hours) -> str:
    """As people write it: 14, 10.5, 7.25."""
    text = f"{hours:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
