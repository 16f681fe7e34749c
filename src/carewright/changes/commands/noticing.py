"""A provider's notice of a change, and its withdrawal (CHG-1, CHG-6)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.queries import area_of
from carewright.access.roles import Role
from carewright.changes.commands import telling
from carewright.changes.commands.judging import keep_judgement
from carewright.changes.commands.locking import about, locked_change
from carewright.changes.events import ChangeNoticed, ChangeWithdrawn
from carewright.changes.lifecycle import CHANGE
from carewright.changes.models import Change
from carewright.changes.queries import Judged, check_holds, judge, own_part
from carewright.changes.queries.finding import check_none_under_way
from carewright.changes.rules import Conversation, Decides, check_can_change, check_conversation
from carewright.kernel.hours import Hours
from carewright.kernel.refused import Fault, Gone, Invalid
from carewright.messages.wording.words import day_words, hours_words
from carewright.obligations.commands import cancel, open_obligation
from carewright.packages.commands.locking import locked_package
from carewright.packages.models import Package
from carewright.policy.queries import policy_at
from carewright.policy.terms import ChangeTerms, Terms
from carewright.providers.models import Provider
from carewright.trail.command import command, record
from carewright.worktime import due, local

OUTCOMES = {
    Decides.PROVIDER: "Within tolerance: it takes effect once the care coordinator confirms it.",
    Decides.TEAM_MANAGER: "It is for the team manager, once the care coordinator has confirmed it.",
}


@command
def notice_change(
    *,
    package: str,
    weekly_hours: Hours,
    effective_on: date,
    reason: str,
    described: str,
    spoke_with: str,
    spoke_on: date,
    said: str,
    agreement: str,
    advocate: str = "not_required",
    has_safeguarding_concern: bool = False,
    part: int | None = None,
    by: Actor,
    at: datetime,
) -> Change:
    """Give notice of a change of one's own part of a package, after a conversation with the person (CHG-1).

    Hours are a week's. `part`: which part, where the provider has several of the package. Judged at once by the
    tolerance, under the policy of now (CHG-2); the care coordinator owes the confirmation (CHG-3). Refused while
    another change of the package is under way (CHG-6), and where a criterion is not met; of a package that is not the
    provider's, as of nothing there.
    """
    found = locked_package(package)
    check_may(by, "notice_change", provider=by.provider)
    held = own_part(package, by, effective_on, at, part)
    check_none_under_way(package, by.provider)
    talk = Conversation(spoke_with, spoke_on, said, agreement, advocate, has_safeguarding_concern)
    check_conversation(talk, local(at).date())
    policy = policy_at(at)
    _check_reason(reason, described, policy.terms.changes)
    check_can_change(weekly_hours, held.weekly_hours, is_suspended=held.is_suspended)
    told = judge(held, weekly_hours=weekly_hours, effective_on=effective_on, noticed_at=at, policy=policy)
    check_holds(held, told)
    change = _kept(
        Change(
            package=found,
            provider=Provider.objects.get(ref=by.provider),
            part=held.part,
            weekly_hours=weekly_hours,
            effective_on=effective_on,
            reason=reason,
            described=described.strip(),
            spoke_with=spoke_with.strip(),
            spoke_on=spoke_on,
            said=said.strip(),
            agreement=agreement,
            advocate=advocate,
            policy_version=policy.version,
            noticed_at=at,
            noticed_by=by.ref,
        )
    )
    keep_judgement(change, told, at)
    due_at = _owe_confirmation(change, policy.terms, at)
    telling.ask_to_confirm(change, told, due_at, at)
    record(_noticed(change, told))
    return change


@command
def withdraw_change(*, change: str, reason: str = "", by: Actor, at: datetime) -> Change:
    """Withdraw one's own change that is neither in effect nor over. What is ordered now goes on."""
    found = locked_change(change)
    check_may(by, "withdraw_change", provider=found.provider.ref)
    found.state = CHANGE.check_move("withdraw_change", found.state)
    found.closed_at, found.closing_note = at, reason.strip()
    found.save(update_fields=["state", "closed_at", "closing_note"])
    cancel(subject=found.ref, at=at)
    telling.tell_council_over(found, f"{found.provider.name} has withdrawn its change.", at)
    record(ChangeWithdrawn(**about(found), provider_name=found.provider.name))
    return found


def _check_reason(reason: str, described: str, terms: ChangeTerms) -> None:
    faults = [] if reason in terms.reasons else [Fault("reason", "Choose one of the reasons.")]
    faults += [] if described.strip() else [Fault("described", "Describe why the hours change.")]
    if faults:
        raise Invalid(faults, rule="CHG-1")


def _kept(change: Change) -> Change:
    """The change, kept; the database's own word that a package has one at a time is the last guard (CHG-6)."""
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError:
        raise Gone(
            "Another change of this package has been given notice of a moment ago. Wait until it is decided.",
            rule="CHG-6",
        ) from None
    return change


def _owe_confirmation(change: Change, terms: Terms, at: datetime) -> datetime:
    package: Package = change.package
    area = area_of(package.team)
    due_at = due(at, terms.changes.confirm_within, terms.calendar_for(area.name if area else ""))
    open_obligation(
        rule="CHG-3",
        duty="confirm_change",
        sentence="Confirm a provider's change",
        subject=change.ref,
        about=package.ref,
        role=Role.CARE_COORDINATOR,
        unit=package.team,
        due_at=due_at,
        at=at,
    )
    return due_at


def _noticed(change: Change, told: Judged) -> ChangeNoticed:
    return ChangeNoticed(
        **about(change),
        provider_name=change.provider.name,
        current_hours=told.facts.current_hours,
        current_words=hours_words(told.facts.current_hours),
        weekly_hours=change.weekly_hours,
        hours_words=hours_words(change.weekly_hours),
        effective_on=change.effective_on,
        from_words=day_words(change.effective_on),
        outcome=OUTCOMES[told.decides],
        rules=told.rules,
        policy_version=told.policy_version,
    )
