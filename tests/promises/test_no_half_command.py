"""Promise 7: killed -9 in the midst of commands, nothing is left half done. `bench/kills.py` kills 500 times.

The control is the same with each statement by itself instead of a transaction around the command.
"""

import json
from pathlib import Path

import pytest

from tests.promises.processes import address_of_a_database, run
from tests.sourcing.builders import a_market, a_waiting_requirement

pytestmark = pytest.mark.django_db(transaction=True)


def broken_after(folder: Path, guard: str, kills: int) -> list[str]:
    """What does not hold after so many kills."""
    a_waiting_requirement(a_market())
    address = address_of_a_database(folder)
    worked = run(folder, address, "-m", "tests.promises.placers", str(kills), "11", guard)
    assert worked.returncode == 0, worked.stderr
    done = int(run(folder, address, "-c", EVENTS).stdout)
    assert done > 2 * kills, "hardly anything was done between the kills"
    checked = run(folder, address, "-m", "tests.promises.invariants", "all")
    assert checked.returncode == 0, checked.stderr
    found: list[str] = json.loads(checked.stdout)
    return found


EVENTS = """
import django
django.setup()
from carewright.trail.models import Event
print(Event.objects.filter(acting_as__gt="").count())
"""


def test_processes_killed_in_the_midst_of_commands_leave_nothing_half_done(tmp_path: Path) -> None:
    assert broken_after(tmp_path, "on", 40) == []


def test_without_a_transaction_around_the_command_something_would_be_half_done(tmp_path: Path) -> None:
    assert broken_after(tmp_path, "off", 15) != []
