"""`carewright backup` and `carewright restore`: the whole database in one file, and back."""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from carewright.cli.database import database
from carewright.cli.tables import BadInput

SQLITE_MARK = b"SQLite format 3\0"
POSTGRESQL_MARK = b"PGDMP"
COUNTED = (
    "access.User",
    "people.Person",
    "providers.Provider",
    "referrals.Referral",
    "packages.Package",
    "trail.Event",
)


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `backup` and `restore`."""
    saving = sub.add_parser("backup", help="write the whole database to a file")
    saving.add_argument("file", type=Path, metavar="FILE", help="a file that does not exist yet")
    saving.set_defaults(run=backup)
    restoring = sub.add_parser("restore", help="fill an empty database from a backup")
    restoring.add_argument("file", type=Path, metavar="FILE", help="what `carewright backup` wrote")
    restoring.set_defaults(run=restore)


def backup(args: argparse.Namespace) -> int:
    """Write the file whole or not at all, while the program may go on working. Nobody else may read it."""
    file: Path = args.file
    if file.exists():
        raise BadInput(f"{file} is there already; give another name")
    if not file.absolute().parent.is_dir():
        raise BadInput(f"there is no folder {file.absolute().parent}")
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with database():
        from django.db import connection

        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            (_dump if connection.vendor == "postgresql" else _copy)(connection, unfinished)
            _sync(unfinished)
            unfinished.rename(file)
        finally:
            unfinished.unlink(missing_ok=True)
    print(f"{file}: {file.stat().st_size:,} bytes")
    return 0


def restore(args: argparse.Namespace) -> int:
    """Fill an empty database, bring it up to this version, and verify the trail; 1 when the trail does not hold."""
    with database():
        from django.db import connection

        _check_fits(args.file, connection.vendor)
        _check_empty(connection)
        (_load if connection.vendor == "postgresql" else _copy_back)(connection, args.file)
        return _account()


def _copy(connection: Any, file: Path) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        _check_whole(copy, file)


def _copy_back(connection: Any, file: Path) -> None:
    connection.close()
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(connection.settings_dict["NAME"])) as copy:
        _check_whole(source, file)
        source.backup(copy)


def _check_whole(database: sqlite3.Connection, file: Path) -> None:
    try:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        answer = str(problem)
    if answer != "ok":
        raise BadInput(f"{file} is damaged ({answer}); take another backup")


def _dump(connection: Any, file: Path) -> None:
    _run("pg_dump", connection, "--format=custom", "--no-owner", "--no-privileges", "--file", str(file))


def _load(connection: Any, file: Path) -> None:
    connection.close()
    name = connection.settings_dict["NAME"]
    _run("pg_restore", connection, "--no-owner", "--no-privileges", "--single-transaction", "--dbname", name, str(file))


def _run(program: str, connection: Any, *words: str) -> None:
    """Run one of PostgreSQL's own programs on the connection's database."""
    path = shutil.which(program)
    if path is None:
        raise BadInput(f"{program} is needed and not installed (Debian: apt-get install postgresql-client)")
    told = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {variable: str(told[key]) for variable, key in names.items() if told[key]}
    command = [path, *words]
    done = subprocess.run(  # noqa: S603 - the program's own path, and no shell  # nosec B603
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()
        raise BadInput(f"{program} did not succeed: {reason[0] if reason else 'it said nothing'}")


def _check_fits(file: Path, vendor: str) -> None:
    with file.open("rb") as opened:
        start = opened.read(len(SQLITE_MARK))
    found = "sqlite" if start == SQLITE_MARK else "postgresql" if start.startswith(POSTGRESQL_MARK) else ""
    if not found:
        raise BadInput(f"{file} is not a backup that `carewright backup` wrote")
    if found != vendor:
        raise BadInput(f"{file} is a backup from {found}, and this installation's database is {vendor}")


def _check_empty(connection: Any) -> None:
    if connection.introspection.table_names():
        name = connection.settings_dict["NAME"]
        raise BadInput(f"the database {name} is not empty; name a new one in DATABASE_URL to restore into")


def _account() -> int:
    """Say what is there now, and whether the trail holds."""
    from django.apps import apps

    from carewright.cli.migrate import migrate
    from carewright.trail.queries import verify

    migrate(quiet=True)
    for label in COUNTED:
        model: Any = apps.get_model(label)
        print(f"{model.objects.count():>9,} {model._meta.verbose_name_plural}")
    broken = [found.sentence for found in verify()]
    for sentence in broken:
        print(f"carewright: {sentence}", file=sys.stderr)
    print("The trail does not hold." if broken else "The trail holds.")
    return 1 if broken else 0


def _sync(file: Path) -> None:
    """Wait until the file is on the disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
