"""Appointments: booked by telephone into a slot, moved, cancelled, and confirmed by the practitioner (REV-3)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid
from carewright.kernel.texts import faults_of_texts
from carewright.obligations.commands import cancel, meet
from carewright.reviews import rules
from carewright.reviews.commands.found import (
    area_name_of,
    calendar_of,
    locked_review,
    locked_slots,
    standing_appointment,
    terms_of,
    told,
)
from carewright.reviews.commands.owing import BOOK, CONFIRM, owe, owe_booking
from carewright.reviews.commands.telling import (
    how_words,
    tell_of_booking,
    tell_of_move,
    tell_practitioner_it_is_off,
    when_words,
)
from carewright.reviews.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMoved,
)
from carewright.reviews.lifecycle import REVIEW, AppointmentState, ReviewState, SlotState
from carewright.reviews.models import Appointment, Review, Slot
from carewright.trail.command import command, record, within_command
from carewright.worktime import due, local


@command
def book_appointment(
    *, review: str, slot: str, how: str, place: str = "", spoke_to: str = "", by: Actor, at: datetime
) -> Appointment:
    """Book the review into a practitioner's slot; the practitioner is invited, letters follow (REV-3).

    `spoke_to`: with whom the time was agreed on the telephone. Of two who book one slot the second is told that it has
    gone.
    """
    found = locked_review(review)
    check_may(by, "book_appointment", unit=found.team.path)
    rules.check_books(by.roles_over(unit=found.team.path), terms_of(found).booker_in(area_name_of(found)))
    found.state = ReviewState(REVIEW.check_move("book_appointment", found.state))
    wanted = _free(found, slot, at)
    appointment = _taken(
        Appointment(
            review=found,
            slot=wanted,
            how=_how(found, how),
            place=place.strip(),
            spoke_to=spoke_to.strip(),
            booked_by=by.ref,
            booked_at=at,
            letter_owed=Appointment.Letter.BOOKED,
        )
    )
    found.save(update_fields=["state"])
    meet(duty=BOOK, subject=found.ref, at=at)
    confirm_by = _owe_confirming(appointment, at)
    tell_of_booking(appointment, confirm_by, at)
    record(
        AppointmentBooked(
            **_told(appointment),
            slot=wanted.ref,
            practitioner=wanted.practitioner.ref,
            practitioner_name=wanted.practitioner.name,
            when=when_words(wanted.starts_at),
            how=how_words(appointment),
        )
    )
    return appointment


@command
def move_appointment(*, review: str, slot: str, by: Actor, at: datetime) -> Appointment:
    """Move the appointment to another slot: the one before is free again, the invitation updated (REV-3)."""
    found = locked_review(review)
    check_may(by, "move_appointment", unit=found.team.path)
    rules.check_books(by.roles_over(unit=found.team.path), terms_of(found).booker_in(area_name_of(found)))
    REVIEW.check_move("move_appointment", found.state)
    appointment = standing_appointment(found)
    before = locked_slots(appointment.slot.ref, slot)[appointment.slot.ref]
    wanted = _free(found, slot, at)
    appointment.slot = wanted
    appointment.sequence += 1
    appointment.confirmed_at, appointment.confirmed_by = None, ""
    appointment.letter_owed = Appointment.Letter.MOVED
    before.state = SlotState.FREE
    before.save(update_fields=["state"])
    _taken(appointment)
    cancel(subject=found.ref, duty=CONFIRM, at=at)
    _owe_confirming(appointment, at)
    tell_of_move(appointment, before, at)
    record(
        AppointmentMoved(
            **_told(appointment),
            slot=wanted.ref,
            practitioner=wanted.practitioner.ref,
            practitioner_name=wanted.practitioner.name,
            before=when_words(before.starts_at),
            when=when_words(wanted.starts_at),
        )
    )
    return appointment


@command
def cancel_appointment(*, review: str, reason: str, by: Actor, at: datetime) -> Appointment:
    """Cancel the appointment: the slot is free again, the calendar cleared, the review to be booked anew (REV-3)."""
    found = locked_review(review)
    check_may(by, "cancel_appointment", unit=found.team.path)
    found.state = ReviewState(REVIEW.check_move("cancel_appointment", found.state))
    if not reason.strip():
        raise Invalid([Fault("reason", "Say why the appointment is cancelled.")], rule="REV-3")
    appointment = standing_appointment(found)
    free_slot_of(appointment, reason)
    found.save(update_fields=["state"])
    cancel(subject=found.ref, duty=CONFIRM, at=at)
    terms = terms_of(found)
    limit = terms.urgent_booked_within if found.is_urgent else terms.booked_within
    owe_booking(found, terms.booker_in(area_name_of(found)), due(at, limit, calendar_of(found)), at)
    tell_practitioner_it_is_off(appointment, at)
    record(
        AppointmentCancelled(
            **_told(appointment),
            slot=appointment.slot.ref,
            when=when_words(appointment.slot.starts_at),
            reason=reason.strip(),
        )
    )
    return appointment


@command
def confirm_appointment(*, review: str, by: Actor, at: datetime) -> Appointment:
    """The practitioner confirms the appointment beforehand (REV-3)."""
    found = locked_review(review)
    check_may(by, "confirm_appointment", unit=found.team.path)
    REVIEW.check_move("confirm_appointment", found.state)
    appointment = standing_appointment(found)
    rules.check_to_come(appointment.slot.starts_at, at)
    appointment.confirmed_at, appointment.confirmed_by = at, by.ref
    appointment.save(update_fields=["confirmed_at", "confirmed_by"])
    meet(duty=CONFIRM, subject=found.ref, at=at)
    record(AppointmentConfirmed(**_told(appointment), when=when_words(appointment.slot.starts_at)))
    return appointment


def free_slot_of(appointment: Appointment, reason: str) -> None:
    """Within the running command: the appointment is cancelled, and its slot free for another review."""
    within_command()
    slot = locked_slots(appointment.slot.ref)[appointment.slot.ref]
    appointment.state = AppointmentState.CANCELLED
    appointment.sequence += 1
    appointment.cancelled_because = reason.strip()
    appointment.letter_owed = Appointment.Letter.CANCELLED
    if faults := faults_of_texts(appointment):
        raise Invalid(faults)
    appointment.save(update_fields=["state", "sequence", "cancelled_because", "letter_owed"])
    slot.state = SlotState.FREE
    slot.save(update_fields=["state"])


def _free(review: Review, ref: str, at: datetime) -> Slot:
    """The slot, locked: of the review's team, still to come, and free."""
    slot = locked_slots(ref)[ref]
    if not _same_area(slot, review) or slot.state == SlotState.WITHDRAWN:
        raise rules.SlotTaken
    rules.check_to_come(slot.starts_at, at)
    rules.check_not_too_early(local(slot.starts_at).date(), review.earliest_on, field="slot")
    if slot.state != SlotState.FREE:
        raise rules.SlotTaken
    return slot


