"""How each loading of the market's files ends: the file is kept, and there is one event to tell of it."""

from collections.abc import Iterable
from datetime import datetime

from carewright.access.actors import Actor
from carewright.files.rejects import Outcome
from carewright.files.tables import Table
from carewright.imports.commands import keep_file
from carewright.providers.events import MarketFileImported


def kept(
    kind: str, table: Table, outcome: Outcome, *, providers: Iterable[str] = (), by: Actor, at: datetime
) -> MarketFileImported:
    """Keep the file with its rejects; the event of what came of it, for the timelines of these providers."""
    file = keep_file(kind=kind, table=table, outcome=outcome, by=by, at=at)
    return MarketFileImported(
        file=file.ref,
        providers=tuple(dict.fromkeys(providers)),
        kind=kind,
        file_name=table.name,
        added=outcome.added,
        changed=outcome.changed,
        rejected=len(outcome.rejects),
    )
