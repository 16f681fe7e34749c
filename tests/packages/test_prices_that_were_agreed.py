"""A price that commissioning agreed is that of what is ordered under the contract, from its day on (VAR-3, PRO-5)."""

from datetime import date
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.packages.models import Order, Package
from carewright.packages.queries import part_in_force, parts_to_price
from carewright.packages.rules.book import DAY
from carewright.providers.commands import accept_price_request, ask_price
from tests.conftest import actor
from tests.packages.book import FEBRUARY, flex, provider_of
from tests.packages.builders import a_sent_order

pytestmark = pytest.mark.django_db

APRIL = date(2018, 4, 2)


def agreed(package: Package, hourly: str) -> str:
    """The provider asks for another price, and commissioning agrees to it; the contract's reference."""
    contract = package.orders.latest("version").lines.get().contract
    assert contract is not None
    asked = ask_price(
        contract=contract.ref, service="home_care", hourly=Decimal(hourly), from_on=APRIL, evidence="Wages rise.",
        by=actor(Role.PROVIDER_MANAGER, provider=provider_of(package)), at=FEBRUARY,
    )  # fmt: skip
    accept_price_request(
        price_request=asked.ref, hourly=Decimal(hourly), from_on=APRIL,
        by=actor(Role.COMMISSIONER, ref="USR-COMMISSIONER"), at=FEBRUARY,
    )  # fmt: skip
    return contract.ref


def test_what_is_ordered_has_the_agreed_price_from_its_day_on() -> None:
    package = a_sent_order().package
    flex(package, "16")

    agreed(package, "19.60")

    order = Order.objects.get(package=package, version=3)
    assert (order.kind, order.from_on) == ("uplifted", APRIL)
    parts = [part_in_force(package.ref, provider_of(package), day) for day in (APRIL - DAY, APRIL)]
    assert [part.rate for part in parts] == [Decimal("18.40"), Decimal("19.60")]
    assert [(part.weekly_hours, part.ordered_hours) for part in parts] == [(Decimal(16), Decimal(14))] * 2


def test_what_has_that_price_already_or_has_ended_is_left_alone() -> None:
    package = a_sent_order().package

    contract = agreed(package, "19.60")

    assert parts_to_price(contract, "home_care", APRIL, Decimal("19.60")) == []
    assert parts_to_price(contract, "day_services", APRIL, Decimal("21.00")) == []
    assert len(parts_to_price(contract, "home_care", APRIL, Decimal("21.00"))) == 1
