"""Racing accepts over HTTP: eight processes, a real server, both databases; and the same with the guards off.

Seven of eight answer through the API (six providers, and the broker by telephone for one of them), one by the link in
its email, all about the same package at the same moment. `python bench/race.py [--accepts 10000] [--quick]`
"""

import argparse
import json
from pathlib import Path
from typing import Any

from _scratch import emptied, left_to_others, on_each, ready, table

USUAL, QUICK, CONTROL = 2_000, 240, 160


def main() -> None:
    """Race, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accepts", type=int, default=USUAL, help=f"how many answers race ({USUAL})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    folder = ready()
    accepts = QUICK if asked.quick else asked.accepts
    rows = [raced(folder, "on", accepts), raced(folder, "off", min(accepts, CONTROL))]
    table(rows, ("guards", "answers", "a second", "awarded", "gone", "server errors", "double awards", "other breaks"))
    if rows[0][5:] != (0, 0, 0):
        raise SystemExit("the promise does not hold")
    if not rows[1][6]:
        raise SystemExit("the control shows nothing: without the guards some should have been awarded twice")


def raced(folder: Path, guard: str, accepts: int) -> tuple[Any, ...]:
    """One race, and one row of the table. Only the packages of this race are judged."""
    from tests.promises.processes import run, served
    from tests.promises.rivals import PLACES, rounds

    emptied()
    tasks = rounds(-(-accepts // PLACES))
    address = left_to_others(drop_index=guard == "off")
    with served(folder, address, guard) as port:
        out = run(folder, address, "-m", "tests.promises.http_racers", str(port), stdin=json.dumps(tasks))
    if out.returncode:
        raise SystemExit(out.stderr)
    said = json.loads(out.stdout)
    came, sent = said["came_out"], len(tasks) * PLACES
    errors = sent - came.get("awarded", 0) - came.get("gone", 0)
    doubles, others = judged()
    speed = f"{sent / said['seconds']:.0f}"
    return guard, sent, speed, came.get("awarded", 0), came.get("gone", 0), errors, doubles, others


def judged() -> tuple[int, int]:
    """How many packages were awarded more than once, and how many other things do not hold."""
    from tests.promises.invariants import awards, broken

    doubles = sum("times" in sentence for sentence in awards())
    return doubles, len(broken("rows")) - doubles


if __name__ == "__main__":
    main()
