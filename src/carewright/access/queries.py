"""Reads about users and units."""

import hashlib
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from carewright.access.actors import Actor, Holding
from carewright.access.check import check_may
from carewright.access.models import ApiKey, HeldRole, Unit, User
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import NotFound


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


def users(by: Actor, search: str = "") -> QuerySet[User]:
    """Users with their roles, by name: all, or those whose name or address has the text. For administrators."""
    check_may(by, "see_users")
    roles = Prefetch("held_roles", HeldRole.objects.select_related("unit").order_by("role", "pk"))
    found = (
        User.objects.filter(Q(name__icontains=search) | Q(email__icontains=search)) if search else User.objects.all()
    )
    return found.order_by("name", "ref").prefetch_related(roles)


def user_of(ref: str, by: Actor) -> User:
    """One user with their roles. For administrators."""
    found = users(by).filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def keys_of(user: str, by: Actor) -> QuerySet[ApiKey]:
    """A user's API keys, newest first, the revoked ones too. For administrators."""
    check_may(by, "see_users")
    return ApiKey.objects.filter(user__ref=user).order_by("-issued_at", "-pk")


def units() -> list[Unit]:
    """The council's units, each after the one that it lies in, those beside one another by name."""
    every = {unit.path: unit for unit in Unit.objects.all()}
    return sorted(every.values(), key=lambda unit: [every[above].name.casefold() for above in _paths(unit)])


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
    return Unit.objects.filter(path__in=_paths(unit))


def area_of(unit: Unit) -> Unit | None:
    """The area that the unit is or lies in; None for the council itself."""
    return lineage(unit).filter(kind=Unit.Kind.AREA).first()


def names_of_users(refs: set[str]) -> dict[str, str]:
    """Names by reference, for timelines."""
    return dict(User.objects.filter(ref__in=refs).values_list("ref", "name"))


def _paths(unit: Unit) -> list[str]:
    parts = unit.path.rstrip(".").split(".")
    return [".".join(parts[: n + 1]) + "." for n in range(len(parts))]
