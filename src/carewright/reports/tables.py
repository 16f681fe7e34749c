"""Reports as tables with plain column names, for files and machines: the same figures as on the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from carewright.access.actors import Actor
from carewright.reports.changes import FIGURES, Per, Trend, change_trend


@dataclass(frozen=True)
class Table:
    """Column names, and a row's cells in their order."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


def changes_table(trend: Trend) -> Table:
    """Provider-led changes by provider, area or reason (CHG-8)."""
    rows = [(row.label, *(getattr(row, name) for name in FIGURES), row.net_hours) for row in trend.rows]
    return Table((str(trend.per), *FIGURES, "net_hours_a_week"), rows)


def drift_table(trend: Trend) -> Table:
    """The parts that have moved furthest by flexes alone since their hours were authorised, the furthest first."""
    rows: list[tuple[object, ...]] = [(one.package, one.provider, one.hours, one.steps) for one in trend.drifted]
    return Table(("package", "provider", "hours_a_week", "changes"), rows)


def _changes(by: Actor, as_of: date, per: Per) -> Table:
    return changes_table(change_trend(by, as_of=as_of, per=per))


def _drift(by: Actor, as_of: date) -> Table:
    return drift_table(change_trend(by, as_of=as_of))


REPORTS: Mapping[str, Callable[[Actor, date], Table]] = {
    **{f"changes-by-{per}": partial(_changes, per=per) for per in Per},
    "drift": _drift,
}
"""Each report by name: what somebody may see of it, as of the end of a day."""
