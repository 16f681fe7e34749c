"""A council with keys for whoever calls the API."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from django.test import Client

from carewright.access.actors import Actor
from carewright.access.commands import issue_key
from carewright.access.models import Unit
from carewright.access.queries import all_scopes
from carewright.access.roles import PROVIDER_ROLES, Role
from tests.builders import SET_UP, Council, a_council, a_user
from tests.conftest import FRIDAY_BEFORE_CHRISTMAS, actor
from tests.providers.builders import a_provider

NOWHERE = "REF-0000-0000-0"
"""A reference that is well formed, and nothing's."""
_numbers = count(1)


@dataclass
class Caller:
    """A program with a key. Each write has an idempotency key of its own unless one is given."""

    secret: str
    user: Actor | None = None
    client: Client = field(default_factory=Client)

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(f"/api/v1{path}", asked, headers={"Authorization": f"Bearer {self.secret}"})

    def send(self, method: str, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
        told = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key or f"key-{next(_numbers)}"}
        content: dict[str, Any] = {}
        if body is not None:
            content = {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, f"/api/v1{path}", headers=told | headers, **content)

    def post(self, path: str, body: Any = None, **more: str) -> Any:
        return self.send("POST", path, body, **more)


Calling = Callable[..., Caller]


@dataclass
class Moment:
    """The moment at which requests come."""

    at: datetime


@pytest.fixture(autouse=True)
def moment(monkeypatch) -> Moment:
    """3:45pm on Friday 22 December 2017, until a test sets another."""
    shown = Moment(FRIDAY_BEFORE_CHRISTMAS)
    monkeypatch.setattr("carewright.config.middleware.now", lambda: shown.at)
    return shown


@pytest.fixture
def westmarch(db) -> Council:
    return a_council()


def a_key(user: Actor, scopes: Sequence[str] = ()) -> str:
    _, secret = issue_key(
        user=user.ref, name="Test", scopes=list(scopes) or all_scopes(), by=actor(Role.ADMINISTRATOR), at=SET_UP
    )
    return secret


@pytest.fixture
def calling(westmarch) -> Calling:
    """A caller whose key's user holds these roles over the unit (the whole council) or at the provider."""

    def caller(*roles: Role, unit: Unit | None = None, provider: str = "", scopes: Sequence[str] = ()) -> Caller:
        number = next(_numbers)
        at_provider = bool(set(roles) & PROVIDER_ROLES)
        user = a_user(
            *roles,
            unit=None if at_provider else unit or westmarch.unit,
            provider=(provider or a_provider().ref) if at_provider else "",
            name=f"User {number}",
        )
        return Caller(a_key(user, scopes), user)

    return caller
