"""Promise 4: what lapses, lapses once. 3,000 are due, and the workers are killed -9 sixty times.

The control is the same with the guard off: what has to happen and that it has happened in two transactions, in either
order. Fewer are enough to show it.
"""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from carewright.access.roles import Role
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from tests.obligations.duties import DUE, OPENED
from tests.promises.processes import address_of_a_database, run

pytestmark = pytest.mark.django_db(transaction=True)

THREE_DAYS_LATER = DUE + timedelta(days=3)
TALLY = """
import json
import django
django.setup()
from django.db.models import Count
from carewright.obligations.models import Obligation
from carewright.trail.models import Event
from carewright.trail.queries import verify
done = Event.objects.filter(name="duty.done").values("subject").annotate(times=Count("seq"))
print(json.dumps({
    "times": dict(done.values_list("subject", "times")),
    "open": Obligation.objects.filter(state="open").count(),
    "breaks": len(list(verify())),
}))
"""


def fall_due(count: int) -> None:
    """So many offers, whose answers were owed one after the other over three days."""
    Obligation.objects.bulk_create(
        Obligation(
            rule="SRC-4",
            duty="answer_offer",
            sentence="Answer the offer.",
            subject=f"OFF-{number}",
            about="REQ-1",
            role=Role.PROVIDER_COORDINATOR,
            provider="PRV-1",
            opened_at=OPENED,
            due_at=DUE + timedelta(minutes=number),
            on_lapse=OnLapse.ACT,
        )
        for number in range(count)
    )


def times_each_lapsed(folder: Path, *, due: int, kills: int, way: str) -> Counter[int]:
    """How many lapsed how often, after workers that were killed so often."""
    fall_due(due)
    address = address_of_a_database(folder)
    moment = THREE_DAYS_LATER.isoformat()
    worked = run(folder, address, "-m", "tests.promises.lapse_workers", moment, str(kills), "7", way)
    assert worked.returncode == 0, worked.stderr
    assert int(worked.stdout) == kills, "the work was done before so many could be killed: let more be due"
    tally = json.loads(run(folder, address, "-c", TALLY).stdout)
    assert (tally["open"], tally["breaks"]) == (0, 0)
    return Counter(tally["times"].get(f"OFF-{number}", 0) for number in range(due))


def test_3000_lapse_once_each_though_workers_are_killed_60_times(tmp_path):
    assert times_each_lapsed(tmp_path, due=3000, kills=60, way="guarded") == {1: 3000}


@pytest.mark.parametrize(("way", "gone_wrong"), [("acting first", 2), ("marking first", 0)])
def test_without_the_guard_some_would_lapse_twice_or_never(tmp_path, way, gone_wrong):
    assert times_each_lapsed(tmp_path, due=1500, kills=30, way=way)[gone_wrong] > 0
