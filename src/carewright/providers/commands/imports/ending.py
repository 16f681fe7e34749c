"""How each loading of the market's files ends: the file is kept, and one event tells of it."""

from collections.abc import Iterable
from datetime import datetime

from carewright.access.actors import Actor
from carewright.files.rejects import Outcome
from carewright.files.tables import Table
from carewright.imports.commands import keep_file
from carewright.providers.events import MarketFileImported
from carewright.trail.command import record


def loaded(
    kind: str, table: Table, outcome: Outcome, *, providers: Iterable[str] = (), by: Actor, at: datetime
) -> Outcome:
    """Keep the file with its rejects, and record what came of it on the timelines of these providers."""
    file = keep_file(kind=kind, table=table, outcome=outcome, by=by, at=at)
    record(
        MarketFileImported(
            file=file.ref,
            providers=tuple(dict.fromkeys(providers)),
            kind=kind,
            file_name=table.name,
            added=outcome.added,
            changed=outcome.changed,
            rejected=len(outcome.rejects),
        )
    )
    return outcome
