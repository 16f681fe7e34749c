"""One review with what belongs to it, and the reviews of a package: only for those who may see them."""

from datetime import datetime, time

from django.db.models import Prefetch, Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.queries import area_of
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.queries import visible_to as sees
from carewright.policy.queries import policy_of
from carewright.policy.terms import ReviewTerms
from carewright.reviews import rules
from carewright.reviews.lifecycle import OPEN, AppointmentState, SlotState
from carewright.reviews.models import Appointment, LikelyException, Review, Slot
from carewright.worktime import local, london


def visible_to(by: Actor) -> QuerySet[Review]:
    """Reviews of packages of the teams that the actor's roles reach."""
    return Review.objects.filter(sees(by, "team", "see_reviews"))


def review(ref: str, by: Actor) -> Review:
    """One review, with package, person, contacts, answers, exceptions and appointments; else as nothing there."""
    check_may(by, "see_reviews")
    appointments = Appointment.objects.select_related("slot__practitioner").order_by("-booked_at", "-pk")
    found = (
        visible_to(by)
        .select_related("package__person__team", "package__requirement", "team")
        .prefetch_related("contacts", "answers", "exceptions", Prefetch("appointments", appointments))
        .filter(ref=normalised(ref, "REV"))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def exception(ref: str, by: Actor) -> LikelyException:
    """One likely exception with its review."""
    check_may(by, "see_reviews")
    found = (
        LikelyException.objects.filter(review__in=visible_to(by), ref=normalised(ref, "EXC"))
        .select_related("review__package__person", "review__team")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def reviews_of_package(package: str, by: Actor) -> QuerySet[Review]:
    """A package's reviews, the latest due first."""
    check_may(by, "see_reviews")
    found = visible_to(by).filter(package__ref=package).select_related("team", "package__person")
    return found.order_by("-hold_by", "-pk")


def standing(found: Review) -> Appointment | None:
    """The appointment that a review has now, or had when it was held."""
    return next((one for one in found.appointments.all() if one.state != AppointmentState.CANCELLED), None)


def terms_of(found: Review) -> ReviewTerms:
    """The terms that the review was opened under."""
    return policy_of(found.policy_version).terms.reviews


def may_book(by: Actor, found: Review) -> bool:
    """Whether this actor books here: by the table, and by the area's policy (REV-3)."""
    if not may(by, "book_appointment", unit=found.team.path):
        return False
    area = area_of(found.team)
    booker = terms_of(found).booker_in(area.name if area else "")
    return rules.books(by.roles_over(unit=found.team.path), booker)


def free_slots(found: Review, by: Actor, at: datetime) -> QuerySet[Slot]:
    """Slots that the review could be booked into, the earliest first: of its team or locality (REV-3)."""
    check_may(by, "see_reviews")
    if not visible_to(by).filter(pk=found.pk).exists():
        raise NotFound
    locality = found.team.path.rstrip(".").rpartition(".")[0]
    after = at
    if found.earliest_on is not None and found.earliest_on > local(at).date():
        after = london(found.earliest_on, time(0))
    here = Q(team__path=found.team.path) | Q(team__path__startswith=f"{locality}.")
    return (
        Slot.objects.filter(here, state=SlotState.FREE, starts_at__gte=after)
        .select_related("practitioner", "team")
        .order_by("starts_at", "practitioner__name", "pk")
    )


def open_reviews_of(package: str) -> list[str]:
    """The reviews of a package that are still to be held, for what happens when it ends."""
    found = Review.objects.filter(package__ref=package, state__in=OPEN)
    return list(found.order_by("pk").values_list("ref", flat=True))
