"""Processes that work while one of them is killed -9 every moment."""

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable

SHORTEST, LONGEST = 0.02, 0.1
"""Between two kills, in seconds: long enough to get somewhere, and not to get far."""


def started(work: Callable[[], None]) -> int:
    """Fork a process that does this and ends; its id."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def kill_some(work: Callable[[], None], *, workers: int, kills: int, seed: int) -> tuple[int, list[int]]:
    """Keep so many at work, kill one every moment; how many were killed, and those still running.

    Ends before its time when one of them has nothing left to do.
    """
    chance = random.Random(seed)
    running = [started(work) for _ in range(workers)]
    for killed in range(kills):
        time.sleep(chance.uniform(SHORTEST, LONGEST))
        victim = chance.randrange(workers)
        os.kill(running[victim], signal.SIGKILL)
        _, status = os.waitpid(running[victim], 0)
        if not os.WIFSIGNALED(status):
            running.pop(victim)
            check_well(status)
            return killed, running
        running[victim] = started(work)
    return kills, running


def check_well(status: int) -> None:
    """That it was killed, or ended because nothing was left to do."""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a worker ended with an error")
