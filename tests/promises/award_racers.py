"""Processes that race for the same part, or for the same moment: run as a program by test_never_awarded_twice.

Its arguments: the race, and whether guards are on or off. Reads the rounds from its input as JSON: of each, what every
process does. All wait for one another before each round. Prints how often each thing came out.

    accepts   every process accepts an offer of its own, of the same part
    boundary  one accepts exactly on time while another carries out the lapse
"""

import json
import multiprocessing
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

import django

from tests.promises.unguarded import take_guards_off

LONGEST = 60


Do = Callable[[str, dict[str, str]], str]


def race(kind: str, guard: str, rounds: list[list[dict[str, str]]], do: Do | None = None) -> Counter[str]:
    """Let as many processes race as a round has places; what came out, counted over all. `do`: a task of the race."""
    ways = multiprocessing.get_context("fork")
    racers = len(rounds[0])
    barrier, results = ways.Barrier(racers), ways.Queue()
    processes = [
        ways.Process(target=_run, args=(kind, guard, [one[place] for one in rounds], barrier, results, do or _do))
        for place in range(racers)
    ]
    for process in processes:
        process.start()
    counted: Counter[str] = Counter()
    for _ in processes:
        counted.update(results.get(timeout=600))
    for process in processes:
        process.join(LONGEST)
    return counted


def _run(kind: str, guard: str, tasks: list[dict[str, str]], barrier: Barrier, results: Any, do: Do) -> None:
    from django.db import connection

    connection.close()
    if guard == "off":
        take_guards_off()
    counted: Counter[str] = Counter()
    for task in tasks:
        barrier.wait(LONGEST)
        counted[do(kind, task)] += 1
    connection.close()
    results.put(dict(counted))


def _do(kind: str, task: dict[str, str]) -> str:
    from django.db import DatabaseError

    from carewright.kernel.refused import Gone, WrongState

    try:
        if kind == "boundary" and task["does"] == "lapse":
            _lapse(task)
        else:
            _accept(task)
    except Gone:
        return "gone"
    except WrongState:
        return "too late"
    except DatabaseError:
        traceback.print_exc()
        return "error"
    return task["does"]


def _accept(task: dict[str, str]) -> None:
    from carewright.access.roles import Role
    from carewright.sourcing.commands import accept_offer
    from tests.conftest import actor

    by = actor(Role.PROVIDER_COORDINATOR, provider=task["provider"])
    accept_offer(offer=task["offer"], by=by, at=datetime.fromisoformat(task["at"]))


def _lapse(task: dict[str, str]) -> None:
    from carewright.access.actors import SYSTEM
    from carewright.obligations.commands import lapse_obligation

    at = datetime.fromisoformat(task["at"]) + timedelta(seconds=1)
    lapse_obligation(obligation=task["obligation"], by=SYSTEM, at=at)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carewright.config.settings")
    django.setup()
    print(json.dumps(race(sys.argv[1], sys.argv[2], json.load(sys.stdin))))
