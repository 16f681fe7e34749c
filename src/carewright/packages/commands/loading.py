"""Existing packages, to start from (06-interfaces, Imports): rows that have been judged good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.packages.events import PackagesLoaded
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Order, Package
from carewright.packages.rules import LineFacts, order_cost
from carewright.people.models import Person
from carewright.providers.models import Provider
from carewright.trail.command import command, record


@dataclass(frozen=True)
class PackageRow:
    """An existing package with its one provider, as judged good: person and provider exist. `to_on` is inclusive."""

    external_number: str
    case_number: str
    regulator_id: str
    service: str
    weekly_hours: Hours
    carers: int
    rate: Money
    from_on: date
    to_on: date | None = None


@command
def load_packages(*, rows: Sequence[PackageRow], by: Actor, at: datetime) -> list[Package]:
    """Load packages from before: each gets version 1 of an order, already sent. One there already is left alone."""
    check_may(by, "load_packages")
    numbers = [row.external_number for row in rows]
    there = set(Package.objects.filter(external_number__in=numbers).values_list("external_number", flat=True))
    fresh = {row.external_number: row for row in rows if row.external_number not in there}
    persons = Person.objects.select_related("team").in_bulk(
        [row.case_number for row in fresh.values()], field_name="case_number"
    )
    providers = Provider.objects.in_bulk([row.regulator_id for row in fresh.values()], field_name="regulator_id")
    packages = Package.objects.bulk_create(
        Package(
            person=persons[row.case_number],
            team=persons[row.case_number].team,
            service=row.service,
            external_number=row.external_number,
            started_at=at,
        )
        for row in fresh.values()
    )
    orders = Order.objects.bulk_create(
        _order(package, row, by, at) for package, row in zip(packages, fresh.values(), strict=True)
    )
    Line.objects.bulk_create(_line(order, row, providers) for order, row in zip(orders, fresh.values(), strict=True))
    record(PackagesLoaded(packages=tuple(package.ref for package in packages), count=len(packages)))
    return packages


def _facts(row: PackageRow) -> LineFacts:
    return LineFacts(row.regulator_id, row.weekly_hours, row.carers, row.rate, row.from_on, row.to_on)


def _order(package: Package, row: PackageRow, by: Actor, at: datetime) -> Order:
    return Order(
        package=package,
        version=1,
        state=OrderState.SENT,
        from_on=row.from_on,
        known_at=at,
        weekly_cost=order_cost([_facts(row)]),
        ordered_hours=row.weekly_hours,
        made_at=at,
        made_by=by.ref,
        sent_at=at,
    )


def _line(order: Order, row: PackageRow, providers: dict[str, Provider]) -> Line:
    return Line(
        order=order,
        provider=providers[row.regulator_id],
        service=row.service,
        weekly_hours=row.weekly_hours,
        ordered_hours=row.weekly_hours,
        carers=row.carers,
        rate=row.rate,
        from_on=row.from_on,
        to_on=row.to_on,
        weekly_cost=_facts(row).weekly_cost,
    )
