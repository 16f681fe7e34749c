"""An acceptance exactly on time against the lapse of its time limit, at the same moment: one outcome, every time.

Two processes, one of which accepts while the other carries out what the worker would; then the same with the guards
off. `python bench/boundary.py [--collisions 1000] [--quick]`
"""

import argparse
import json
from pathlib import Path
from typing import Any

from _scratch import emptied, left_to_others, on_each, ready, table

USUAL, QUICK, CONTROL = 1_000, 100, 60


def main() -> None:
    """Collide, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collisions", type=int, default=USUAL, help=f"how many ({USUAL})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    folder = ready()
    collisions = QUICK if asked.quick else asked.collisions
    rows = [collided(folder, "on", collisions), collided(folder, "off", CONTROL)]
    table(rows, ("guards", "collisions", "accepted", "lapsed", "errors", "contradictions"))
    if rows[0][4:] != (0, 0):
        raise SystemExit("the promise does not hold")
    if not rows[1][5]:
        raise SystemExit("the control shows nothing: without the guards some should contradict themselves")


def collided(folder: Path, guard: str, collisions: int) -> tuple[Any, ...]:
    """One row of the table."""
    from tests.promises.processes import run
    from tests.promises.rounds import CONSISTENT, TALLY, rounds_at_the_boundary

    emptied()
    rounds = json.dumps(rounds_at_the_boundary(collisions))
    address = left_to_others(drop_index=guard == "off")
    raced = run(folder, address, "-m", "tests.promises.award_racers", "boundary", guard, stdin=rounds)
    tally = run(folder, address, "-c", TALLY)
    if raced.returncode or tally.returncode:
        raise SystemExit(raced.stderr + tally.stderr)
    came, stands = json.loads(raced.stdout), json.loads(tally.stdout)
    odd = sum(count for outcome, count in stands["outcomes"].items() if outcome not in CONSISTENT)
    return guard, collisions, came.get("awarded", 0), came.get("lapse", 0), came.get("error", 0), odd


if __name__ == "__main__":
    main()
