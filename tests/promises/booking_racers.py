"""Processes that race for the same slot: run as a program by test_one_booking_a_slot.

Its argument: guards on or off. Reads the rounds from its input as JSON: of each, which review every process books into
which slot. All wait for one another before each round. Prints how often each thing came out.
"""

import json
import multiprocessing
import os
import sys
import traceback
from collections import Counter
from datetime import datetime
from multiprocessing.synchronize import Barrier
from typing import Any

import django

from tests.promises.unguarded import take_guards_off

LONGEST = 60


def race(guard: str, rounds: list[list[dict[str, str]]]) -> Counter[str]:
    """Let as many processes race as a round has places; what came out, counted over all."""
    ways = multiprocessing.get_context("fork")
    racers = len(rounds[0])
    barrier, results = ways.Barrier(racers), ways.Queue()
    processes = [
        ways.Process(target=_run, args=(guard, [one[place] for one in rounds], barrier, results))
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


def _run(guard: str, tasks: list[dict[str, str]], barrier: Barrier, results: Any) -> None:
    from django.db import connection

    connection.close()
    if guard == "off":
        take_guards_off()
    counted: Counter[str] = Counter()
    for task in tasks:
        barrier.wait(LONGEST)
        counted[_book(task)] += 1
    connection.close()
    results.put(dict(counted))


def _book(task: dict[str, str]) -> str:
    from django.db import DatabaseError

    from carewright.access.roles import Role
    from carewright.kernel.refused import Gone
    from carewright.reviews.commands import book_appointment
    from tests.conftest import actor

    by, at = actor(Role.REVIEW_ADMINISTRATOR), datetime.fromisoformat(task["at"])
    try:
        book_appointment(review=task["review"], slot=task["slot"], how="visit", by=by, at=at)
    except Gone:
        return "gone"
    except DatabaseError:
        traceback.print_exc()
        return "error"
    return "booked"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carewright.config.settings")
    django.setup()
    print(json.dumps(race(sys.argv[1], json.load(sys.stdin))))
