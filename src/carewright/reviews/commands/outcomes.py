"""What a programme's reviews came to: recorded one by one, or loaded from a file (REV-7)."""

from dataclasses import dataclass
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind
from carewright.files.rejects import Outcome as Loaded
from carewright.files.tables import Column, Layout, Table
from carewright.imports.commands import keep_file
from carewright.kernel.money import Money
from carewright.kernel.refused import Fault, Invalid
from carewright.messages.wording.words import day_words
from carewright.reviews.commands.programme import locked_entry
from carewright.reviews.events.programme import ProgrammeOutcomesImported, ProgrammeReviewRecorded
from carewright.reviews.lifecycle import PROGRAMME, Outcome, ProgrammeState
from carewright.reviews.models import Programme, ProgrammeEntry
from carewright.reviews.queries.candidates import weekly_cost_on
from carewright.reviews.rules.forecast import check_outcome
from carewright.trail.command import command, record
from carewright.worktime import local

AT_ONCE = 500
LONGEST_REFERENCE = 24
LAYOUT = Layout(
    (
        Column("case_number", ("case no", "case reference", "person id")),
        Column("outcome"),
        Column("taken_on", ("date", "reviewed on")),
        Column("package", ("package reference",), is_needed=False),
        Column("cost_before", ("weekly cost before",), is_needed=False),
        Column("cost_after", ("weekly cost after",), is_needed=False),
        Column("review", ("review reference",), is_needed=False),
    )
)


@command
def record_programme_review(
    *,
    entry: str,
    taken_on: date,
    outcome: str,
    cost_before: Money | None = None,
    cost_after: Money | None = None,
    review: str = "",
    by: Actor,
    at: datetime,
) -> ProgrammeEntry:
    """Record that a review took place, and what it came to (REV-7).

    Weekly costs in pounds, each if it is known. The cost before is the order book's of that day when none is given;
    the cost after is the same when the outcome says so, and nothing when the package ended. `review`: its reference.
    """
    programme, found = locked_entry(entry)
    check_may(by, "record_programme_review", unit=found.package.team.path)
    PROGRAMME.check_move("record_programme_review", programme.state)
    if fault := _fault_of_day(taken_on, programme, at):
        raise Invalid([Fault("taken_on", fault)], rule="REV-7")
    check_outcome(outcome, cost_before, cost_after)
    before = weekly_cost_on(found.package.ref, taken_on) if cost_before is None else cost_before
    _put(found, _Done(taken_on, Outcome(outcome), before, cost_after, review), by, at)
    found.save()
    record(
        ProgrammeReviewRecorded(
            programme=programme.ref,
            package=found.package.ref,
            person=found.person.ref,
            taken_on=day_words(taken_on),
            outcome=Outcome(outcome).of_the_cost,
        )
    )
    return found


@command
def import_programme_outcomes(*, table: Table, by: Actor, at: datetime) -> Loaded:
    """Record the outcomes of a table: each row is a person in a running programme, by case number.

    Whose several packages wait are told apart by the package's reference. A row is taken whole or rejected.
    """
    check_may(by, "import_programme_outcomes")
    loaded = Loaded()
    waiting = _Waiting(by, at)
    rows = loaded.understood(table.rows, lambda cells: _row(cells, waiting))
    done: list[ProgrammeEntry] = []
    for cells, row in rows:
        if row is None:
            continue
        entry, told = row
        if entry.taken_on is not None:
            cells.fault("case_number", "has an outcome earlier in the file")
            loaded.reject(cells)
            continue
        _put(entry, told, by, at)
        done.append(entry)
    columns = ["month", "taken_on", "outcome", "cost_before", "cost_after", "review", "recorded_by", "recorded_at"]
    ProgrammeEntry.objects.bulk_update(done, columns, batch_size=AT_ONCE)
    loaded.added = len(done)
    file = keep_file(kind="programme-outcomes", table=table, outcome=loaded, by=by, at=at)
    record(
        ProgrammeOutcomesImported(
            file=file.ref,
            programmes=tuple(dict.fromkeys(entry.programme.ref for entry in done)),
            people=tuple(dict.fromkeys(entry.person.ref for entry in done)),
            file_name=table.name,
            added=loaded.added,
            rejected=len(loaded.rejects),
        )
    )
    return loaded


