"""What is recorded about users and units."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class UnitAdded:
    """A unit was added."""

    NAME: ClassVar[str] = "unit.added"
    SENTENCE: ClassVar[str] = "{kind} “{title}” added."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("unit",)
    unit: str
    kind: str
    title: str


@dataclass(frozen=True, kw_only=True)
class UserAdded:
    """A user was added."""

    NAME: ClassVar[str] = "user.added"
    SENTENCE: ClassVar[str] = "User {name} ({email}) added."
    PERSONAL: ClassVar[tuple[str, ...]] = ("name", "email")
    SUBJECTS: ClassVar[tuple[str, ...]] = ("user",)
    user: str
    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class UserDisabled:
    """A user was disabled."""

    NAME: ClassVar[str] = "user.disabled"
    SENTENCE: ClassVar[str] = "User disabled: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("user",)
    user: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class UserEnabled:
    """A user was enabled again."""

    NAME: ClassVar[str] = "user.enabled"
    SENTENCE: ClassVar[str] = "User enabled again."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("user",)
    user: str


@dataclass(frozen=True, kw_only=True)
class RoleGranted:
    """A role was given."""

    NAME: ClassVar[str] = "role.granted"
    SENTENCE: ClassVar[str] = "Role “{role}” given at {place}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("user",)
    user: str
    role: str
    place: str


@dataclass(frozen=True, kw_only=True)
class RoleWithdrawn:
    """A role was withdrawn."""

    NAME: ClassVar[str] = "role.withdrawn"
    SENTENCE: ClassVar[str] = "Role “{role}” at {place} withdrawn."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("user",)
    user: str
    role: str
    place: str


@dataclass(frozen=True, kw_only=True)
class KeyIssued:
    """An API key was issued."""

    NAME: ClassVar[str] = "key.issued"
    SENTENCE: ClassVar[str] = "API key “{title}” issued, with scopes: {scopes}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("key", "user")
    key: str
    user: str
    title: str
    scopes: str


@dataclass(frozen=True, kw_only=True)
class KeyRevoked:
    """An API key was revoked."""

    NAME: ClassVar[str] = "key.revoked"
    SENTENCE: ClassVar[str] = "API key revoked."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("key", "user")
    key: str
    user: str
