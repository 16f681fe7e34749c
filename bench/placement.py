"""Whole placements a second, from the draft of a referral to its order sent, beside the floor.

The floor: the very statements that wrote something, in as many transactions, by the database's driver alone, on a copy
of the database that was the same before. It reads nothing, checks nothing and sets no document. Rounds are taken in
turn, the product's and the floor's, and the medians compared. `python bench/placement.py [--quick] [--profile]`
"""

import argparse
import cProfile
import pstats
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from _placing import a_county, place, recorded, replay, written_to
from _scratch import copied, on_each, ready, server_address, table

ROUNDS, EACH, WARMING = 9, 10, 2
MOST_LINES = 45


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--profile", action="store_true", help="where the time goes instead")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    folder = ready()
    rounds = 3 if asked.quick else ROUNDS
    market, people = a_county(WARMING + rounds * EACH)
    for _ in range(WARMING):
        place(people.pop(), market)
    if asked.profile:
        profiled(people, market)
    else:
        measured(people, market, rounds, folder)


def profiled(people: list[Any], market: Any) -> None:
    """Where the time goes."""
    profile = cProfile.Profile()
    profile.enable()
    for person in people[:EACH]:
        place(person, market)
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats("carewright|typst|sqlite3|psycopg", MOST_LINES)


def measured(people: list[Any], market: Any, rounds: int, folder: Path) -> None:
    """The product and the floor in turn."""
    from django.db import connection

    copy = a_copy(folder)
    whole, floor = [], []
    transactions: list[Any] = []
    statements = 0
    for _ in range(rounds):
        with recorded() as recorder:
            began = time.perf_counter()
            for _ in range(EACH):
                place(people.pop(), market)
            whole.append((time.perf_counter() - began) / EACH)
        began = time.perf_counter()
        replay(recorder.transactions, copy, connection.vendor == "postgresql")
        floor.append((time.perf_counter() - began) / EACH)
        transactions, statements = recorder.transactions, recorder.statements
    writes = Counter(written_to(sql) for one in transactions for sql, _ in one)
    check_same(copy, list(writes))
    ratio = statistics.median(a / b for a, b in zip(whole, floor, strict=True))
    rows = [
        ("placements", f"{1 / statistics.median(whole):.1f}", f"{statistics.median(whole) * 1000:.0f}", f"{ratio:.1f}"),
        ("the floor", f"{1 / statistics.median(floor):.1f}", f"{statistics.median(floor) * 1000:.0f}", "1.0"),
    ]
    table(rows, ("", "a second", "ms each", "times the floor"))
    print(
        f"   One placement: {len(transactions) / EACH:.0f} transactions, {sum(writes.values()) / EACH:.0f} statements"
        f" that write, {statements / EACH:.0f} of any kind."
    )
    table([(name, f"{count / EACH:.0f}") for name, count in writes.most_common(8)], ("written to", "statements"))


def a_copy(folder: Path) -> Any:
    """A driver's own connection to a copy of the run's database, with the product's own settings."""
    import sqlite3

    import psycopg
    from django.db import connection

    from carewright.config.database import SQLITE_PRAGMAS

    name = copied(folder)
    if connection.vendor == "postgresql":
        return psycopg.connect(server_address(name), autocommit=True)
    driver = sqlite3.connect(name, isolation_level=None)
    for pragma in SQLITE_PRAGMAS.split(";"):
        driver.execute(pragma)
    return driver


def check_same(copy: Any, tables: list[str]) -> None:
    """The floor has written the same rows, or the comparison means nothing."""
    from django.db import connection

    for name in tables:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            here = cursor.fetchone()[0]
        there = copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        if here != there:
            raise SystemExit(f"{name}: {here} rows, but the floor has {there}")
    copy.close()


if __name__ == "__main__":
    main()
