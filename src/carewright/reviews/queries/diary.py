"""The diary of reviews: what is due, overdue, booked and done, with filters (REV-1 to 6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Prefetch, Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.people.rules import folded
from carewright.policy.queries import policy_at
from carewright.reviews.lifecycle import OPEN, AppointmentState, ReviewKind, ReviewState, SlotState
from carewright.reviews.models import Appointment, Review, Slot
from carewright.reviews.queries.one import visible_to
from carewright.worktime import floor_second


class Show(StrEnum):
    """What the diary shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    TO_BOOK = "to_book"
    BOOKED = "booked"
    AFTER = "after"
    DONE = "done"

    @property
    def in_words(self) -> str:
        """As the filter has it."""
        return {
            "open": "Still to be held",
            "overdue": "Overdue",
            "to_book": "To be booked",
            "booked": "Booked",
            "after": "Held, paperwork to do",
            "done": "Done or cancelled",
        }[self.value]


AFTER = {ReviewState.HELD, ReviewState.PAPERWORK_SENT, ReviewState.PAPERWORK_RECEIVED}
DONE = {ReviewState.RECORDED, ReviewState.CANCELLED}


@dataclass(frozen=True)
class DiaryCounts:
    """The figures over the list."""

    open: int
    overdue: int
    to_book: int
    booked: int
    urgent: int


def reviews(
    by: Actor, at: datetime, *, show: Show = Show.OPEN, kind: str = "", team: str = "", search: str = ""
) -> QuerySet[Review]:
    """Reviews of the actor's teams: urgent ones first, then by when they have to be held; what is done latest first."""
    check_may(by, "see_reviews")
    found = visible_to(by).filter(_shown(show, at))
    if kind in set(ReviewKind):
        found = found.filter(kind=kind)
    if team:
        found = found.filter(team__ref=team)
    for word in folded(search).split():
        found = found.filter(
            Q(package__person__search__contains=word) | Q(ref__iexact=word) | Q(package__ref__iexact=word)
        )
    standing = Appointment.objects.exclude(state=AppointmentState.CANCELLED).select_related("slot__practitioner")
    found = found.select_related("package__person", "team").prefetch_related(Prefetch("appointments", standing))
    return found.order_by(*(("-hold_by", "-pk") if show is Show.DONE else ("-is_urgent", "hold_by", "pk")))


def counts(by: Actor, at: datetime) -> DiaryCounts:
    """How many are still to be held, late, to be booked, booked, and urgent."""
    check_may(by, "see_reviews")
    asked = {name: Count("pk", filter=_shown(Show(name), at)) for name in ("open", "overdue", "to_book", "booked")}
    urgent = Count("pk", filter=_shown(Show.OPEN, at) & Q(is_urgent=True))
    return DiaryCounts(**visible_to(by).aggregate(**asked, urgent=urgent))


def services_at(at: datetime) -> dict[str, str]:
    """Codes and names of the services in the policy of the moment."""
    return dict(policy_at(at).terms.services)


def slots(by: Actor, at: datetime, *, practitioner: str = "") -> QuerySet[Slot]:
    """Slots to come of the actor's teams, or of one practitioner, the earliest first, each with its appointment."""
    check_may(by, "see_reviews")
    reached = Q(pk__in=[])
    for path in by.unit_paths():
        reached |= Q(team__path__startswith=path)
    found = Slot.objects.filter(reached, ends_at__gt=at).exclude(state=SlotState.WITHDRAWN)
    if practitioner:
        found = found.filter(practitioner__ref=practitioner)
    taken = Appointment.objects.exclude(state=AppointmentState.CANCELLED).select_related("review__package__person")
    return (
        found.select_related("practitioner", "team")
        .prefetch_related(Prefetch("appointments", taken))
        .order_by("starts_at", "practitioner__name", "pk")
    )


def _shown(show: Show, at: datetime) -> Q:
    held = Q(state__in=OPEN)
    return {
        Show.OPEN: held,
        Show.OVERDUE: held & Q(hold_by__lt=floor_second(at)),
        Show.TO_BOOK: Q(state=ReviewState.DUE),
        Show.BOOKED: Q(state=ReviewState.BOOKED),
        Show.AFTER: Q(state__in=AFTER),
        Show.DONE: Q(state__in=DONE),
    }[show]
