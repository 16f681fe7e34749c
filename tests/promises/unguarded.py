"""The web application with its guards against double awards off: the control of the race, served by nothing else.

No lock, each statement by itself: looking first and then inserting. The unique index is dropped by whoever starts it.
Run as a program, it serves this on the port named, as `carewright serve` would the real one.
"""

import sys
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

WORKERS = 2
THREADS = 5


def take_guards_off() -> None:
    """In this process, until it ends."""
    from django.db.models import QuerySet

    from carewright.trail import answers, command

    for module in (command, answers):
        patch.object(module, "transaction", SimpleNamespace(atomic=nullcontext)).start()
    patch.object(QuerySet, "select_for_update", lambda self, *_, **__: self).start()


def application() -> Any:
    """What is served."""
    from carewright.config.wsgi import application as guarded

    take_guards_off()
    return guarded


def serve(port: int) -> None:
    """Until told to stop."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "tests.promises.unguarded:application",
        factory=True,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
    ).serve()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
