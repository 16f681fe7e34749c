"""Reads of packages, orders and the order book."""

from carewright.packages.queries.book import PartInForce, PartToPrice, book_of, part_in_force, parts_to_price
from carewright.packages.queries.budgets import (
    budget_letters_to_make,
    budget_on,
    contribution_effect,
    contribution_of,
    personal_budgets,
)
from carewright.packages.queries.council_changes import (
    CouncilChangePanel,
    council_change,
    council_change_of,
    package_to_change,
)
from carewright.packages.queries.outlook import (
    Outlook,
    PartRow,
    SuspensionRow,
    known_at_end_of,
    outlook,
    parts_on,
    suspensions,
)
from carewright.packages.queries.own import OwnLine, holds_care_of, own_documents, own_lines, own_package
from carewright.packages.queries.packages import (
    PackageRow,
    orders_sent,
    orders_to_send,
    package,
    packages,
    packages_under,
    persons_of,
    row_of,
    rows_of,
    sees_prices,
    services_at,
    visible_to,
)
from carewright.packages.queries.statement import ChargeRow, charges, orders_adjusting
from carewright.packages.queries.versions import VersionRow, names_of, version_rows

__all__ = [
    "ChargeRow",
    "CouncilChangePanel",
    "Outlook",
    "OwnLine",
    "PackageRow",
    "PartInForce",
    "PartRow",
    "PartToPrice",
    "SuspensionRow",
    "VersionRow",
    "book_of",
    "budget_letters_to_make",
    "budget_on",
    "charges",
    "contribution_effect",
    "contribution_of",
    "council_change",
    "council_change_of",
    "holds_care_of",
    "known_at_end_of",
    "names_of",
    "orders_adjusting",
    "orders_sent",
    "orders_to_send",
    "outlook",
    "own_documents",
    "own_lines",
    "own_package",
    "package",
    "package_to_change",
    "packages",
    "packages_under",
    "part_in_force",
    "parts_on",
    "parts_to_price",
    "personal_budgets",
    "persons_of",
    "row_of",
    "rows_of",
    "sees_prices",
    "services_at",
    "suspensions",
    "version_rows",
    "visible_to",
]
