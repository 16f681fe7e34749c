"""Emails about changes: to care coordinators and managers, and to the provider (CHG-3 to 7)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.models import Unit, User
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.changes.models import Change
from carewright.changes.queries.judging import Judged, judged
from carewright.messages.commands import queue_email
from carewright.messages.wording import Wording
from carewright.messages.wording import changes as wording
from carewright.packages.rules import service_in_words
from carewright.policy.queries import policy_of


def ask_to_confirm(change: Change, told: Judged, due_at: datetime, at: datetime) -> None:
    """The care coordinators are asked to confirm, and the provider learns that its notice is here (CHG-3)."""
    asked = wording.to_confirm(
        _told(change), provider=change.provider.name, why=told.why, due_at=due_at, path=_path(change), at=at
    )
    _to_council(change, Role.CARE_COORDINATOR, asked, at)
    here = wording.received(_told(change), why=told.why, needs_manager=bool(told.rules), path=_own_path(change))
    _to_provider(change, here, at)


def ask_to_decide(change: Change, told: Judged, role: Role, due_at: datetime, at: datetime) -> None:
    """The managers are asked to decide, and the provider learns that they do (CHG-3, CHG-4)."""
    asked = wording.to_decide(
        _told(change), provider=change.provider.name, why=told.why, due_at=due_at, path=_path(change), at=at
    )
    _to_council(change, role, asked, at)
    _to_provider(change, wording.passed_on(_told(change), why=told.why, path=_own_path(change)), at)


def tell_provider_in_effect(change: Change, version: int, at: datetime) -> None:
    """The provider's change is ordered."""
    _to_provider(change, wording.takes_effect(_told(change), version=version, path=_own_path(change)), at)


def tell_provider_to_discuss(change: Change, by: Actor, at: datetime) -> None:
    """The manager would like to talk with the provider (CHG-4)."""
    manager = User.objects.filter(ref=by.ref).first()
    contact = [manager.email if manager else change.package.team.email]
    told = wording.to_discuss(_told(change), path=_own_path(change), contact=[one for one in contact if one])
    _to_provider(change, told, at)


def tell_provider_of_talk(change: Change, at: datetime) -> None:
    """The manager talks with the person (CHG-4)."""
    _to_provider(change, wording.talk_arranged(_told(change), path=_own_path(change)), at)


def tell_provider_over(change: Change, because: str, at: datetime) -> None:
    """The change is over without effect."""
    _to_provider(change, wording.over(_told(change), because=because, path=_own_path(change)), at)


def tell_council_over(change: Change, because: str, at: datetime) -> None:
    """The care coordinators learn that the change is over without effect."""
    told = wording.over(_told(change), because=because, path=_path(change))
    _to_council(change, Role.CARE_COORDINATOR, told, at)


def _told(change: Change) -> wording.Told:
    return wording.Told(
        change=change.ref,
        package=change.package.ref,
        service=service_in_words(policy_of(change.policy_version).terms.services, change.package.service),
        current_hours=judged(change).facts.current_hours,
        weekly_hours=change.weekly_hours,
        effective_on=change.effective_on,
    )


def _to_council(change: Change, role: Role, told: Wording, at: datetime) -> None:
    """To those who hold the role over the team, or to the team's address where nobody does."""
    team: Unit = change.package.team
    to = [one.email for one in users_holding(role, unit=team)] or [one for one in [team.email] if one]
    queue_email(to=to, wording=told, about=_about(change), at=at)


def _to_provider(change: Change, told: Wording, at: datetime) -> None:
    provider = change.provider
    queue_email(to=[provider.offers_email], wording=told, about=_about(change), provider=provider.ref, at=at)


def _about(change: Change) -> list[str]:
    return [change.ref, change.package.ref]


def _path(change: Change) -> str:
    return f"/changes/{change.ref}/"


def _own_path(change: Change) -> str:
    return f"/portal/changes/{change.ref}/"