@dataclass(frozen=True)
class _Done:
    """What a review came to, judged good."""

    taken_on: date
    outcome: Outcome
    before: Money | None
    after: Money | None
    review: str


class _Waiting:
    """Entries of running programmes that wait for their review, whose outcomes the actor may load; by case number."""

    def __init__(self, by: Actor, at: datetime) -> None:
        self.at = at
        running = list(
            Programme.objects.select_for_update(of=("self",), no_key=True).filter(state=ProgrammeState.RUNNING)
        )
        entries = ProgrammeEntry.objects.select_for_update(of=("self",), no_key=True).filter(
            programme__in=running, left_because="", taken_on=None
        )
        self.found: dict[str, list[ProgrammeEntry]] = {}
        for entry in entries.select_related("person", "package__team", "programme").order_by("pk"):
            if may(by, "import_programme_outcomes", unit=entry.package.team.path):
                self.found.setdefault(entry.person.case_number, []).append(entry)

    def entry_of(self, cells: Cells) -> ProgrammeEntry | None:
        """The entry that a row is about; a fault when there is none, or more than one."""
        case, package = cells.text("case_number"), cells.optional("package").upper()
        if not case:
            return None
        entries = [one for one in self.found.get(case, []) if not package or one.package.ref == package]
        if not entries:
            cells.fault("case_number", "is of nobody who waits for a review in a running programme of yours")
        elif len(entries) > 1:
            packages = ", ".join(one.package.ref for one in entries)
            cells.fault("package", f"is needed: the person has several that wait ({packages})")
        return entries[0] if len(entries) == 1 else None


def _row(cells: Cells, waiting: _Waiting) -> tuple[ProgrammeEntry, _Done] | None:
    entry = waiting.entry_of(cells)
    outcome, taken_on = cells.code("outcome", Outcome), cells.day("taken_on")
    before, after = cells.amount("cost_before", is_needed=False), cells.amount("cost_after", is_needed=False)
    review = cells.optional("review")
    for column, cost in (("cost_before", before), ("cost_after", after)):
        if cost is not None and cost < 0:
            cells.fault(column, "must not be less than nothing")
    if len(review) > LONGEST_REFERENCE:
        cells.fault("review", "is too long for a reference")
    if entry and taken_on and (fault := _fault_of_day(taken_on, entry.programme, waiting.at)):
        cells.fault("taken_on", fault)
    if outcome:
        try:
            check_outcome(outcome, before, after)
        except Invalid as refused:
            cells.fault(refused.field, refused.sentence)
    if cells.faults or entry is None or taken_on is None:
        return None
    if before is None:
        before = weekly_cost_on(entry.package.ref, taken_on)
    return entry, _Done(taken_on, Outcome(outcome), before, after, review)


def _fault_of_day(taken_on: date, programme: Programme, at: datetime) -> str:
    """Why a review can't have taken place on the day; empty when it can."""
    if taken_on > local(at).date():
        return "A review that is recorded has taken place. Enter a day that has come."
    if taken_on < programme.start_month:
        return f"The programme starts in {programme.start_month:%B %Y}. Enter a day since then."
    return ""


def _put(entry: ProgrammeEntry, done: _Done, by: Actor, at: datetime) -> None:
    """Put what a review came to into its entry."""
    after = done.after
    if after is None and done.before is not None:
        after = {Outcome.SAME: done.before, Outcome.ENDED: Money("0.00")}.get(done.outcome)
    entry.month = done.taken_on.replace(day=1)
    entry.taken_on, entry.outcome, entry.review = done.taken_on, done.outcome, done.review.strip()
    entry.cost_before, entry.cost_after = done.before, after
    entry.recorded_by, entry.recorded_at = by.ref, at


FILES = (
    FileKind(
        "programme-outcomes",
        "Outcomes of programme reviews",
        "import_programme_outcomes",
        LAYOUT,
        import_programme_outcomes,
        about="What reviews of a running programme came to: reduced, increased, same or ended, with weekly costs.",
    ),
)
"""The files about reviews that can be loaded."""
