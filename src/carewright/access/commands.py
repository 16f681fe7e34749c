"""Adding units and users, giving and withdrawing roles, issuing and revoking keys."""

import secrets
from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.events import (
    KeyIssued,
    KeyRevoked,
    RoleGranted,
    RoleWithdrawn,
    UnitAdded,
    UserAdded,
    UserDisabled,
    UserEnabled,
)
from carewright.access.models import ApiKey, HeldRole, Unit, User
from carewright.access.queries import all_scopes, hash_of_key
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.kernel.refused import Fault, Invalid, NotFound, Refused
from carewright.trail.command import command, record

_BELOW = {None: Unit.Kind.COUNCIL, "council": Unit.Kind.AREA, "area": Unit.Kind.LOCALITY, "locality": Unit.Kind.TEAM}


@command
def add_unit(*, name: str, parent: str | None, source_team: str = "", email: str = "", by: Actor, at: datetime) -> Unit:
    """Add the council (no parent), an area of it, a locality of that or a team of that."""
    check_may(by, "add_unit")
    above = _locked_unit(parent) if parent else None
    kind = _BELOW.get(above.kind if above else None)
    if kind is None:
        raise Refused("A team has no units below it. Choose the locality instead.")
    if Unit.objects.filter(parent=above, name=name).exists():
        raise Invalid([Fault("name", f"There is already a unit named “{name}” here. Choose another name.")])
    unit = Unit(name=name, kind=kind, parent=above, source_team=source_team, email=email, path=secrets.token_hex(8))
    unit.save()
    unit.path = f"{above.path if above else ''}{unit.pk}."
    unit.save(update_fields=["path"])
    record(UnitAdded(unit=unit.ref, kind=kind.label, title=name))
    return unit


@command
def add_user(
    *, email: str, name: str, password: str | None = None, telephone: str = "", by: Actor, at: datetime
) -> User:
    """Add somebody who can sign in. Without a password they sign in by one-time code or single sign-on."""
    check_may(by, "add_user")
    if User.objects.filter(email__iexact=email).exists():
        raise Invalid([Fault("email", f"There is already a user with the address {email}.")])
    user = User(email=email.lower(), name=name, telephone=telephone, created_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    record(UserAdded(user=user.ref, name=name, email=email))
    return user


@command
def disable_user(*, user: str, reason: str, by: Actor, at: datetime) -> User:
    """Disable a user at once: sessions, keys and links stop working."""
    check_may(by, "disable_user")
    found = _locked_user(user)
    if found.ref == by.ref:
        raise Refused("You cannot disable yourself. Ask another administrator.")
    found.is_active = False
    found.save(update_fields=["is_active"])
    record(UserDisabled(user=found.ref, reason=reason))
    return found


@command
def enable_user(*, user: str, by: Actor, at: datetime) -> User:
    """Enable a disabled user."""
    check_may(by, "enable_user")
    found = _locked_user(user)
    found.is_active = True
    found.save(update_fields=["is_active"])
    record(UserEnabled(user=found.ref))
    return found


@command
def grant_role(*, user: str, role: Role, unit: str = "", provider: str = "", by: Actor, at: datetime) -> HeldRole:
    """Give a role in a unit, or a provider's role at a provider (ROLE-1).

    Refused to one who works elsewhere: a person is of the council or of one provider, and sees what is theirs (ROLE-5).
    """
    check_may(by, "grant_role")
    found = _locked_user(user)
    place = _place(role, unit, provider)
    _check_works_nowhere_else(found, provider)
    held, made = HeldRole.objects.get_or_create(user=found, role=role, unit=place, provider=provider)
    if not made:
        raise Refused(f"{found.name} already holds that role there.")
    record(RoleGranted(user=found.ref, role=role.in_words, place=place.name if place else provider))
    return held


@command
def withdraw_role(*, user: str, role: Role, unit: str = "", provider: str = "", by: Actor, at: datetime) -> None:
    """Withdraw a role; what the user may do changes with the next thing they try."""
    check_may(by, "withdraw_role")
    found = _locked_user(user)
    place = _place(role, unit, provider)
    gone, _ = HeldRole.objects.filter(user=found, role=role, unit=place, provider=provider).delete()
    if not gone:
        raise Refused(f"{found.name} does not hold that role there.")
    record(RoleWithdrawn(user=found.ref, role=role.in_words, place=place.name if place else provider))


@command
def issue_key(
    *, user: str, name: str, scopes: list[str], expires_at: datetime | None = None, by: Actor, at: datetime
) -> tuple[ApiKey, str]:
    """Issue an API key. The secret is given once, here; only its hash is kept."""
    check_may(by, "issue_key")
    found = _locked_user(user)
    unknown = sorted(set(scopes) - set(all_scopes()))
    if unknown or not scopes:
        wrong = f"Not known: {', '.join(unknown)}." if unknown else "None was given."
        raise Invalid([Fault("scopes", f"{wrong} Choose from: {', '.join(all_scopes())}.")])
    secret = f"cw_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        user=found, name=name, key_hash=hash_of_key(secret), scopes=sorted(scopes), issued_at=at, expires_at=expires_at
    )
    record(KeyIssued(key=key.ref, user=found.ref, title=name, scopes=", ".join(sorted(scopes))))
    return key, secret


@command
def revoke_key(*, key: str, by: Actor, at: datetime) -> ApiKey:
    """Revoke a key at once."""
    check_may(by, "revoke_key")
    found = ApiKey.objects.select_for_update(of=("self",), no_key=True).select_related("user").filter(ref=key).first()
    if found is None:
        raise NotFound
    if found.revoked_at is not None:
        raise Refused("This key was revoked already.")
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    record(KeyRevoked(key=found.ref, user=found.user.ref))
    return found


def _locked_unit(ref: str) -> Unit:
    unit = Unit.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if unit is None:
        raise NotFound
    return unit


def _locked_user(ref: str) -> User:
    user = User.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if user is None:
        raise NotFound
    return user


def _check_works_nowhere_else(user: User, provider: str) -> None:
    if user.held_roles.exclude(provider=provider).exists():
        raise Refused(
            f"{user.name} holds a role elsewhere. A person works for the council or for one provider: "
            "withdraw that role first, or add a user of another address.",
            rule="ROLE-1",
        )


def _place(role: Role, unit: str, provider: str) -> Unit | None:
    if (role in PROVIDER_ROLES) != bool(provider) or bool(unit) == bool(provider):
        raise Refused("A council role is held in a unit, a provider's role at a provider. Name the one that fits.")
    if provider:
        return None
    place = Unit.objects.filter(ref=unit).first()
    if place is None:
        raise NotFound
    return place
