"""What an order holds and costs, for any day and as known on any day. Pure."""

from carewright.packages.rules.book import Version, clipped, ended, from_day, on_day, resumed, suspended, timeline
from carewright.packages.rules.charges import Adjustment, Charge, adjustments, charges_of, cost_of_days, hours_of_days
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
from carewright.packages.rules.outlook import Gap, gaps, turning_days
from carewright.packages.rules.telling import amount_words, held_by, paid_words, what_changed

__all__ = [
    "IN_FULL",
    "NOTHING",
    "Adjustment",
    "Charge",
    "Contribution",
    "Gap",
    "LineFacts",
    "Version",
    "adjustments",
    "amount_words",
    "charges_of",
    "check_contribution",
    "check_hours_ordered",
    "check_maximum",
    "clipped",
    "cost_of_days",
    "ended",
    "from_day",
    "gaps",
    "held_by",
    "hours_of_days",
    "on_day",
    "order_cost",
    "ordered_hours",
    "paid_words",
    "resumed",
    "service_in_words",
    "standing",
    "suspended",
    "timeline",
    "turning_days",
    "weekly_hours",
    "what_changed",
    "with_rate",
]
