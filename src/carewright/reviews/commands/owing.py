"""What is owed about a review, by whom and by when (OBL-1). All of it has the review as its subject."""

from datetime import datetime

from carewright.access.roles import Role
from carewright.obligations.commands import open_obligation
from carewright.reviews.lifecycle import ReviewKind
from carewright.reviews.models import Review

BOOK, HOLD, CONFIRM = "book_review", "hold_review", "confirm_appointment"
PAPERWORK, RECORD, EXCEPTION = "send_paperwork", "update_record", "decide_exception"
RULES = {ReviewKind.NEW: "REV-1", ReviewKind.ANNUAL: "REV-2", ReviewKind.UNPLANNED: "REV-6"}


def owe_holding(review: Review, at: datetime) -> None:
    """The practitioner's team holds the review in time."""
    urgent = "urgent " if review.is_urgent else ""
    kind = ReviewKind(review.kind)
    sentence = f"Hold the {urgent}{kind.in_words}"
    owe(review, duty=HOLD, rule=RULES[kind], sentence=sentence, role=Role.PRACTITIONER, due_at=review.hold_by, at=at)


def owe_booking(review: Review, booker: Role, book_by: datetime, at: datetime) -> None:
    """Whoever books in the area finds an appointment (REV-3)."""
    kind = ReviewKind(review.kind)
    sentence = f"Book the {kind.in_words}"
    owe(review, duty=BOOK, rule="REV-3", sentence=sentence, role=booker, due_at=book_by, at=at)


def owe(review: Review, *, duty: str, rule: str, sentence: str, role: Role, due_at: datetime, at: datetime) -> None:
    """Open a duty about the review, owed by a role of its team."""
    open_obligation(
        rule=rule,
        duty=duty,
        sentence=sentence,
        subject=review.ref,
        about=review.package.ref,
        role=role,
        unit=review.team,
        due_at=due_at,
        at=at,
    )
