"""People who are signed in, and the client that they use."""

from collections.abc import Callable

import pytest
from django.test import Client

from carewright.access.models import HeldRole, Unit, User
from carewright.access.roles import PROVIDER_ROLES, Role

SignIn = Callable[..., Client]


@pytest.fixture
def council(db) -> Unit:
    unit = Unit.objects.create(name="Westmarch", kind=Unit.Kind.COUNCIL, path="1.")
    unit.path = f"{unit.pk}."
    unit.save()
    return unit


def user_holding(
    *roles: Role, unit: Unit | None = None, provider: str = "PRV-7K3M-9QWA-5", name: str = "Sam Okafor"
) -> User:
    user = User.objects.create(email=f"{name.lower().replace(' ', '.')}@westmarch.example", name=name)
    for role in roles:
        held_at = {"provider": provider} if role in PROVIDER_ROLES else {"unit": unit}
        HeldRole.objects.create(user=user, role=role, **held_at)
    return user


@pytest.fixture
def signed_in(client, council) -> SignIn:
    def sign_in(*roles: Role, **more: str):
        client.force_login(user_holding(*roles, unit=council, **more))
        return client

    return sign_in
