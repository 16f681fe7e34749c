"""An installation to run the command on, in processes of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.promises.processes import address_of_a_database, run

COMMAND = ("-m", "carewright.cli.main")


@dataclass
class Installation:
    """A folder, and a database with what the test has put into it so far."""

    folder: Path
    address: str

    def carewright(self, *words: str, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
        return run(self.folder, self.address, *COMMAND, *words, stdin=stdin)


def an_installation(folder: Path) -> Installation:
    return Installation(folder, address_of_a_database(folder))


@contextmanager
def an_empty_database(folder: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_empty"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
        yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        cursor.execute(f"DROP DATABASE {name}")
