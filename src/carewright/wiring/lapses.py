"""What happens when a time limit passes: duty -> function called with `obligation`, `by` and `at` (the due moment).

A duty that is not here just stays owed, and shows as overdue.
"""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.monitoring.commands import hold_variation, pay_as_ordered
from carewright.obligations.commands import Lapse, LockFirst
from carewright.obligations.models import Obligation
from carewright.providers.commands import refresh_contract_watch
from carewright.referrals.commands import end_grace_period
from carewright.sourcing.commands import deem_declined, escalate_waiting, lapse_considering
from carewright.sourcing.commands.locking import hold_requirement


def take_silence_as_a_decline(*, obligation: Obligation, by: Actor, at: datetime) -> None:
    """No answer in time is a decline (SRC-3)."""
    deem_declined(offer=obligation.subject, by=by, at=at)


def ask_the_brokerage_manager(*, obligation: Obligation, by: Actor, at: datetime) -> None:
    """The moment that a provider named has passed: the brokerage manager is asked (SRC-4)."""
    lapse_considering(offer=obligation.subject, by=by, at=at)


def escalate_a_long_wait(*, obligation: Obligation, by: Actor, at: datetime) -> None:
    """Ten working days on the list go to the team manager (WAIT-3)."""
    escalate_waiting(requirement=obligation.subject, by=by, at=at)


def look_at_the_contract_again(*, obligation: Obligation, by: Actor, at: datetime) -> None:
    """The next notice before a contract ends (PRO-2)."""
    refresh_contract_watch(contract=obligation.subject, by=by, at=at)


def end_the_grace_period(*, obligation: Obligation, by: Actor, at: datetime) -> None:
    """No care found by the end of a self-funder's grace period: a referral follows (REF-8)."""
    end_grace_period(episode=obligation.subject, by=by, at=at)


def pay_what_was_not_answered_as_ordered(*, obligation: Obligation, by: Actor, at: datetime) -> None:
    """A variation that case management did not answer in time is paid as ordered (VAR-2)."""
    pay_as_ordered(variation=obligation.subject, by=by, at=at)


LAPSES: dict[str, Lapse] = {
    "answer_offer": take_silence_as_a_decline,
    "considering": ask_the_brokerage_manager,
    "wait_escalate": escalate_a_long_wait,
    "end_grace_period": end_the_grace_period,
    "plan_contract_end": look_at_the_contract_again,
    "answer_variation": pay_what_was_not_answered_as_ordered,
}


def lock_the_requirement(obligation: Obligation) -> None:
    """An answer locks the requirement and then what is owed about it: so does the lapse, or the two could deadlock."""
    hold_requirement(obligation.about)


def lock_the_variation(obligation: Obligation) -> None:
    """An answer locks the variation and then what is owed about it."""
    hold_variation(obligation.subject)


LOCKS: dict[str, LockFirst] = {
    "answer_offer": lock_the_requirement,
    "considering": lock_the_requirement,
    "wait_escalate": lock_the_requirement,
    "answer_variation": lock_the_variation,
}
"""What a lapse locks before its obligation, where other commands lock that first."""
