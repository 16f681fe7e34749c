"""Reads about users and units."""

import hashlib
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from carewright.access.actors import Actor, Holding
from carewright.access.models import ApiKey, HeldRole, Unit, User
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY


def actor_of(user: User) -> Actor:
    """The user as an actor, with the roles held now. A disabled user holds none."""
    holdings = (
        frozenset(
            Holding(Role(held.role), held.unit.path if held.unit else "", held.provider)
            for held in user.held_roles.select_related("unit")
        )
        if user.is_active
        else frozenset()
    )
    return Actor(ref=user.ref, name=user.name, holdings=holdings)


def actor_of_key(secret: str, at: datetime) -> Actor | None:
    """The actor behind an API key; None for a key unknown, revoked or expired, or whose user is disabled."""
    key = ApiKey.objects.select_related("user").filter(key_hash=hash_of_key(secret), revoked_at=None).first()
    if key is None or not key.user.is_active or (key.expires_at is not None and key.expires_at < at):
        return None
    owner = actor_of(key.user)
    return Actor(ref=owner.ref, name=owner.name, holdings=owner.holdings, scopes=frozenset(key.scopes))


def hash_of_key(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def all_scopes() -> list[str]:
    """Every scope that a key can carry."""
    return sorted({right.scope for right in WHO_MAY.values()})


def users(by: Actor) -> QuerySet[User]:
    """Users with their roles, by name. For administrators (the page checks the right)."""
    roles = Prefetch("held_roles", HeldRole.objects.select_related("unit"))
    return User.objects.order_by("name", "ref").prefetch_related(roles)


def users_holding(role: Role, *, unit: Unit | None = None, provider: str = "") -> QuerySet[User]:
    """Active users who hold the role over a unit, or at a provider: those to be told of a thing."""
    held = HeldRole.objects.filter(role=role, user__is_active=True)
    if unit is not None:
        held = held.filter(unit__in=lineage(unit))
    if provider:
        held = held.filter(provider=provider)
    return User.objects.filter(pk__in=held.values("user")).order_by("name", "ref")


def lineage(unit: Unit) -> QuerySet[Unit]:
    """The unit and all those above it."""
    parts = unit.path.rstrip(".").split(".")
    return Unit.objects.filter(path__in=[".".join(parts[: n + 1]) + "." for n in range(len(parts))])


def area_of(unit: Unit) -> Unit | None:
    """The area that the unit is or lies in; None for the council itself."""
    return lineage(unit).filter(kind=Unit.Kind.AREA).first()


def names_of_users(refs: set[str]) -> dict[str, str]:
    """Names by reference, for timelines."""
    return dict(User.objects.filter(ref__in=refs).values_list("ref", "name"))
