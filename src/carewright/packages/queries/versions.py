"""The versions of an order as they are read: what each changed, what is owed because of it (ORD-2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.messages.models import Document, DocumentAbout
from carewright.messages.queries import documents_about
from carewright.packages.lifecycle import OrderKind, OrderState
from carewright.packages.models import Adjustment, Order, Package
from carewright.packages.queries.book import version_of, versions_of, with_book
from carewright.packages.queries.packages import sees_prices
from carewright.packages.rules import NOTHING, timeline, what_changed
from carewright.packages.rules.book import Rows


@dataclass(frozen=True)
class VersionRow:
    """A version of an order as the list of them shows it. Money only for who may see prices (ROLE-6)."""

    order: Order
    kind: str
    from_on: date
    known_at: datetime | None
    is_known: bool
    changes: list[str]
    adjustments: list[Adjustment]
    owed_hours: Hours
    owed: Money
    documents: list[Document] = field(default_factory=list)


def version_rows(package: Package, orders: Sequence[Order], by: Actor) -> list[VersionRow]:
    """These versions of a package with its book loaded, each against what was known before it."""
    priced, names = sees_prices(by, package), names_of(package)
    adjusted = _adjustments_of(orders)
    documents = _documents_of(package.ref, orders, by)
    versions = versions_of(package.orders.all())
    rows = []
    for order in orders:
        earlier = [one for one in versions if one.number < order.version]
        before = timeline(earlier, since=order.from_on)
        after = version_of(order).rows
        owed = adjusted.get(order.pk, [])
        rows.append(
            VersionRow(
                order=order,
                kind=OrderKind(order.kind).in_words,
                from_on=order.from_on,
                known_at=order.known_at,
                is_known=order.state != OrderState.AWAITING_CONTRACT,
                changes=what_changed(before, after, order.from_on, names, priced=priced),
                adjustments=owed,
                owed_hours=sum((one.hours for one in owed), NOTHING),
                owed=sum((one.amount for one in owed), NOTHING),
                documents=documents.get(order.ref, []),
            )
        )
    return rows


def names_of(package: Package) -> dict[str, str]:
    """Providers' names by reference, of a package with its book loaded."""
    found: dict[str, str] = {}
    for order in package.orders.all():
        found |= {line.provider.ref: line.provider.name for line in order.lines.all()}
        found |= {fund.provider.ref: fund.provider.name for fund in order.funds.all() if fund.provider}
    return found


def names_in(package: str) -> dict[str, str]:
    """Providers' names by reference, of a package by its reference."""
    return names_of(with_book(Package.objects.filter(ref=package)).get())


def rows_around(order: Order) -> tuple[Rows, Rows]:
    """The book without a version and those after it, and with it."""
    package = with_book(Package.objects.filter(pk=order.package_id)).get()
    versions = [one for one in versions_of(package.orders.all()) if one.number <= order.version]
    return timeline(one for one in versions if one.number < order.version), timeline(versions)


def _adjustments_of(orders: Iterable[Order]) -> dict[int, list[Adjustment]]:
    found: dict[int, list[Adjustment]] = {}
    adjusted = Adjustment.objects.filter(order__in=[order.pk for order in orders]).select_related("provider")
    for one in adjusted.order_by("from_on", "part"):
        found.setdefault(one.order_id, []).append(one)
    return found


def _documents_of(package: str, orders: Sequence[Order], by: Actor) -> dict[str, list[Document]]:
    """Documents about each of the orders that the actor may open, by the order's reference."""
    openable = {one.pk: one for one in documents_about(package, by)}
    found: dict[str, list[Document]] = {}
    mentions = DocumentAbout.objects.filter(ref__in=[order.ref for order in orders], document__in=openable)
    for ref, document in mentions.order_by("document").values_list("ref", "document"):
        found.setdefault(ref, []).append(openable[document])
    return found
