"""Ending a package or a part of it, cancelling an order, paying a fund in the place of care (ORD-3, ORD-5)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.money import Money, in_words
from carewright.kernel.refused import Refused, WrongState
from carewright.obligations.commands import cancel
from carewright.packages.commands.revising import (
    changed_event,
    check_from_first_day,
    check_something_is_ordered,
    locked_book,
    revise,
)
from carewright.packages.commands.sending import ASSESSMENT
from carewright.packages.commands.suspending import end_suspension
from carewright.packages.lifecycle import FundKind, OrderKind
from carewright.packages.models import Fund, Order
from carewright.packages.queries.book import fund_facts
from carewright.packages.rules import ended
from carewright.packages.rules.book import DAY, first_day, joined
from carewright.providers.models import Provider
from carewright.trail.command import command, record


@command
def end_package(*, package: str, last_on: date, reason: str, by: Actor, at: datetime) -> Order:
    """End a package after its last day, which is still paid; nothing after it costs anything (ORD-3)."""
    book = locked_book(package)
    check_may(by, "end_package", unit=book.package.team.path)
    check_something_is_ordered(book)
    check_from_first_day(book, last_on)
    _check_reason(reason)
    if not any(row.to_on is None or row.to_on > last_on for row in book.rows):
        raise WrongState("This package has ended by that day already.", rule="ORD-3")
    end_suspension(book.package, last_on, at)
    rows = ended(book.rows, last_on)
    order = revise(book, kind=OrderKind.ENDED, from_on=last_on, rows=rows, because="", by=by, at=at)
    record(changed_event(order, book, "it ends with that day.", reason))
    return order


@command
def end_part(
    *, package: str, provider: str, last_on: date, reason: str, part: int | None = None, by: Actor, at: datetime
) -> Order:
    """End one provider's part of a package after its last day; the other parts go on (ORD-3)."""
    book = locked_book(package)
    check_may(by, "end_part", unit=book.package.team.path)
    check_from_first_day(book, last_on)
    _check_reason(reason)
    row = book.row_of(provider, last_on, part)
    rows = ended(book.rows, last_on, row.part)
    order = revise(book, kind=OrderKind.PART_ENDED, from_on=last_on, rows=rows, because="", by=by, at=at)
    record(changed_event(order, book, "one provider's part ends with that day.", reason))
    return order


@command
def cancel_order(*, package: str, reason: str, by: Actor, at: datetime) -> Order:
    """Cancel all that was ordered: it costs nothing from its first day on (ORD-3)."""
    book = locked_book(package)
    check_may(by, "cancel_order", unit=book.package.team.path)
    check_something_is_ordered(book)
    _check_reason(reason)
    first = first_day(book.rows) or book.rows[0].from_on
    end_suspension(book.package, first, at)
    cancel(about=book.package.ref, duty=ASSESSMENT, at=at)
    order = revise(book, kind=OrderKind.CANCELLED, from_on=first, rows=(), because="", by=by, at=at)
    record(changed_event(order, book, "cancelled from its first day.", reason))
    return order


@command
def replace_with_fund(
    *,
    package: str,
    kind: str,
    from_on: date,
    personal_budget: Money,
    contribution: Money,
    provider: str = "",
    by: Actor,
    at: datetime,
) -> Order:
    """Pay a direct payment or an individual service fund in the place of the lines, from a day on (ORD-5).

    Its weekly amount is the personal budget less the contribution. `provider` holds a service fund.
    """
    book = locked_book(package)
    check_may(by, "replace_with_fund", unit=book.package.team.path)
    check_something_is_ordered(book)
    check_from_first_day(book, from_on)
    fund = _fund(kind, provider, from_on, personal_budget, contribution)
    end_suspension(book.package, from_on - DAY, at)
    lasting = ended([row for row in book.rows if row.from_on < from_on], from_on - DAY)
    rows = joined([*lasting, fund_facts(fund)])
    starts = from_on - DAY if lasting else from_on
    order = revise(book, kind=OrderKind.FUNDED, from_on=starts, rows=rows, because="", by=by, at=at, new_fund=fund)
    record(changed_event(order, book, f"a {FundKind(kind).in_words} takes the place of what was ordered."))
    return order


def _fund(kind: str, provider: str, from_on: date, personal_budget: Money, contribution: Money) -> Fund:
    if kind not in FundKind.__members__.values():
        raise Refused("Choose a direct payment or an individual service fund.", rule="ORD-5", field="kind")
    if contribution < 0 or contribution > personal_budget:
        raise Refused(
            f"The contribution must be between nothing and the personal budget of {in_words(personal_budget)}.",
            rule="ORD-5",
            field="contribution",
        )
    holder = Provider.objects.filter(ref=provider).first() if provider else None
    if (kind == FundKind.SERVICE_FUND) != (holder is not None):
        raise Refused(
            "A service fund is held by a provider, a direct payment by nobody but the person.",
            rule="ORD-5",
            field="provider",
        )
    return Fund(
        kind=kind,
        provider=holder,
        personal_budget=personal_budget,
        contribution=contribution,
        from_on=from_on,
    )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why.", rule="ORD-3", field="reason")
