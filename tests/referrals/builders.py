"""Referrals on their way from draft to complete, made by the real commands."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from carewright.access.actors import Actor
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.people.models import Person
from carewright.referrals.commands import (
    attach_document,
    authorise_spend,
    complete_referral,
    forward_referral,
    refuse_referral,
    return_referral,
    start_referral,
    submit_referral,
    withdraw_referral,
)
from carewright.referrals.models import Referral
from carewright.referrals.queries import facts_of
from carewright.referrals.rules import needs_forwarding
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person
from tests.remembering import remembered

MONDAY = datetime(2017, 12, 18, 9, 0, tzinfo=UTC)
"""9am on Monday 18 December 2017."""
PDF = b"%PDF-1.7 for a test"
CARE: dict[str, Any] = {
    "service": "home_care",
    "need_category": "frailty",
    "weekly_hours": Decimal("14.00"),
    "start_on": date(2018, 1, 8),
    "needs": "Personal care morning and evening, prompting of medication.",
    "outcomes": "Stays safely at home.",
    "enablement": "completed",
    "alternatives_explored": True,
    "alternatives_note": "Equipment and family support looked at.",
    "record_declared": True,
}


def a_practitioner(team: Unit) -> Actor:
    """Who refers, when a test doesn't say."""
    return actor(Role.PRACTITIONER, unit=team)


def a_manager(team: Unit) -> Actor:
    """Who forwards and authorises, when a test doesn't say: an assistant director's limit reaches any cost here."""
    return actor(Role.TEAM_MANAGER, Role.ASSISTANT_DIRECTOR, unit=team)


@remembered
def a_draft_referral(
    person: Person, *, team: Unit | None = None, by: Actor | None = None, at: datetime = MONDAY, **details: Any
) -> Referral:
    """A draft for 14 hours of home care from 8 January 2018, or as the details say, by a practitioner of the team."""
    place = team or person.team
    return start_referral(person=person.ref, team=place.ref, **(CARE | details), by=by or a_practitioner(place), at=at)


def attach_everything(referral: Referral, *, by: Actor | None = None, at: datetime = MONDAY) -> Referral:
    """Every document that a referral from anywhere may need, dated the day before."""
    for code in ("assessment", "final_review_form", "risk_assessment", "charging_letter"):
        attach_document(
            referral=referral.ref,
            code=code,
            filename=f"{code}.pdf",
            dated_on=at.date() - timedelta(days=1),
            content=PDF,
            by=by or a_practitioner(referral.team),
            at=at,
        )
    return referral


def approve(referral: Referral, *, by: Actor | None = None, at: datetime = MONDAY) -> Referral:
    """Forwarded if it needs it, and its cost authorised, by somebody who may."""
    manager = by or a_manager(referral.team)
    if needs_forwarding(facts_of(referral)):
        forward_referral(referral=referral.ref, by=manager, at=at)
    authorise_spend(referral=referral.ref, by=manager, at=at)
    return fresh(referral)


@remembered
def a_submitted_referral(
    person: Person | None = None,
    *,
    team: Unit | None = None,
    by: Actor | None = None,
    at: datetime = MONDAY,
    **details: Any,
) -> Referral:
    """Submitted with nothing missing: attached, forwarded, authorised. Give `person`, or a `team` to add one to."""
    whose = person or a_person(team)
    draft = a_draft_referral(whose, team=team, by=by, at=at, **details)
    approve(attach_everything(draft, by=by, at=at), at=at)
    return submit_referral(referral=draft.ref, by=by or a_practitioner(draft.team), at=at)


@remembered
def a_complete_referral(
    person: Person | None = None,
    *,
    team: Unit | None = None,
    by: Actor | None = None,
    broker: Actor | None = None,
    at: datetime = MONDAY,
    **details: Any,
) -> Referral:
    """Accepted as complete by a broker: with the wiring in place, its requirement is on the list."""
    submitted = a_submitted_referral(person, team=team, by=by, at=at, **details)
    return complete_referral(referral=submitted.ref, by=broker or actor(Role.BROKER, unit=submitted.team), at=at)


@remembered
def a_referral_in(state: str, *, approved: bool = True, at: datetime = MONDAY, **details: Any) -> Referral:
    """A referral in any state, in a council of its own. Not `approved`: neither forwarded nor authorised if possible.

    Which states can't be reached without approval are reached with it (complete).
    """
    team = a_council().team()
    draft = a_draft_referral(a_person(team), at=at, **_needing_nothing(details, state))
    attach_everything(draft, at=at)
    if approved or state == "complete":
        approve(draft, at=at)
    referrer, broker = a_practitioner(team), actor(Role.BROKER, unit=team)
    if state not in {"draft", "withdrawn"}:
        submit_referral(referral=draft.ref, by=referrer, at=at)
    match state:
        case "returned":
            return_referral(referral=draft.ref, note="Please telephone me.", by=broker, at=at)
        case "complete":
            complete_referral(referral=draft.ref, by=broker, at=at)
        case "refused":
            refuse_referral(referral=draft.ref, reason="She pays for her own care.", by=broker, at=at)
        case "withdrawn":
            withdraw_referral(referral=draft.ref, reason="He moved away.", by=referrer, at=at)
    return fresh(draft)


def _needing_nothing(details: dict[str, Any], state: str) -> dict[str, Any]:
    if state == "refused":
        return details | {"funding": "self_funder"}
    if state == "complete" and details.get("funding") == "self_funder":
        return details | {"self_funder_exception": "at_risk"}
    return details


def fresh(referral: Referral) -> Referral:
    """The referral as it stands in the database."""
    return Referral.objects.select_related("person", "team").get(ref=referral.ref)
