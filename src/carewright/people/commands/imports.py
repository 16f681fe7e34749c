"""People loaded from a file: as many as the council has, in seconds, under one event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.models import Unit
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.imports.commands import keep_file
from carewright.messages.wording.formats import LetterFormat
from carewright.people.commands.persons import faults_of, searched
from carewright.people.events import PeopleImported
from carewright.people.models import Person
from carewright.people.rules import folded, postcode
from carewright.trail.command import command, record

AT_ONCE = 500
"""How many persons are read or written by one statement."""
NEEDED = ("case_number", "given_name", "family_name", "address")
OPTIONAL = ("known_as", "pronoun", "telephone", "email", "communication_need", "language", "risk_note")
CODED = "letter_format"
LAYOUT = Layout(
    (
        Column("case_number", ("case no", "case reference", "la person unique identifier", "person id")),
        Column("given_name", ("first name", "forename")),
        Column("family_name", ("last name", "surname")),
        Column("born_on", ("date of birth", "dob")),
        Column("address"),
        Column("postcode", ("post code",)),
        Column("team", ("team name",)),
        Column("known_as", ("preferred name",), is_needed=False),
        Column("pronoun", is_needed=False),
        Column("telephone", ("phone", "phone number"), is_needed=False),
        Column("email", ("email address",), is_needed=False),
        Column("communication_need", ("communication",), is_needed=False),
        Column("language", is_needed=False),
        Column("letter_format", ("letters",), is_needed=False),
        Column("risk_note", ("risk",), is_needed=False),
    )
)


@command
def import_people(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Add the people of a table, and correct those known by their case number; an empty cell corrects nothing.

    Each row is taken whole or rejected with every reason. The same file again changes nothing. One event tells of all.
    """
    check_may(by, "import_people")
    outcome = Outcome()
    teams = _Teams(by)
    rows = outcome.understood(table.rows, lambda cells: _details(cells, teams))
    touched: list[str] = []
    for some in _chunks(_once(rows, outcome)):
        touched += _written(some, teams, outcome, at)
    file = keep_file(kind="people", table=table, outcome=outcome, by=by, at=at)
    record(
        PeopleImported(
            file=file.ref,
            people=tuple(touched),
            file_name=table.name,
            added=outcome.added,
            corrected=outcome.changed,
            rejected=len(outcome.rejects),
        )
    )
    return outcome


class _Teams:
    """The teams to which the actor may add people, by name; one that several have is told by `locality / team`."""

    def __init__(self, by: Actor) -> None:
        self.named: dict[str, list[Unit]] = defaultdict(list)
        self.ids: set[int] = set()
        for team in Unit.objects.filter(kind=Unit.Kind.TEAM).select_related("parent"):
            if not may(by, "import_people", unit=team.path):
                continue
            self.ids.add(team.pk)
            for name in (team.name, f"{team.parent.name if team.parent else ''} / {team.name}", team.ref):
                self.named[folded(name)].append(team)

    def __call__(self, text: str) -> Unit:
        """The team of this name; a ValueError when there is none, or more than one."""
        found = self.named.get(folded(text), [])
        if not found:
            raise ValueError(f"there is no team “{text[:60]}” to which you may add people")
        if len(found) > 1:
            raise ValueError(
                f"several teams are named “{text[:60]}”: write the locality before it, as Harbour / {text[:60]}"
            )
        return found[0]


_Read = tuple[Cells, dict[str, Any]]


def _details(cells: Cells, teams: _Teams) -> dict[str, Any]:
    details: dict[str, Any] = {key: cells.text(key) for key in NEEDED}
    details |= {key: cells.optional(key) for key in OPTIONAL}
    details[CODED] = cells.code(CODED, LetterFormat, is_needed=False)
    details["born_on"] = cells.day("born_on")
    details["postcode"] = cells.read("postcode", postcode)
    details["team"] = cells.read("team", teams)
    return details


def _once(rows: list[_Read], outcome: Outcome) -> Iterator[_Read]:
    """The rows whose case number is the first of its kind; a repeat is rejected."""
    seen: dict[str, int] = {}
    for cells, details in rows:
        first = seen.setdefault(details["case_number"], cells.row.number)
        if first == cells.row.number:
            yield cells, details
        else:
            cells.fault("case_number", f"is in row {first} already")
            outcome.reject(cells)


def _written(rows: list[_Read], teams: _Teams, outcome: Outcome, at: datetime) -> list[str]:
    """Write some rows; the references of those added or corrected."""
    numbers = [details["case_number"] for _, details in rows]
    known = {p.case_number: p for p in Person.objects.select_for_update(no_key=True).filter(case_number__in=numbers)}
    new: list[Person] = []
    corrected: list[Person] = []
    for cells, details in rows:
        person = known.get(details["case_number"])
        is_new = person is None
        if person and person.team_id not in teams.ids:
            cells.fault("case_number", "is of somebody with a team that isn't yours")
        person = person or Person(added_at=at)
        if not _put(person, details) and not cells.faults:
            outcome.same += 1
        elif not _is_rejected(person, cells, outcome, at):
            (new if is_new else corrected).append(person)
    Person.objects.bulk_create(new)
    Person.objects.bulk_update(corrected, ["search", "team", "born_on", "postcode", CODED, *NEEDED[1:], *OPTIONAL])
    outcome.added += len(new)
    outcome.changed += len(corrected)
    return [person.ref for person in (*new, *corrected)]


def _put(person: Person, details: dict[str, Any]) -> bool:
    """Put the details into the person; whether any is another than before."""
    changed = False
    for key, value in details.items():
        if key == "team":
            changed |= person.team_id != value.pk
            person.team = value
        elif value and getattr(person, key) != value:
            changed = True
            setattr(person, key, value)
    person.search = searched(person)
    return changed


def _is_rejected(person: Person, cells: Cells, outcome: Outcome, at: datetime) -> bool:
    cells.faults += faults_of(person, at)
    if cells.faults:
        outcome.reject(cells)
    return bool(cells.faults)


def _chunks(rows: Iterable[_Read]) -> Iterator[list[_Read]]:
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield some


FILES = (
    FileKind(
        name="people",
        title="People",
        verb="import_people",
        layout=LAYOUT,
        load=import_people,
        about="Those whose case number is there already are corrected. Their teams have to be there first.",
    ),
)
"""The files of people that can be loaded."""
