"""Money in pounds, exact to the penny, rounded half up (06-interfaces, Calculators)."""

from decimal import ROUND_HALF_UP, Decimal

Money = Decimal

PENNY = Decimal("0.01")


def to_penny(amount: Decimal) -> Money:
    """The amount rounded half up to the penny."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def weekly_cost(hours: Decimal, rate: Money, carers: int = 1) -> Money:
    """What a week costs in pounds: hours x carers x rate, rounded half up to the penny (ORD-1)."""
    return to_penny(hours * carers * rate)


def in_words(amount: Money) -> str:
    """As people write it: £1,234.50."""
    return f"£{amount:,.2f}"


def difference_in_words(amount: Money) -> str:
    """What is paid more or less: £36.80 less."""
    return f"{in_words(abs(amount))} {'less' if amount < 0 else 'more'}"
