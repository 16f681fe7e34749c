"""Making what falls due happen when the demonstration's clock is set forward (TIME-5)."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from carewright.access.actors import Actor
from carewright.demo.commands import set_demonstration_clock
from carewright.kernel.refused import Fault, Invalid
from carewright.messages.delivery import deliver_due
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.packages.sending import send_budget_letters, send_made_orders
from carewright.reviews.sending import send_letters, set_programme_letters

LETTERS: tuple[Callable[[datetime], Iterator[str]], ...] = (send_budget_letters, send_letters, set_programme_letters)
"""What makes the letters that are owed, as the worker does it."""
FARTHEST = timedelta(days=366)
"""So far from the moment shown the clock can be set at once."""


@dataclass(frozen=True)
class Happened:
    """What setting the clock brought about: time limits that lapsed, orders sent, messages put in the mailbox."""

    moment: datetime
    lapsed: int
    orders: int
    messages: int


def travel(*, to: datetime | None, by: Actor, at: datetime) -> Happened:
    """Set the clock, and let everything that falls due by then happen, in the order in which it falls due.

    What had been made before the clock was set is sent at the moment before; what a lapse causes, at the lapse. Refused
    when the moment is more than a year away.
    """
    if to is not None and abs(to - at) > FARTHEST:
        raise Invalid([Fault("to", "Choose a moment within a year of the one shown.")], rule="TIME-5")
    orders, messages = sent_by(at)
    moment = set_demonstration_clock(to=to, by=by, at=at)
    lapsed = 0
    for ref in sweep(moment):
        lapsed += 1
        due_at = Obligation.objects.values_list("due_at", flat=True).get(ref=ref)
        messages += sum(1 for _ in deliver_due(due_at))
    more_orders, more_messages = sent_by(moment)
    return Happened(moment, lapsed, orders + more_orders, messages + more_messages)


def sent_by(moment: datetime) -> tuple[int, int]:
    """Send orders that are made and letters that are owed, then deliver what is queued; how many orders and emails."""
    orders = sum(1 for _ in send_made_orders(moment))
    for step in LETTERS:
        deque(step(moment), maxlen=0)
    return orders, sum(1 for _ in deliver_due(moment))
