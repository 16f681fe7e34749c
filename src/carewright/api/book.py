"""Operations about the order book: any day as known on any day, what is owed, and what is done to a package."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area, File
from carewright.api.orders import CSV, shown_order
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.book import (
    AdjustmentShown,
    BookRowShown,
    BookShown,
    Cancellation,
    ChargeShown,
    End,
    FundToPay,
    HoursToOrder,
    OrderAdjusting,
    OwnResumption,
    PartEnd,
    Resumption,
    SuspensionShown,
    SuspensionToBegin,
)
from carewright.api.schemas.fields import Day, Moment, PathRef
from carewright.api.schemas.packages import OrderShown, OwnLineShown
from carewright.files.writing import write_csv
from carewright.kernel.refused import Fault, Invalid
from carewright.look.days import today
from carewright.look.page import Request
from carewright.packages import commands, queries
from carewright.packages.rules import on_day, order_cost, weekly_hours

if TYPE_CHECKING:
    from carewright.packages.models import Order

MOST_ADJUSTED = 10_000
LATELY = timedelta(days=27)
MOST_DAYS = 3660
"""A statement is of at most ten years."""
HEADINGS = ("order", "version", "kind", "package", "external_number", "made_at")
ROW_HEADINGS = ("part", "provider", "from_on", "to_on", "hours", "amount")

area = Area("Order book")
own_area = Area("For providers: order book")

Since = Annotated[Moment | None, Field(description="Made from this moment on.")]
Until = Annotated[Moment | None, Field(description="Made before this moment.")]


@area.reads("/packages/{ref}/book", "see_packages")
def get_book(
    request: Request,
    ref: PathRef,
    on: Annotated[Day | None, Field(description="For this day; left out: today.")] = None,
    known_on: Annotated[Day | None, Field(description="As known at the end of this day; left out: now.")] = None,
) -> BookShown:
    """What was ordered for a day, as known at the end of a day in London (ORD-2)."""
    package, day = queries.package(ref, request.actor), today(request.at)
    known = queries.known_at_end_of(known_on or day, request.at)
    rows = on_day(queries.book_of(package, known_at=known), on or day)
    priced = queries.sees_prices(request.actor, package)
    return BookShown(
        package=package.ref,
        on=on or day,
        known_on=known_on or day,
        weekly_hours=weekly_hours(rows),
        weekly_cost=order_cost(rows) if priced else None,
        parts=[_row(part, priced=priced) for part in queries.parts_on(package, rows)],
    )


@area.reads("/packages/{ref}/book/all", "see_packages")
def list_book(
    request: Request,
    ref: PathRef,
    known_on: Annotated[Day | None, Field(description="As known at the end of this day; left out: now.")] = None,
) -> Listed[BookRowShown]:
    """Everything ordered on every day, by part and first day, as known at the end of a day (ORD-2)."""
    package = queries.package(ref, request.actor)
    known = queries.known_at_end_of(known_on or today(request.at), request.at)
    priced = queries.sees_prices(request.actor, package)
    parts = queries.parts_on(package, queries.book_of(package, known_at=known))
    return Listed(items=[_row(part, priced=priced) for part in parts])


@area.reads("/packages/{ref}/suspensions", "see_packages")
def list_suspensions(request: Request, ref: PathRef) -> Listed[SuspensionShown]:
    """Every time without care of a package, the last first (ORD-3)."""
    found = queries.suspensions(queries.package(ref, request.actor))
    return Listed(items=[_suspension(one) for one in found])


@area.reads("/packages/{ref}/statement", "see_packages")
def get_statement(
    request: Request,
    ref: PathRef,
    since: Annotated[Day | None, Field(description="First day; left out: four weeks before the last.")] = None,
    until: Annotated[Day | None, Field(description="Last day, included; left out: today.")] = None,
) -> Listed[ChargeShown]:
    """What a package comes to, week by week and part by part, from a day to a day, both included (ORD-2)."""
    until = until or today(request.at)
    since = since or until - LATELY
    if until < since:
        raise Invalid([Fault("until", "The last day must be on or after the first.")])
    if until - since > timedelta(days=MOST_DAYS):
        raise Invalid([Fault("since", "Ask for at most ten years at a time.")])
    package = queries.package(ref, request.actor)
    priced = queries.sees_prices(request.actor, package)
    found = [
        ChargeShown.model_validate(one) for one in queries.charges(package, queries.book_of(package), since, until)
    ]
    unseen = {} if priced else {"cost": None, "adjusted": None}
    return Listed(items=[one.model_copy(update=unseen) for one in found])


@area.reads("/adjustments", "see_packages")
def list_adjustments(
    request: Request, page: Query[Paging], since: Since = None, until: Until = None
) -> Page[OrderAdjusting]:
    """What became owed either way for days that were over, the oldest first: for payment systems (ORD-2, ORD-4)."""

    def shown(order: "Order") -> OrderAdjusting:
        return _adjusting(order, request)

    found = queries.orders_adjusting(request.actor, since=since, until=until)
    return paged(request, found, page, order=("made_at", "ref"), shown=shown)


@area.reads("/adjustments.csv", "see_packages", media_type=CSV)
def export_adjustments(request: Request, since: Since = None, until: Until = None) -> File:
    """The same as CSV: one row for each part and week; money only for who may see prices."""
    found = queries.orders_adjusting(request.actor, since=since, until=until)
    if found.count() > MOST_ADJUSTED:
        sentence = f"There are more than {MOST_ADJUSTED:,} orders. Ask for a shorter time with since and until."
        raise Invalid([Fault("since", sentence)])
    out = StringIO()
    write_csv(out, (*HEADINGS, *ROW_HEADINGS), _adjusted_rows([_adjusting(order, request) for order in found]))
    return File(out.getvalue().encode(), CSV, "adjustments.csv")


@area.writes("/packages/{ref}/suspensions", "suspend_package", status=201)
def suspend_package(request: Request, ref: PathRef, asked: SuspensionToBegin) -> OrderShown:
    """Suspend care; the policy says what is paid meanwhile (ORD-3)."""
    return _made(commands.suspend_package(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/packages/{ref}/resumption", "resume_package")
def resume_package(request: Request, ref: PathRef, asked: Resumption) -> OrderShown:
    """Record that care resumes, as the provider has confirmed (ORD-3)."""
    return _made(commands.resume_package(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/packages/{ref}/end", "end_package")
def end_package(request: Request, ref: PathRef, asked: End) -> OrderShown:
    """End a package after its last day (ORD-3)."""
    return _made(commands.end_package(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/packages/{ref}/part-end", "end_part")
def end_part(request: Request, ref: PathRef, asked: PartEnd) -> OrderShown:
    """End one provider's part of a package (ORD-3)."""
    return _made(commands.end_part(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/packages/{ref}/cancellation", "cancel_order")
def cancel_order(request: Request, ref: PathRef, asked: Cancellation) -> OrderShown:
    """Cancel all that was ordered, from its first day (ORD-3)."""
    return _made(commands.cancel_order(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/packages/{ref}/hours", "reorder_part")
def reorder_part(request: Request, ref: PathRef, asked: HoursToOrder) -> OrderShown:
    """Order other hours of a part, as authorised. Within tolerance a provider changes them by a change (CHG-1)."""
    return _made(commands.reorder_part(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/packages/{ref}/fund", "replace_with_fund")
def replace_with_fund(request: Request, ref: PathRef, asked: FundToPay) -> OrderShown:
    """Pay a direct payment or service fund in the place of care (ORD-5)."""
    return _made(commands.replace_with_fund(package=ref, **asked.told(), by=request.actor, at=request.at), request)


@own_area.writes("/own/packages/{ref}/resumption", "resume_package")
def resume_own_package(request: Request, ref: PathRef, asked: OwnResumption) -> Listed[OwnLineShown]:
    """The provider confirms itself that care resumes; answered by its own parts as they were last sent to it."""
    commands.resume_package(package=ref, **asked.told(), by=request.actor, at=request.at)
    own = queries.own_package(ref, request.actor, request.at)
    return Listed(items=[OwnLineShown.model_validate(line) for line in own])


def _made(order: "Order", request: Request) -> OrderShown:
    return shown_order(order, priced=queries.sees_prices(request.actor, order.package))


def _row(part: queries.PartRow, *, priced: bool) -> BookRowShown:
    facts = part.facts
    return BookRowShown(
        part=facts.part,
        provider=facts.provider or None,
        held_by=part.held_by,
        service=part.service,
        weekly_hours=facts.weekly_hours,
        ordered_hours=facts.baseline,
        carers=facts.carers,
        visits=part.visits,
        from_on=facts.from_on,
        to_on=facts.to_on,
        is_suspended=facts.is_suspended,
        paid_percent=facts.paid_percent,
        rate=facts.rate if priced else None,
        weekly_cost=facts.weekly_cost if priced else None,
    )


def _suspension(row: queries.SuspensionRow) -> SuspensionShown:
    one = row.suspension
    return SuspensionShown(
        ref=one.ref,
        reason=row.reason,
        from_on=one.from_on,
        expected_return_on=one.expected_return_on,
        to_on=one.to_on,
        retainer_days=one.retainer_days,
        retainer_percent=one.retainer_percent,
        confirmed_by=one.confirmed_by,
    )


def _adjusting(order: "Order", request: Request) -> OrderAdjusting:
    unseen = {} if queries.sees_prices(request.actor, order.package) else {"amount": None}
    rows = [AdjustmentShown.model_validate(one).model_copy(update=unseen) for one in order.adjustments.all()]
    return OrderAdjusting(
        order=order.ref,
        version=order.version,
        kind=order.kind,
        package=order.package.ref,
        external_number=order.package.external_number,
        made_at=order.made_at,
        adjustments=rows,
    )


def _adjusted_rows(orders: list[OrderAdjusting]) -> Iterator[list[object]]:
    for order in orders:
        of_order = order.model_dump(mode="json")
        for row in of_order["adjustments"]:
            yield [*(of_order[name] for name in HEADINGS), *(row[name] for name in ROW_HEADINGS)]
