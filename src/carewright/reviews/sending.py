"""Letters about reviews: PDFs set outside any transaction, one command each (REV-3, REV-5, REV-9)."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from typst import TypstError

from carewright.access.actors import SYSTEM
from carewright.kernel.refused import NotFound, WrongState
from carewright.messages.letters import (
    Addressee,
    AppointmentLetter,
    Letterhead,
    PaperworkLetter,
    appointment_letter_pdf,
    paperwork_letter_pdf,
    programme_letter_pdf,
)
from carewright.policy.queries import policy_of
from carewright.reviews.commands import keep_programme_letter, send_appointment_letters
from carewright.reviews.lifecycle import Outcome
from carewright.reviews.models import Appointment, Review
from carewright.reviews.queries import letter_told, letters_to_set
from carewright.reviews.queries.addressees import Addressed, addressees_of
from carewright.reviews.queries.letters import appointments_owed_letters, name_of_user
from carewright.reviews.rules import PROMPTS, Choice
from carewright.worktime import local

log = logging.getLogger(__name__)


def send_letters(now: datetime) -> Iterator[str]:
    """Make the letters of every appointment that is owed them; yields each appointment's reference.

    Letters that can't be set are logged and left. When the appointment changes meanwhile, the next round makes them
    anew; of two workers at once the second finds them made.
    """
    for ref in appointments_owed_letters():
        try:
            sequence, letters = appointment_letters(ref, now)
            send_appointment_letters(appointment=ref, sequence=sequence, letters=letters, by=SYSTEM, at=now)
        except TypstError:
            log.exception("The letters about the appointment %s could not be set; they are left.", ref)
        except WrongState:
            continue
        else:
            yield ref


def set_programme_letters(now: datetime) -> Iterator[str]:
    """Set and keep the letters that wait; yields each one's reference. Call again while it yields.

    One that can't be set is logged and left waiting. Two workers at once do no harm: the second finds it kept.
    """
    for ref in letters_to_set():
        try:
            pdf = programme_letter_pdf(letter_told(ref, local(now).date()))
            keep_programme_letter(letter=ref, pdf=pdf, by=SYSTEM, at=now)
        except TypstError:
            log.exception("The letter %s could not be set; it is left to wait.", ref)
        except WrongState:
            continue
        else:
            yield ref


def appointment_letters(ref: str, now: datetime) -> tuple[int, dict[str, bytes]]:
    """The letters as the appointment stands, by the addressee's reference, and the sequence that they are of."""
    found = (
        Appointment.objects.select_related("slot__practitioner", "review__package__person", "review__team")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise NotFound
    return found.sequence, {
        one.key: appointment_letter_pdf(_letter(found, one, now)) for one in addressees_of(found.review)
    }


def paperwork_pdf(ref: str, now: datetime) -> bytes:
    """What was talked about at a review that has been held, for the person."""
    review = Review.objects.select_related("package__person", "team").filter(ref=ref).first()
    if review is None or review.held_on is None:
        raise NotFound
    person = addressees_of(review)[0]
    return paperwork_letter_pdf(
        PaperworkLetter(
            letterhead=_letterhead(),
            review=review.ref,
            to=Addressee(person.name, person.address),
            dated_on=local(now).date(),
            held_on=review.held_on,
            outcome=_sentence(Outcome(review.outcome).in_words),
            next_on=review.next_on,
            answers=_answers(review),
            contact=_contact(review),
            practitioner=name_of_user(review.outcome_by),
        )
    )


def _letter(appointment: Appointment, to: Addressed, now: datetime) -> AppointmentLetter:
    review = appointment.review
    methods = policy_of(review.policy_version).terms.reviews.contact_methods
    person = review.package.person
    home = f"{person.address}, {person.postcode}" if appointment.how == "visit" else ""
    return AppointmentLetter(
        letterhead=_letterhead(),
        review=review.ref,
        about=appointment.letter_owed or Appointment.Letter.BOOKED,
        to=Addressee(to.name, to.address, to.speaks_for),
        dated_on=local(now).date(),
        starts_at=appointment.slot.starts_at,
        how=methods.get(appointment.how, appointment.how),
        place=appointment.place or home,
        practitioner=appointment.slot.practitioner.name,
        contact=_contact(review),
        needs="; ".join(need for need in (review.communication_needs, review.access_needs) if need),
    )


def _answers(review: Review) -> list[tuple[str, str]]:
    given = {answer.question: answer for answer in review.answers.all()}
    rows = []
    for prompt in PROMPTS:
        if prompt.code in given:
            answer = given[prompt.code]
            words = "\n".join(part for part in (Choice(answer.choice).in_words, answer.note) if part)
            rows.append((prompt.question, words))
    return rows


def _letterhead() -> Letterhead:
    return Letterhead(settings.COUNCIL_NAME, settings.COUNCIL_COLOUR)


def _contact(review: Review) -> str:
    return review.team.email or str(settings.COUNCIL_NAME)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
