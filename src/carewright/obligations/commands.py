"""Opening, meeting, cancelling obligations (inside other commands), and the lapse (a command of its own)."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, WrongState
from carewright.obligations.events import ObligationLapsed
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.trail.command import command, record, within_command
from carewright.worktime import floor_second, is_late

Lapse = Callable[..., Any]
LockFirst = Callable[[Obligation], Any]
_lapses: dict[str, Lapse] = {}
_locks: dict[str, LockFirst] = {}


def wire_lapses(table: dict[str, Lapse]) -> None:
    """Hand in what happens at a lapse: duty -> function called with `obligation`, `by`, `at` (wiring/lapses.py)."""
    _lapses.clear()
    _lapses.update(table)


def wire_locks(table: dict[str, LockFirst]) -> None:
    """Hand in what a lapse locks before its obligation: duty -> function called with the obligation (wiring/lapses.py).

    A command about the same thing locks the thing first and its obligations after; a lapse has to lock in that order
    too, or each could wait for the other.
    """
    _locks.clear()
    _locks.update(table)


def open_obligation(
    *,
    rule: str,
    duty: str,
    sentence: str,
    subject: str,
    about: str,
    role: Role,
    due_at: datetime,
    at: datetime,
    unit: Unit | None = None,
    provider: str = "",
    on_lapse: OnLapse = OnLapse.OVERDUE,
) -> Obligation:
    """Open an obligation within the running command. `due_at` is cut to whole seconds; exactly then is in time.

    One duty is open once for a subject: opening it again while it is open is a defect (the database refuses).
    """
    within_command()
    return Obligation.objects.create(
        rule=rule,
        duty=duty,
        sentence=sentence,
        subject=subject,
        about=about,
        role=role,
        unit=unit,
        provider=provider,
        opened_at=at,
        due_at=floor_second(due_at),
        on_lapse=on_lapse,
    )


def meet(*, duty: str, subject: str, at: datetime) -> bool:
    """The duty has been done, in time or late. True if it was open."""
    within_command()
    owed = (
        Obligation.objects.select_for_update(no_key=True).filter(duty=duty, subject=subject, state=State.OPEN).first()
    )
    if owed is None:
        return False
    owed.state, owed.closed_at, owed.kept_late = State.MET, at, is_late(at, owed.due_at)
    owed.save(update_fields=["state", "closed_at", "kept_late"])
    return True


def cancel(*, at: datetime, subject: str = "", about: str = "", duty: str = "", duties: Collection[str] = ()) -> int:
    """What is open about the subject (or belongs to `about`) is no longer owed. How many there were.

    `duty`, or any of the `duties`: only these.
    """
    within_command()
    if not subject and not about:
        raise ValueError("say which obligations: of a subject, or belonging to something")
    found = Obligation.objects.filter(state=State.OPEN)
    found = found.filter(subject=subject) if subject else found
    found = found.filter(about=about) if about else found
    wanted = [duty] if duty else list(duties)
    found = found.filter(duty__in=wanted) if wanted else found
    return found.update(state=State.CANCELLED, closed_at=at)


def postpone(*, duty: str, subject: str, due_at: datetime) -> bool:
    """The open duty's time limit has moved (a provider is still considering until a stated moment)."""
    within_command()
    found = Obligation.objects.filter(duty=duty, subject=subject, state=State.OPEN)
    return bool(found.update(due_at=floor_second(due_at)))


@command
def lapse_obligation(*, obligation: str, by: Actor, at: datetime) -> Obligation:
    """Do once what must happen when a time limit has passed (OBL-2).

    `at` is the sweep's moment; what follows is done as at the due moment.
    """
    owed = _locked(obligation)
    check_may(by, "lapse_obligation")
    if owed.state != State.OPEN or owed.on_lapse != OnLapse.ACT:
        raise WrongState("This obligation is closed already.", rule="OBL-2")
    if not is_late(at, owed.due_at):
        raise WrongState("This obligation is not overdue yet.", rule="OBL-2")
    owed.state, owed.closed_at = State.LAPSED, owed.due_at
    owed.save(update_fields=["state", "closed_at"])
    _lapses[owed.duty](obligation=owed, by=by, at=owed.due_at)
    told = {"obligation": owed.ref, "subject": owed.subject, "about": owed.about}
    record(ObligationLapsed(**told, rule=owed.rule, owed=owed.sentence))
    return owed


def _locked(ref: str) -> Obligation:
    found = Obligation.objects.filter(ref=ref).first()
    if found is None:
        raise NotFound
    if found.duty in _locks:
        _locks[found.duty](found)
    return Obligation.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=found.pk)
