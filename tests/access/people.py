"""Users, units, roles and keys, made by the real commands."""

from datetime import UTC, datetime

from carewright.access import commands
from carewright.access.actors import Actor
from carewright.access.models import ApiKey, HeldRole, Unit, User
from carewright.access.queries import actor_of
from carewright.access.roles import Role
from tests.conftest import actor

MONDAY = datetime(2018, 1, 8, 9, 0, tzinfo=UTC)
ADMINISTRATOR = actor(Role.ADMINISTRATOR)


def a_unit(name: str = "Westmarch", *, parent: Unit | None = None) -> Unit:
    above = parent.ref if parent else None
    return commands.add_unit(name=name, parent=above, by=ADMINISTRATOR, at=MONDAY)


def a_user(name: str = "A. Broker", *, is_active: bool = True) -> User:
    email = f"{name.lower().replace(' ', '').replace('.', '-')}@westmarch.example"
    user = commands.add_user(email=email, name=name, by=ADMINISTRATOR, at=MONDAY)
    if not is_active:
        user = commands.disable_user(user=user.ref, reason="Left.", by=ADMINISTRATOR, at=MONDAY)
    return user


def granted(user: User, role: Role, *, unit: Unit | None = None, provider: str = "") -> HeldRole:
    """The role, given in the unit (a council of its own if none is named) or at the provider."""
    place = "" if provider else (unit or a_unit()).ref
    return commands.grant_role(user=user.ref, role=role, unit=place, provider=provider, by=ADMINISTRATOR, at=MONDAY)


def a_key(user: User, *scopes: str, expires_at: datetime | None = None) -> tuple[ApiKey, str]:
    return commands.issue_key(
        user=user.ref,
        name="Finance",
        scopes=list(scopes) or ["referrals:read"],
        expires_at=expires_at,
        by=ADMINISTRATOR,
        at=MONDAY,
    )


def as_actor(user: User) -> Actor:
    """The user as they are now in the database."""
    return actor_of(User.objects.get(pk=user.pk))
