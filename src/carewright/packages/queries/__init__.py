"""Reads of packages, orders and the order book."""

from carewright.packages.queries.book import PartInForce, book_of, part_in_force
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

__all__ = [
    "OwnLine",
    "PackageRow",
    "PartInForce",
    "book_of",
    "holds_care_of",
    "orders_sent",
    "orders_to_send",
    "own_documents",
    "own_lines",
    "own_package",
    "package",
    "packages",
    "packages_under",
    "part_in_force",
    "persons_of",
    "row_of",
    "rows_of",
    "sees_prices",
    "services_at",
    "visible_to",
]
