"""Slots that practitioners offer, and appointments in them (REV-3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Gone, Invalid, NotAllowed, Refused
from carewright.worktime import is_late, local

SHORTEST_MINUTES = 15
LONGEST_MINUTES = 480
MOST_AT_ONCE = 60
FURTHEST = timedelta(days=366)


class SlotTaken(Gone):
    """Somebody else has booked it first."""

    def __init__(self) -> None:
        super().__init__("This slot has just been taken or withdrawn. Choose another.", rule="REV-3", field="slot")


@dataclass(frozen=True)
class Span:
    """From when to when."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a moment; one that begins as another ends does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def spans_of(starts: Sequence[datetime], minutes: int) -> list[Span]:
    """Slots of so many minutes each, in order."""
    return [Span(start, start + timedelta(minutes=minutes)) for start in sorted(starts)]


def check_slots(starts: Sequence[datetime], minutes: int, taken: Iterable[Span], at: datetime) -> None:
    """Refuse slots in the past or over a year ahead, too short or long, and those that overlap each other or others."""
    faults = []
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        faults.append(Fault("minutes", f"A slot is between {SHORTEST_MINUTES} and {LONGEST_MINUTES} minutes long."))
    if not 1 <= len(starts) <= MOST_AT_ONCE:
        faults.append(Fault("starts", f"Publish between 1 and {MOST_AT_ONCE} slots at once."))
    if any(is_late(at, start) for start in starts):
        faults.append(Fault("starts", "A slot must be still to come."))
    if any(start > at + FURTHEST for start in starts):
        faults.append(Fault("starts", "A slot must be within the next year."))
    known = list(taken)
    for span in spans_of(starts, minutes):
        if any(span.overlaps(other) for other in known):
            words = f"{local(span.starts_at):%-d %B at %H:%M}"
            faults.append(Fault("starts", f"{words} overlaps another slot of this practitioner. Choose another time."))
            break
        known.append(span)
    if faults:
        raise Invalid(faults, rule="REV-3")


def check_to_come(starts_at: datetime, at: datetime) -> None:
    """An appointment is booked, moved and confirmed beforehand."""
    if is_late(at, starts_at):
        raise Refused("This time has passed. Choose a slot that is still to come.", rule="REV-3", field="slot")


def books(roles: Iterable[Role], booker: Role) -> bool:
    """Whether one with these roles books where the area's policy names this booker (REV-3)."""
    bookers = {booker, Role.BROKERAGE_MANAGER} if booker is Role.BROKER else {booker}
    return bool(bookers & set(roles))


def check_books(roles: Iterable[Role], booker: Role) -> None:
    """The area's policy says who books: its review administrator, or its brokers (REV-3)."""
    if not books(roles, booker):
        raise NotAllowed(
            f"Here appointments are booked by the {booker.in_words}, as the area’s policy has it. Ask one of them.",
            rule="REV-3",
        )
