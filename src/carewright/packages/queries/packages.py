"""Reads of packages and orders for the council, each only what the actor may see (ROLE-5, ROLE-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.kernel.hours import Hours
from carewright.kernel.refused import NotFound
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Order, Package
from carewright.packages.queries.book import book_of, facts_of, with_book
from carewright.packages.rules import LineFacts, from_day, on_day, service_in_words, standing, weekly_hours
from carewright.packages.rules.book import Rows
from carewright.people.models import Person
from carewright.people.queries import visible_to as sees_person
from carewright.people.rules import folded
from carewright.policy.queries import policy_at
from carewright.worktime import local

PACKAGES_AT_ONCE = 200
"""So many packages' books are in memory at a time."""


@dataclass(frozen=True)
class PackageRow:
    """A package as a list shows it: how it stands, from the last order that was made. No prices."""

    ref: str
    person: str
    service: str
    hours: Hours | None
    providers: str
    standing: str


def packages(by: Actor, *, search: str = "", service: str = "") -> QuerySet[Package]:
    """Packages in the actor's units, the newest first, each with its orders."""
    check_may(by, "see_packages")
    found = with_book(visible_to(by).select_related("person", "team", "requirement"))
    if service:
        found = found.filter(service=service)
    if search:
        found = found.filter(
            Q(person__search__contains=folded(search))
            | Q(ref=search.strip().upper())
            | Q(person__case_number__iexact=search.strip())
        )
    return found.order_by("-started_at", "-pk")


def rows_of(packages: Iterable[Package], at: datetime) -> list[PackageRow]:
    """Packages with their orders loaded, as the rows of a list."""
    services = services_at(at)
    return [_row(package, at, services, book_of(package)) for package in packages]


def row_of(package: Package, at: datetime, book: Rows | None = None) -> PackageRow:
    """A package with its orders loaded, as a row; with its book, where that is at hand."""
    return _row(package, at, services_at(at), book_of(package) if book is None else book)


def _row(package: Package, at: datetime, services: dict[str, str], ordered: Rows) -> PackageRow:
    orders, day = list(package.orders.all()), local(at).date()
    book = ordered or _awaited(orders)
    shown = on_day(book, day) or _nearest(book, day)
    names = {line.provider.ref: line.provider.name for order in orders for line in order.lines.all()}
    names |= {fund.provider.ref: fund.provider.name for order in orders for fund in order.funds.all() if fund.provider}
    cancelled = bool(orders) and not book
    return PackageRow(
        ref=package.ref,
        person=package.person.name,
        service=service_in_words(services, package.service),
        hours=weekly_hours(shown) if shown else None,
        providers=", ".join(dict.fromkeys(names[row.provider] for row in shown if row.provider)),
        standing="Cancelled" if cancelled else standing(book, day, is_sent=any(order.sent_at for order in orders)),
    )


def _awaited(orders: list[Order]) -> tuple[LineFacts, ...]:
    """What is about to be ordered, where everything still waits for an individual contract."""
    return tuple(map(facts_of, orders[0].lines.all())) if orders else ()


def _nearest(book: tuple[LineFacts, ...], day: date) -> list[LineFacts]:
    """What comes first after the day; when nothing does, what was last."""
    coming = min((row.from_on for row in book if row.from_on > day), default=None)
    if coming is not None:
        return [row for row in book if row.from_on == coming]
    last = max((row.to_on for row in book if row.to_on), default=None)
    return [row for row in book if row.to_on == last]


def services_at(at: datetime) -> dict[str, str]:
    """Codes and names of the services in the policy of the moment."""
    return dict(policy_at(at).terms.services)


def package(ref: str, by: Actor) -> Package:
    """One package with person, team and orders; for anything not to be seen, as for nothing there."""
    check_may(by, "see_packages")
    found = with_book(visible_to(by).select_related("person", "team", "requirement__referral")).filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def orders_sent(by: Actor, *, since: datetime | None = None, until: datetime | None = None) -> QuerySet[Order]:
    """Orders of packages in the actor's units, sent from a moment on and before another, the oldest first (ORD-4)."""
    check_may(by, "see_packages")
    found = Order.objects.filter(package__in=visible_to(by), state=OrderState.SENT)
    if since is not None:
        found = found.filter(sent_at__gte=since)
    if until is not None:
        found = found.filter(sent_at__lt=until)
    return (
        found.select_related("package__team", "package__person")
        .prefetch_related("lines__provider")
        .order_by("sent_at", "ref")
    )


def sees_prices(by: Actor, package: Package) -> bool:
    """Whether the actor may see rates and costs from contracts (ROLE-6)."""
    return may(by, "see_contract_prices", unit=package.team.path)


def persons_of(refs: Iterable[str], by: Actor) -> dict[str, Person]:
    """Whose packages these are, by reference: of persons whom the actor sees, and no others."""
    found = Package.objects.filter(sees_person(by, "team"), ref__in=refs).select_related("person")
    return {package.ref: package.person for package in found}


def packages_under(contract: str, by: Actor, on: date) -> list[str]:
    """References, without names, of packages with a line under the contract on the day or later (PRO-2)."""
    check_may(by, "see_providers")
    held = Line.objects.filter(contract__ref=contract)
    under = set(held.values_list("pk", flat=True))
    found = with_book(Package.objects.filter(orders__lines__in=held.exclude(to_on__lt=on)).distinct())
    return sorted(
        one.ref
        for one in found.iterator(chunk_size=PACKAGES_AT_ONCE)
        if any(row.line in under for row in from_day(book_of(one), on))
    )


def orders_to_send(size: int = 50) -> list[str]:
    """Orders that are made and wait to be sent, the oldest first."""
    found = Order.objects.filter(state=OrderState.MADE).order_by("made_at", "pk")
    return list(found.values_list("ref", flat=True)[:size])


def visible_to(by: Actor) -> QuerySet[Package]:
    """Packages of the units in which the actor holds a council role."""
    inside = Q(pk__in=[])
    for path in by.unit_paths():
        inside |= Q(team__path__startswith=path)
    return Package.objects.filter(inside)
