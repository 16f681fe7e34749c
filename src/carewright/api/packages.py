"""Operations about packages and orders, for the council and for the provider that has a part of one."""

from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area, File
from carewright.api.orders import CSV, orders_csv, shown_order, shown_package
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Line, Moment, PathRef, Word
from carewright.api.schemas.packages import (
    Assessment,
    AssessmentShown,
    DocumentShown,
    IndividualContract,
    OrderShown,
    OwnLineShown,
    PackageRow,
    PackageShown,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.look.page import Request
from carewright.messages.queries import document, documents_about
from carewright.packages import commands, queries
from carewright.packages.sending import order_pdfs

if TYPE_CHECKING:
    from carewright.packages.models import Order, Package

PDF = "application/pdf"
MOST_ORDERS = 10_000

area = Area("Packages")
own_area = Area("For providers: packages")

Since = Annotated[Moment | None, Field(description="Sent from this moment on.")]
Until = Annotated[Moment | None, Field(description="Sent before this moment.")]


@area.reads("/packages", "see_packages")
def list_packages(request: Request, page: Query[Paging], search: Line = "", service: Word = "") -> Page[PackageRow]:
    """Packages in the units of the key's user, newest first; with a search by name, case number or reference."""

    def shown(package: "Package") -> PackageRow:
        return PackageRow.model_validate(queries.row_of(package, request.at))

    found = queries.packages(request.actor, search=search, service=service)
    return paged(request, found, page, order=("-started_at", "ref"), shown=shown)


@area.reads("/packages/{ref}", "see_packages")
def get_package(request: Request, ref: PathRef) -> PackageShown:
    """A package with every version of its order."""
    return shown_package(queries.package(ref, request.actor), request)


@area.reads("/packages/{ref}/timeline", "see_packages")
def get_package_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a package, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.package(ref, request.actor).ref)


@area.reads("/packages/{ref}/documents", "see_packages")
def list_package_documents(request: Request, page: Query[Paging], ref: PathRef) -> Page[DocumentShown]:
    """The documents about a package that the key's user may open: those with prices only for who may see prices."""
    found = documents_about(queries.package(ref, request.actor).ref, request.actor)
    return paged(request, found, page, order=("-made_at", "ref"), shown=DocumentShown.model_validate)


@area.reads("/packages/{ref}/documents/{document_ref}", "see_packages", media_type=PDF)
def get_package_document(request: Request, ref: PathRef, document_ref: PathRef) -> File:
    """A document about a package, such as an order as sent to a provider (PDF)."""
    about = documents_about(queries.package(ref, request.actor).ref, request.actor)
    if not about.filter(ref=document_ref).exists():
        raise NotFound
    return File(bytes(document(document_ref, request.actor).content), PDF, f"{document_ref}.pdf")


@area.reads("/orders", "see_packages")
def list_orders(request: Request, page: Query[Paging], since: Since = None, until: Until = None) -> Page[OrderShown]:
    """Orders sent, the oldest first: for case-management and payment systems (ORD-4)."""

    def shown(order: "Order") -> OrderShown:
        return shown_order(order, priced=queries.sees_prices(request.actor, order.package))

    found = queries.orders_sent(request.actor, since=since, until=until)
    return paged(request, found, page, order=("sent_at", "ref"), shown=shown)


@area.reads("/orders.csv", "see_packages", media_type=CSV)
def export_orders(request: Request, since: Since = None, until: Until = None) -> File:
    """Orders sent, as CSV: one row a line; prices only for who may see them (ORD-4)."""
    found = queries.orders_sent(request.actor, since=since, until=until)
    if found.count() > MOST_ORDERS:
        sentence = f"There are more than {MOST_ORDERS:,} orders. Ask for a shorter time with since and until."
        raise Invalid([Fault("since", sentence)])
    return File(orders_csv(found, request.actor), CSV, "orders.csv")


@area.writes("/orders/{ref}/individual-contract", "complete_individual_contract")
def complete_individual_contract(request: Request, ref: PathRef, asked: IndividualContract) -> OrderShown:
    """Record that a non-contracted provider's contract is complete, with its rate: the order goes out next (ACC-4)."""
    order = commands.complete_individual_contract(order=ref, **asked.told(), by=request.actor, at=request.at)
    return shown_order(order, priced=queries.sees_prices(request.actor, order.package))


@area.writes("/orders/{ref}/sending", "send_order")
def send_order(request: Request, ref: PathRef) -> OrderShown:
    """Send an order now, rather than with the next round of the worker."""
    order = commands.send_order(order=ref, documents=order_pdfs(ref), by=request.actor, at=request.at)
    return shown_order(order, priced=queries.sees_prices(request.actor, order.package))


@area.writes("/orders/{ref}/financial-assessment", "record_financial_assessment", status=201)
def record_financial_assessment(request: Request, ref: PathRef, asked: Assessment) -> AssessmentShown:
    """Record what the person pays a week, and tell finance (ACC-6)."""
    made = commands.record_financial_assessment(order=ref, **asked.told(), by=request.actor, at=request.at)
    return AssessmentShown.model_validate(made)


@own_area.reads("/own/packages", "see_own_packages")
def list_own_packages(request: Request) -> Listed[OwnLineShown]:
    """The provider's own parts of packages, from the last order sent of each."""
    return Listed(items=[OwnLineShown.model_validate(line) for line in queries.own_lines(request.actor, request.at)])


@own_area.reads("/own/packages/{ref}", "see_own_packages")
def get_own_package(request: Request, ref: PathRef) -> Listed[OwnLineShown]:
    """The provider's own parts of one package."""
    return Listed(
        items=[OwnLineShown.model_validate(line) for line in queries.own_package(ref, request.actor, request.at)]
    )


@own_area.reads("/own/documents/{ref}", "see_own_packages", media_type=PDF)
def get_own_document(request: Request, ref: PathRef) -> File:
    """A document sent to the provider, such as its part of an order (PDF)."""
    return File(bytes(document(ref, request.actor).content), PDF, f"{ref}.pdf")
