"""What an order holds and costs, for any day and as known on any day. Pure."""

from carewright.packages.rules.book import Version, ended, from_day, on_day, resumed, suspended, timeline
from carewright.packages.rules.charges import Adjustment, adjustments, cost_of_days, hours_of_days
from carewright.packages.rules.contributions import Contribution, check_contribution, check_maximum
from carewright.packages.rules.lines import (
    IN_FULL,
    NOTHING,
    LineFacts,
    check_hours_ordered,
    order_cost,
    ordered_hours,
    service_in_words,
    standing,
    weekly_hours,
    with_rate,
)

__all__ = [
    "IN_FULL",
    "NOTHING",
    "Adjustment",
    "Contribution",
    "LineFacts",
    "Version",
    "adjustments",
    "check_contribution",
    "check_hours_ordered",
    "check_maximum",
    "cost_of_days",
    "ended",
    "from_day",
    "hours_of_days",
    "on_day",
    "order_cost",
    "ordered_hours",
    "resumed",
    "service_in_words",
    "standing",
    "suspended",
    "timeline",
    "weekly_hours",
    "with_rate",
]
