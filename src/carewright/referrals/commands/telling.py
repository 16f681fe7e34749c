"""Emails to whoever referred, at each step of their referral (ACC-5)."""

from collections.abc import Sequence
from datetime import datetime

from carewright.access.models import User
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.messages.commands import queue_email
from carewright.messages.wording import Wording
from carewright.messages.wording import referrals as wording
from carewright.policy.queries import policy_of
from carewright.referrals.models import Referral


def path_of(referral: Referral) -> str:
    """Where the referral's page is on this installation."""
    return f"/referrals/{referral.ref}/"


def referrer_addresses(referral: Referral) -> list[str]:
    """The referrer's address; their team's when they have none or can no longer sign in."""
    user = User.objects.filter(ref=referral.referrer, is_active=True).first()
    return [address for address in [user.email if user else referral.team.email] if address]


def tell_referrer(referral: Referral, told: Wording, at: datetime) -> None:
    """Queue an email to whoever referred, within the running command."""
    queue_email(to=referrer_addresses(referral), wording=told, about=[referral.ref], at=at)


def tell_received(referral: Referral, at: datetime) -> None:
    """Brokerage has it."""
    service = policy_of(referral.policy_version).terms.services[referral.service]
    told = wording.received(referral=referral.ref, service=service, received_at=at, path=path_of(referral), at=at)
    tell_referrer(referral, told, at)


def tell_returned(referral: Referral, missing: Sequence[str], note: str, at: datetime) -> None:
    """It comes back, with what is missing (REF-6)."""
    told = wording.returned(referral=referral.ref, missing=missing, note=note, path=path_of(referral))
    tell_referrer(referral, told, at)


def tell_forwarded(referral: Referral, by_role: str, at: datetime) -> None:
    """The team manager has forwarded it (REF-3)."""
    tell_referrer(referral, wording.forwarded(referral=referral.ref, by_role=by_role, path=path_of(referral)), at)


def ask_to_forward(referral: Referral, why: Sequence[str], at: datetime) -> None:
    """The team's managers, or the team's address where it has none, are asked to forward it (REF-3, REF-4)."""
    managers = users_holding(Role.TEAM_MANAGER, unit=referral.team).exclude(ref__in=referral.times_asked_by)
    to = [manager.email for manager in managers] or [address for address in [referral.team.email] if address]
    told = wording.to_forward(referral=referral.ref, why=" and ".join(why), path=path_of(referral))
    queue_email(to=to, wording=told, about=[referral.ref], at=at)


def tell_refused(referral: Referral, reason: str, at: datetime) -> None:
    """Brokerage may not take it (REF-8)."""
    tell_referrer(referral, wording.refused(referral=referral.ref, reason=reason, path=path_of(referral)), at)


def tell_withdrawn(referral: Referral, reason: str, at: datetime) -> None:
    """It has been withdrawn."""
    tell_referrer(referral, wording.withdrawn(referral=referral.ref, reason=reason, path=path_of(referral)), at)
