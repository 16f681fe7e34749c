"""`carewright demo`: an invented county with twelve weeks of work behind it, to be looked at in the browser."""

import argparse
import gc
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from carewright.cli.database import database
from carewright.cli.migrate import migrate
from carewright.cli.serve import check_free
from carewright.cli.tables import BadInput

FOLDER = Path("var/demo")
SEED = 7
HOST = "127.0.0.1"
STOPPED_WITHIN = 15.0
"""Seconds that the web server and the worker have to stop in."""


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`."""
    parser = sub.add_parser("demo", help="show an invented county at work, on this machine alone")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where the county is kept ({FOLDER})")
    parser.add_argument("--prepare", action="store_true", help="make the county ready, and end")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the county ready unless it is there, say who can sign in, and serve it until told to stop."""
    if not args.prepare:
        check_port(args.port)
    as_demonstration(args.folder, f"http://{HOST}:{args.port}")
    with database():
        prepare()
        print(sign_ins(f"http://{HOST}:{args.port}"), flush=True)
        from django.db import connection

        connection.close()
    return 0 if args.prepare else both(args.port)


def check_port(port: int) -> None:
    """Refuse a port that somebody else has."""
    try:
        check_free(HOST, port)
    except BadInput:
        raise BadInput(
            f"port {port} is in use, perhaps by a demonstration that runs already; stop that, or choose another --port"
        ) from None


def as_demonstration(folder: Path, address: str = "") -> None:
    """Let this process, and those it starts, be the demonstration in the folder, whatever is set elsewhere."""
    for name in list(os.environ):
        if name.startswith("CAREWRIGHT_") or name == "DATABASE_URL":
            del os.environ[name]
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "CAREWRIGHT_DEMONSTRATION": "yes",
        "CAREWRIGHT_FOLDER": str(folder),
        "CAREWRIGHT_BROKERAGE_TELEPHONE": "01632 960900",
    }
    if address:
        os.environ["CAREWRIGHT_ADDRESS"] = address


def prepare() -> None:
    """The tables, and the county if there is none. Within `database()`."""
    from django.db import transaction

    from carewright.demo.seeding import is_empty, seed_county, start_clock

    migrate(quiet=True)
    if not is_empty():
        return
    began = time.monotonic()
    gc.disable()  # what the county leaves behind goes as it is let go of; looking for more of it costs seconds
    with transaction.atomic():
        seeded = seed_county(seed=SEED, now=datetime.now(UTC), progress=Progress())
        start_clock(seeded, now=datetime.now(UTC))
    gc.enable()
    print(f"The county is ready (seed {SEED}, {time.monotonic() - began:.0f} seconds).", flush=True)


class Progress:
    """One line that says how far it is, on a terminal written over, elsewhere a new one each tenth."""

    def __init__(self) -> None:
        self.shown = -1

    def __call__(self, share: float, what: str) -> None:
        """Say that so much is done, and what is being done."""
        step = 1 if sys.stderr.isatty() else 10
        percent = int(share * 100) // step * step
        if percent == self.shown:
            return
        self.shown = percent
        line = f"{percent:3d}%  {what}"
        end = "\n" if step == 10 or share >= 1 else ""
        print(f"\r{line:<60}" if step == 1 else line, end=end, file=sys.stderr, flush=True)


def sign_ins(address: str) -> str:
    """A table with one sign-in for each role, and the password. Within `database()`."""
    from carewright.demo.seeding import sign_ins_shown
    from carewright.demo.staff import PASSWORD

    rows = sign_ins_shown()
    width = max(len(role) for role, _ in rows)
    lines = [f"  {role:<{width}}  {email}" for role, email in rows]
    return "\n".join(
        ["", f"Open {address} and sign in, as any of these:", "", *lines, "", f"Password of them all: {PASSWORD}", ""]
    )


def both(port: int) -> int:
    """The web server and the worker together, until Ctrl-C or SIGTERM, or until one of them fails."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupted)
    started = [one_of_ours("serve", "--address", HOST, "--port", str(port))]
    try:
        started.append(one_of_ours("work", "--every", "2", is_quiet=True))
        while all(one.poll() is None for one in started):
            time.sleep(0.2)
        failed = "web server" if started[0].poll() is not None else "worker"
    except KeyboardInterrupt:
        return 0
    finally:
        stop(started)
    raise BadInput(f"the {failed} has stopped by itself; look at what it said above, and start the demonstration again")


def one_of_ours(*words: str, is_quiet: bool = False) -> "subprocess.Popen[bytes]":
    """One of the program's own commands, out of reach of this terminal's Ctrl-C: it is told once, by us."""
    return subprocess.Popen(  # noqa: S603  # nosec B603 - this program itself, no shell
        [sys.executable, "-m", "carewright.cli.main", *words],
        stdout=subprocess.DEVNULL if is_quiet else None,
        start_new_session=True,
    )


def stop(started: "list[subprocess.Popen[bytes]]") -> None:
    """Stop them, by asking; whatever has not stopped in time is killed with all that it started."""
    for one in started:
        if one.poll() is None:
            one.terminate()
    for one in started:
        try:
            one.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
