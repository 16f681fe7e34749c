"""Databases to measure on, made for it and dropped afterwards: SQLite in a file, and one on the server in DATABASE_URL.

A bench runs itself again for each of them, since a process has one database: `on_each` in the first, `ready` in those.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = "BENCH_FOLDER"


def on_each(script: str) -> bool:
    """Run the script on each database, with the words it was called with. False in the runs themselves: go on."""
    if HERE in os.environ:
        return False
    failed = 0
    for name, make in DATABASES.items():
        with tempfile.TemporaryDirectory() as folder, make(Path(folder)) as address:
            if not address:
                continue
            print(f"-- {name}", flush=True)
            told = {"DATABASE_URL": address, "CAREWRIGHT_FOLDER": folder, HERE: folder}
            told["DJANGO_SETTINGS_MODULE"] = "carewright.config.settings"
            failed += subprocess.run([sys.executable, script, *sys.argv[1:]], env=os.environ | told).returncode != 0
    if failed:
        sys.exit(1)
    return True


def ready() -> Path:
    """Django on this run's database, migrated and empty; the run's folder."""
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from carewright.cli.migrate import migrate

    migrate(quiet=True)
    return Path(os.environ[HERE])


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'bench.sqlite3'}"


@contextmanager
def _postgresql(_: Path) -> Iterator[str]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        print("-- PostgreSQL: not measured; name a server in DATABASE_URL")
        yield ""
        return
    name = f"carewright_bench_{os.getpid()}"
    run_on(server, f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        for made in (f"{name}_copy", name):
            run_on(server, f"DROP DATABASE IF EXISTS {made} WITH (FORCE)")


def run_on(address: str, statement: str) -> None:
    """One statement on a PostgreSQL server, in no transaction."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


DATABASES = {"SQLite": _sqlite, "PostgreSQL": _postgresql}


def emptied() -> None:
    """The run's database as it is when new."""
    from django.core.management import call_command
    from django.db import connection

    from carewright.trail.guards import lower_guards, raise_guards

    lower_guards(connection)
    call_command("flush", interactive=False, verbosity=0)
    raise_guards(connection)


def left_to_others(*, drop_index: bool = False) -> str:
    """Leave the run's database to other processes, with or without the index against second awards; its address."""
    from django.db import connection

    if drop_index:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX a_part_is_awarded_once")
    connection.close()
    return os.environ["DATABASE_URL"]


def copied(folder: Path) -> str:
    """Copy the run's database; the copy's name (a path, or a database on the same server)."""
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        connection.close()
        name = f"{settings['NAME']}_copy"
        run_on(server_address("postgres"), f"CREATE DATABASE {name} TEMPLATE {settings['NAME']}")
        return name
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return str(shutil.copy(settings["NAME"], folder / "copy.sqlite3"))


def server_address(name: str) -> str:
    """The address of another database on the run's server."""
    from django.db import connection

    told = connection.settings_dict
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{name}"


def median_ms(times: Iterable[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(times) * 1000


def table(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> None:
    """Print a table, the first column to the left and the others to the right."""
    lines = [columns, *rows]
    widths = [max(len(str(line[place])) for line in lines) for place in range(len(columns))]
    for line in lines:
        cells = [str(cell) for cell in line]
        rest = "  ".join(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        print(f"   {cells[0].ljust(widths[0])}  {rest}", flush=True)


def alternated(
    ways: dict[str, Callable[[], float]], rounds: int, between: Callable[[], None] | None = None
) -> dict[str, list[float]]:
    """Take each way in turn, round after round, so that whatever else the machine does falls on all of them alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(way())
        if between:
            between()
    return taken
