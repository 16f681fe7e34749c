"""The order book as it is kept: a package's versions, and what was ordered on a day as known on a day (ORD-2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from carewright.access.models import Unit
from carewright.access.queries import area_of
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.kernel.refused import NotFound, Refused
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Fund, Line, Order, Package
from carewright.packages.rules import NOTHING, LineFacts, Version, from_day, on_day, timeline
from carewright.packages.rules.book import of_other_hours

FUND_PART = 0
"""The part that a direct payment or service fund is."""


@dataclass(frozen=True)
class PartInForce:
    """A provider's part of a package on a day: as it is, and as originally ordered (CHG-2)."""

    package: str
    person: str
    provider: str
    part: int
    service: str
    ordered_hours: Hours
    weekly_hours: Hours
    carers: int
    rate: Money
    from_on: date
    is_suspended: bool
    team: Unit
    area_name: str
    other_from: date | None
    other_hours: Hours


@dataclass(frozen=True)
class PartToPrice:
    """A provider's part of a package that has another price from a day on."""

    package: str
    provider: str
    part: int
    from_on: date


def with_book(packages: QuerySet[Package]) -> QuerySet[Package]:
    """Packages with every version of their orders, the newest first, and the lines."""
    lines = Prefetch("lines", Line.objects.prefetch_related("provider").order_by("part", "from_on"))
    funds = Prefetch("funds", Fund.objects.select_related("provider").order_by("from_on"))
    orders = Order.objects.select_related("assessment").prefetch_related(lines, funds)
    return packages.prefetch_related(Prefetch("orders", orders.order_by("-version")))


def facts_of(line: Line) -> LineFacts:
    """A line as the rules see it. One that waits for an individual contract has no rate yet."""
    return LineFacts(
        provider=line.provider.ref,
        weekly_hours=line.weekly_hours,
        carers=line.carers,
        rate=line.rate if line.contract_id or line.rate else None,
        from_on=line.from_on,
        to_on=line.to_on,
        part=line.part,
        ordered_hours=line.ordered_hours,
        is_suspended=line.is_suspended,
        paid_percent=line.paid_percent,
        line=line.pk or 0,
    )


def fund_facts(fund: Fund) -> LineFacts:
    """A fund as the rules see it: money in the place of hours (ORD-5)."""
    return LineFacts(
        provider=fund.provider.ref if fund.provider else "",
        weekly_hours=NOTHING,
        carers=1,
        rate=None,
        from_on=fund.from_on,
        to_on=fund.to_on,
        part=FUND_PART,
        is_suspended=fund.is_suspended,
        paid_percent=fund.paid_percent,
        fund=fund.personal_budget - fund.contribution,
        fund_contribution=fund.contribution,
        line=fund.pk or 0,
    )


def version_of(order: Order) -> Version:
    """An order's version as the rules see it; one that waits for a contract is not known yet."""
    rows = (*map(facts_of, order.lines.all()), *map(fund_facts, order.funds.all()))
    return Version(order.version, order.from_on, order.known_at or order.made_at, rows)


def versions_of(orders: Iterable[Order], *, sent: bool = False) -> list[Version]:
    """The versions that are known (`sent`: to the providers) of a package's orders."""
    found = [order for order in orders if order.state != OrderState.AWAITING_CONTRACT]
    return [version_of(order) for order in found if not sent or order.state == OrderState.SENT]


def book_of(package: Package, *, known_at: datetime | None = None) -> tuple[LineFacts, ...]:
    """What is ordered on every day, as known at a moment (none given: now). For a package of `with_book`."""
    return timeline(versions_of(package.orders.all()), known_at=known_at)


def parts_to_price(contract: str, service: str, from_on: date, rate: Money) -> list[PartToPrice]:
    """The parts ordered under the contract for the service that cost otherwise than at `rate` on the day or later.

    Each from its first such day, by package, so that they are locked one after another in one order.
    """
    held = Line.objects.filter(contract__ref=contract, service=service).values("order__package")
    found = []
    for package in with_book(Package.objects.filter(pk__in=held)).order_by("pk"):
        lines = {line.pk: line for order in package.orders.all() for line in order.lines.all()}
        days: dict[tuple[int, str], date] = {}
        for row in from_day(book_of(package), from_on):
            line = lines.get(row.line) if row.fund is None else None
            under_it = line and line.contract and line.contract.ref == contract and line.service == service
            if under_it and row.rate != rate:
                days.setdefault((row.part, row.provider), max(row.from_on, from_on))
        found += [PartToPrice(package.ref, provider, part, day) for (part, provider), day in days.items()]
    return found


def part_in_force(package: str, provider: str, on: date, *, part: int | None = None) -> PartInForce:
    """The provider's part of the package on a day; NotFound when it has none then. `part`: which, of several."""
    found = with_book(Package.objects.select_related("person", "team")).filter(ref=package).first()
    if found is None:
        raise NotFound
    rows = book_of(found)
    own = [row for row in on_day(rows, on) if row.provider == provider and row.part != FUND_PART]
    own = [row for row in own if part is None or row.part == part]
    if not own:
        raise NotFound
    row = the_only(own)
    line = next(line for order in found.orders.all() for line in order.lines.all() if line.pk == row.line)
    other = of_other_hours(rows, row, on)
    return PartInForce(
        package=found.ref,
        person=found.person.ref,
        provider=provider,
        part=row.part,
        service=line.service,
        ordered_hours=row.baseline,
        weekly_hours=row.weekly_hours,
        carers=row.carers,
        rate=row.rate or NOTHING,
        from_on=row.from_on,
        is_suspended=row.is_suspended,
        team=found.team,
        area_name=_area_name(found.team),
        other_from=other.from_on if other else None,
        other_hours=other.weekly_hours if other else row.weekly_hours,
    )


def the_only(rows: list[LineFacts]) -> LineFacts:
    """The row, where a provider has one part; with several it has to be said which."""
    if len({row.part for row in rows}) > 1:
        raise Refused("This provider has several parts of the package. Say which part.", rule="ORD-1", field="part")
    return rows[0]


def area_name_of(package: Package) -> str:
    """The area that a package is in, by name: where it was placed, else its team's (TIME-1)."""
    return package.requirement.area.name if package.requirement else _area_name(package.team)


def _area_name(team: Unit) -> str:
    """The area that a team is in, by name: its calendar's (TIME-1)."""
    area = area_of(team)
    return area.name if area else ""
