"""What can be done with packages and orders."""

from carewright.packages.commands.assessment import (
    record_financial_assessment,
    renew_personal_budget,
    send_budget_letter,
)
from carewright.packages.commands.council_changes import (
    find_provider_for_change,
    open_council_change,
    order_from_same_provider,
    withdraw_council_change,
)
from carewright.packages.commands.ending import cancel_order, end_package, end_part, replace_with_fund
from carewright.packages.commands.hours import flex_part, reorder_part, uplift_part
from carewright.packages.commands.imports import FILES, import_packages
from carewright.packages.commands.loading import PackageRow, load_packages
from carewright.packages.commands.looking import view_own_person
from carewright.packages.commands.orders import complete_individual_contract, make_order
from carewright.packages.commands.sending import send_order
from carewright.packages.commands.suspending import resume_package, suspend_package

__all__ = [
    "FILES",
    "PackageRow",
    "cancel_order",
    "complete_individual_contract",
    "end_package",
    "end_part",
    "find_provider_for_change",
    "flex_part",
    "import_packages",
    "load_packages",
    "make_order",
    "open_council_change",
    "order_from_same_provider",
    "record_financial_assessment",
    "renew_personal_budget",
    "reorder_part",
    "replace_with_fund",
    "resume_package",
    "send_budget_letter",
    "send_order",
    "suspend_package",
    "uplift_part",
    "view_own_person",
    "withdraw_council_change",
]
