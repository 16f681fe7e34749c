"""What can be done with reviews, slots and appointments."""

from carewright.reviews.commands.booking import (
    book_appointment,
    cancel_appointment,
    confirm_appointment,
    move_appointment,
)
from carewright.reviews.commands.exceptions import decide_exception, record_exception
from carewright.reviews.commands.holding import answer_questions, record_outcome
from carewright.reviews.commands.opening import ask_for_review, cancel_review, open_annual_reviews, open_review
from carewright.reviews.commands.paperwork import (
    receive_paperwork,
    send_appointment_letters,
    send_paperwork,
    update_record,
)
from carewright.reviews.commands.preparing import note_provider_led_review, plan_review, record_contact
from carewright.reviews.commands.slots import publish_slots, withdraw_slot

__all__ = [
    "answer_questions",
    "ask_for_review",
    "book_appointment",
    "cancel_appointment",
    "cancel_review",
    "confirm_appointment",
    "decide_exception",
    "move_appointment",
    "note_provider_led_review",
    "open_annual_reviews",
    "open_review",
    "plan_review",
    "publish_slots",
    "receive_paperwork",
    "record_contact",
    "record_exception",
    "record_outcome",
    "send_appointment_letters",
    "send_paperwork",
    "update_record",
    "withdraw_slot",
]
