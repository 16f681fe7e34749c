"""What can be done with packages and orders."""

from carewright.packages.commands.assessment import record_financial_assessment
from carewright.packages.commands.ending import cancel_order, end_package, end_part, replace_with_fund
from carewright.packages.commands.hours import flex_part, reorder_part, uplift_part
from carewright.packages.commands.imports import FILES, import_packages
from carewright.packages.commands.loading import PackageRow, load_packages
from carewright.packages.commands.looking import view_own_person
from carewright.packages.commands.orders import complete_individual_contract, make_order, send_order
from carewright.packages.commands.suspending import resume_package, suspend_package

__all__ = [
    "FILES",
    "PackageRow",
    "cancel_order",
    "complete_individual_contract",
    "end_package",
    "end_part",
    "flex_part",
    "import_packages",
    "load_packages",
    "make_order",
    "record_financial_assessment",
    "reorder_part",
    "replace_with_fund",
    "resume_package",
    "send_order",
    "suspend_package",
    "uplift_part",
    "view_own_person",
]
