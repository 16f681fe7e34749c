"""Existing packages loaded from a file: each row judged by itself (06-interfaces, Imports)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.imports.commands import keep_file
from carewright.kernel.hours import MOST_HOURS_IN_A_WEEK
from carewright.packages.commands.loading import PackageRow, load_packages
from carewright.packages.events import PackagesImported
from carewright.packages.models import Package
from carewright.people.models import Person
from carewright.policy.queries import policy_at
from carewright.providers.models import Provider
from carewright.trail.command import command, record

MOST_CARERS = 4
LAYOUT = Layout(
    (
        Column("package_number", ("package", "order number", "package reference")),
        Column("case_number", ("case no", "case reference", "person id")),
        Column("regulator_id", ("provider id", "cqc provider id")),
        Column("service"),
        Column("weekly_hours", ("hours", "hours a week")),
        Column("carers", ("number of carers",)),
        Column("hourly_rate", ("rate",)),
        Column("from_on", ("from", "start date")),
        Column("to_on", ("to", "end date"), is_needed=False),
    )
)


@dataclass(frozen=True)
class _Known:
    """What a row may refer to: the teams' paths of persons, providers, services, and packages that are there."""

    teams: Mapping[str, str]
    providers: frozenset[str]
    services: tuple[str, ...]
    packages: frozenset[str]


@command
def import_packages(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Add the packages of a table, each with its one provider; one there already is left alone.

    Each row is taken whole or rejected with every reason. The same file again adds nothing.
    """
    check_may(by, "import_packages")
    outcome = Outcome()
    known = _known(at)
    rows = outcome.understood(table.rows, lambda cells: _row(cells, known, by))
    fresh: dict[str, PackageRow] = {}
    for cells, row in rows:
        if row is None:
            continue
        if row.external_number in known.packages:
            outcome.same += 1
        elif row.external_number in fresh:
            cells.fault("package_number", "stands in the file twice")
            outcome.reject(cells)
        else:
            fresh[row.external_number] = row
    outcome.added = len(load_packages(rows=list(fresh.values()), by=by, at=at)) if fresh else 0
    file = keep_file(kind="packages", table=table, outcome=outcome, by=by, at=at)
    record(
        PackagesImported(
            file=file.ref,
            file_name=table.name,
            added=outcome.added,
            same=outcome.same,
            rejected=len(outcome.rejects),
        )
    )
    return outcome


def _known(at: datetime) -> _Known:
    return _Known(
        teams=dict(Person.objects.values_list("case_number", "team__path")),
        providers=frozenset(Provider.objects.values_list("regulator_id", flat=True)),
        services=tuple(policy_at(at).terms.services),
        packages=frozenset(Package.objects.exclude(external_number="").values_list("external_number", flat=True)),
    )


def _row(cells: Cells, known: _Known, by: Actor) -> PackageRow | None:
    number, case, provider = cells.text("package_number"), cells.text("case_number"), cells.text("regulator_id")
    service = cells.code("service", known.services)
    hours, carers, rate = cells.amount("weekly_hours"), cells.read("carers", _carers), cells.amount("hourly_rate")
    from_on, to_on = cells.day("from_on"), cells.day("to_on", is_needed=False)
    if case and not (case in known.teams and may(by, "import_packages", unit=known.teams[case])):
        cells.fault("case_number", "is of nobody that you may load packages for; load people first")
    if provider and provider not in known.providers:
        cells.fault("regulator_id", "is of no provider on the register; load providers first")
    if hours is not None and not 0 < hours <= MOST_HOURS_IN_A_WEEK:
        cells.fault("weekly_hours", "must be more than 0 and at most 168")
    if from_on and to_on and to_on < from_on:
        cells.fault("to_on", "is before the start")
    if cells.faults or hours is None or carers is None or rate is None or from_on is None:
        return None
    return PackageRow(number, case, provider, service, hours, carers, rate, from_on, to_on)


def _carers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_CARERS:
        raise ValueError(f"must be a whole number from 1 to {MOST_CARERS}")
    return int(text)


FILES = (
    FileKind(
        "packages",
        "Packages",
        "import_packages",
        LAYOUT,
        import_packages,
        about="Existing packages with their one provider, to start from. Load people and providers first.",
    ),
)
