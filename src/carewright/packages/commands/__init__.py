"""What can be done with packages and orders."""

from carewright.packages.commands.assessment import record_financial_assessment
from carewright.packages.commands.imports import FILES, import_packages
from carewright.packages.commands.loading import PackageRow, load_packages
from carewright.packages.commands.looking import view_own_person
from carewright.packages.commands.orders import complete_individual_contract, make_order, send_order

__all__ = [
    "FILES",
    "PackageRow",
    "complete_individual_contract",
    "import_packages",
    "load_packages",
    "make_order",
    "record_financial_assessment",
    "send_order",
    "view_own_person",
]
