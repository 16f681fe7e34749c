"""What every test may use: moments with names, and actors holding a role."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from carewright.access.actors import Actor, Holding
from carewright.access.models import Unit
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.trail.guards import lower_guards, raise_guards

# How long a drawn case takes says how busy the machine is, and nothing about the product.
settings.register_profile("carewright", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("carewright")

FRIDAY_BEFORE_CHRISTMAS = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def _tables_may_be_emptied_between_tests() -> Iterator[None]:
    """Tests with real transactions empty the tables afterwards, which the trail's guards would refuse."""
    every_case: Any = TransactionTestCase
    emptied = every_case._fixture_teardown

    def with_guards_down(case: Any) -> None:
        lower_guards(connection)
        try:
            emptied(case)
        finally:
            raise_guards(connection)

    every_case._fixture_teardown = with_guards_down
    yield
    every_case._fixture_teardown = emptied


@pytest.fixture
def friday() -> datetime:
    """3:45pm on Friday 22 December 2017, with Christmas and Boxing Day on the Monday and Tuesday after."""
    return FRIDAY_BEFORE_CHRISTMAS


def actor(*roles: Role, unit: Unit | None = None, provider: str = "", ref: str = "") -> Actor:
    """Somebody holding these roles over the unit (none: the whole council) or at the provider."""
    return Actor(
        ref=ref or f"USR-{'-'.join(role.value for role in roles)[:18]}",
        name=" and ".join(role.in_words for role in roles).capitalize() or "Nobody",
        holdings=frozenset(
            Holding(role, provider=provider) if role in PROVIDER_ROLES else Holding(role, unit.path if unit else "")
            for role in roles
        ),
    )


@pytest.fixture
def administrator() -> Actor:
    """Somebody who may add users, units and roles."""
    return actor(Role.ADMINISTRATOR)
