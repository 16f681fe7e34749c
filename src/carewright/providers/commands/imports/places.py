"""MSOAs, clusters and postcodes from files: the national ones as they are published."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Row, Table
from carewright.kernel.refused import Refused, WrongState
from carewright.people.rules import folded, postcode
from carewright.providers.commands.clusters import define_cluster
from carewright.providers.commands.imports.ending import kept
from carewright.providers.models import Cluster, Msoa, Postcode
from carewright.trail.command import command, record

T = TypeVar("T")
AT_ONCE = 2_000
_CODE = re.compile(r"[EW]02\d{6}")
_MSOA = Column("msoa", ("msoa code",), pattern=r"msoa(\d\d)(?:cd)?")
MSOA_LAYOUT = Layout(
    (
        _MSOA,
        Column("name", ("hcl name", "msoa name"), pattern=r"msoa(\d\d)(?:hcl)?nm"),
        Column("latitude", ("lat",), is_needed=False),
        Column("longitude", ("lon", "long"), is_needed=False),
    )
)
CLUSTER_LAYOUT = Layout((Column("area"), Column("cluster", ("cluster name",)), _MSOA))
POSTCODE_LAYOUT = Layout(
    (
        Column("postcode", ("pcds", "pcd8", "pcd7")),
        _MSOA,
        Column("doterm", ("terminated", "date of termination"), is_needed=False),
    )
)


@command
def import_msoas(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Load MSOAs with their names and centres; those that are there get the names and centres of the table."""
    check_may(by, "import_msoas")
    outcome = Outcome()
    known = Msoa.objects.in_bulk()
    changed: dict[str, Msoa] = {}
    for _, msoa in outcome.understood(table.rows, _msoa):
        before = known.get(msoa.code)
        if before and (before.name, before.latitude, before.longitude) == (msoa.name, msoa.latitude, msoa.longitude):
            outcome.same += 1
            continue
        changed[msoa.code] = msoa
    outcome.changed = len(changed.keys() & known.keys())
    outcome.added = len(changed) - outcome.changed
    fields = ["name", "latitude", "longitude"]
    Msoa.objects.bulk_create(
        changed.values(), AT_ONCE, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    record(kept("msoas", table, outcome, by=by, at=at))
    return outcome


@command
def import_clusters(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Define clusters, each by its rows: area, cluster, one MSOA. MSOAs not there yet are added, named by their code.

    A cluster that can't be defined has all its rows rejected.
    """
    check_may(by, "import_clusters")
    outcome = Outcome()
    areas = {folded(name): ref for name, ref in Unit.objects.filter(kind=Unit.Kind.AREA).values_list("name", "ref")}
    groups: dict[tuple[str, str], list[tuple[Cells, str]]] = defaultdict(list)
    for cells, (area, name, code) in outcome.understood(table.rows, lambda cells: _placed(cells, areas)):
        groups[area, name].append((cells, code))
    for (area, name), rows in groups.items():
        _define(area, name, rows, outcome, by=by, at=at)
    record(kept("clusters", table, outcome, by=by, at=at))
    return outcome


@command
def import_postcodes(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Load live postcodes of the MSOAs that are there, from the national lookup as published.

    Those of others are passed over. A postcode that has been terminated is taken out. Read and written as it comes, so
    that a national file fits.
    """
    check_may(by, "import_postcodes")
    ours = set(Msoa.objects.values_list("code", flat=True))
    if not ours:
        raise WrongState("Load the MSOAs or clusters first, so that it is known which postcodes are the council's.")
    outcome = Outcome()
    known = dict(Postcode.objects.values_list("code", "msoa_id"))
    changed = _changed(table.rows, ours, known, outcome)
    for some in _chunks(changed, AT_ONCE):
        Postcode.objects.bulk_create(some, update_conflicts=True, unique_fields=["code"], update_fields=["msoa"])
    record(kept("postcodes", table, outcome, by=by, at=at))
    return outcome


def _msoa(cells: Cells) -> Msoa:
    return Msoa(
        code=cells.read("msoa", _code) or "",
        name=cells.text("name")[:120],
        latitude=cells.read("latitude", float, is_needed=False),
        longitude=cells.read("longitude", float, is_needed=False),
    )


def _placed(cells: Cells, areas: dict[str, str]) -> tuple[str, str, str]:
    area = cells.text("area")
    if area and folded(area) not in areas:
        cells.fault("area", f"there is no area named “{area[:40]}”")
    return areas.get(folded(area), ""), cells.text("cluster"), cells.read("msoa", _code) or ""


def _define(area: str, name: str, rows: list[tuple[Cells, str]], outcome: Outcome, *, by: Actor, at: datetime) -> None:
    codes = list(dict.fromkeys(code for _, code in rows))
    before = Cluster.objects.filter(name=name).first()
    if (
        before is not None
        and before.area.ref == area
        and set(before.msoas.values_list("code", flat=True)) == set(codes)
    ):
        outcome.same += len(rows)
        return
    Msoa.objects.bulk_create((Msoa(code=code, name=code) for code in codes), ignore_conflicts=True)
    try:
        define_cluster(name=name, area=area, msoas=codes, by=by, at=at)
    except Refused as refused:
        for cells, _ in rows:
            outcome.refuse(cells, refused)
        return
    if before is None:
        outcome.added += len(rows)
    else:
        outcome.changed += len(rows)


def _changed(rows: Iterable[Row], ours: set[str], known: dict[str, str], outcome: Outcome) -> Iterator[Postcode]:
    """The postcodes to be written; counts all others."""
    for row in rows:
        msoa = row.cells.get("msoa", "")
        if not row.fault and msoa not in ours and _CODE.fullmatch(msoa):
            outcome.passed_over += 1
            continue
        cells = Cells(row)
        code = (cells.read("postcode", postcode) or "").replace(" ", "")
        cells.read("msoa", _code)
        if cells.faults:
            outcome.reject(cells)
        elif cells.optional("doterm"):
            outcome.passed_over += 1
            if known.pop(code, None) is not None:
                Postcode.objects.filter(code=code).delete()
        elif known.get(code) == msoa:
            outcome.same += 1
        else:
            outcome.changed += code in known
            outcome.added += code not in known
            known[code] = msoa
            yield Postcode(code=code, msoa_id=msoa)


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(f"“{text[:40]}” is not the code of an MSOA, such as E02005040")
    return text


def _chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


MSOAS = FileKind(
    name="msoas",
    title="MSOAs with their names and centres",
    verb="import_msoas",
    layout=MSOA_LAYOUT,
    load=import_msoas,
    about="From the national statistics. Load those of the council alone: they decide which postcodes are taken.",
)
CLUSTERS = FileKind(
    name="clusters",
    title="Clusters",
    verb="import_clusters",
    layout=CLUSTER_LAYOUT,
    load=import_clusters,
    about="One row for each MSOA of a cluster. A cluster that is there has the MSOAs of the file alone afterwards.",
)
POSTCODES = FileKind(
    name="postcodes",
    title="Postcodes",
    verb="import_postcodes",
    layout=POSTCODE_LAYOUT,
    load=import_postcodes,
    about="The national lookup as published, of any year. Postcodes of MSOAs that aren't there are passed over.",
)
