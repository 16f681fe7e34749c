"""Weekly variation reports loaded from a file: each row judged by itself (VAR-2; 06-interfaces, Imports)."""

from collections import defaultdict
from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.imports.commands import keep_file
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.monitoring.commands.judging import Judged, judge_of
from carewright.monitoring.commands.reporting import report_variations
from carewright.monitoring.events import VariationsImported
from carewright.monitoring.rules import ReportedRow
from carewright.policy.queries import policy_at
from carewright.providers.models import Provider
from carewright.trail.command import command, record

LONGEST_NOTE = 500
LAYOUT = Layout(
    (
        Column("package", ("package reference", "package ref", "package number")),
        Column("week_on", ("week", "week beginning", "week commencing", "week from", "monday")),
        Column("delivered_hours", ("hours delivered", "delivered", "actual hours")),
        Column("ordered_hours", ("hours ordered", "ordered", "planned hours"), is_needed=False),
        Column("reason", ("reason code", "reason for variation"), is_needed=False),
        Column("note", ("notes", "details", "comments"), is_needed=False),
        Column("asked_rate", ("price asked", "rate asked", "asked price"), is_needed=False),
        Column("regulator_id", ("provider id", "cqc provider id"), is_needed=False),
    )
)
Read = tuple[Cells, tuple[str, ReportedRow] | None]


@command
def import_variations(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Report the weeks of a table: each row is taken whole or rejected with every reason. The same again adds nothing.

    A provider's people report its own; the council's name the provider in each row by the regulator's number.
    """
    check_may(by, "import_variations", provider=by.provider or None)
    outcome = Outcome()
    reasons = tuple(policy_at(at).terms.variations.reasons)
    known = dict(Provider.objects.values_list("regulator_id", "ref"))
    rows = outcome.understood(table.rows, lambda cells: _row(cells, reasons, known, by))
    by_provider: dict[str, list[tuple[Cells, ReportedRow]]] = defaultdict(list)
    for cells, read in rows:
        if read is not None:
            by_provider[read[0]].append((cells, read[1]))
    for provider, own in by_provider.items():
        _report(provider, own, outcome, by, at)
    file = keep_file(kind="variations", table=table, outcome=outcome, by=by, at=at)
    record(
        VariationsImported(
            file=file.ref,
            file_name=table.name,
            added=outcome.added,
            corrected=outcome.changed,
            same=outcome.same,
            rejected=len(outcome.rejects),
        )
    )
    return outcome


def _report(provider: str, rows: list[tuple[Cells, ReportedRow]], outcome: Outcome, by: Actor, at: datetime) -> None:
    """Those of one provider: the faulty are rejected, the others reported in one go."""
    judge = judge_of(provider, [row.package for _, row in rows], by, at)
    good = []
    for cells, row in rows:
        judged = judge.judged(row)
        if isinstance(judged, Judged):
            good.append(row)
        else:
            cells.faults.extend(judged)
            outcome.reject(cells)
    if good:
        report = report_variations(provider=provider, rows=good, how="file", by=by, at=at)
        outcome.added += report.added
        outcome.changed += report.corrected
        outcome.same += report.same


def _row(cells: Cells, reasons: tuple[str, ...], known: dict[str, str], by: Actor) -> tuple[str, ReportedRow] | None:
    package = cells.read("package", _reference) or ""
    week_on = cells.day("week_on")
    reason = cells.code("reason", reasons, is_needed=False)
    delivered = cells.amount("delivered_hours", is_needed=False)
    ordered = cells.amount("ordered_hours", is_needed=False)
    asked = cells.amount("asked_rate", is_needed=False)
    note = cells.optional("note")
    provider = _provider(cells, known, by)
    if len(note) > LONGEST_NOTE:
        cells.fault("note", f"is longer than {LONGEST_NOTE} characters")
    for column, hours in (("ordered_hours", ordered), ("asked_rate", asked)):
        if hours is not None and not 0 <= hours < 10_000:
            cells.fault(column, "must be 0 or more, and less than 10,000")
    if cells.faults or week_on is None:
        return None
    return provider, ReportedRow(package, week_on, delivered, ordered, reason, note, asked)


def _provider(cells: Cells, known: dict[str, str], by: Actor) -> str:
    """The provider's own; or, for the council's people, the one that the row names."""
    if by.provider:
        named = cells.optional("regulator_id")
        if named and known.get(named) != by.provider:
            cells.fault("regulator_id", "is not your own number: leave it empty")
        return by.provider
    number = cells.text("regulator_id")
    if number and number not in known:
        cells.fault("regulator_id", "is of no provider on the register")
    return known.get(number, "")


def _reference(text: str) -> str:
    try:
        return normalised(text, "PKG")
    except NotFound:
        raise ValueError("is no package's reference: check it against the order") from None


FILES = (
    FileKind(
        "variations",
        "Weekly variations",
        "import_variations",
        LAYOUT,
        import_variations,
        about="A row for each package and week, Monday to Sunday, with the carer-hours delivered, and the reason where "
        "they differ from those ordered. Two carers for one hour are 2 carer-hours.",
    ),
)
