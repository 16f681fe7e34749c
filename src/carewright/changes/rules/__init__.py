"""What may be changed, by whom, and why (CHG-1 to 8). Pure."""

from carewright.changes.rules.drift import Drift, Step, drift_of
from carewright.changes.rules.notice import (
    Advocate,
    Agreement,
    Conversation,
    check_alone,
    check_can_change,
    check_conversation,
    check_not_replaced,
    is_backdated,
)
from carewright.changes.rules.tolerance import (
    Assessment,
    ChangeFacts,
    Decides,
    assess,
    level_of,
    percent_of_ordered,
    percent_shown,
)
from carewright.changes.rules.words import level_in_words, why

__all__ = [
    "Advocate",
    "Agreement",
    "Assessment",
    "ChangeFacts",
    "Conversation",
    "Decides",
    "Drift",
    "Step",
    "assess",
    "check_alone",
    "check_can_change",
    "check_conversation",
    "check_not_replaced",
    "drift_of",
    "is_backdated",
    "level_in_words",
    "level_of",
    "percent_of_ordered",
    "percent_shown",
    "why",
]
