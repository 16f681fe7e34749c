"""`@command`: the only way anything is written (TRAIL-1).

A command opens the transaction, records exactly one event, runs the reactions to it (wiring/), and, when the outermost
one is done, locks the head of the chain and appends what was recorded. No event, no change.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, ParamSpec, Protocol, TypeVar, cast

from django.db import transaction

from carewright.trail.append import Recorded, append

P = ParamSpec("P")
R = TypeVar("R")


class Doer(Protocol):
    """Who is acting, as the trail names them."""

    @property
    def ref(self) -> str:
        """The user's reference."""

    def acting_as(self, verb: str) -> str:
        """In which role, and as whose deputy, this verb is done (ROLE-4)."""


class Happened(Protocol):
    """An event: a frozen dataclass with these class attributes (house, events.py)."""

    NAME: ClassVar[str]
    SENTENCE: ClassVar[str]
    PERSONAL: ClassVar[tuple[str, ...]]
    SUBJECTS: ClassVar[tuple[str, ...]]


Reaction = Callable[..., Any]


class Unrecorded(AssertionError):
    """A command finished without its one event, or something wrote outside a command: a defect, never a refusal."""


@dataclass
class _Running:
    verb: str
    by: Doer
    at: datetime
    ledger: list[Recorded]
    own: list[Happened] = field(default_factory=list)
    acting_as: str = ""


_running: ContextVar[_Running | None] = ContextVar("running_command", default=None)
_reactions: dict[str, Sequence[Reaction]] = {}
COMMANDS: dict[str, Callable[..., Any]] = {}


def wire(reactions: dict[str, Sequence[Reaction]]) -> None:
    """Hand in the table of reactions: event name -> functions called with `event`, `by`, `at` (wiring/)."""
    _reactions.clear()
    _reactions.update(reactions)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a command: keyword-only, with `by` and `at`; one transaction; exactly one event."""

    @wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _running.get()
        by, at = kwargs["by"], kwargs["at"]
        if not isinstance(at, datetime) or at.tzinfo is None:
            raise TypeError(f"{function.__name__}: `at` must be an aware moment")
        ledger: list[Recorded] = []
        with transaction.atomic():
            running = _Running(function.__name__, cast("Doer", by), at, ledger)
            token = _running.set(running)
            try:
                answer = function(*args, **kwargs)
                _check_recorded_once(running)
                _react(running)
            finally:
                _running.reset(token)
            if outer is None:
                append(ledger)
        if outer is not None:
            outer.ledger.extend(ledger)
        return answer

    COMMANDS[function.__name__] = carried_out
    return carried_out


def acts_as(capacity: str, *, verb: str) -> None:
    """Note in which role the running command, if it is this verb, was allowed: its event will say so (ROLE-4)."""
    running = _running.get()
    if running is not None and running.verb == verb:
        running.acting_as = capacity


def record(event: Happened) -> None:
    """Say what the running command did. Once, last."""
    running = within_command()
    running.own.append(event)
    capacity = running.acting_as or running.by.acting_as(running.verb)
    running.ledger.append(Recorded(event, running.by.ref, capacity, running.at))


def within_command() -> _Running:
    """The running command; for functions that write as part of one (an obligation, a message)."""
    running = _running.get()
    if running is None:
        raise Unrecorded("this writes, and so must be called from within a command")
    return running


def _check_recorded_once(running: _Running) -> None:
    if len(running.own) != 1:
        raise Unrecorded(f"{running.verb} recorded {len(running.own)} events; a command records exactly one")


def _react(running: _Running) -> None:
    for event in running.own:
        for reaction in _reactions.get(event.NAME, ()):
            reaction(event=event, by=running.by, at=running.at)
