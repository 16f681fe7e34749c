"""Reads of packages and orders, each only what the actor may see (ROLE-5, ROLE-6, ROLE-7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.kernel.hours import Hours
from carewright.kernel.refused import NotFound
from carewright.messages.models import DocumentAbout
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Order, Package
from carewright.packages.rules import LineFacts, service_in_words, standing
from carewright.people.models import Person
from carewright.people.queries import visible_to as sees_person
from carewright.people.rules import folded
from carewright.policy.queries import policy_at
from carewright.worktime import local


@dataclass(frozen=True)
class PackageRow:
    """A package as a list shows it: how it stands, from the last order that was made. No prices."""

    ref: str
    person: str
    service: str
    hours: Hours | None
    providers: str
    standing: str


@dataclass(frozen=True)
class OwnLine:
    """A provider's own line, with its own rate and nobody else's."""

    package: str
    order: str
    version: int
    person_name: str
    person_ref: str
    address: str
    postcode: str
    telephone: str
    service: str
    weekly_hours: Any
    carers: int
    rate: Any
    weekly_cost: Any
    visits: list[Any]
    from_on: date
    to_on: date | None
    document: str
    pronoun: str = ""
    communication_need: str = ""
    language: str = ""
    risk_note: str = ""


def packages(by: Actor, *, search: str = "", service: str = "") -> QuerySet[Package]:
    """Packages in the actor's units, the newest first, each with its orders."""
    check_may(by, "see_packages")
    orders = Prefetch("orders", Order.objects.order_by("-version").prefetch_related("lines__provider"))
    found = visible_to(by).select_related("person", "team", "requirement").prefetch_related(orders)
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
    return [_row(package, at, services) for package in packages]


def row_of(package: Package, at: datetime) -> PackageRow:
    """A package with its orders loaded, as a row."""
    return _row(package, at, services_at(at))


def _row(package: Package, at: datetime, services: dict[str, str]) -> PackageRow:
    latest = max(package.orders.all(), key=lambda order: order.version, default=None)
    lines = list(latest.lines.all()) if latest else []
    facts = [
        LineFacts(line.provider.ref, line.weekly_hours, line.carers, line.rate, line.from_on, line.to_on)
        for line in lines
    ]
    return PackageRow(
        ref=package.ref,
        person=package.person.name,
        service=service_in_words(services, package.service),
        hours=latest.ordered_hours if latest else None,
        providers=", ".join(dict.fromkeys(line.provider.name for line in lines)),
        standing=standing(facts, local(at).date(), is_sent=latest is not None and latest.state == OrderState.SENT),
    )


def services_at(at: datetime) -> dict[str, str]:
    """Codes and names of the services in the policy of the moment."""
    return dict(policy_at(at).terms.services)


def package(ref: str, by: Actor) -> Package:
    """One package with person, team and orders; for anything not to be seen, as for nothing there."""
    check_may(by, "see_packages")
    found = (
        visible_to(by)
        .select_related("person", "team", "requirement__referral")
        .prefetch_related(Prefetch("orders", Order.objects.order_by("-version").prefetch_related("lines__provider")))
        .filter(ref=ref)
        .first()
    )
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


def own_lines(by: Actor, *, package: str = "") -> list[OwnLine]:
    """The provider's own packages: its line in the last sent order of each (ROLE-5)."""
    check_may(by, "see_own_packages", provider=by.provider)
    lines = (
        _lines_in_force(by.provider)
        .select_related("order__package__person")
        .order_by("order__package__person__family_name", "order__package__person__given_name", "pk")
    )
    if package:
        lines = lines.filter(order__package__ref=package)
    documents = own_documents(by.provider, [line.order.ref for line in lines])
    return [_own(line, documents.get(line.order.ref, "")) for line in lines]


def own_package(ref: str, by: Actor) -> list[OwnLine]:
    """The provider's lines of one package; for another's, as for nothing there."""
    found = own_lines(by, package=ref)
    if not found:
        raise NotFound
    return found


def holds_care_of(person: str, provider: str) -> bool:
    """Whether the provider has a line in the last sent order of a package of the person (their reference)."""
    return _lines_in_force(provider).filter(order__package__person__ref=person).exists()


def own_documents(provider: str, orders: list[str]) -> dict[str, str]:
    """The provider's own document of each order, by the order's reference."""
    mentions = DocumentAbout.objects.filter(ref__in=orders, document__provider=provider).select_related("document")
    return {mention.ref: mention.document.ref for mention in mentions.defer("document__content")}


def persons_of(refs: Iterable[str], by: Actor) -> dict[str, Person]:
    """Whose packages these are, by reference: of persons whom the actor sees, and no others."""
    found = Package.objects.filter(sees_person(by, "team"), ref__in=refs).select_related("person")
    return {package.ref: package.person for package in found}


def packages_under(contract: str, by: Actor, on: date) -> list[str]:
    """References, without names, of packages with a line under the contract on the day or later (PRO-2)."""
    check_may(by, "see_providers")
    newest = Order.objects.filter(package=OuterRef("order__package")).order_by("-version").values("pk")[:1]
    lines = Line.objects.filter(contract__ref=contract, order=Subquery(newest)).exclude(to_on__lt=on)
    return sorted(set(lines.values_list("order__package__ref", flat=True)))


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


def _lines_in_force(provider: str) -> QuerySet[Line]:
    """The provider's lines in the last sent order of each package."""
    newest = Order.objects.filter(package=OuterRef("order__package"), state=OrderState.SENT).order_by("-version")
    return Line.objects.filter(provider__ref=provider, order=Subquery(newest.values("pk")[:1]))


def _own(line: Line, document: str) -> OwnLine:
    person = line.order.package.person
    return OwnLine(
        package=line.order.package.ref,
        order=line.order.ref,
        version=line.order.version,
        person_name=person.name,
        person_ref=person.ref,
        address=person.address,
        postcode=person.postcode,
        telephone=person.telephone,
        service=line.service,
        weekly_hours=line.weekly_hours,
        carers=line.carers,
        rate=line.rate,
        weekly_cost=line.weekly_cost,
        visits=line.visits,
        from_on=line.from_on,
        to_on=line.to_on,
        document=document,
        pronoun=person.pronoun,
        communication_need=person.communication_need,
        language=person.language,
        risk_note=person.risk_note,
    )
