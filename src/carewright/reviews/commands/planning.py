"""Planning a programme within a command: who is in it now, and who is reviewed when (REV-7)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from carewright.access.models import Unit
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.reviews.models import Programme, ProgrammeCapacity, ProgrammeEntry
from carewright.reviews.queries import capacities_of, planned_from, programme_terms, teams_of
from carewright.reviews.queries.candidates import candidates
from carewright.reviews.rules.programme import month_of
from carewright.trail.command import within_command
from carewright.worktime import local

AT_ONCE = 500
MOST_A_MONTH = 1_000
LEFT = "No longer among those to be reviewed: the package has ended, or changed."


def locked_programme(ref: str) -> Programme:
    """The programme, locked: whatever changes its plan waits its turn."""
    found = (
        Programme.objects.select_for_update(of=("self",), no_key=True).select_related("unit").filter(ref=ref).first()
    )
    if found is None:
        raise NotFound
    return found


def put_capacity(programme: Programme, capacity: Mapping[str, int], from_month: date) -> None:
    """What each team (its reference) manages a month from a month on. Refuses a team of another unit."""
    within_command()
    teams = {team.ref: team for team in teams_of(programme.unit)}
    check_capacity(capacity, teams)
    for ref, a_month in capacity.items():
        ProgrammeCapacity.objects.update_or_create(
            programme=programme, team=teams[ref], from_month=month_of(from_month), defaults={"a_month": a_month}
        )
    ProgrammeCapacity.objects.filter(
        programme=programme, team__ref__in=list(capacity), from_month__gt=month_of(from_month)
    ).delete()


def check_capacity(capacity: Mapping[str, int], teams: Mapping[str, Unit]) -> None:
    """Refuse what is no capacity, each fault beside its team."""
    faults = [Fault("capacity", "Choose teams of this programme's unit.")] if set(capacity) - set(teams) else []
    faults += [
        Fault(f"team_{ref}", f"Enter a whole number from 0 to {MOST_A_MONTH:,} for {teams[ref].name}.")
        for ref, a_month in capacity.items()
        if ref in teams and not 0 <= a_month <= MOST_A_MONTH
    ]
    if faults:
        raise Invalid(faults, rule="REV-7")


def gather(programme: Programme, at: datetime) -> tuple[int, int]:
    """Put in whoever belongs and is not in yet, take out who no longer does; how many joined and left."""
    within_command()
    found = candidates(programme.unit, programme_terms(programme), local(at).date())
    known = {entry.package_id: entry for entry in programme.entries.all()}
    new = [
        ProgrammeEntry(programme=programme, person=one.package.person, package=one.package, cohort=one.cohort)
        for one in found
        if one.package.pk not in known
    ]
    ProgrammeEntry.objects.bulk_create(new, batch_size=AT_ONCE)
    now = {one.package.pk: one.cohort for one in found}
    back, gone = _changed(known.values(), now)
    ProgrammeEntry.objects.bulk_update([*back, *gone], ["cohort", "left_because", "month", "team"], batch_size=AT_ONCE)
    return len(new) + len(back), len(gone)


def _changed(
    known: Iterable[ProgrammeEntry], now: Mapping[int, str]
) -> tuple[list[ProgrammeEntry], list[ProgrammeEntry]]:
    """Entries that come back, and those that leave; one whose review took place stays as it is."""
    back, gone = [], []
    for entry in known:
        if entry.taken_on is not None:
            continue
        if entry.left_because and entry.package_id in now:
            entry.left_because, entry.cohort = "", now[entry.package_id]
            back.append(entry)
        elif not entry.left_because and entry.package_id not in now:
            entry.left_because, entry.month, entry.team = LEFT, None, None
            gone.append(entry)
    return back, gone


def replan(programme: Programme, at: datetime) -> list[ProgrammeEntry]:
    """Give every waiting entry its month and team, from the start or, once that has passed, this month."""
    within_command()
    waiting = list(programme.entries.filter(left_because="", taken_on=None))
    by_key = {entry.ref: entry for entry in waiting}
    teams = {row.team.ref: row.team for row in capacities_of(programme)}
    for one in planned_from(programme, at):
        by_key[one.who.key].month, by_key[one.who.key].team = one.month, teams[one.team]
    ProgrammeEntry.objects.bulk_update(waiting, ["month", "team"], batch_size=AT_ONCE)
    programme.planned_at = at
    programme.save(update_fields=["planned_at"])
    return waiting


def finish_in_words(programme: Programme) -> str:
    """When the last review is planned, for a sentence."""
    last = programme.entries.filter(left_because="").exclude(month=None).order_by("-month").first()
    return f"the last in {last.month:%B %Y}" if last and last.month else "none to plan"
