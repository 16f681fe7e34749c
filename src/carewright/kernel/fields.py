"""Columns for money and hours: Decimal in Python, a whole number of pence or hundredths in the database.

SQLite has no decimal type, so that a sum of decimals would be a sum of floats. Whole numbers add up the same
everywhere.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from carewright.kernel.money import PENNY

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    _WholeNumber = models.BigIntegerField[Decimal | int | Combinable, Decimal]
    _WholeNumberOrNone = models.BigIntegerField[Decimal | int | Combinable | None, Decimal | None]
else:
    _WholeNumber = _WholeNumberOrNone = models.BigIntegerField


class _Hundredths:
    """A decimal with two places, kept as a whole number of hundredths."""

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        """Hundredths from the database as a decimal."""
        return None if value is None else (Decimal(value) * PENNY).quantize(PENNY)

    def to_python(self, value: Any) -> Any:
        """What somebody gave as a decimal."""
        return None if value is None else Decimal(value).quantize(PENNY)

    def get_prep_value(self, value: Any) -> Any:
        """A decimal as hundredths; a ValueError for a third decimal place, rather than a silent rounding."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        exact = Decimal(value) * 100
        if exact != exact.to_integral_value():
            raise ValueError(f"{value} has more than two decimal places")
        return int(exact)


class MoneyField(_Hundredths, _WholeNumber):
    """Pounds, kept as pence."""


class MaybeMoneyField(_Hundredths, _WholeNumberOrNone):
    """Pounds, kept as pence, or nothing known."""


class HoursField(_Hundredths, _WholeNumber):
    """Hours, kept as hundredths of an hour."""


class MaybeHoursField(_Hundredths, _WholeNumberOrNone):
    """Hours, kept as hundredths of an hour, or nothing known."""
