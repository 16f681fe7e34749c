"""A provider's own packages: its own parts, its own prices, and nobody else's (ROLE-5, ROLE-6, ROLE-7)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import NotFound
from carewright.messages.models import DocumentAbout
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Order, Package, Suspension
from carewright.packages.queries.book import versions_of, with_book
from carewright.packages.rules import LineFacts, timeline
from carewright.worktime import local


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
    is_suspended: bool = False
    paid_percent: int = 100
    pronoun: str = ""
    communication_need: str = ""
    language: str = ""
    risk_note: str = ""
    suspended_from: date | None = None
    back_on: date | None = None


def own_lines(by: Actor, at: datetime, *, package: str = "") -> list[OwnLine]:
    """The provider's own packages: what is ordered of it now and later, as sent to it; else what was last (ROLE-5)."""
    check_may(by, "see_own_packages", provider=by.provider)
    day = local(at).date()
    held = _maybe_held(by.provider, day)
    found = with_book(Package.objects.select_related("person").filter(pk__in=held))
    if package:
        found = found.filter(ref=package)
    found = found.order_by("person__family_name", "person__given_name", "pk")
    rows = {one.pk: _shown(one, by.provider, day) for one in found}
    orders = {one.pk: _newest_sent(one) for one in found}
    documents = own_documents(by.provider, [order.ref for order in orders.values()])
    pauses = {one.package_id: one for one in Suspension.objects.filter(package__in=held, closed_at=None)}
    return [
        _own(
            one,
            orders[one.pk],
            row,
            documents.get(orders[one.pk].ref, ""),
            _paused(rows[one.pk], pauses.get(one.pk)),
        )
        for one in found
        for row in rows[one.pk]
    ]


def own_package(ref: str, by: Actor, at: datetime) -> list[OwnLine]:
    """The provider's lines of one package; for another's, as for nothing there."""
    found = own_lines(by, at, package=ref)
    if not found:
        raise NotFound
    return found


def holds_care_of(person: str, provider: str, day: date) -> bool:
    """Whether the provider has a part of a package of the person (their reference) on a day or later, as it was sent to
    it; or had one last, and nothing was sent to others since."""
    return person in in_care_of(provider, {person}, day)


def in_care_of(provider: str, persons: set[str], day: date) -> set[str]:
    """Those of these persons (references) that the provider has care of, as `holds_care_of` says; in one read."""
    held = Package.objects.filter(pk__in=_maybe_held(provider, day), person__ref__in=persons).select_related("person")
    return {package.person.ref for package in with_book(held) if _shown(package, provider, day)}


def own_documents(provider: str, orders: list[str]) -> dict[str, str]:
    """The provider's own document of each order, by the order's reference."""
    mentions = DocumentAbout.objects.filter(ref__in=orders, document__provider=provider).select_related("document")
    return {mention.ref: mention.document.ref for mention in mentions.defer("document__content")}


def _maybe_held(provider: str, day: date) -> QuerySet[Line]:
    """Packages of which the provider may have a part: by a line that was sent and had not ended, or is in the last that
    was. Whether a later version took it away only the book tells."""
    newest = Order.objects.filter(package=OuterRef("order__package"), state=OrderState.SENT).order_by("-version")
    lines = Line.objects.filter(provider__ref=provider, order__state=OrderState.SENT)
    lasting = Q(to_on__isnull=True) | Q(to_on__gte=day) | Q(order=Subquery(newest.values("pk")[:1]))
    return lines.filter(lasting).values("order__package")  # type: ignore[return-value]  # values are a query set of rows


def _newest_sent(package: Package) -> Order:
    return next(order for order in package.orders.all() if order.state == OrderState.SENT)


def _shown(package: Package, provider: str, day: date) -> list[LineFacts]:
    """The provider's rows from the day on; when nothing is left of them, the last of each part, as long as the last
    order sent has them."""
    book = timeline(versions_of(package.orders.all(), sent=True))
    own = [row for row in book if row.provider == provider and row.fund is None]
    going = [row for row in own if row.to_on is None or row.to_on >= day]
    if going:
        return going
    on_last = any(line.provider.ref == provider for line in _newest_sent(package).lines.all())
    return list({row.part: row for row in own}.values()) if on_last else []


def _paused(rows: list[LineFacts], suspension: Suspension | None) -> Suspension | None:
    """The package's suspension, as far as it is of these rows."""
    return suspension if any(row.is_suspended for row in rows) else None


def _own(package: Package, order: Order, row: LineFacts, document: str, suspension: Suspension | None) -> OwnLine:
    person = package.person
    line = next(line for version in package.orders.all() for line in version.lines.all() if line.pk == row.line)
    return OwnLine(
        package=package.ref,
        order=order.ref,
        version=order.version,
        person_name=person.name,
        person_ref=person.ref,
        address=person.address,
        postcode=person.postcode,
        telephone=person.telephone,
        service=line.service,
        weekly_hours=row.weekly_hours,
        carers=row.carers,
        rate=row.rate,
        weekly_cost=row.weekly_cost,
        visits=line.visits,
        from_on=row.from_on,
        to_on=row.to_on,
        document=document,
        is_suspended=row.is_suspended,
        paid_percent=row.paid_percent,
        pronoun=person.pronoun,
        communication_need=person.communication_need,
        language=person.language,
        risk_note=person.risk_note,
        suspended_from=suspension.from_on if suspension else None,
        back_on=suspension.expected_return_on if suspension else None,
    )
