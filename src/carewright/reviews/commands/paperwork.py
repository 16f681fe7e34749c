"""Letters about appointments, and the paperwork after a review (REV-3, REV-5)."""

from collections.abc import Mapping
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, Refused, WrongState
from carewright.messages.commands import keep_document, queue_email
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.wording import reviews as wording
from carewright.messages.wording.words import day_words
from carewright.obligations.commands import meet
from carewright.reviews.commands.found import about, calendar_of, contact_of, locked_review, terms_of, told
from carewright.reviews.commands.owing import PAPERWORK, RECORD, owe
from carewright.reviews.events import AppointmentLettersSent, PaperworkReceived, PaperworkSent, RecordUpdated
from carewright.reviews.lifecycle import REVIEW, ReviewState
from carewright.reviews.models import Appointment, Review
from carewright.reviews.queries.addressees import Addressed, addressees_of
from carewright.reviews.rules.dates import END_OF_DAY
from carewright.trail.command import command, record
from carewright.worktime import due, local, london, moment_words


@command
def send_appointment_letters(
    *, appointment: str, sequence: int, letters: Mapping[str, bytes], by: Actor, at: datetime
) -> Appointment:
    """Keep the letters to the person and next of kin (name -> PDF), and email them where there is an address (REV-3).

    `sequence`: of the appointment as the letters have it; refused when it has changed since, for they would be wrong.
    """
    of = Appointment.objects.filter(ref=appointment).values_list("review__ref", flat=True).first()
    review = locked_review(of or "")
    check_may(by, "send_appointment_letters", unit=review.team.path)
    found = (
        review.appointments.select_for_update(of=("self",), no_key=True)
        .select_related("slot__practitioner")
        .get(ref=appointment)
    )
    if not found.letter_owed or found.sequence != sequence:
        raise WrongState("The appointment has changed since these letters were made.", rule="REV-3")
    to = addressees_of(review)
    if set(letters) != {one.key for one in to}:
        raise Refused("The person and their next of kin get a letter each, no more and no fewer.", rule="REV-3")
    kind = found.letter_owed
    kept = tuple(_letter(review, one, letters[one.key], kind, at) for one in to)
    found.letter_owed = ""
    found.save(update_fields=["letter_owed"])
    by_post = [one.name for one in to if not one.email]
    record(
        AppointmentLettersSent(
            **told(review),
            appointment=found.ref,
            documents=kept,
            about=kind,
            recipients=" and ".join(one.name for one in to),
            posted=f"To be printed and posted: {len(by_post)}." if by_post else "All went by email.",
        )
    )
    return found


@command
def send_paperwork(*, review: str, pdf: bytes, by: Actor, at: datetime) -> Review:
    """Send the person what was talked about and what it comes to (REV-5). Without an email address: to be printed."""
    found = locked_review(review)
    check_may(by, "send_paperwork", unit=found.team.path)
    found.state = ReviewState(REVIEW.check_move("send_paperwork", found.state))
    found.paperwork_sent_at = at
    found.save(update_fields=["state", "paperwork_sent_at"])
    person = found.package.person
    document = keep_document(
        kind=DocumentKind.REVIEW_PAPERWORK,
        title=f"Paperwork of review {found.ref}",
        pdf=pdf,
        about=about(found),
        at=at,
    )
    if person.email:
        said = wording.paperwork(addressee=person.name, contact=contact_of(found))
        queue_email(to=[person.email], wording=said, about=about(found), attachments=[document.ref], at=at)
    meet(duty=PAPERWORK, subject=found.ref, at=at)
    record(PaperworkSent(**told(found), document=document.ref))
    return found


@command
def receive_paperwork(*, review: str, received_on: date, by: Actor, at: datetime) -> Review:
    """The paperwork has come back: the record is updated within the policy's days of that day (REV-5)."""
    found = locked_review(review)
    check_may(by, "receive_paperwork", unit=found.team.path)
    found.state = ReviewState(REVIEW.check_move("receive_paperwork", found.state))
    sent_on = local(found.paperwork_sent_at or at).date()
    if not sent_on <= received_on <= local(at).date():
        raise Invalid([Fault("received_on", f"Enter a day from {day_words(sent_on)} until today.")], rule="REV-5")
    found.paperwork_received_on = received_on
    found.save(update_fields=["state", "paperwork_received_on"])
    update_by = due(london(received_on, END_OF_DAY), terms_of(found).recorded_within, calendar_of(found))
    sentence = "Update the record after the review"
    owe(found, duty=RECORD, rule="REV-5", sentence=sentence, role=Role.PRACTITIONER, due_at=update_by, at=at)
    record(PaperworkReceived(**told(found), day_words=day_words(received_on), due_words=moment_words(update_by, at)))
    return found


@command
def update_record(*, review: str, by: Actor, at: datetime) -> Review:
    """Note that the person's record holds what the review found: the review is done with (REV-5)."""
    found = locked_review(review)
    check_may(by, "update_record", unit=found.team.path)
    found.state = ReviewState(REVIEW.check_move("update_record", found.state))
    found.recorded_at = at
    found.save(update_fields=["state", "recorded_at"])
    meet(duty=RECORD, subject=found.ref, at=at)
    record(RecordUpdated(**told(found)))
    return found


def _letter(review: Review, to: Addressed, pdf: bytes, kind: str, at: datetime) -> str:
    document = keep_document(
        kind=DocumentKind.REVIEW_APPOINTMENT_LETTER,
        title=f"Review appointment {kind}: letter to {to.name}",
        pdf=pdf,
        about=about(review),
        at=at,
    )
    if to.email:
        said = wording.letter_about_appointment(about=kind, addressee=to.name, contact=contact_of(review))
        queue_email(to=[to.email], wording=said, about=about(review), attachments=[document.ref], at=at)
    return document.ref
