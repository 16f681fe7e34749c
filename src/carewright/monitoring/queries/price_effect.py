"""What another price would do to spend on the orders of now (PRO-5, VAR-3)."""

from datetime import date
from decimal import Decimal

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.money import Money
from carewright.monitoring.queries.ordered import PricedPart, parts_under
from carewright.providers.rules import PricedLine, SpendEffect, spend_effect


def effect_of_price(contract: str, service: str, hourly: Money, from_on: date, by: Actor) -> SpendEffect:
    """The effect in the year from a day, on what is ordered under the contract for the service (PRO-5)."""
    check_may(by, "see_price_requests")
    return spend_effect([_line(one) for one in parts_under(contract, service, from_on)], hourly, from_on)


def _line(one: PricedPart) -> PricedLine:
    """While it is suspended, the share of the hours that is paid counts."""
    row = one.row
    share = Decimal(row.paid_percent) / 100 if row.is_suspended else Decimal(1)
    return PricedLine(row.weekly_hours * share, row.carers, row.rate or Decimal("0.00"), row.from_on, row.to_on)
