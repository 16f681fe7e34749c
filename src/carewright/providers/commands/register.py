"""The register of providers, and what the regulator says of them (PRO-1)."""

from datetime import date, datetime
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, WrongState
from carewright.obligations.commands import meet, open_obligation
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.people.rules import folded
from carewright.policy.queries import policy_at
from carewright.providers.commands.lookup import council, locked_provider
from carewright.providers.events import (
    ProviderAmended,
    ProviderRegistered,
    RegulatorChangeNoted,
    WorseRatingReviewed,
)
from carewright.providers.models import Provider, RegulatorChange
from carewright.providers.rules import RATINGS, is_worse
from carewright.trail.command import command, record, within_command
from carewright.worktime import due

AMENDABLE = {
    "name": "name",
    "offers_email": "address for offers",
    "manager_email": "manager's address",
    "telephone": "telephone",
    "address": "address",
}
"""What `amend_provider` may change, and each in words. The rest is the regulator's to say."""
REVIEW_RATING = "review_worse_rating"


@command
def register_provider(
    *,
    name: str,
    regulator_id: str,
    offers_email: str = "",
    manager_email: str = "",
    telephone: str = "",
    address: str = "",
    rating: str = "",
    rated_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Provider:
    """Add a provider to the register. Refused when the regulator's number is there already."""
    check_may(by, "register_provider")
    _check(name, regulator_id, rating)
    if Provider.objects.filter(regulator_id=regulator_id.strip()).exists():
        raise Invalid(
            [Fault("regulator_id", f"There is already a provider with the regulator's number {regulator_id}.")]
        )
    provider = Provider.objects.create(
        name=name.strip(),
        regulator_id=regulator_id.strip(),
        offers_email=offers_email.strip(),
        manager_email=manager_email.strip(),
        telephone=telephone.strip(),
        address=address.strip(),
        rating=rating,
        rated_on=rated_on,
        search=folded(name, regulator_id),
        added_at=at,
    )
    record(ProviderRegistered(provider=provider.ref, title=provider.name, regulator_id=provider.regulator_id))
    return provider


@command
def amend_provider(*, provider: str, changes: dict[str, Any], by: Actor, at: datetime) -> Provider:
    """Amend a provider's details; what is as it was is no change."""
    found = locked_provider(provider)
    check_may(by, "amend_provider")
    if unknown := sorted(set(changes) - set(AMENDABLE)):
        raise Invalid([Fault(name, "This can't be amended here.") for name in unknown])
    changed = [name for name, value in changes.items() if getattr(found, name) != value]
    if not changed:
        raise Invalid([Fault("", "Nothing has been changed. Change a detail first, or go back.")])
    for name in changed:
        setattr(found, name, changes[name])
    _check(found.name, found.regulator_id, found.rating)
    found.search = folded(found.name, found.regulator_id)
    found.save(update_fields=[*changed, "search"])
    record(ProviderAmended(provider=found.ref, details=tuple(AMENDABLE[name] for name in changed)))
    return found


@command
def note_regulator_change(
    *,
    provider: str,
    rating: str | None = None,
    rated_on: date | None = None,
    is_registered: bool | None = None,
    is_dormant: bool | None = None,
    by: Actor,
    at: datetime,
) -> Provider:
    """Note what the regulator now says (None: says nothing of it); a worse rating has to be looked into (PRO-1)."""
    found = locked_provider(provider)
    check_may(by, "note_regulator_change")
    if rating and rating not in RATINGS:
        raise Invalid([Fault("rating", f"The rating must be one of: {', '.join(RATINGS)}; or empty when unrated.")])
    said = {"rating": rating, "is_registered": is_registered, "is_dormant": is_dormant}
    changed = {name: value for name, value in said.items() if value is not None and getattr(found, name) != value}
    if not changed:
        raise WrongState("The regulator's record is as it was: there is nothing to note.")
    worse = "rating" in changed and is_worse(rating or "", found.rating)
    words = tuple(
        _kept(found, name, value, rated_on if name == "rating" else None, at) for name, value in changed.items()
    )
    if "rating" in changed:
        found.rated_on = rated_on
    found.save(update_fields=[*changed, "rated_on"])
    if worse:
        owe_review_of_rating(found, at)
    record(RegulatorChangeNoted(provider=found.ref, changes=words, is_worse=worse))
    return found


@command
def review_worse_rating(*, provider: str, finding: str, by: Actor, at: datetime) -> Provider:
    """Say what follows from a worse rating; meets what the contract officer owes (PRO-1)."""
    found = locked_provider(provider)
    check_may(by, "review_worse_rating")
    if not finding.strip():
        raise Invalid([Fault("finding", "Say what follows from the worse rating.")])
    if not meet(duty=REVIEW_RATING, subject=found.ref, at=at):
        raise WrongState("No worse rating of this provider is waiting to be looked into.", rule="PRO-1")
    record(WorseRatingReviewed(provider=found.ref, finding=finding.strip()))
    return found


def owe_review_of_rating(provider: Provider, at: datetime) -> None:
    """The contract officer owes a look at a worse rating; once, even if it gets worse again meanwhile."""
    within_command()
    if Obligation.objects.filter(duty=REVIEW_RATING, subject=provider.ref, state=State.OPEN).exists():
        return
    terms = policy_at(at).terms
    open_obligation(
        rule="PRO-1",
        duty=REVIEW_RATING,
        sentence=f"Look into the worse rating of {provider.name} ({provider.rating or 'unrated'}).",
        subject=provider.ref,
        about=provider.ref,
        role=Role.CONTRACT_OFFICER,
        unit=council(),
        due_at=due(at, terms.market.worse_rating_within, terms.calendar_for()),
        at=at,
    )


def _kept(provider: Provider, name: str, value: Any, on: date | None, at: datetime) -> str:
    """Set and keep one change; what it was and is, in words."""
    was, now = _words(name, getattr(provider, name)), _words(name, value)
    setattr(provider, name, value)
    RegulatorChange.objects.create(provider=provider, what=name, was=was, now=now, on=on, noticed_at=at)
    return f"{was} to {now}"


def _words(name: str, value: Any) -> str:
    if name == "rating":
        return value or "unrated"
    yes, no = {"is_registered": ("registered", "not registered"), "is_dormant": ("dormant", "not dormant")}[name]
    return yes if value else no


def _check(name: str, regulator_id: str, rating: str) -> None:
    faults = []
    if not name.strip():
        faults.append(Fault("name", "Enter the provider's name."))
    if not regulator_id.strip():
        faults.append(Fault("regulator_id", "Enter the regulator's number of the provider, such as 1-101671690."))
    if rating and rating not in RATINGS:
        faults.append(Fault("rating", f"The rating must be one of: {', '.join(RATINGS)}; or empty when unrated."))
    if faults:
        raise Invalid(faults)
