"""Orders at every stage, made by the real commands."""

from datetime import UTC, date, datetime
from decimal import Decimal

from carewright.access.roles import Role
from carewright.packages.commands import complete_individual_contract, send_order
from carewright.packages.models import Order
from carewright.sourcing import commands as sourcing
from carewright.sourcing.models import Award
from tests.conftest import actor
from tests.remembering import remembered
from tests.sourcing.builders import (
    FRIDAY,
    a_confirmed_award,
    a_market,
    a_waiting_requirement,
    broker,
    brokerage_manager,
    coordinator,
    nobody_left,
)

THURSDAY = datetime(2017, 12, 28, 10, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 for a test"
START = date(2018, 1, 8)


@remembered
def a_made_order() -> Order:
    """Confirmed by a contracted provider, about to be sent."""
    return Order.objects.get(package__requirement=a_confirmed_award().requirement)


@remembered
def a_sent_order() -> Order:
    """With its provider."""
    order = a_made_order()
    return send_order(order=order.ref, documents=documents_of(order), by=actor(Role.BROKER), at=THURSDAY)


@remembered
def an_order_awaiting_its_contract() -> Order:
    """Placed with a provider that has no contract, with the brokerage manager's permission."""
    market = a_market()
    requirement = nobody_left(market)
    sourcing.permit_non_contracted(
        requirement=requirement.ref,
        provider=market.outside.ref,
        placed_as="individual",
        reason="Nobody contracted can.",
        by=brokerage_manager(requirement),
        at=FRIDAY,
    )
    offer = sourcing.make_offer(
        requirement=requirement.ref, provider=market.outside.ref, by=broker(requirement), at=FRIDAY
    )
    return the_order_of(sourcing.accept_offer(offer=offer.ref, by=coordinator(offer), at=FRIDAY))


def the_order_of(award: Award) -> Order:
    """Called, released and confirmed: the order that follows."""
    ref, requirement = award.ref, award.requirement
    sourcing.record_courtesy_call(award=ref, spoke_to="Her daughter", by=broker(requirement), at=FRIDAY)
    sourcing.confirm_arrangements(
        award=ref,
        start_on=START,
        planned_times=["8am to 9am"],
        carers_per_visit=1,
        confirmed_by="Dana Holt",
        by=coordinator(award),
        at=FRIDAY,
    )
    return Order.objects.filter(package__requirement=requirement).latest("version")


@remembered
def a_split_order() -> Order:
    """Two providers share the hours: the second version of the order has a line of each."""
    market = a_market()
    requirement = a_waiting_requirement(market)
    sourcing.split_requirement(
        requirement=requirement.ref, hours=[Decimal(10), Decimal(4)], by=broker(requirement), at=FRIDAY
    )
    first = sourcing.make_offer(
        requirement=requirement.ref, provider=market.harbour.ref, by=broker(requirement), at=FRIDAY
    )
    the_order_of(sourcing.accept_offer(offer=first.ref, by=coordinator(first), at=FRIDAY))
    declined = sourcing.make_offer(
        requirement=requirement.ref, provider=market.harbour.ref, by=broker(requirement), at=FRIDAY
    )
    sourcing.decline_offer(offer=declined.ref, reason="no_capacity", by=coordinator(declined), at=FRIDAY)
    second = sourcing.make_offer(
        requirement=requirement.ref, provider=market.elm.ref, by=broker(requirement), at=FRIDAY
    )
    return the_order_of(sourcing.accept_offer(offer=second.ref, by=coordinator(second), at=FRIDAY))


@remembered
def an_order_in(state: str) -> Order:
    """An order in any state, in a council of its own."""
    makers = {"awaiting_contract": an_order_awaiting_its_contract, "made": a_made_order, "sent": a_sent_order}
    return makers[state]()


def documents_of(order: Order) -> dict[str, bytes]:
    """A document for each provider on the order."""
    return {line.provider.ref: PDF for line in order.lines.all()}


def with_contract(order: Order) -> Order:
    """Its individual contract is complete, at £21.50 an hour."""
    provider = order.lines.get().provider.ref
    return complete_individual_contract(
        order=order.ref, provider=provider, hourly_rate=Decimal("21.50"), by=actor(Role.COMMISSIONER), at=THURSDAY
    )
