"""What can be done with reviews, slots and appointments."""

from carewright.reviews.commands.booking import (
    book_appointment,
    cancel_appointment,
    confirm_appointment,
    move_appointment,
)
from carewright.reviews.commands.exceptions import decide_exception, record_exception
from carewright.reviews.commands.holding import answer_questions, record_outcome
from carewright.reviews.commands.letters import ask_programme_letters, keep_programme_letter, record_translated_copy
from carewright.reviews.commands.opening import ask_for_review, cancel_review, open_annual_reviews, open_review
from carewright.reviews.commands.outcomes import FILES, import_programme_outcomes, record_programme_review
from carewright.reviews.commands.paperwork import (
    receive_paperwork,
    send_appointment_letters,
    send_paperwork,
    update_record,
)
from carewright.reviews.commands.preparing import note_provider_led_review, plan_review, record_contact
from carewright.reviews.commands.programme import (
    close_programme,
    draft_programme,
    mark_programme_urgent,
    replan_programme,
    start_programme,
)
from carewright.reviews.commands.slots import publish_slots, withdraw_slot

__all__ = [
    "FILES",
    "answer_questions",
    "ask_for_review",
    "ask_programme_letters",
    "book_appointment",
    "cancel_appointment",
    "cancel_review",
    "close_programme",
    "confirm_appointment",
    "decide_exception",
    "draft_programme",
    "import_programme_outcomes",
    "keep_programme_letter",
    "mark_programme_urgent",
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
    "record_programme_review",
    "record_translated_copy",
    "replan_programme",
    "send_appointment_letters",
    "send_paperwork",
    "start_programme",
    "update_record",
    "withdraw_slot",
]
