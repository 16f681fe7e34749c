"""What is done with weekly variation reports."""

from carewright.monitoring.commands.answering import (
    approve_variations,
    hold_variation,
    pay_as_ordered,
    refuse_variations,
)
from carewright.monitoring.commands.imports import FILES, import_variations
from carewright.monitoring.commands.reporting import report_variations

__all__ = [
    "FILES",
    "approve_variations",
    "hold_variation",
    "import_variations",
    "pay_as_ordered",
    "refuse_variations",
    "report_variations",
]
