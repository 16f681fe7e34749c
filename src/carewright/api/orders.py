"""Orders as answered, as JSON and CSV: with prices or without (ORD-4, ROLE-6)."""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from carewright.access.actors import Actor
from carewright.api.schemas.packages import LineShown, OrderShown, PackageShown
from carewright.files.writing import write_csv
from carewright.look.page import Request
from carewright.packages.lifecycle import OrderState
from carewright.packages.queries import row_of, sees_prices

if TYPE_CHECKING:
    from carewright.packages.models import Line, Order, Package

CSV = "text/csv"
HEADINGS = (
    "order",
    "version",
    "package",
    "external_number",
    "case_number",
    "sent_at",
    "provider",
    "provider_name",
    "service",
    "weekly_hours",
    "carers",
    "from_on",
    "to_on",
    "rate",
    "weekly_cost",
)


def shown_package(package: "Package", request: Request) -> PackageShown:
    """The package as the one asking may see it."""
    priced = sees_prices(request.actor, package)
    return PackageShown(
        ref=package.ref,
        person=package.person.ref,
        person_name=package.person.name,
        team=package.team.ref,
        requirement=package.requirement.ref if package.requirement else None,
        external_number=package.external_number,
        service=package.service,
        started_at=package.started_at,
        standing=row_of(package, request.at).standing,
        orders=[shown_order(order, priced=priced) for order in package.orders.all()],
    )


def shown_order(order: "Order", *, priced: bool) -> OrderShown:
    """A version of an order, its prices only for who may see them."""
    return OrderShown(
        ref=order.ref,
        package=order.package.ref,
        version=order.version,
        kind=order.kind,
        state=order.state,
        from_on=order.from_on,
        known_at=order.known_at,
        because=order.because,
        made_at=order.made_at,
        sent_at=order.sent_at,
        ordered_hours=order.ordered_hours,
        weekly_cost=order.weekly_cost if priced else None,
        lines=[_line(line, priced=priced and _has_price(order, line)) for line in order.lines.all()],
        terms=order.terms if priced else "",
    )


def orders_csv(orders: Iterable["Order"], by: Actor) -> bytes:
    """One row a line of an order."""
    out = StringIO()
    write_csv(out, HEADINGS, _rows(orders, by))
    return out.getvalue().encode()


def _rows(orders: Iterable["Order"], by: Actor) -> Iterator[list[object]]:
    for order in orders:
        shown = shown_order(order, priced=sees_prices(by, order.package))
        package = order.package
        of_order = [shown.ref, shown.version, shown.package, package.external_number, package.person.case_number]
        for line in shown.lines:
            told = line.model_dump(mode="json")
            yield [*of_order, order.sent_at, *(told[name] for name in HEADINGS[6:])]


def _line(line: "Line", *, priced: bool) -> LineShown:
    return LineShown(
        provider=line.provider.ref,
        provider_name=line.provider.name,
        service=line.service,
        part=line.part,
        weekly_hours=line.weekly_hours,
        carers=line.carers,
        visits=[str(visit) for visit in line.visits],
        from_on=line.from_on,
        to_on=line.to_on,
        rate=line.rate if priced else None,
        weekly_cost=line.weekly_cost if priced else None,
        is_suspended=line.is_suspended,
        paid_percent=line.paid_percent,
    )


def _has_price(order: "Order", line: "Line") -> bool:
    """A line that waits for an individual contract has none yet."""
    return order.state != OrderState.AWAITING_CONTRACT or line.contract_id is not None
