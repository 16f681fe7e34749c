"""Users, the council's units, roles held, and API keys."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.kernel.refs import new_ref


def unit_ref() -> str:
    """A unit's reference."""
    return new_ref("UNIT")


def user_ref() -> str:
    """A user's reference."""
    return new_ref("USR")


def key_ref() -> str:
    """A key's reference (not the key)."""
    return new_ref("KEY")


class Unit(models.Model):
    """A part of the council: council > area > locality > team. `path` holds the ids from the top, as `1.4.9.`."""

    class Kind(models.TextChoices):
        COUNCIL = "council"
        AREA = "area"
        LOCALITY = "locality"
        TEAM = "team"

    ref = models.CharField(max_length=24, unique=True, default=unit_ref)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=60, unique=True)
    source_team = models.CharField(
        max_length=20,
        blank=True,
        help_text="Of a team: community, short_term, enablement or hospital: which documents a referral needs.",
    )
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="a_unit_has_a_name_of_its_own")]

    def __str__(self) -> str:
        return self.name


class UserLoader(BaseUserManager["User"]):
    """How sign-in finds users: by email, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this address, in whatever case it is written."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who can sign in. A disabled user can do nothing at once: no session, key or link of theirs works."""

    ref = models.CharField(max_length=24, unique=True, default=user_ref)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserLoader()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, for letters and sign-in pages."""
        return self.name


class HeldRole(models.Model):
    """A role that a user holds in a unit, or at one provider (its reference)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="held_roles")
    role = models.CharField(max_length=30, choices=[(role.value, role.in_words) for role in Role])
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="held_roles")
    provider = models.CharField(max_length=24, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "provider"], name="a_role_is_held_once_in_a_place"),
            models.CheckConstraint(
                name="a_role_is_held_in_a_unit_or_at_a_provider",
                condition=models.Q(role__in=sorted(role.value for role in PROVIDER_ROLES), unit__isnull=True)
                & ~models.Q(provider="")
                | ~models.Q(role__in=sorted(role.value for role in PROVIDER_ROLES))
                & models.Q(unit__isnull=False, provider=""),
            ),
        ]


class ApiKey(models.Model):
    """A key of a user; only its hash is kept. Scopes narrow what the user's roles allow."""

    ref = models.CharField(max_length=24, unique=True, default=key_ref)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="keys")
    name = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
