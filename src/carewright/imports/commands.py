"""Loading a file: opened safely, its rows handed to the command of its kind, wholly tried or done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.files.limits import UPLOAD, Limits
from carewright.files.rejects import FileKind, Outcome, reject_file
from carewright.files.tables import Table, counted, open_table
from carewright.imports.models import LoadedFile
from carewright.trail.command import within_command

LONGEST_NAME = 150


@dataclass(frozen=True)
class Loaded:
    """What came of a file, and the headings that it had."""

    outcome: Outcome
    headings: list[str]

    @property
    def rejects(self) -> bytes:
        """The reject file."""
        return reject_file(self.headings, self.outcome.rejects)


def load_file(
    kind: FileKind,
    stream: BinaryIO,
    name: str,
    *,
    is_dry_run: bool = False,
    limits: Limits = UPLOAD,
    tell: Callable[[int], None] = lambda _: None,
    by: Actor,
    at: datetime,
) -> Loaded:
    """Load a file by the command of its kind, telling now and then how many rows were judged.

    A dry run does all of it and then takes it back, so that it shows exactly what would happen. Refused, before the
    file is opened, to whoever may not load this kind.
    """
    check_may(by, kind.verb)
    table = open_table(stream, PurePath(name).name[-LONGEST_NAME:], kind.layout, limits)
    with transaction.atomic():
        outcome = kind.load(table=replace(table, rows=counted(table.rows, tell)), by=by, at=at)
        if is_dry_run:
            transaction.set_rollback(True)
    return Loaded(outcome, table.headings)


def keep_file(*, kind: str, table: Table, outcome: Outcome, by: Actor, at: datetime) -> LoadedFile:
    """Keep that the running command has loaded a file, with the rows that it didn't take."""
    within_command()
    made = LoadedFile.objects.create(
        kind=kind,
        file_name=table.name,
        added=outcome.added,
        changed=outcome.changed,
        same=outcome.same,
        passed_over=outcome.passed_over,
        rejected=len(outcome.rejects),
        reject_file=reject_file(table.headings, outcome.rejects) if outcome.rejects else None,
        loaded_by=by.ref,
        loaded_at=at,
    )
    outcome.file = made.ref
    return made
