"""The simulated clock, and doing things at its moments: time limits lapse first, as they would have (TIME-5)."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import simpy

from carewright.demo.cast import Cast
from carewright.demo.hours import after_working, openings
from carewright.demo.time_machine import sent_by
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.policy.terms import Terms
from carewright.worktime import Calendar, floor_second, local

T = TypeVar("T")
Steps = Generator[simpy.Event, Any, None]
"""What somebody does over time: each `yield` lets the clock run."""

POST_EVERY = timedelta(minutes=60)
"""How often the simulated worker sends orders and delivers messages, in office hours."""


@dataclass
class Stage:
    """A county at work from `start` to `end`. `seconds` of the simulation count from the start."""

    cast: Cast
    terms: Terms
    seed: int
    start: datetime
    end: datetime
    env: simpy.Environment = field(default_factory=simpy.Environment)
    _next_due: datetime | None = None
    _is_stale: bool = True
    _has_acted: bool = True
    _progress: Callable[[float], None] = field(default=lambda _: None)

    @property
    def now(self) -> datetime:
        """The simulated moment."""
        return self.start + timedelta(seconds=int(self.env.now))

    @property
    def calendar(self) -> Calendar:
        """The council's calendar."""
        return self.terms.calendar_for()

    def act(self, command: Callable[..., T], **what: Any) -> T:
        """Carry out a command now, once everything that has fallen due before has happened."""
        self.lapse()
        self._is_stale = self._has_acted = True
        return command(**what, at=self.now)

    def lapse(self) -> None:
        """Let every time limit that has passed lapse, in the order in which they were due (OBL-2)."""
        if self._is_stale:
            owed = Obligation.objects.filter(state=State.OPEN, on_lapse=OnLapse.ACT).order_by("due_at")
            self._next_due, self._is_stale = owed.values_list("due_at", flat=True).first(), False
        if self._next_due is not None and self._next_due < self.now:
            for _ in sweep(self.now):
                self._is_stale = self._has_acted = True

    def post(self) -> None:
        """Let what is due lapse, send the orders and letters that are made, and put what is queued into the mailbox.

        While nobody has done anything since the last time there is nothing to send.
        """
        self.lapse()
        if self._has_acted:
            self._has_acted = any(sent_by(self.now))
            self._is_stale = self._is_stale or self._has_acted

    def wait(self, minutes: float) -> simpy.Event:
        """So many minutes of office hours from now."""
        return self.until(after_working(self.now, timedelta(minutes=minutes), self.calendar))

    def until(self, moment: datetime) -> simpy.Event:
        """Until a moment; at once when it has passed."""
        return self.env.timeout(max(0.0, (floor_second(moment) - self.now).total_seconds()))

    def play(self, steps: Steps) -> simpy.Process:
        """Let somebody's steps begin now."""
        return self.env.process(steps)

    def run(self, progress: Callable[[float], None]) -> None:
        """Let everything happen until the end, then whatever had fallen due; `progress` is told how far it is."""
        self._progress = progress
        self.play(self._worker())
        self.env.run(until=(self.end - self.start).total_seconds())
        self._has_acted = True
        self.post()

    def _worker(self) -> Steps:
        for opens, closes in openings(local(self.start).date(), self.calendar):
            moment = max(opens, self.start)
            while moment <= closes:
                yield self.until(moment)
                self.post()
                self._progress((self.now - self.start) / (self.end - self.start))
                moment += POST_EVERY
