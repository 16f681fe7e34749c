"""The sweep where 100,000 obligations are overdue: lapses a second beside the floor, and what finding the next costs.

Each lapse is a command: its lock, its event, what follows and the chain. What follows is here the duty's own least (one
event), so that the sweep is measured and not what a decline brings with it. The floor is an UPDATE of each row in a
transaction of its own, by the driver, taken in turn with the sweep. `python bench/sweep.py [--due 100000] [--all]
[--quick]`: with `--all` every one is lapsed, without it the first few thousand of them.
"""

import argparse
import statistics
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from _scratch import copied, median_ms, on_each, ready, server_address, table

USUAL, QUICK, FEW = 100_000, 10_000, 1_000
ROUNDS, ROUNDS_QUICK, EACH = 9, 3, 200
LOOKS = 51


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=USUAL, help=f"how many are overdue ({USUAL})")
    parser.add_argument("--all", action="store_true", help="lapse every one of them")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them, fewer rounds")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    folder = ready()
    due = QUICK if asked.quick else asked.due
    now = fall_due(FEW)
    few = looking(now)
    now = fall_due(due - FEW)
    many = looking(now)
    rounds = -(-due // EACH) if asked.all else ROUNDS_QUICK if asked.quick else ROUNDS
    swept(folder, now, rounds)
    ratios = [f"{many[name] / few[name]:.2f}" for name in few]
    rows = [(name, f"{few[name]:.2f}", f"{many[name]:.2f}", ratio) for name, ratio in zip(few, ratios, strict=True)]
    table(rows, ("finding what is due", f"ms at {FEW:,}", f"ms at {due:,}", "ratio"))


def fall_due(count: int) -> datetime:
    """So many offers more whose answers are overdue; a moment at which all are."""
    from django.db import connection
    from tests.obligations.duties import DUE, OPENED

    from carewright.access.roles import Role
    from carewright.obligations.lifecycle import OnLapse
    from carewright.obligations.models import Obligation

    first = Obligation.objects.count()
    rows = (
        Obligation(
            rule="SRC-3",
            duty="answer_offer",
            sentence="Answer the offer",
            subject=f"OFR-{number}",
            about="REQ-1",
            role=Role.PROVIDER_COORDINATOR,
            provider="PRV-1",
            opened_at=OPENED,
            due_at=DUE + timedelta(seconds=number),
            on_lapse=OnLapse.ACT,
        )
        for number in range(first, first + count)
    )
    Obligation.objects.bulk_create(rows, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return DUE + timedelta(days=30)


def looking(now: datetime) -> dict[str, float]:
    """Milliseconds, by how many are asked for: one as the sweep does, and a hundred."""
    from carewright.obligations.sweep import due

    found = {}
    for name, size in (("the next one", 1), ("the next hundred", 100)):
        times = []
        for _ in range(LOOKS):
            began = time.perf_counter()
            due(now, size=size)
            times.append(time.perf_counter() - began)
        found[name] = median_ms(times)
    return found


def swept(folder: Path, now: datetime, rounds: int) -> None:
    """The sweep and the floor in turn, a few hundred each."""
    from tests.obligations.duties import note_lapse

    from carewright.obligations.commands import wire_lapses, wire_locks
    from carewright.obligations.sweep import sweep

    wire_lapses({"answer_offer": lambda *, obligation, by, at: note_lapse(subject=obligation.subject, by=by, at=at)})
    wire_locks({})
    driver, is_server = floor_of(folder)
    left = [row[0] for row in driver.execute("SELECT id FROM obligations_obligation ORDER BY due_at, id").fetchall()]
    ours, floor = [], []
    done = 0
    for number in range(rounds):
        began = time.perf_counter()
        lapsed = sum(1 for _ in sweep(now, most=EACH))
        ours.append((time.perf_counter() - began) / max(lapsed, 1))
        done += lapsed
        began = time.perf_counter()
        for pk in left[number * EACH : number * EACH + lapsed]:
            update(driver, pk, is_server)
        floor.append((time.perf_counter() - began) / max(lapsed, 1))
    ratio = statistics.median(a / b for a, b in zip(ours, floor, strict=True))
    rows = [
        (f"{done:,} lapses", f"{1 / statistics.median(ours):.0f}", f"{median_ms(ours):.1f}", f"{ratio:.1f}"),
        ("the floor", f"{1 / statistics.median(floor):.0f}", f"{median_ms(floor):.1f}", "1.0"),
    ]
    table(rows, ("", "a second", "ms each", "times the floor"))


def floor_of(folder: Path) -> tuple[Any, bool]:
    """The driver on a copy of the run's database, with the product's settings; whether it is a server."""
    import sqlite3

    import psycopg
    from django.db import connection

    from carewright.config.database import SQLITE_PRAGMAS

    name = copied(folder)
    if connection.vendor == "postgresql":
        return psycopg.connect(server_address(name), autocommit=True), True
    driver = sqlite3.connect(name, isolation_level=None)
    for pragma in SQLITE_PRAGMAS.split(";"):
        driver.execute(pragma)
    return driver, False


def update(driver: Any, pk: int, is_server: bool) -> None:
    """One row in a transaction of its own."""
    mark = "%s" if is_server else "?"
    driver.execute("BEGIN" if is_server else "BEGIN IMMEDIATE")
    driver.execute(f"UPDATE obligations_obligation SET state = 'lapsed', closed_at = due_at WHERE id = {mark}", (pk,))
    driver.execute("COMMIT")


if __name__ == "__main__":
    main()
