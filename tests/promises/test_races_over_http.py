"""Promise 1 over HTTP: eight processes race through a real server to take the same packages; each is awarded once.

The control is the same on a server without the guards. `python bench/race.py --accepts 10000` is the whole figure.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.promises.processes import address_of_a_database, run, served
from tests.promises.rivals import PLACES, rounds
from tests.promises.rounds import DROP, TALLY

pytestmark = pytest.mark.django_db(transaction=True)

PACKAGES = 30


def race(folder: Path, guard: str, packages: int) -> tuple[Counter[str], dict[str, Any], str]:
    """How often each answer came, what then stands in the database, and what the server logged."""
    tasks = rounds(packages)
    address = address_of_a_database(folder)
    if guard == "off":
        dropped = run(folder, address, "-c", DROP)
        assert dropped.returncode == 0, dropped.stderr
    with served(folder, address, guard) as port:
        raced = run(folder, address, "-m", "tests.promises.http_racers", str(port), stdin=json.dumps(tasks))
    assert raced.returncode == 0, raced.stderr
    tally = run(folder, address, "-c", TALLY)
    assert tally.returncode == 0, tally.stderr
    log = (folder / "server.log").read_text()
    return Counter(json.loads(raced.stdout)["came_out"]), json.loads(tally.stdout) | _broken(folder, address), log


def _broken(folder: Path, address: str) -> dict[str, Any]:
    checked = run(folder, address, "-m", "tests.promises.invariants", "rows")
    assert checked.returncode == 0, checked.stderr
    return {"broken": json.loads(checked.stdout)}


def test_of_eight_who_answer_at_once_over_http_one_gets_the_package_and_seven_hear_that_it_has_gone(
    tmp_path: Path,
) -> None:
    came_out, stands, log = race(tmp_path, "on", PACKAGES)

    assert came_out == {"awarded": PACKAGES, "gone": PACKAGES * (PLACES - 1)}, log
    assert stands["parts"] == {"1": PACKAGES}
    assert stands["breaks"] == 0
    assert stands["broken"] == []
    assert "Traceback" not in log


@pytest.mark.usefixtures("_the_index_comes_back")
def test_without_the_guards_some_would_be_awarded_twice_over_http(tmp_path: Path) -> None:
    _, stands, _ = race(tmp_path, "off", PACKAGES // 2)

    assert sum(times for held, times in stands["parts"].items() if int(held) > 1) > 0
    assert any("times" in sentence for sentence in stands["broken"])
