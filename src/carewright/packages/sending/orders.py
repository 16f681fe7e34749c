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
from carewright.packages.queries import budget_on, orders_to_send
from carewright.packages.queries.book import facts_of, fund_facts
from carewright.packages.queries.orders import receivers_of, version_told
from carewright.packages.rules import order_cost, service_in_words
from carewright.packages.rules.book import first_of_each_part
from carewright.policy.queries import policy_of
from carewright.providers.models import Provider

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
        .prefetch_related("lines__provider", "lines__award__requirement", "funds__provider")
        .filter(ref=ref)
        .first()
    )
    if order is None:
        raise NotFound
    providers = receivers_of(order)
    return {
        provider.ref: order_pdf(_document(order, provider, alone=len(providers) == 1))
        for provider in providers.values()
    }


def _document(order: Order, provider: Provider, *, alone: bool) -> OrderDocument:
    package = order.package
    lines = [line for line in order.lines.all() if line.provider_id == provider.pk]
    needed = next((line.award.requirement for line in lines if line.award), package.requirement)
    services = policy_of(needed.policy_version).terms.services if needed else {}
    times = needed.referral.essential_visits.all() if needed else []
    fund = next((fund for fund in order.funds.all() if fund.provider_id == provider.pk), None)
    now = first_of_each_part(map(facts_of, lines), order.from_on)
    told = budget_on(package.personal_budgets.prefetch_related("steps"), order.from_on)
    return OrderDocument(
        letterhead=Letterhead(settings.COUNCIL_NAME, settings.COUNCIL_COLOUR),
        order=order.ref,
        version=order.version,
        package=package.ref,
        person_name=package.person.name,
        person_address=(package.person.address, package.person.postcode),
        provider=provider.name,
        lines=tuple(_line(line, service_in_words(services, line.service)) for line in lines),
        weekly_cost=fund_facts(fund).weekly_cost if fund else order_cost(now),
        contribution=told.contribution if told else None,
        says_contribution=alone and fund is None,
        terms=tuple(paragraph for paragraph in order.terms.split("\n\n") if paragraph.strip()),
        essential_times=tuple(
            f"{visit.from_time:%H:%M} to {visit.to_time:%H:%M}, {visit.days}: {visit.reason}" for visit in times
        ),
        made_at=order.made_at,
        contact=package.team.email,
        what=version_told(order, provider).sentence,
        fund=fund_facts(fund).weekly_cost if fund else None,
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
        is_suspended=line.is_suspended,
        paid_percent=line.paid_percent,
    )
