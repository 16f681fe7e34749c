"""What becomes of a referral once it is written: submitted, returned, complete, refused, withdrawn (REF-2, 6, 8, 9)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.policy.queries import policy_of
from carewright.referrals.commands.found import locked_referral
from carewright.referrals.commands.telling import (
    ask_to_forward,
    tell_received,
    tell_refused,
    tell_returned,
    tell_withdrawn,
)
from carewright.referrals.events import (
    ReadinessReported,
    ReferralCompleted,
    ReferralRefused,
    ReferralReturned,
    ReferralSubmitted,
    ReferralWithdrawn,
)
from carewright.referrals.lifecycle import REFERRAL
from carewright.referrals.models import Referral, Return
from carewright.referrals.queries import facts_of, missing_of
from carewright.referrals.rules import check_may_be_refused, needs_forwarding
from carewright.referrals.rules.completeness import is_forwarded
from carewright.trail.command import command, record
from carewright.worktime import local

LONGEST_REASON = 2000


@command
def submit_referral(*, referral: str, by: Actor, at: datetime) -> Referral:
    """Submit a draft, or a returned referral again, to brokerage.

    What is missing does not stop it: brokerage returns it. The first-received date is kept for good (REF-6).
    """
    found = locked_referral(referral)
    check_may(by, "submit_referral", unit=found.team.path)
    found.state = REFERRAL.check_move("submit_referral", found.state)
    found.received_at = at
    found.first_received_at = found.first_received_at or at
    found.save(update_fields=["state", "received_at", "first_received_at"])
    tell_received(found, at)
    facts = facts_of(found)
    if (why := needs_forwarding(facts)) and not is_forwarded(facts):
        ask_to_forward(found, why, at)
    record(ReferralSubmitted(referral=found.ref, person=found.person.ref, first_received_at=found.first_received_at))
    return found


@command
def return_referral(*, referral: str, note: str = "", by: Actor, at: datetime) -> Return:
    """Send a referral back to its team for what is missing: listed by the rule, with the broker's own words (REF-6).

    Refused when nothing is missing and the broker says nothing either.
    """
    found = locked_referral(referral)
    check_may(by, "return_referral", unit=found.team.path)
    found.state = REFERRAL.check_move("return_referral", found.state)
    lacking = missing_of(found, at)
    words = _checked_reason(note, "note") if note.strip() or not lacking else ""
    found.save(update_fields=["state"])
    made = Return.objects.create(
        referral=found,
        missing=[{"code": m.code, "sentence": m.sentence, "rule": m.rule} for m in lacking],
        note=words,
        returned_by=by.ref,
        returned_at=at,
    )
    tell_returned(found, [m.sentence for m in lacking], words, at)
    record(
        ReferralReturned(
            referral=found.ref,
            person=found.person.ref,
            missing=tuple(m.code for m in lacking),
            what=" ".join(m.sentence for m in lacking) or "Nothing is missing by the rules.",
            note=words,
            policy_version=found.policy_version,
        )
    )
    return made


@command
def complete_referral(*, referral: str, by: Actor, at: datetime) -> Referral:
    """Accept a referral as complete (REF-2); refused, naming all that is missing: return it instead."""
    found = locked_referral(referral)
    check_may(by, "complete_referral", unit=found.team.path)
    state = REFERRAL.check_move("complete_referral", found.state)
    lacking = missing_of(found, at)
    if lacking:
        raise Invalid([Fault(m.code, m.sentence) for m in lacking], rule=lacking[0].rule)
    found.state, found.completed_at = state, at
    found.save(update_fields=["state", "completed_at"])
    record(
        ReferralCompleted(
            referral=found.ref,
            person=found.person.ref,
            received_at=found.received_at or at,
            policy_version=found.policy_version,
        )
    )
    return found


@command
def refuse_referral(*, referral: str, reason: str, by: Actor, at: datetime) -> Referral:
    """Refuse a self-funder for whom no exception of the charging policy is named (REF-8). Others are returned."""
    found = locked_referral(referral)
    check_may(by, "refuse_referral", unit=found.team.path)
    state = REFERRAL.check_move("refuse_referral", found.state)
    check_may_be_refused(facts_of(found))
    words = _checked_reason(reason, "reason")
    found.state = state
    found.save(update_fields=["state"])
    tell_refused(found, words, at)
    record(ReferralRefused(referral=found.ref, person=found.person.ref, reason=words))
    return found


@command
def withdraw_referral(*, referral: str, reason: str, by: Actor, at: datetime) -> Referral:
    """Withdraw a referral whose care is no longer asked for, with the reason (REF-9)."""
    found = locked_referral(referral)
    check_may(by, "withdraw_referral", unit=found.team.path)
    state = REFERRAL.check_move("withdraw_referral", found.state)
    words = _checked_reason(reason, "reason")
    found.state = state
    found.save(update_fields=["state"])
    tell_withdrawn(found, words, at)
    record(ReferralWithdrawn(referral=found.ref, person=found.person.ref, reason=words))
    return found


@command
def report_readiness(
    *, referral: str, ready: bool, until: date | None = None, reason: str = "", by: Actor, at: datetime
) -> Referral:
    """Say that the person is ready for the service, or not: why (a reason of the policy) and until when (REF-9).

    The last day of not being ready is `until`, which must be today or later.
    """
    found = locked_referral(referral)
    check_may(by, "report_readiness", unit=found.team.path)
    REFERRAL.check_move("report_readiness", found.state)
    reasons = policy_of(found.policy_version).terms.referrals.not_ready_reasons
    until, reason = (None, "") if ready else (until, reason)
    if not ready:
        _check_not_ready(until, reason, list(reasons), at)
    elif found.readiness == Referral.Readiness.READY:
        raise Refused("The person is down as ready already.", rule="REF-9")
    found.readiness = Referral.Readiness.READY if ready else Referral.Readiness.NOT_READY
    found.not_ready_until, found.not_ready_reason = until, reason
    found.save(update_fields=["readiness", "not_ready_until", "not_ready_reason"])
    record(
        ReadinessReported(
            referral=found.ref,
            person=found.person.ref,
            readiness="ready" if ready else "not ready",
            until=f" until {until.day} {until:%B %Y}" if until else "",
            why=f": {reasons[reason]}" if reason else "",
            until_on=until,
            reason=reason,
        )
    )
    return found


def _check_not_ready(until: date | None, reason: str, known: list[str], at: datetime) -> None:
    faults = []
    if until is None:
        faults.append(Fault("until", "Enter the date until which the person is not ready."))
    elif until < local(at).date():
        faults.append(Fault("until", "The date until which the person is not ready must be today or later."))
    if reason not in known:
        faults.append(Fault("reason", f"Choose why the person is not ready: {', '.join(known)}."))
    if faults:
        raise Invalid(faults, rule="REF-9")


def _checked_reason(text: str, field: str) -> str:
    words = text.strip()
    if not words:
        raise Invalid(
            [Fault(field, "Nothing is missing by the rules: say what is." if field == "note" else "Give the reason.")]
        )
    if len(words) > LONGEST_REASON:
        raise Invalid([Fault(field, f"This must be {LONGEST_REASON:,} characters or fewer. Shorten it.")])
    return words
