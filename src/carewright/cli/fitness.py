"""Whether this installation is fit to run: one finding for each thing looked at. Within `database()`."""

import os
import shutil
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from carewright.cli.tables import BadInput
from carewright.config.installation import INSTALLATION, Installation
from carewright.messages.queries import outbox
from carewright.trail.guards import missing_guards

LEAST_FREE = 1_000_000_000
LEAST_POSTGRESQL = 130000
STYLE_SHEET = "govuk/govuk-frontend.min.css"


class Grade(StrEnum):
    """How a finding is: fine, better otherwise, or such that the program must not run."""

    FINE = "fine"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and a sentence that says what to do if anything."""

    about: str
    grade: Grade
    sentence: str


def findings() -> Iterator[Finding]:
    """Everything that `carewright doctor` looks at."""
    yield from settings_findings(INSTALLATION)
    yield from database_findings()
    yield from mail_findings()
    yield from outbox_findings()
    yield from storage_findings(INSTALLATION.folder)


def refuse_unfit() -> None:
    """Refuse to start on a database that would lose what was acknowledged, or is not ready (promises, SQLite)."""
    for finding in database_findings():
        if finding.grade is Grade.FAULT:
            raise BadInput(finding.sentence)


def settings_findings(installation: Installation) -> Iterator[Finding]:
    """The settings: would they do for a council's own data?"""
    own_machine = installation.address.startswith(("http://127.0.0.1", "http://localhost"))
    if installation.debug:
        yield _advice("settings", "CAREWRIGHT_DEBUG is on: take it off where real people's data is held.")
    if installation.demonstration:
        yield _advice("settings", "This is a demonstration: its clock can be set, and its mail is shown and not sent.")
    if not own_machine and not installation.address.startswith("https://"):
        yield _fault("settings", f"CAREWRIGHT_ADDRESS is {installation.address}; it must begin with https://.")
    if not os.environ.get("CAREWRIGHT_SECRET_KEY"):
        place = installation.folder / "secret_key"
        yield _fine("settings", f"The secret key is kept in {place}; keep a copy of it with the backups.")
    yield _fine("settings", f"{installation.council_name}, at {installation.address}.")


def database_findings() -> Iterator[Finding]:
    """The database: can it be reached, does it keep what it acknowledges, is it migrated, is the trail guarded?"""
    yield from _postgresql() if connection.vendor == "postgresql" else _sqlite()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield _fault("migrations", f"The database lacks {len(waiting)} changes: run `carewright migrate`.")
        return
    yield _fine("migrations", "The database has every change.")
    try:
        cache.get("doctor")
        yield _fine("cache", "The shared cache is there.")
    except DatabaseError:
        yield _fault("cache", "The table of the shared cache is missing: run `carewright migrate`.")
    if missing := missing_guards(connection):
        names = ", ".join(missing)
        yield _fault("trail", f"The trail is not guarded against change ({names}): run `carewright trail guard`.")
    else:
        yield _fine("trail", "The database refuses to change the trail.")


def mail_findings() -> Iterator[Finding]:
    """The mail server: does it answer, and let us in?"""
    if not settings.EMAIL_HOST:
        sentence = "No mail server is set, so that messages wait: set CAREWRIGHT_SMTP_HOST."
        yield _fine("mail", "Mail is shown on a page.") if settings.DEMONSTRATION else _advice("mail", sentence)
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        mail = get_connection(timeout=5)
        mail.open()
        mail.close()
        yield _fine("mail", f"{server} answers.")
    except (OSError, smtplib.SMTPException) as problem:
        yield _fault("mail", f"{server} does not let us send ({problem}): look at the CAREWRIGHT_SMTP_ settings.")


def outbox_findings() -> Iterator[Finding]:
    """The outbox: what waits to be sent, and what could not be."""
    try:
        stands = outbox()
    except DatabaseError:
        return  # the database's own findings have told
    if stands.failed:
        yield _advice("outbox", f"{stands.failed} emails could not be delivered: see Settings, Failed emails.")
    yield _fine("outbox", f"{stands.waiting} emails wait to be sent.")


def storage_findings(folder: Path) -> Iterator[Finding]:
    """The installation's folder, and the static files."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        yield _fault("storage", f"{folder} cannot be written to: give it to the user that runs carewright.")
    elif free < LEAST_FREE:
        yield _advice("storage", f"{folder} has {free // 1_000_000} MB left: make room.")
    else:
        yield _fine("storage", f"{folder} has {free // 1_000_000_000} GB left.")
    if finders.find(STYLE_SHEET) is None:
        yield _fault("look", "The style sheets are missing: install a built package, or run `npm ci` in the source.")


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        journal = str(cursor.fetchone()[0]).upper()
        cursor.execute("PRAGMA synchronous")
        synchronous = int(cursor.fetchone()[0])
    name = connection.settings_dict["NAME"]
    if journal != "WAL":
        yield _fault("database", f"SQLite's journal of {name} is {journal}, not WAL: move it to a local disk.")
    elif synchronous < len(("OFF", "NORMAL")):
        yield _fault("database", "SQLite's synchronous is below FULL: commits could be lost when the power goes.")
    else:
        yield _fine("database", f"SQLite in {name}, journal WAL, synchronous FULL.")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('fsync')")
        version, fsync = cursor.fetchone()
    if version < LEAST_POSTGRESQL:
        yield _fault("database", f"PostgreSQL is {version // 10000}: at least 13 is needed.")
    elif fsync != "on":
        yield _fault("database", "PostgreSQL's fsync is off: commits could be lost when the power goes.")
    else:
        yield _fine("database", f"PostgreSQL {version // 10000}.")


def _fine(about: str, sentence: str) -> Finding:
    return Finding(about, Grade.FINE, sentence)


def _advice(about: str, sentence: str) -> Finding:
    return Finding(about, Grade.ADVICE, sentence)


def _fault(about: str, sentence: str) -> Finding:
    return Finding(about, Grade.FAULT, sentence)
