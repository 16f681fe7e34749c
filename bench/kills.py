"""Processes killed -9 in the midst of commands: nothing is left half done.

Two processes place packages step by step; one after the other is killed and replaced. Then everything that must hold is
looked at; and the same with each statement by itself. `python bench/kills.py [--kills 500] [--quick]`
"""

import argparse
from pathlib import Path
from typing import Any

from _scratch import emptied, left_to_others, on_each, ready, table

USUAL, QUICK, CONTROL = 500, 30, 20


def main() -> None:
    """Kill, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=USUAL, help=f"how many ({USUAL})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    folder = ready()
    rows = [killed(folder, "on", QUICK if asked.quick else asked.kills), killed(folder, "off", CONTROL)]
    table(rows, ("transactions", "kills", "commands done", "broken invariants"))
    if rows[0][3]:
        raise SystemExit("the promise does not hold")
    if not rows[1][3]:
        raise SystemExit("the control shows nothing: without transactions something should be half done")


def killed(folder: Path, guard: str, kills: int) -> tuple[Any, ...]:
    """One row of the table."""
    from tests.promises.invariants import broken
    from tests.promises.processes import run
    from tests.sourcing.builders import a_market

    from carewright.trail.models import Event

    emptied()
    a_market()
    before = Event.objects.count()
    address = left_to_others()
    worked = run(folder, address, "-m", "tests.promises.placers", str(kills), "11", guard)
    if worked.returncode:
        raise SystemExit(worked.stderr)
    found = broken("all")
    for sentence in found if guard == "on" else ():
        print(f"   {sentence}")
    return guard, kills, Event.objects.count() - before, len(found)


if __name__ == "__main__":
    main()
