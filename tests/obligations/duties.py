"""Small commands that open, meet, postpone and cancel duties, as the areas' commands do."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from carewright.access.actors import SYSTEM, Actor
from carewright.access.roles import Role
from carewright.obligations import commands as obligations
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from carewright.trail.command import command, record

OPENED = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
DUE = datetime(2017, 12, 27, 9, 45, tzinfo=UTC)
ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Done:
    NAME: ClassVar[str] = "duty.done"
    SENTENCE: ClassVar[str] = "{what}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("subject",)
    subject: str
    what: str


def open_duty(subject: str = "OFF-1", *, at: datetime = OPENED, **more: Any) -> Obligation:
    """A provider owes an answer to an offer, unless more is said."""
    return offer(subject=subject, more=more, by=SYSTEM, at=at)


def meet_duty(*, subject: str = "OFF-1", duty: str = "answer_offer", at: datetime) -> bool:
    """The provider answers."""
    return answer(subject=subject, duty=duty, by=SYSTEM, at=at)


def postpone_duty(*, due_at: datetime, at: datetime) -> bool:
    """The provider is still considering."""
    return consider(due_at=due_at, by=SYSTEM, at=at)


def cancel_duties(*, at: datetime, **which: str) -> int:
    """What was asked for is withdrawn."""
    return withdraw(which=which, by=SYSTEM, at=at)


@command
def offer(*, subject: str, more: dict[str, Any], by: Actor, at: datetime) -> Obligation:
    owed: dict[str, Any] = {
        "rule": "SRC-4",
        "duty": "answer_offer",
        "sentence": "Answer the offer.",
        "subject": subject,
        "about": "REQ-1",
        "role": Role.PROVIDER_COORDINATOR,
        "provider": "PRV-1",
        "due_at": DUE,
        "on_lapse": OnLapse.ACT,
    }
    record(Done(subject=subject, what="opened"))
    return obligations.open_obligation(**owed | more, at=at)


@command
def answer(*, subject: str, duty: str, by: Actor, at: datetime) -> bool:
    record(Done(subject=subject, what="met"))
    return obligations.meet(duty=duty, subject=subject, at=at)


@command
def consider(*, due_at: datetime, by: Actor, at: datetime) -> bool:
    record(Done(subject="OFF-1", what="postponed"))
    return obligations.postpone(duty="answer_offer", subject="OFF-1", due_at=due_at)


@command
def withdraw(*, which: dict[str, str], by: Actor, at: datetime) -> int:
    record(Done(subject="REQ-1", what="cancelled"))
    return obligations.cancel(at=at, **which)


@command
def note_lapse(*, subject: str, by: Actor, at: datetime) -> None:
    """What happens at a lapse."""
    record(Done(subject=subject, what=f"lapsed at {at.isoformat()}"))
