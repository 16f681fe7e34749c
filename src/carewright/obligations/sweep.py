"""The sweep: everything that fell due, in the order in which it fell due, each once (OBL-2)."""

import logging
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from carewright.access.actors import SYSTEM
from carewright.kernel.refused import Refused
from carewright.obligations.commands import lapse_obligation
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.worktime import floor_second

log = logging.getLogger(__name__)


def sweep(now: datetime, *, most: int | None = None) -> Iterator[str]:
    """Lapse what is overdue at `now`, oldest first; yields each obligation's reference once it is done.

    Selects all that is due, never a window of time, so that an outage of days is caught up; and looks again after each,
    because a lapse may open what has fallen due since. Any number of processes may sweep at once: the row's lock
    decides, and whoever comes second finds it closed and goes on. One that is refused stays open, is named in the log,
    and holds up none of the others.
    """
    refused: set[str] = set()
    done = 0
    while most is None or done < most:
        ref = next(iter(due(now, size=1, but=refused)), None)
        if ref is None:
            return
        try:
            lapse_obligation(obligation=ref, by=SYSTEM, at=now)
        except Refused as refusal:
            if Obligation.objects.filter(ref=ref, state=State.OPEN).exists():
                log.warning("%s could not lapse: %s", ref, refusal.sentence)
                refused.add(ref)
            continue
        done += 1
        yield ref


def due(now: datetime, size: int = 100, but: Collection[str] = ()) -> list[str]:
    """The first so many that are overdue, by due time, but for those named."""
    late = floor_second(now) - timedelta(seconds=1)
    found = Obligation.objects.filter(state=State.OPEN, on_lapse=OnLapse.ACT, due_at__lte=late)
    return list(found.exclude(ref__in=but).order_by("due_at", "id").values_list("ref", flat=True)[:size])
