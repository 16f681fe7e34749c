"""How providers are found: how a wait stands, who is approached next, what an answer may say. Pure."""

from carewright.sourcing.rules.answers import (
    RELEASABLE,
    AlreadyGone,
    AnsweredLate,
    check_considering_until,
    check_decline_reason,
    check_in_time,
    check_later_start,
    check_part_of,
    check_split,
    documents_owed,
    placed_as,
    who_permits,
)
from carewright.sourcing.rules.history import OfferFacts
from carewright.sourcing.rules.route import Answer, PartFacts, Proposal, Standing, Weighed, next_approach
from carewright.sourcing.rules.waiting import Colour, Rag, WaitingFacts, amber_from, rag, red_from

__all__ = [
    "RELEASABLE",
    "AlreadyGone",
    "Answer",
    "AnsweredLate",
    "Colour",
    "OfferFacts",
    "PartFacts",
    "Proposal",
    "Rag",
    "Standing",
    "WaitingFacts",
    "Weighed",
    "amber_from",
    "check_considering_until",
    "check_decline_reason",
    "check_in_time",
    "check_later_start",
    "check_part_of",
    "check_split",
    "documents_owed",
    "next_approach",
    "placed_as",
    "rag",
    "red_from",
    "who_permits",
]
