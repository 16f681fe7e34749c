"""The first beat of every command here: the package's row is locked first, then the review's, then a slot's.

So whatever two people do about one package happens one after the other, and a change of its order is never halfway.
"""

from typing import Any

from django.conf import settings

from carewright.access.queries import area_of
from carewright.kernel.refused import NotFound
from carewright.packages.commands.locking import locked_package
from carewright.policy.queries import policy_of
from carewright.policy.terms import ReviewTerms
from carewright.reviews.lifecycle import AppointmentState
from carewright.reviews.models import Appointment, Review, Slot
from carewright.worktime import Calendar


def locked_review(ref: str) -> Review:
    """The review as it is once its package is locked, and locked itself."""
    owner = Review.objects.filter(ref=ref).values_list("package__ref", flat=True).first()
    if owner is None:
        raise NotFound
    package = locked_package(owner)
    review = Review.objects.select_for_update(of=("self",), no_key=True).select_related("team").get(ref=ref)
    review.package = package
    return review


def locked_slots(*refs: str) -> dict[str, Slot]:
    """Slots with their practitioners, locked in one order whoever asks; as nonsense when one isn't there."""
    found = (
        Slot.objects.select_for_update(of=("self",), no_key=True)
        .select_related("practitioner", "team")
        .filter(ref__in=refs)
        .order_by("pk")
    )
    slots = {slot.ref: slot for slot in found}
    if set(refs) - slots.keys():
        raise NotFound
    return slots


def standing_appointment(review: Review) -> Appointment:
    """The appointment that a booked review has, with its slot and practitioner."""
    found = review.appointments.select_related("slot__practitioner").filter(state=AppointmentState.BOOKED).first()
    if found is None:
        raise NotFound
    found.review = review
    return found


def terms_of(review: Review) -> ReviewTerms:
    """The terms that the review was opened under (POL-1)."""
    return policy_of(review.policy_version).terms.reviews


def calendar_of(review: Review) -> Calendar:
    """The calendar of the area that the review's team lies in."""
    return policy_of(review.policy_version).terms.calendar_for(area_name_of(review))


def area_name_of(review: Review) -> str:
    """The area that the review's team lies in."""
    area = area_of(review.team)
    return area.name if area else ""


def told(review: Review) -> dict[str, Any]:
    """The fields that every event about a review has."""
    return {"review": review.ref, "package": review.package.ref, "person": review.package.person.ref}


def about(review: Review) -> list[str]:
    """What messages and documents about a review are about."""
    return [review.ref, review.package.ref, review.package.person.ref]


def contact_of(review: Review) -> str:
    """Whom to write to with questions."""
    return review.team.email or str(settings.COUNCIL_NAME)