def _same_area(slot: Slot, review: Review) -> bool:
    """Practitioners of the review's own team, or of the locality that it lies in, hold its reviews."""
    locality = review.team.path.rstrip(".").rpartition(".")[0]
    return slot.team.path == review.team.path or slot.team.path.startswith(f"{locality}.")


def _taken(appointment: Appointment) -> Appointment:
    """Keep the appointment in its slot; refused as gone when the database knows of another (the second line)."""
    if faults := faults_of_texts(appointment):
        raise Invalid(faults)
    try:
        with transaction.atomic():
            appointment.save()
            appointment.slot.state = SlotState.TAKEN
            appointment.slot.save(update_fields=["state"])
    except IntegrityError:
        raise rules.SlotTaken from None
    return appointment


def _how(review: Review, how: str) -> str:
    methods = terms_of(review).contact_methods
    if how not in methods:
        raise Invalid([Fault("how", f"Choose how the review is held: {', '.join(methods)}.")], rule="REV-3")
    return how


def _owe_confirming(appointment: Appointment, at: datetime) -> datetime:
    review = appointment.review
    confirm_by = min(due(at, terms_of(review).confirmed_within, calendar_of(review)), appointment.slot.starts_at)
    owe(
        review,
        duty=CONFIRM,
        rule="REV-3",
        sentence="Confirm the review appointment",
        role=Role.PRACTITIONER,
        due_at=confirm_by,
        at=at,
    )
    return confirm_by


def _told(appointment: Appointment) -> dict[str, str]:
    return told(appointment.review) | {"appointment": appointment.ref}
