"""The sweep: everything that fell due, in the order in which it fell due, each once (OBL-2)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from carewright.access.actors import SYSTEM
from carewright.kernel.refused import WrongState
from carewright.obligations.commands import lapse_obligation
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.worktime import floor_second


def sweep(now: datetime, *, most: int | None = None) -> Iterator[str]:
    """Lapse what is overdue at `now`, oldest first; yields each obligation's reference once it is done.

    Selects all that is due, never a window of time, so that an outage of days is caught up. Any number of processes may
    sweep at once: the row's lock decides, and whoever comes second finds it closed and goes on.
    """
    done = 0
    while most is None or done < most:
        batch = due(now)
        if not batch:
            return
        for ref in batch:
            try:
                lapse_obligation(obligation=ref, by=SYSTEM, at=now)
            except WrongState:
                continue
            done += 1
            yield ref


def due(now: datetime, size: int = 100) -> list[str]:
    """The first so many that are overdue, by due time."""
    late = floor_second(now) - timedelta(seconds=1)
    found = Obligation.objects.filter(state=State.OPEN, on_lapse=OnLapse.ACT, due_at__lte=late)
    return list(found.order_by("due_at", "id").values_list("ref", flat=True)[:size])
