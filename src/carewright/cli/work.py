"""`carewright work`: does what falls due, sends orders and delivers messages. Any number may run; any may be killed."""

import argparse
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from carewright.cli.database import database
from carewright.cli.tables import BadInput

if TYPE_CHECKING:
    Step = Callable[[datetime], Iterator[str]]

AT_A_TIME = 200
"""So many of a kind before the next kind has its turn: catching up after days must not hold up the mail."""


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `work`."""
    parser = sub.add_parser("work", help="do what falls due, send orders and deliver messages")
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")
    parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="how long to wait between (5)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work until told to stop (SIGTERM, Ctrl-C), finishing what is in hand; or once."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with database():
        from carewright.cli.fitness import refuse_unfit

        refuse_unfit()
        if args.once:
            say(work_off(stop))
            return 0
    print("Working (stop with Ctrl-C)", flush=True)
    work(stop, args.every)
    return 0


def work(stop: threading.Event, every: float) -> None:
    """Do what is due, wait, and again, until stopped. A database that goes away is waited for."""
    while not stop.is_set():
        try:
            with database():
                from django.db import close_old_connections

                close_old_connections()
                done = work_off(stop)
        except BadInput as problem:
            print(f"carewright: {problem}", file=sys.stderr, flush=True)
        else:
            if done:
                say(done)
        stop.wait(every)


def work_off(stop: threading.Event) -> Counter[str]:
    """Everything that is due now, and what comes of it; how much of each kind was done. Within `database()`."""
    done: Counter[str] = Counter()
    while not stop.is_set():
        turn = one_turn(stop)
        if not turn:
            break
        done += turn
    return done


def one_turn(stop: threading.Event) -> Counter[str]:
    """Some of each kind."""
    from carewright.config.now import now

    done: Counter[str] = Counter()
    for kind, step in _steps().items():
        for _ in step(now()):
            done[kind] += 1
            if done[kind] >= AT_A_TIME or stop.is_set():
                break
    return done


def say(done: Counter[str]) -> None:
    """One line of progress."""
    told = ", ".join(f"{count} {kind}" for kind, count in done.items()) or "nothing was due"
    print(told, flush=True)


def _steps() -> "dict[str, Step]":
    from carewright.messages.delivery import deliver_due
    from carewright.obligations.sweep import sweep
    from carewright.packages.sending import send_budget_letters, send_made_orders
    from carewright.reviews.sending import send_letters, set_programme_letters
    from carewright.trail.answers import forget_old_answers

    return {
        "lapsed": sweep,
        "orders sent": send_made_orders,
        "budget letters sent": send_budget_letters,
        "letters about reviews made": send_letters,
        "programme letters made": set_programme_letters,
        "messages tried": deliver_due,
        "answers forgotten": forget_old_answers,
    }
