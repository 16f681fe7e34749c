"""The service delivery order (ORD-1, ORD-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carewright.kernel import hours as hours_of_care
from carewright.kernel import money
from carewright.messages.letters.press import Letterhead, pressed, year_moment


@dataclass(frozen=True)
class OrderLine:
    """One line of an order (ORD-1). `to_on` is inclusive; None: without an end.

    While it `is_suspended` no care is given, and `paid_percent` of its cost is paid (ORD-3).
    """

    service: str
    weekly_hours: Decimal
    visits: tuple[str, ...]
    carers: int
    rate: Decimal
    weekly_cost: Decimal
    from_on: date
    to_on: date | None = None
    is_suspended: bool = False
    paid_percent: int = 100


@dataclass(frozen=True)
class OrderDocument:
    """A service delivery order for one provider (ORD-4). `what`: what this version is, in a sentence.

    `weekly_cost`: on the version's first day. `contribution` is None until it has been assessed; where the package is
    split or a fund the person's part is of all of it, and `says_contribution` is False. `fund`: what a provider that
    holds an individual service fund is paid a week (ORD-5).
    """

    letterhead: Letterhead
    order: str
    version: int
    package: str
    person_name: str
    person_address: tuple[str, ...]
    provider: str
    lines: tuple[OrderLine, ...]
    weekly_cost: Decimal
    contribution: Decimal | None
    terms: tuple[str, ...]
    essential_times: tuple[str, ...]
    made_at: datetime
    contact: str = ""
    what: str = ""
    says_contribution: bool = True
    fund: Decimal | None = None


def order_pdf(order: OrderDocument) -> bytes:
    """The service delivery order. It holds the rate: for those who may see the contract's price, and its provider."""
    return pressed(
        "order.typ",
        order.letterhead,
        title="Service delivery order",
        reference=f"Order {order.order}, version {order.version}",
        at=order.made_at,
        subtitle=f"{order.order}, version {order.version}",
        what=order.what,
        facts=[
            ("Person", order.person_name),
            ("Address", "\n".join(order.person_address)),
            ("Provider", order.provider),
            ("Package", order.package),
            ("Order", f"{order.order}, version {order.version}" + _replaces(order.version)),
            ("Made", year_moment(order.made_at)),
            *([("Questions", order.contact)] if order.contact else []),
        ],
        lines=[_order_row(line) for line in order.lines],
        totals=_totals(order),
        essential_times=list(order.essential_times),
        terms=list(order.terms),
    )


def _totals(order: OrderDocument) -> list[tuple[str, str]]:
    """What is paid on the version's first day, and by whom where that is known."""
    rows = [("Individual service fund" if order.fund is not None else "Cost", money.in_words(order.weekly_cost))]
    if not order.says_contribution:
        return rows
    if order.contribution is None:
        return [*rows, ("The person pays", "Not assessed yet")]
    net = order.weekly_cost - order.contribution
    return [
        *rows,
        ("The person pays", money.in_words(order.contribution)),
        ("The council pays", money.in_words(net)),
    ]


def _replaces(version: int) -> str:
    return f" (takes the place of version {version - 1})" if version > 1 else ""


def _order_row(line: OrderLine) -> list[str]:
    return [
        line.service + _suspended(line),
        "None now" if line.is_suspended else hours_of_care.in_words(line.weekly_hours),
        "\n".join(line.visits) or "To be agreed with the person",
        str(line.carers),
        money.in_words(line.rate),
        _day(line.from_on),
        _day(line.to_on) if line.to_on else "No end date",
        money.in_words(line.weekly_cost),
    ]


def _suspended(line: OrderLine) -> str:
    if not line.is_suspended:
        return ""
    return f"\nSuspended: {f'{line.paid_percent}% is paid' if line.paid_percent else 'nothing is paid'}"


def _day(on: date) -> str:
    return f"{on.day} {on:%b} {on.year}"
