"""A provider's people in the portal, at a moment."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from carewright.access.models import User
from carewright.access.roles import Role
from tests.builders import a_user
from tests.sourcing.builders import FRIDAY

AsProvider = Callable[..., Client]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment on every page is the last of these: 3:45pm on Friday 22 December 2017, unless a test adds another."""
    moments = [FRIDAY]
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moments[-1])
    return moments


def signed_in_for(thing: Any, role: Role = Role.PROVIDER_COORDINATOR, name: str = "") -> Client:
    """Somebody of the provider of an offer or award, or of the provider itself, signed in: Dana of Harbour Care."""
    provider = getattr(thing, "provider", thing)
    name = name or f"Dana of {provider.name}"
    client = Client()
    user = User.objects.filter(name=name, held_roles__provider=provider.ref).first()
    if user is None:
        actor = a_user(role, provider=provider.ref, name=name)
        user = User.objects.get(ref=actor.ref)
    client.force_login(user)
    return client


@pytest.fixture
def as_provider(at: list[datetime]) -> AsProvider:
    """`as_provider(offer)`: a client of somebody of its provider."""
    return signed_in_for


def text_of(response: Any) -> str:
    """The page's text, as it is read: without tags, each run of white space one space."""
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", "<main" + body))).strip()
