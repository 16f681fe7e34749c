"""Letters about reviews: the appointment (REV-3), and what was said and agreed (REV-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from carewright.messages.letters.press import Letterhead, pressed, year_moment
from carewright.messages.wording.words import day_words

TITLES = {
    "booked": "Your appointment for a review",
    "moved": "Your review has another time",
    "cancelled": "Your review appointment is cancelled",
}
_RESCHEDULED = "We will ring you to agree another time."
_NO_GOOD = "If this time is no good, tell us, and we will find another."


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes. `speaks_for`: the person's name, in a letter to next of kin or advocate."""

    name: str
    address: tuple[str, ...] = ()
    speaks_for: str = ""


@dataclass(frozen=True)
class AppointmentLetter:
    """A review appointment: booked, moved or cancelled. `place` is empty where nobody has to go anywhere."""

    letterhead: Letterhead
    review: str
    about: str
    to: Addressee
    dated_on: date
    starts_at: datetime
    how: str
    place: str
    practitioner: str
    contact: str
    needs: str = ""


@dataclass(frozen=True)
class PaperworkLetter:
    """What a review came to, for the person. `answers`: question, answer in words."""

    letterhead: Letterhead
    review: str
    to: Addressee
    dated_on: date
    held_on: date
    outcome: str
    next_on: date | None
    answers: Sequence[tuple[str, str]]
    contact: str
    practitioner: str


def appointment_letter_pdf(letter: AppointmentLetter) -> bytes:
    """The letter that confirms date and time, or says that they have changed (REV-3)."""
    whose = f"{letter.to.speaks_for}’s" if letter.to.speaks_for else "your"
    is_off = letter.about == "cancelled"
    return pressed(
        "review.typ",
        letter.letterhead,
        title=TITLES[letter.about] if not letter.to.speaks_for else TITLES[letter.about].replace("Your", "A", 1),
        reference=f"Our reference: {letter.review}",
        at=letter.dated_on,
        address=[letter.to.name, *letter.to.address],
        dated=day_words(letter.dated_on),
        greeting=f"Dear {letter.to.name}",
        opening=[_OPENING[letter.about].format(whose=whose)],
        facts=[
            ("Was" if is_off else "When", year_moment(letter.starts_at)),
            *([] if is_off else [("How", letter.how), ("With", letter.practitioner)]),
            *([("Where", letter.place)] if letter.place and not is_off else []),
            ("Our reference", letter.review),
        ],
        sections=[
            {"heading": "What happens next", "paragraphs": [_RESCHEDULED] if is_off else _next(letter)},
            {"heading": "If you need help", "paragraphs": _help(letter.contact, "" if is_off else _NO_GOOD)},
        ],
        signature=[letter.letterhead.council],
    )


def paperwork_letter_pdf(letter: PaperworkLetter) -> bytes:
    """What was talked about at the review, what it comes to and when the next one is (REV-5)."""
    then = [f"The next review is due by {day_words(letter.next_on)}."] if letter.next_on else []
    return pressed(
        "review.typ",
        letter.letterhead,
        title="What we talked about at your review",
        reference=f"Our reference: {letter.review}",
        at=letter.dated_on,
        address=[letter.to.name, *letter.to.address],
        dated=day_words(letter.dated_on),
        greeting=f"Dear {letter.to.name}",
        opening=[f"Thank you for talking with us on {day_words(letter.held_on)}. This is what we wrote down."],
        facts=[("Review held on", day_words(letter.held_on)), ("What it comes to", letter.outcome)],
        sections=[
            {"heading": question, "paragraphs": [part for part in answer.split("\n") if part.strip()] or ["–"]}
            for question, answer in letter.answers
        ]
        + [
            {
                "heading": "What happens next",
                "paragraphs": [
                    *then,
                    "Please read this letter, tell us if anything in it is not right, and send it back to us signed.",
                ],
            },
            {"heading": "If you need help", "paragraphs": _help(letter.contact)},
        ],
        signature=[letter.practitioner, letter.letterhead.council],
    )


_OPENING = {
    "booked": "We have booked an appointment to review {whose} care and support.",
    "moved": "The appointment to review {whose} care and support has been moved. This is the new one.",
    "cancelled": "The appointment to review {whose} care and support will not take place.",
}


def _next(letter: AppointmentLetter) -> list[str]:
    said = [
        "We will talk about what is working and what is not, and about what should change.",
        "You can have anybody with you: a relative, a friend or an advocate.",
    ]
    return [*said, f"We have noted: {letter.needs}"] if letter.needs else said


def _help(contact: str, first: str = "") -> list[str]:
    needs = "Tell us if you need an interpreter, large print or another way to take part."
    return [*([first] if first else []), needs, f"Contact us: {contact}"]
