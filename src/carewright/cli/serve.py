"""`carewright serve`: the web application."""

import argparse
import os
import socket

from carewright.cli.database import database
from carewright.cli.tables import BadInput

MOST_THREADS = 8


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `serve`."""
    parser = sub.add_parser("serve", help="serve the web application")
    parser.add_argument("--address", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--workers", type=int, default=1, help="how many processes (1)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop. Refuses on a database that is not ready or would lose what it acknowledged."""
    if args.workers < 1:
        raise BadInput(f"{args.workers} processes can serve nobody; give --workers 1 or more")
    with database():
        from django.db import connection

        from carewright.cli.fitness import refuse_unfit

        refuse_unfit()
        connection.close()
    check_free(args.address, args.port)
    print(f"Serving on http://{args.address}:{args.port} (stop with Ctrl-C)", flush=True)
    serve(args.address, args.port, args.workers)
    return 0


def serve(address: str, port: int, workers: int) -> None:
    """Run the web server in this process, with so many of its own; returns when told to stop."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    application = "carewright.config.wsgi:application"
    Server(
        application,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads(),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def threads() -> int:
    """How many requests a process answers at once: they wait for the database more than they work."""
    return min(MOST_THREADS, 2 * (os.cpu_count() or 1) + 1)


def check_free(address: str, port: int) -> None:
    """Refuse an address that is not this machine's, or a port that somebody else has."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except (OSError, OverflowError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise BadInput(f"cannot listen on {address}:{port} ({reason}); choose another --address or --port") from None
