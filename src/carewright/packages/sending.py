"""Sending orders that are made: PDFs set outside any transaction, one command each (ACC-4, ORD-4)."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from typst import TypstError

from carewright.access.actors import SYSTEM
from carewright.kernel.refused import NotFound, WrongState
from carewright.messages.letters import Letterhead, OrderDocument, OrderLine, order_pdf
from carewright.packages.commands import send_order
from carewright.packages.models import Line, Order
from carewright.packages.queries import orders_to_send
from carewright.packages.rules import service_in_words
from carewright.policy.queries import policy_of

log = logging.getLogger(__name__)


def send_made_orders(now: datetime) -> Iterator[str]:
    """Send every order that waits to be sent; yields each one's reference.

    An order whose document can't be set is logged and left: it stays owed, and shows as overdue on the broker's
    work. Two workers at once do no harm: the second finds the order sent.
    """
    for ref in orders_to_send():
        try:
            send_order(order=ref, documents=order_pdfs(ref), by=SYSTEM, at=now)
        except TypstError:
            log.exception("The document of order %s could not be set; it is left for a broker.", ref)
        except WrongState:
            continue
        else:
            yield ref


def order_pdfs(ref: str) -> dict[str, bytes]:
    """Each provider's document, by its reference: its own lines and prices alone (ROLE-6)."""
    order = (
        Order.objects.select_related("package__person", "package__requirement__referral", "package__team")
        .prefetch_related("lines__provider")
        .filter(ref=ref)
        .first()
    )
    if order is None:
        raise NotFound
    lines: dict[str, list[Line]] = {}
    for line in order.lines.all():
        lines.setdefault(line.provider.ref, []).append(line)
    return {provider: order_pdf(_document(order, own)) for provider, own in lines.items()}


def _document(order: Order, lines: list[Line]) -> OrderDocument:
    package, needed = order.package, order.package.requirement
    services = policy_of(needed.policy_version).terms.services if needed else {}
    times = needed.referral.essential_visits.all() if needed else []
    return OrderDocument(
        letterhead=Letterhead(settings.COUNCIL_NAME, settings.COUNCIL_COLOUR),
        order=order.ref,
        version=order.version,
        package=package.ref,
        person_name=package.person.name,
        person_address=(package.person.address, package.person.postcode),
        provider=lines[0].provider.name,
        lines=tuple(_line(line, service_in_words(services, line.service)) for line in lines),
        weekly_cost=sum((line.weekly_cost for line in lines[1:]), lines[0].weekly_cost),
        contribution=None,
        terms=tuple(paragraph for paragraph in order.terms.split("\n\n") if paragraph.strip()),
        essential_times=tuple(
            f"{visit.from_time:%H:%M} to {visit.to_time:%H:%M}, {visit.days}: {visit.reason}" for visit in times
        ),
        made_at=order.made_at,
        contact=package.team.email,
    )


def _line(line: Line, service: str) -> OrderLine:
    return OrderLine(
        service=service,
        weekly_hours=line.weekly_hours,
        visits=tuple(str(visit) for visit in line.visits),
        carers=line.carers,
        rate=line.rate,
        weekly_cost=line.weekly_cost,
        from_on=line.from_on,
        to_on=line.to_on,
    )
