"""Weeks and prices against the order book: suspensions, prices within a week, and what an agreed price reaches."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.monitoring.commands import approve_variations
from carewright.monitoring.models import VariationPayment
from carewright.monitoring.queries import book_of, effect_of_price
from carewright.packages.commands import end_package, send_order, suspend_package
from carewright.packages.models import Order
from carewright.packages.queries import part_in_force
from carewright.providers.commands import accept_price_request, ask_price
from tests.conftest import actor
from tests.monitoring.builders import NEXT_WEEK, TUESDAY, WEEK, Held, a_held_package, holding, report
from tests.packages.builders import documents_of
from tests.providers.builders import HOME_CARE

pytestmark = pytest.mark.django_db
COMMISSIONER = actor(Role.COMMISSIONER)
BROKER = actor(Role.BROKER)
APRIL = date(2018, 4, 1)
WEEK_AFTER = datetime(2018, 1, 22, 10, 0, tzinfo=UTC)


def send_all(held: Held) -> None:
    for order in Order.objects.filter(package=held.package, state="made"):
        send_order(order=order.ref, documents=documents_of(order), by=SYSTEM, at=TUESDAY)


def agreed(held: Held, hourly: str, from_on: date, at: datetime = TUESDAY):
    asked = ask_price(
        contract=held.provider.contracts.get().ref,
        service=HOME_CARE,
        hourly=Decimal(hourly),
        from_on=max(from_on, at.date()),
        evidence="The wage floor rises.",
        by=held.coordinator,
        at=at,
    )
    return accept_price_request(
        price_request=asked.ref, hourly=Decimal(hourly), from_on=from_on, by=COMMISSIONER, at=at
    )


def part(held: Held, on: date):
    return part_in_force(held.package.ref, held.provider.ref, on)


def test_days_of_a_suspension_order_nothing_and_the_retainer_stays():
    held = a_held_package()
    suspend_package(package=held.package.ref, reason="hospital", from_on=date(2018, 1, 18), by=BROKER, at=TUESDAY)
    send_all(held)

    one = report(held, held.row("5", week_on=NEXT_WEEK), at=WEEK_AFTER, week_on=NEXT_WEEK)

    assert (one.ordered_hours, one.effect) == (Decimal(6), Decimal("-18.40"))
    assert [part["retainer_percent"] for part in one.working] == ["", "50"]


def test_what_is_not_sent_to_the_provider_yet_is_not_held_against_it():
    held = a_held_package()
    suspend_package(package=held.package.ref, reason="hospital", from_on=date(2018, 1, 18), by=BROKER, at=TUESDAY)

    [booked] = book_of(held.provider.ref).values()

    week = booked.week(NEXT_WEEK)
    assert week is not None
    assert week.hours == 14


def test_a_week_in_which_a_package_ended_is_reported_until_its_last_day():
    held = a_held_package()
    end_package(package=held.package.ref, last_on=date(2018, 1, 10), reason="Moved away", by=BROKER, at=TUESDAY)
    send_all(held)

    assert report(held, held.row("5"), at=WEEK_AFTER).ordered_hours == 6


def test_an_agreed_price_is_put_on_what_is_ordered_under_the_contract_from_its_day():
    held = a_held_package()

    asked = agreed(held, "19.20", APRIL)

    order = Order.objects.filter(package=held.package).latest("version")
    assert (order.version, order.kind, order.because) == (2, "uplifted", asked.ref)
    assert (part(held, date(2018, 3, 31)).rate, part(held, APRIL).rate) == (Decimal("18.40"), Decimal("19.20"))


def test_a_price_within_a_week_counts_for_its_days():
    held = a_held_package()
    agreed(held, "20.00", date(2018, 1, 18))
    send_all(held)

    one = report(held, held.row("7", week_on=NEXT_WEEK), at=WEEK_AFTER, week_on=NEXT_WEEK)

    assert one.effect == -(6 * Decimal("18.40") + 8 * Decimal(20)) / 2


def test_the_forecast_is_what_is_ordered_under_the_contract():
    held = a_held_package()
    contract = held.provider.contracts.get().ref

    effect = effect_of_price(contract, HOME_CARE, Decimal("19.40"), APRIL, COMMISSIONER)
    none = effect_of_price(contract, "day_services", Decimal("19.40"), APRIL, COMMISSIONER)

    assert (effect.lines, effect.a_week, effect.a_year) == (1, Decimal("14.00"), Decimal("730.00"))
    assert none.lines == 0


def test_what_is_approved_is_kept_with_the_week_of_the_package():
    held = a_held_package()
    approve_variations(variations=[report(held).ref], by=held.practitioner, at=TUESDAY)

    [payment] = VariationPayment.objects.all()

    assert (payment.package, payment.week_on, payment.amount) == (held.package, WEEK, Decimal("-36.80"))
    assert holding(held).payment == payment
