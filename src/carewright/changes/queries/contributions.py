"""What a change does to what the person pays (CHG-5)."""

from carewright.packages.models import Order

ANNUAL_REVIEW = "left to the annual review"


def contribution_effect(order: Order) -> str:
    """`letter` where the version of the order amends the personal budget, else that it is left to the annual review."""
    return ANNUAL_REVIEW if order.version else "letter"
