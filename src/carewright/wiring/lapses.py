"""What happens when a time limit passes: duty -> function called with `obligation`, `by` and `at` (the due moment).

A duty that is not here just stays owed, and shows as overdue.
"""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.obligations.commands import Lapse
from carewright.obligations.models import Obligation
from carewright.providers.commands import refresh_contract_watch
from carewright.sourcing.commands import deem_declined, escalate_waiting, lapse_considering


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


LAPSES: dict[str, Lapse] = {
    "answer_offer": take_silence_as_a_decline,
    "considering": ask_the_brokerage_manager,
    "wait_escalate": escalate_a_long_wait,
    "plan_contract_end": look_at_the_contract_again,
}
