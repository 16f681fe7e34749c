"""Programs of their own on the tests' database: on PostgreSQL the very one, on SQLite a copy of it in a file."""

import os
import sqlite3
import subprocess
import sys
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


def run(folder: Path, address: str, *words: str, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
    """Run `python` with these words, in the repository, on that database."""
    environment = os.environ | {
        "DATABASE_URL": address,
        "CAREWRIGHT_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "carewright.config.settings",
    }
    return subprocess.run(
        [sys.executable, *words], env=environment, cwd=ROOT, text=True, capture_output=True, check=False, input=stdin
    )
