"""Who is told of what about reviews (REV-3, REV-6, REV-8)."""

from datetime import datetime

from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.messages.commands import queue_email, sender
from carewright.messages.invitations import Invitation
from carewright.messages.wording import Action, Wording, reviews
from carewright.reviews.commands.found import about, terms_of
from carewright.reviews.lifecycle import AppointmentState, AskedBy
from carewright.reviews.models import Appointment, LikelyException, Review, Slot
from carewright.worktime import local


def tell_of_booking(appointment: Appointment, confirm_by: datetime, at: datetime) -> None:
    """The practitioner, with an invitation for the calendar."""
    review = appointment.review
    wording = reviews.appointment_booked(
        review=review.ref,
        starts_at=appointment.slot.starts_at,
        how=how_words(appointment),
        where=_where(appointment),
        confirm_by=confirm_by,
        path=_path(review),
        at=at,
    )
    _invite(appointment, appointment.slot, wording, at)


def tell_of_move(appointment: Appointment, before: Slot, at: datetime) -> None:
    """The practitioner; when it is another now, the one before that it is off, and the new one as of a booking."""
    review, slot = appointment.review, appointment.slot
    if before.practitioner_id != slot.practitioner_id:
        off = reviews.appointment_cancelled(review=review.ref, starts_at=before.starts_at, path=_path(review), at=at)
        _invite(appointment, before, off, at, is_cancelled=True)
    wording = reviews.appointment_moved(
        review=review.ref,
        before=before.starts_at,
        starts_at=slot.starts_at,
        how=how_words(appointment),
        where=_where(appointment),
        path=_path(review),
        at=at,
    )
    _invite(appointment, slot, wording, at)


def tell_practitioner_it_is_off(appointment: Appointment, at: datetime) -> None:
    """The practitioner, with what takes it out of the calendar."""
    review = appointment.review
    wording = reviews.appointment_cancelled(
        review=review.ref, starts_at=appointment.slot.starts_at, path=_path(review), at=at
    )
    _invite(appointment, appointment.slot, wording, at, is_cancelled=True)


def tell_of_unplanned(review: Review, asked_by: AskedBy, at: datetime) -> None:
    """The team, at its own address; without one its managers."""
    managers = [user.email for user in users_holding(Role.TEAM_MANAGER, unit=review.team)]
    wording = reviews.unplanned_review(
        review=review.ref,
        urgent=review.is_urgent,
        asked_by=asked_by.in_words,
        hold_by=review.hold_by,
        path=_path(review),
        at=at,
    )
    queue_email(to=[review.team.email] if review.team.email else managers, wording=wording, about=about(review), at=at)


def tell_of_exception(exception: LikelyException, decide_by: datetime, at: datetime) -> None:
    """The team managers."""
    review = exception.review
    wording = reviews.exception_waits(
        review=review.ref,
        kind=terms_of(review).exceptions.get(exception.kind, exception.kind),
        decide_by=decide_by,
        path=_path(review),
        at=at,
    )
    managers = [user.email for user in users_holding(Role.TEAM_MANAGER, unit=review.team)]
    queue_email(to=managers or [review.team.email], wording=wording, about=about(review), at=at)


def how_words(appointment: Appointment) -> str:
    """The way of contact in the policy's words."""
    return terms_of(appointment.review).contact_methods.get(appointment.how, appointment.how)


def _invite(
    appointment: Appointment, slot: Slot, wording: Wording, at: datetime, *, is_cancelled: bool = False
) -> None:
    review, by = appointment.review, sender()
    invitation = Invitation(
        uid=appointment.ref.lower(),
        sequence=appointment.sequence,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        summary=f"Review {review.ref}, {how_words(appointment).lower()}",
        location=_where(appointment),
        description=f"{by.council}. Who it is, and what is needed: {by.link(Action('See', _path(review)))}",
        organiser=by.council,
        attendee=slot.practitioner.email,
        attendee_name=slot.practitioner.name,
        stamped_at=at,
        is_cancelled=is_cancelled or appointment.state == AppointmentState.CANCELLED,
    )
    queue_email(to=[slot.practitioner.email], wording=wording, about=about(review), invitation=invitation, at=at)


def _where(appointment: Appointment) -> str:
    """The outward postcode for a visit: an email gives no address of a person."""
    if appointment.how == "visit":
        return appointment.review.package.person.outward_postcode
    return how_words(appointment)


def _path(review: Review) -> str:
    return f"/reviews/{review.ref}/"


def when_words(at: datetime) -> str:
    """A moment with its day and year, as a timeline keeps it: `10am on 12 February 2018`."""
    here = local(at)
    clock = f"{here.hour % 12 or 12}{f':{here:%M}' if here.minute else ''}{'pm' if here.hour >= 12 else 'am'}"
    return f"{clock} on {here.day} {here:%B %Y}"
