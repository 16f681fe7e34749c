"""How every later version of an order is made: locked, known from now, with what it owes for days that were over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused
from carewright.obligations.commands import open_obligation
from carewright.packages.commands.budgeting import follow_the_order
from carewright.packages.events import OrderChanged
from carewright.packages.lifecycle import OrderKind, OrderState
from carewright.packages.models import Adjustment, Fund, Line, Order, Package
from carewright.packages.queries.book import book_of, versions_of, with_book
from carewright.packages.queries.budgets import contribution_effect
from carewright.packages.rules import LineFacts, Version, adjustments, on_day, order_cost, ordered_hours, timeline
from carewright.packages.rules.book import DAY, Rows, first_day, first_of_each_part
from carewright.policy.queries import policy_at
from carewright.providers.models import Provider
from carewright.trail.command import within_command
from carewright.worktime import due, local


@dataclass(frozen=True)
class Book:
    """A package, locked, with what is ordered on every day."""

    package: Package
    rows: Rows

    @property
    def orders(self) -> list[Order]:
        """Every version of the order, the newest first."""
        return list(self.package.orders.all())

    def row_of(self, provider: str, day: date, part: int | None = None) -> LineFacts:
        """The provider's part on a day; refused where it has none, or several and it isn't said which."""
        rows = [row for row in on_day(self.rows, day) if row.provider == provider and row.fund is None]
        rows = [row for row in rows if part is None or row.part == part]
        if not rows:
            raise Refused("This provider has no part of the package on that day.", rule="ORD-2", field="from_on")
        if len(rows) > 1:
            raise Refused("This provider has several parts of the package. Say which.", rule="ORD-1", field="part")
        return rows[0]


def locked_book(package: str) -> Book:
    """The package with its order book, locked so that versions are made one after another."""
    within_command()
    locked = Package.objects.select_for_update(no_key=True).filter(ref=package).first()
    if locked is None:
        raise NotFound
    found = with_book(Package.objects.select_related("person", "team", "requirement__area")).get(pk=locked.pk)
    return Book(found, book_of(found))


def check_something_is_ordered(book: Book) -> None:
    """Refuse where there is no order yet, or it was cancelled."""
    if not book.rows:
        raise Refused("Nothing is ordered for this package, so there is nothing to change.", rule="ORD-2")


def check_from_first_day(book: Book, from_on: date) -> None:
    """What was not ordered yet can't be changed: refuse a day before the first."""
    first = first_day(book.rows)
    if first is None or from_on < first:
        raise Refused(
            "The package had not started on that day. Give its first day or a later one.", rule="ORD-2", field="from_on"
        )


def revise(
    book: Book,
    *,
    kind: OrderKind,
    from_on: date,
    rows: Rows,
    because: str,
    by: Actor,
    at: datetime,
    origins: Mapping[int, Line] | None = None,
    new_fund: Fund | None = None,
) -> Order:
    """Make the next version: from `from_on` on, `rows` are all that is ordered. Records nothing itself.

    Days that were over are owed either way as adjustments; the order is owed to its providers (ACC-4); the personal
    budget follows where the person pays otherwise (CHG-5). A row that comes
    from no line yet has a number below nothing, by which `origins` has a line like it; a new fund is `new_fund`.
    """
    within_command()
    now = first_of_each_part(rows, from_on)
    order = Order.objects.create(
        package=book.package,
        version=len(book.orders) + 1,
        kind=kind,
        state=OrderState.MADE,
        from_on=from_on,
        known_at=at,
        because=because,
        weekly_cost=order_cost(now),
        ordered_hours=ordered_hours(now),
        made_at=at,
        made_by=by.ref,
    )
    _write_lines(order, book, [row for row in rows if row.fund is None], origins or {})
    _write_funds(order, book, [row for row in rows if row.fund is not None], new_fund)
    _owe_for_days_over(order, book, rows, at)
    owe_the_order(order, book.package, at)
    follow_the_order(order, by=by, at=at)
    return order


def changed_event(order: Order, book: Book, what: str, reason: str = "") -> OrderChanged:
    """What is recorded of a later version."""
    providers = {line.provider.ref: None for line in order.lines.select_related("provider")}
    return OrderChanged(
        order=order.ref,
        package=book.package.ref,
        person=book.package.person.ref,
        providers=tuple(providers),
        version=order.version,
        kind=str(order.kind),
        starts_on=order.from_on,
        because=order.because,
        what=what,
        reason=reason.strip(),
        contribution=contribution_effect(order).sentence,
    )


def owe_the_order(order: Order, package: Package, at: datetime) -> None:
    """The order is owed to its providers within the policy's limit (ACC-4)."""
    policy = policy_at(at).terms
    area = package.requirement.area.name if package.requirement else ""
    open_obligation(
        rule="ACC-4",
        duty="send_order",
        sentence="Send the service delivery order",
        subject=order.ref,
        about=package.ref,
        role=Role.BROKER,
        unit=package.team,
        due_at=due(at, policy.acceptance.order_within, policy.calendar_for(area)),
        at=at,
    )


def _write_lines(order: Order, book: Book, rows: Sequence[LineFacts], origins: Mapping[int, Line]) -> None:
    """The rows as lines: what is not of the row itself (service, visits, contract) is as in the line it comes from."""
    before = {line.pk: line for version in book.orders for line in version.lines.all()} | dict(origins)
    lines = [line_like(row, before[row.line]) for row in rows]
    for line in lines:
        line.order = order
    Line.objects.bulk_create(lines)


def line_like(row: LineFacts, origin: Line) -> Line:
    """A line, of no order yet, that says what the row says, and as the line it comes from what a row doesn't hold."""
    return Line(
        provider=origin.provider,
        award_id=origin.award_id,
        contract_id=origin.contract_id,
        part=row.part,
        service=origin.service,
        weekly_hours=row.weekly_hours,
        ordered_hours=row.baseline,
        carers=row.carers,
        rate=row.rate or 0,
        visits=origin.visits,
        from_on=row.from_on,
        to_on=row.to_on,
        is_suspended=row.is_suspended,
        paid_percent=row.paid_percent,
        weekly_cost=row.weekly_cost,
    )


def _write_funds(order: Order, book: Book, rows: Sequence[LineFacts], new: Fund | None) -> None:
    """The fund of each row: as before, or the new one."""
    before = {fund.pk: fund for version in book.orders for fund in version.funds.all()}
    for row in rows:
        origin = before.get(row.line) or new
        if origin is None:
            raise LookupError("a fund's row without its fund")
        Fund.objects.create(
            order=order,
            kind=origin.kind,
            provider=origin.provider,
            personal_budget=origin.personal_budget,
            contribution=origin.contribution,
            from_on=row.from_on,
            to_on=row.to_on,
            is_suspended=row.is_suspended,
            paid_percent=row.paid_percent,
        )


def _owe_for_days_over(order: Order, book: Book, rows: Rows, at: datetime) -> None:
    """Adjustments for the days from the version's first to yesterday (ORD-2)."""
    yesterday = local(at).date() - DAY
    if order.from_on > yesterday:
        return
    versions = versions_of(book.orders)
    after = timeline([*versions, Version(order.version, order.from_on, at, rows)])
    owed = adjustments(book.rows, after, order.from_on, yesterday)
    providers = Provider.objects.in_bulk([one.provider for one in owed if one.provider], field_name="ref")
    Adjustment.objects.bulk_create(
        Adjustment(
            order=order,
            provider=providers.get(one.provider),
            part=one.part,
            from_on=one.from_on,
            to_on=one.to_on,
            hours=one.hours,
            amount=one.amount,
        )
        for one in owed
    )
