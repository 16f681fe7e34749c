"""A draft tried on a year of a county's changes, beside the same arithmetic in a bare loop.

20,000 drawn changes: judged once by the live rule, replayed under two policies, counted, and from a CSV file by the
command. The bare loop does the arithmetic alone: three costs, three levels, the percentage, five comparisons, with the
settings as constants and no record of what was found. `python bench/what_if.py [--changes 20000] [--quick]`
"""

import argparse
import csv
import random
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from _scratch import table

from carewright.changes.rules import ChangeFacts, assess
from carewright.policy.packs import load, terms_from
from carewright.reports.what_if import PastChange, replay, tried

USUAL, QUICK = 20_000, 2_000
ROUNDS = 5
COUNTY = load("default")
DRAFT = terms_from("[changes]\nmax_flex_hours = 7\ncrossing_percent = 25\n")
PENNY, FLEX, PERCENT, LIMITS = Decimal("0.01"), Decimal(5), 20, (75, 150, 225, 300)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=USUAL, help=f"how many changes ({USUAL})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them")
    asked = parser.parse_args()
    count = QUICK if asked.quick else asked.changes
    facts = drawn(count)
    cases = [PastChange(ref=f"CHG-{n}", terms=COUNTY, version="POL-1", at=None, facts=f) for n, f in enumerate(facts)]
    kept = [replace(one, decided=assess(one.facts, COUNTY.changes).rules) for one in cases]
    ways: dict[str, Callable[[], Any]] = {
        "a bare loop of the same arithmetic": lambda: [bare(one) for one in facts],
        "the live rule, with every figure kept": lambda: [assess(one, COUNTY.changes) for one in facts],
        "what-if, each decision kept then": lambda: tried(replay(one, DRAFT) for one in kept),
        "what-if, both policies worked out": lambda: tried(replay(one, DRAFT) for one in cases),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - began)
    taken = {name: statistics.median(times) for name, times in seconds.items()} | of_the_command(facts)
    floor = taken["a bare loop of the same arithmetic"]
    rows = [(name, f"{count / took:,.0f}", f"{took:.2f}", f"{took / floor:.1f}") for name, took in taken.items()]
    table(rows, (f"{count:,} changes", "decisions a second", "seconds", "times the floor"))


def drawn(count: int) -> list[ChangeFacts]:
    """Changes of every size, by a seed."""
    draw = random.Random(20261127)
    found = []
    for _ in range(count):
        ordered = draw.randint(400, 4000)
        current = max(0, ordered + draw.choice([0, 0, draw.randint(-300, 300)]))
        new = max(0, current + draw.choice([-1, 1]) * draw.randint(25, 900))
        hundredths = (ordered, current, new, draw.randint(1750, 2410))
        ordered_hours, current_hours, new_hours, rate = (Decimal(number) / 100 for number in hundredths)
        found.append(ChangeFacts(ordered_hours, current_hours, new_hours, rate))
    return found


def bare(one: ChangeFacts) -> bool:
    """Whether the provider may apply it, by the default's settings: nothing but the arithmetic."""
    rate = one.hourly_rate
    ordered = (one.ordered_hours * rate).quantize(PENNY, ROUND_HALF_UP)
    current = (one.current_hours * rate).quantize(PENNY, ROUND_HALF_UP)
    new = (one.new_hours * rate).quantize(PENNY, ROUND_HALF_UP)
    was, now, then = (bisect_left(LIMITS, cost) for cost in (ordered, current, new))
    moved = one.new_hours - one.ordered_hours
    return not (
        abs(moved) > FLEX
        or (then != was and abs(moved) * 100 > PERCENT * one.ordered_hours)
        or (now == 4 and one.new_hours > one.current_hours)
        or (4 in (was, now) and -moved > FLEX)
    )


def of_the_command(facts: list[ChangeFacts]) -> dict[str, float]:
    """From a CSV file to an answer, by a process of its own: its start, reading and writing included."""
    with tempfile.TemporaryDirectory() as folder:
        changes, draft = Path(folder) / "changes.csv", Path(folder) / "draft.toml"
        with changes.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["ref", "ordered_hours", "current_hours", "new_hours", "hourly_rate"])
            for number, one in enumerate(facts):
                rows.writerow([number, one.ordered_hours, one.current_hours, one.new_hours, one.hourly_rate])
        draft.write_text("[changes]\nmax_flex_hours = 7\ncrossing_percent = 25\n")
        words = {
            "carewright assess-changes": ["assess-changes", str(changes)],
            "carewright policy what-if --changes": ["policy", "what-if", str(draft), "--changes", str(changes)],
        }
        return {name: statistics.median(run(told) for _ in range(3)) for name, told in words.items()}


def run(words: list[str]) -> float:
    """Seconds that the command takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "carewright.cli.main", *words], check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
