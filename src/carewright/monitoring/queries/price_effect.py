"""What another price would do to spend on the orders of now (PRO-5)."""

from datetime import date

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.money import Money
from carewright.monitoring.queries.ordered import current_lines
from carewright.providers.rules import PricedLine, SpendEffect, spend_effect


def effect_of_price(contract: str, service: str, hourly: Money, from_on: date, by: Actor) -> SpendEffect:
    """The effect in the year from a day, on the lines under the contract for the service (PRO-5)."""
    check_may(by, "see_price_requests")
    found = current_lines().filter(contract__ref=contract, service=service)
    columns = found.values_list("weekly_hours", "carers", "rate", "from_on", "to_on")
    return spend_effect([PricedLine(*row) for row in columns], hourly, from_on)
