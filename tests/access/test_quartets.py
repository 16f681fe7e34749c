"""Each command about users and units: refused to every role without the right, and nothing without its event."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from carewright.access import commands
from carewright.access.roles import Role
from tests.access.people import ADMINISTRATOR, a_key, a_unit, a_user, granted
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db

NOON = datetime(2018, 1, 8, 12, 0, tzinfo=UTC)


def case(command: Callable[..., Any], thing: Callable[[str], Any], arguments: Callable[[Any], dict[str, Any]]) -> Case:
    return Case(command=command, thing_in=thing, arguments=arguments, by=lambda _: ADMINISTRATOR, at=NOON)


def nothing_yet(_: str) -> None:
    return None


CASES = [
    case(commands.add_unit, nothing_yet, lambda _: {"name": "Westmarch", "parent": None}),
    case(commands.add_user, nothing_yet, lambda _: {"email": "b@westmarch.example", "name": "B. Broker"}),
    case(commands.disable_user, lambda _: a_user(), lambda user: {"user": user.ref, "reason": "Left."}),
    case(commands.enable_user, lambda _: a_user(is_active=False), lambda user: {"user": user.ref}),
    case(
        commands.grant_role,
        lambda _: (a_user(), a_unit()),
        lambda both: {"user": both[0].ref, "role": Role.BROKER, "unit": both[1].ref},
    ),
    case(
        commands.withdraw_role,
        lambda _: granted(a_user(), Role.BROKER),
        lambda held: {"user": held.user.ref, "role": Role.BROKER, "unit": held.unit.ref},
    ),
    case(
        commands.issue_key,
        lambda _: a_user(),
        lambda user: {"user": user.ref, "name": "Finance", "scopes": ["referrals:read"]},
    ),
    case(commands.revoke_key, lambda _: a_key(a_user())[0], lambda key: {"key": key.ref}),
]


@quartet(CASES)
def test_the_quartet(check):
    check()


def test_every_command_of_the_area_is_in_the_quartet():
    ours = {name for name, value in vars(commands).items() if getattr(value, "__wrapped__", None)}

    assert ours == {one.verb for one in CASES}
