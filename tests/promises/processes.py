"""Programs of their own on the tests' database: on PostgreSQL the very one, on SQLite a copy of it in a file."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parent.parent.parent


def address_of_a_database(folder: Path) -> str:
    """What to name in DATABASE_URL so that another process finds what the test has put in the database."""
    if connection.vendor == "postgresql":
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    copied = folder / "copied.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(copied) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=WAL")
    target.close()
    return f"sqlite:///{copied}"


def environment(folder: Path, address: str) -> dict[str, str]:
    """The settings of an installation in the folder, on that database."""
    return os.environ | {
        "DATABASE_URL": address,
        "CAREWRIGHT_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "carewright.config.settings",
    }


def run(folder: Path, address: str, *words: str, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
    """Run `python` with these words, in the repository, on that database."""
    return subprocess.run(
        [sys.executable, *words],
        env=environment(folder, address),
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
        input=stdin,
    )


@contextmanager
def served(folder: Path, address: str, guard: str) -> Iterator[int]:
    """The web application as `carewright serve` starts it, or unguarded; its port. Its log is `server.log`."""
    port = a_free_port()
    guarded = ("carewright.cli.main", "serve", "--workers", "2", "--port", str(port))
    words = guarded if guard == "on" else ("tests.promises.unguarded", str(port))
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *words], env=environment(folder, address), cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _wait_for(server, port, folder / "server.log")
            yield port
        finally:
            server.terminate()
            server.wait()


def a_free_port() -> int:
    """A port of this machine that nobody has."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait_for(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until it answers."""
    while server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"the server ended by itself: {log.read_text()}")
