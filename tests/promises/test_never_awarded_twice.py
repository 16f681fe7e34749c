"""Promises 1 and 3: never awarded twice, and one outcome of an acceptance against its lapse, whatever the race.

Four processes accept offers of the same part at the same moment; an acceptance exactly on time meets its own lapse. The
control is the same with the guards off: no lock, no index, each statement by itself. That one has to go wrong.
`bench/race.py` and `bench/boundary.py` do the same many more times.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.promises.processes import address_of_a_database, run
from tests.promises.rounds import CONSISTENT, DROP, TALLY, rounds_at_the_boundary, rounds_of_accepts

pytestmark = pytest.mark.django_db(transaction=True)


def race(folder: Path, kind: str, guard: str, rounds: list[Any]) -> tuple[Counter[str], dict[str, Any]]:
    """What came out of each attempt, and what then stands in the database."""
    address = address_of_a_database(folder)
    if guard == "off":
        dropped = run(folder, address, "-c", DROP)
        assert dropped.returncode == 0, dropped.stderr
    raced = run(folder, address, "-m", "tests.promises.award_racers", kind, guard, stdin=json.dumps(rounds))
    assert raced.returncode == 0, raced.stderr
    tally = run(folder, address, "-c", TALLY)
    assert tally.returncode == 0, tally.stderr
    return Counter(json.loads(raced.stdout)), json.loads(tally.stdout)


def test_of_four_acceptances_at_once_one_is_awarded_and_the_others_are_told_that_it_has_gone(tmp_path: Path) -> None:
    came_out, stands = race(tmp_path, "accepts", "on", rounds_of_accepts(40))

    assert came_out == {"awarded": 40, "gone": 120}
    assert stands["parts"] == {"1": 40}
    assert stands["breaks"] == 0


@pytest.mark.usefixtures("_the_index_comes_back")
def test_without_the_guards_some_would_be_awarded_twice(tmp_path: Path) -> None:
    _, stands = race(tmp_path, "accepts", "off", rounds_of_accepts(25))

    assert sum(times for held, times in stands["parts"].items() if int(held) > 1) > 0


def test_an_acceptance_exactly_on_time_and_its_lapse_have_one_outcome(tmp_path: Path) -> None:
    came_out, stands = race(tmp_path, "boundary", "on", rounds_at_the_boundary(100))

    assert came_out["error"] == 0
    assert set(stands["outcomes"]) <= CONSISTENT
    assert sum(stands["outcomes"].values()) == 100
    assert came_out["awarded"] == stands["outcomes"].get("accepted, duty met, awarded", 0)
    assert stands["breaks"] == 0


@pytest.mark.usefixtures("_the_index_comes_back")
def test_without_the_guards_some_would_be_both_accepted_and_lapsed(tmp_path: Path) -> None:
    _, stands = race(tmp_path, "boundary", "off", rounds_at_the_boundary(60))

    assert set(stands["outcomes"]) - CONSISTENT
