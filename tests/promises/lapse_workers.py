"""Workers that sweep while one of them is killed every moment: run as a program by test_lapses_once.

Its arguments: the moment, how often to kill, a seed, and how a lapse is done: `guarded` as the product does it, or one
of the two ways in which it must not be done. Prints how many were killed.
"""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import django

from tests.promises.killing import check_well, kill_some

WORKERS = 2


def guarded(now: datetime) -> Iterator[Any]:
    """State, event and what follows in one transaction, under the row's lock."""
    from carewright.obligations.sweep import sweep

    return sweep(now)


def acting_first(now: datetime) -> Iterator[Any]:
    """What must happen, then that it has happened: whoever dies in between does it again."""
    for owed in _due(now):
        _note(owed, now)
        _mark(owed)
        yield owed


def marking_first(now: datetime) -> Iterator[Any]:
    """That it has happened, then what must happen: whoever dies in between loses it."""
    for owed in _due(now):
        _mark(owed)
        _note(owed, now)
        yield owed


def _due(now: datetime) -> Iterator[Any]:
    from carewright.obligations.models import Obligation
    from carewright.obligations.sweep import due

    while refs := due(now, size=1):
        yield Obligation.objects.get(ref=refs[0])


def _note(owed: Any, now: datetime) -> None:
    from carewright.access.actors import SYSTEM
    from tests.obligations.duties import note_lapse

    note_lapse(subject=owed.subject, by=SYSTEM, at=now)


def _mark(owed: Any) -> None:
    from carewright.obligations.models import Obligation

    Obligation.objects.filter(pk=owed.pk).update(state="lapsed", closed_at=owed.due_at)


WAYS: dict[str, Callable[[datetime], Iterator[Any]]] = {
    "guarded": guarded,
    "acting first": acting_first,
    "marking first": marking_first,
}


def work(way: str, now: datetime) -> None:
    """What a worker does until nothing is due: its own process, its own connection."""
    from carewright.obligations.commands import wire_lapses
    from tests.obligations.duties import note_lapse

    wire_lapses({"answer_offer": lambda *, obligation, by, at: note_lapse(subject=obligation.subject, by=by, at=at)})
    for _ in WAYS[way](now):
        pass


def main(now: datetime, kills: int, seed: int, way: str) -> int:
    """Keep the workers going, kill one every moment, and let the last ones finish; how many were killed."""
    killed, running = kill_some(lambda: work(way, now), workers=WORKERS, kills=kills, seed=seed)
    for child in running:
        check_well(os.waitpid(child, 0)[1])
    return killed


if __name__ == "__main__":
    django.setup()
    print(main(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
