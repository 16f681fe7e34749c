"""What every page of a package shows, and its tabs: pages of their own. An area's page joins by a line here."""

from typing import Any

from carewright.access.check import may
from carewright.council.looking import note_look
from carewright.look.navigation import Item, address
from carewright.look.page import Request
from carewright.look.parts import Tab
from carewright.packages import queries

TABS = (
    Item("Now", "package", "see_packages"),
    Item("Orders", "package_orders", "see_packages"),
    Item("Statement", "package_statement", "see_packages"),
    Item("Personal budget", "personal_budget", "see_packages"),
    Item("Changes", "package_changes", "see_changes"),
    Item("Reviews", "package_reviews", "see_reviews"),
    Item("Timeline", "package_timeline", "see_packages"),
)
"""A tab shows once its page exists (its address takes the package's reference alone) and the user may see it."""


def top_of(request: Request, ref: str, tab: str) -> dict[str, Any]:
    """The package with its book, whose it is, how it stands today, and its tabs. The look is recorded (ROLE-8)."""
    found = queries.package(ref, request.actor)
    note_look(request, found.person)
    orders, book = list(found.orders.all()), queries.book_of(found)
    return {
        "package": found,
        "person": found.person,
        "orders": orders,
        "latest": orders[0] if orders else None,
        "book": book,
        "row": queries.row_of(found, request.at, book),
        "sees_prices": queries.sees_prices(request.actor, found),
        "tabs": _tabs(request, found.ref),
        "tab": tab,
        "wide": True,
    }


def _tabs(request: Request, ref: str) -> list[Tab]:
    there = [(item.label, address(item.name, ref)) for item in TABS if may(request.actor, item.right)]
    return [Tab(label, url) for label, url in there if url]
