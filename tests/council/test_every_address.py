"""Every address of the program says who may open it, and nobody else gets in (ROLE-2, ROLE-5), tried role by role.

What allauth answers below /account/ is tried in tests/signin, the API in tests/api.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from carewright.access.check import may
from carewright.access.queries import actor_of
from carewright.access.roles import COUNCIL_ROLES, PROVIDER_ROLES, Role
from carewright.access.who_may import WHO_MAY
from carewright.look.page import ANYBODY, SIGNED_IN
from tests.council.conftest import user_holding

pytestmark = pytest.mark.django_db

SOMETHING = {
    "str": "REF-7K3M-9QWA-5",
    "int": "1",
    "slug": "x",
    "uuid": "6f1c2f5e-8a3b-4d0e-9c55-0c3b6a1f2d3e",
    "path": "x",
}


@dataclass(frozen=True)
class Address:
    """An address with something in place of its parameters, and what its view declares."""

    path: str
    right: str
    methods: tuple[str, ...]

    def opened_by(self, client: Client) -> Any:
        return client.get(self.path) if "GET" in self.methods else client.post(self.path)


def addresses(resolver: Any, before: str = "/") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        for name, converter in entry.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            path = path.replace(f"<{kind}:{name}>", SOMETHING[kind]).replace(f"<{name}>", SOMETHING["str"])
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif not before.startswith("/api/") and (is_ours(entry) or not before.startswith("/account/")):
            yield Address(path, getattr(entry.callback, "right", ""), getattr(entry.callback, "methods", ()))


def is_ours(entry: Any) -> bool:
    return str(entry.callback.__module__).startswith("carewright.")


EVERY = list(addresses(get_resolver()))
GUARDED = [address for address in EVERY if address.right not in {"", ANYBODY, SIGNED_IN}]
each = pytest.mark.parametrize("address", EVERY, ids=[address.path for address in EVERY])
each_guarded = pytest.mark.parametrize("address", GUARDED, ids=[address.path for address in GUARDED])


def test_there_are_addresses_to_try():
    assert len(GUARDED) > 15


@each
def test_every_view_says_its_right_and_the_right_is_in_the_table(address):
    declared = address.right in {ANYBODY, SIGNED_IN} or address.right in WHO_MAY

    assert declared, f"{address.path}: guard its view with @page, @form_page or @action"


@each_guarded
def test_who_is_not_signed_in_is_asked_to_sign_in(client, address):
    assert address.opened_by(client)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_nobody_opens_what_the_table_does_not_give_them(client, council, role):
    user = user_holding(role, unit=council)
    client.force_login(user)
    opened = {}
    for address in GUARDED:
        if not may(actor_of(user), address.right):
            status = address.opened_by(client).status_code
            if status not in refusing(role, address.right):
                opened[address.path] = status

    assert opened == {}


def refusing(role: Role, right: str) -> set[int]:
    """To the council's people it is refused; to a provider's what is the council's alone does not exist (ROLE-5)."""
    return {404} if role in PROVIDER_ROLES and not WHO_MAY[right].roles & PROVIDER_ROLES else {403}


def test_somebody_without_a_role_opens_nothing(client, council):
    client.force_login(user_holding())

    assert [a.path for a in GUARDED if a.opened_by(client).status_code not in {403, 404}] == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_whoever_holds_the_right_gets_an_answer_that_is_no_breakdown(client, council, role):
    client.raise_request_exception = False
    user = user_holding(role, unit=council)
    client.force_login(user)
    mine = [address for address in GUARDED if may(actor_of(user), address.right)]
    statuses = {address.path: address.opened_by(client).status_code for address in mine}

    assert {path: status for path, status in statuses.items() if status >= 500 or status == 405} == {}


def test_actions_do_nothing_when_their_address_is_merely_opened(client, council):
    client.force_login(user_holding(*COUNCIL_ROLES, unit=council))
    actions = [address for address in GUARDED if address.methods == ("POST",)]

    assert actions
    assert [a.path for a in actions if client.get(a.path).status_code not in {404, 405}] == []
