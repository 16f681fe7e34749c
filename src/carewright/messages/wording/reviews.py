"""What is said about reviews and their appointments (REV-3 to 8). Persons are on the page, not in the email."""

from datetime import datetime

from carewright.messages.wording import Action, Wording
from carewright.worktime import moment_words


def appointment_booked(
    *, review: str, starts_at: datetime, how: str, where: str, confirm_by: datetime, path: str, at: datetime
) -> Wording:
    """The practitioner is told of an appointment, with a calendar invitation (REV-3)."""
    when = moment_words(starts_at, at)
    return Wording(
        subject=f"Review {review}: appointment at {when}",
        paragraphs=["A review has been booked into one of your slots. An invitation for your calendar is attached."],
        facts=[
            ("When", when),
            ("How", how),
            ("Where", where),
            ("Review", review),
            ("Confirm by", moment_words(confirm_by, at)),
        ],
        action=Action("See who it is, and confirm", path),
    )


def appointment_moved(
    *, review: str, before: datetime, starts_at: datetime, how: str, where: str, path: str, at: datetime
) -> Wording:
    """The practitioner is told that an appointment has another time (REV-3)."""
    when = moment_words(starts_at, at)
    return Wording(
        subject=f"Review {review}: appointment moved to {when}",
        paragraphs=["An appointment with you has been moved. The attached invitation replaces the one before."],
        facts=[("Was", moment_words(before, at)), ("Now", when), ("How", how), ("Where", where), ("Review", review)],
        action=Action("See who it is, and confirm", path),
    )


def appointment_cancelled(*, review: str, starts_at: datetime, path: str, at: datetime) -> Wording:
    """The practitioner is told that an appointment is off (REV-3)."""
    when = moment_words(starts_at, at)
    return Wording(
        subject=f"Review {review}: appointment at {when} cancelled",
        paragraphs=["An appointment with you has been cancelled. The attached file takes it out of your calendar."],
        facts=[("Was", when), ("Review", review)],
        action=Action("See the review", path),
    )


def letter_about_appointment(*, about: str, addressee: str, contact: str) -> Wording:
    """The person, or next of kin, gets the letter about the appointment (REV-3)."""
    words = {"booked": "Your appointment for a review", "moved": "Your review has another time"}
    return Wording(
        subject=words.get(about, "Your review appointment is cancelled"),
        paragraphs=[f"Dear {addressee}", "Please read the attached letter about a review of care and support."],
        after=[f"Questions? {contact}"],
    )


def paperwork(*, addressee: str, contact: str) -> Wording:
    """The person gets the paperwork of the review (REV-5)."""
    return Wording(
        subject="What we talked about at your review",
        paragraphs=[f"Dear {addressee}", "The attached letter says what we talked about and what happens next."],
        after=[f"Tell us if anything in it is not right. {contact}"],
    )


def unplanned_review(
    *, review: str, urgent: bool, asked_by: str, hold_by: datetime, path: str, at: datetime
) -> Wording:
    """The team learns that somebody asks for a review (REV-6)."""
    limit = moment_words(hold_by, at)
    return Wording(
        subject=f"{'Urgent: a' if urgent else 'A'} review is asked for, to be held by {limit}",
        paragraphs=["An unplanned review of a package has been asked for. Why stands on its page."],
        facts=[("Review", review), ("Asked for by", asked_by), ("To be held by", limit)],
        action=Action("See the review", path),
    )


def exception_waits(*, review: str, kind: str, decide_by: datetime, path: str, at: datetime) -> Wording:
    """The team manager is asked to decide on a likely exception (REV-8)."""
    limit = moment_words(decide_by, at)
    return Wording(
        subject=f"Review {review}: a likely exception to decide on by {limit}",
        paragraphs=["A likely exception was recorded at a review. It needs your decision."],
        facts=[("Review", review), ("Exception", kind), ("Decide by", limit)],
        action=Action("Decide", path),
    )
