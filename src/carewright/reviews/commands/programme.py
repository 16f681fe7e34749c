"""Drafting, starting, planning anew and closing a review programme (REV-6, REV-7)."""

from collections.abc import Mapping
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.kernel.refused import Fault, Invalid, NotFound, Refused
from carewright.kernel.texts import faults_of_texts
from carewright.policy.queries import policy_at
from carewright.reviews.commands.planning import finish_in_words, gather, locked_programme, put_capacity, replan
from carewright.reviews.events.programme import (
    ProgrammeClosed,
    ProgrammeDrafted,
    ProgrammeEntryMarkedUrgent,
    ProgrammeReplanned,
    ProgrammeStarted,
)
from carewright.reviews.lifecycle import PROGRAMME
from carewright.reviews.models import Programme, ProgrammeEntry
from carewright.reviews.rules.programme import month_of
from carewright.trail.command import command, record


@command
def draft_programme(
    *, name: str, unit: str, start_month: date, capacity: Mapping[str, int], by: Actor, at: datetime
) -> Programme:
    """Draft a programme of a unit's packages (its reference), and plan it: what each team (reference) manages a month.

    In it: the packages in force that a cohort of the policy takes. Refused with nobody to review, without capacity.
    """
    place = Unit.objects.filter(ref=unit).first()
    if place is None:
        raise Invalid([Fault("unit", "Choose the council, an area, a locality or a team.")])
    check_may(by, "draft_programme", unit=place.path)
    drafted = Programme(
        name=name.strip(),
        unit=place,
        start_month=month_of(start_month),
        policy_version=policy_at(at).version,
        drafted_by=by.ref,
        drafted_at=at,
        planned_at=at,
    )
    faults = faults_of_texts(drafted)
    if not drafted.name:
        faults.append(Fault("name", "Enter a name for the programme."))
    if faults:
        raise Invalid(faults)
    drafted.save()
    put_capacity(drafted, capacity, start_month)
    joined, _ = gather(drafted, at)
    if not joined:
        raise Refused(
            f"No package of {place.name} belongs to a cohort of the policy, so there is nobody to review. "
            "See the policy's review programme.",
            rule="REV-7",
            field="unit",
        )
    replan(drafted, at)
    record(
        ProgrammeDrafted(
            programme=drafted.ref,
            starts=f"{drafted.start_month:%B %Y}",
            people=joined,
            teams=sum(1 for a_month in capacity.values() if a_month),
            finish=finish_in_words(drafted),
        )
    )
    return drafted


@command
def start_programme(*, programme: str, by: Actor, at: datetime) -> Programme:
    """Start a drafted programme: its reviews are recorded from now on. It is planned anew as it starts."""
    found = locked_programme(programme)
    check_may(by, "start_programme", unit=found.unit.path)
    found.state = PROGRAMME.check_move("start_programme", found.state)
    gather(found, at)
    found.started_by, found.started_at = by.ref, at
    found.save(update_fields=["state", "started_by", "started_at"])
    waiting = replan(found, at)
    record(ProgrammeStarted(programme=found.ref, people=len(waiting), finish=finish_in_words(found)))
    return found


@command
def replan_programme(
    *, programme: str, capacity: Mapping[str, int], from_month: date, reason: str = "", by: Actor, at: datetime
) -> Programme:
    """Plan anew: what teams manage from a month on, and whoever has joined or left since (REV-7)."""
    found = locked_programme(programme)
    check_may(by, "replan_programme", unit=found.unit.path)
    PROGRAMME.check_move("replan_programme", found.state)
    if month_of(from_month) < found.start_month:
        sentence = f"The programme starts in {found.start_month:%B %Y}. Enter that month or a later one."
        raise Invalid([Fault("from_month", sentence)], rule="REV-7")
    put_capacity(found, capacity, from_month)
    joined, left = gather(found, at)
    waiting = replan(found, at)
    record(
        ProgrammeReplanned(
            programme=found.ref,
            joined=joined,
            left=left,
            waiting=len(waiting),
            finish=finish_in_words(found),
            reason=reason.strip()[:300],
        )
    )
    return found


@command
def mark_programme_urgent(*, entry: str, because: str, by: Actor, at: datetime) -> ProgrammeEntry:
    """Have somebody reviewed first, whatever the programme (REV-6); it is planned anew."""
    programme, found = locked_entry(entry)
    check_may(by, "mark_programme_urgent", unit=found.package.team.path)
    PROGRAMME.check_move("mark_programme_urgent", programme.state)
    if found.is_urgent:
        raise Refused("This review is urgent already, and comes first.", rule="REV-6")
    found.is_urgent, found.urgent_because = True, because.strip()
    faults = faults_of_texts(found)
    if not found.urgent_because:
        faults.append(Fault("because", "Enter why the review is urgent."))
    if faults:
        raise Invalid(faults)
    found.save(update_fields=["is_urgent", "urgent_because"])
    replan(programme, at)
    found.refresh_from_db()
    record(
        ProgrammeEntryMarkedUrgent(
            programme=programme.ref,
            package=found.package.ref,
            person=found.person.ref,
            month=f"{found.month:%B %Y}",
            because=found.urgent_because,
        )
    )
    return found


@command
def close_programme(*, programme: str, reason: str, by: Actor, at: datetime) -> Programme:
    """Close a programme that is done, or given up; what was recorded stays."""
    found = locked_programme(programme)
    check_may(by, "close_programme", unit=found.unit.path)
    found.state = PROGRAMME.check_move("close_programme", found.state)
    if not reason.strip() or len(reason) > 300 or not reason.isprintable():
        raise Invalid([Fault("reason", "Enter why the programme is closed, in one line of 300 characters or fewer.")])
    found.save(update_fields=["state"])
    record(ProgrammeClosed(programme=found.ref, reason=reason.strip()))
    return found


def locked_entry(ref: str) -> tuple[Programme, ProgrammeEntry]:
    """The entry that waits for its review, its programme locked first; NotFound for one that has left."""
    programme = Programme.objects.filter(entries__ref=ref).first()
    if programme is None:
        raise NotFound
    locked = locked_programme(programme.ref)
    entry = (
        ProgrammeEntry.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "package__team")
        .filter(ref=ref, left_because="")
        .first()
    )
    if entry is None:
        raise NotFound
    if entry.taken_on is not None:
        raise Refused("This review has taken place already. See its outcome on the programme’s page.", rule="REV-7")
    return locked, entry
