"""Everything that is done about requirements, offers and awards: one function a verb."""

from carewright.sourcing.commands.answering import (
    accept_offer,
    accept_part_of_offer,
    accept_with_later_start,
    decline_offer,
    deem_declined,
    keep_considering,
    lapse_considering,
)
from carewright.sourcing.commands.awarding import (
    award_part,
    confirm_arrangements,
    record_courtesy_call,
    record_failed_call,
    withdraw_acceptance,
)
from carewright.sourcing.commands.by_link import (
    Accept,
    AcceptLater,
    AcceptPart,
    Consider,
    Decline,
    LinkAnswer,
    answer_by_link,
)
from carewright.sourcing.commands.deciding import DECISIONS, decide_when_exhausted, permit_non_contracted
from carewright.sourcing.commands.documents import ask_for_documents, release_documents
from carewright.sourcing.commands.later_starts import decide_later_start
from carewright.sourcing.commands.offering import (
    allow_next_approach,
    ask_next_approach,
    make_offer,
    withdraw_offer,
)
from carewright.sourcing.commands.opening import open_requirement, split_requirement, withdraw_requirement
from carewright.sourcing.commands.waiting import (
    RISK_LEVELS,
    agree_reassessment,
    escalate_waiting,
    record_waiting_risk,
)

__all__ = [
    "DECISIONS",
    "RISK_LEVELS",
    "Accept",
    "AcceptLater",
    "AcceptPart",
    "Consider",
    "Decline",
    "LinkAnswer",
    "accept_offer",
    "accept_part_of_offer",
    "accept_with_later_start",
    "agree_reassessment",
    "allow_next_approach",
    "answer_by_link",
    "ask_for_documents",
    "ask_next_approach",
    "award_part",
    "confirm_arrangements",
    "decide_later_start",
    "decide_when_exhausted",
    "decline_offer",
    "deem_declined",
    "escalate_waiting",
    "keep_considering",
    "lapse_considering",
    "make_offer",
    "open_requirement",
    "permit_non_contracted",
    "record_courtesy_call",
    "record_failed_call",
    "record_waiting_risk",
    "release_documents",
    "split_requirement",
    "withdraw_acceptance",
    "withdraw_offer",
    "withdraw_requirement",
]
