"""What can be done with changes."""

from carewright.changes.commands.confirming import confirm_change
from carewright.changes.commands.deciding import arrange_talk, authorise_change, discuss_change, send_to_full_review
from carewright.changes.commands.noticing import notice_change, withdraw_change
from carewright.changes.commands.stopping import ask_for_involvement

__all__ = [
    "arrange_talk",
    "ask_for_involvement",
    "authorise_change",
    "confirm_change",
    "discuss_change",
    "notice_change",
    "send_to_full_review",
    "withdraw_change",
]
