"""The states of an order, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class OrderState(StrEnum):
    """Waiting for an individual contract; made and about to be sent; sent, and never changed again."""

    AWAITING_CONTRACT = "awaiting_contract"
    MADE = "made"
    SENT = "sent"


class OrderKind(StrEnum):
    """Why there is this version: what was placed, or what became of it."""

    PLACED = "placed"
    FLEXED = "flexed"
    REORDERED = "reordered"
    UPLIFTED = "uplifted"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"
    PART_ENDED = "part_ended"
    CANCELLED = "cancelled"
    FUNDED = "funded"

    @property
    def in_words(self) -> str:
        """As a heading says it."""
        return _IN_WORDS[self]


_IN_WORDS = {
    OrderKind.PLACED: "Placed",
    OrderKind.FLEXED: "Changed by the provider within tolerance",
    OrderKind.REORDERED: "Ordered anew by the council",
    OrderKind.UPLIFTED: "New price",
    OrderKind.SUSPENDED: "Suspended",
    OrderKind.RESUMED: "Care resumed",
    OrderKind.ENDED: "Ended",
    OrderKind.PART_ENDED: "A part ended",
    OrderKind.CANCELLED: "Cancelled",
    OrderKind.FUNDED: "Paid as a fund",
}


class FundKind(StrEnum):
    """What takes the place of lines: money to the person, or a fund that a provider holds for them."""

    DIRECT_PAYMENT = "direct_payment"
    SERVICE_FUND = "service_fund"

    @property
    def in_words(self) -> str:
        """As written in a sentence."""
        return {"direct_payment": "direct payment", "service_fund": "individual service fund"}[self.value]


class BudgetKind(StrEnum):
    """Why there is this personal budget: assessed, changed with an order, paid as a fund, renewed at a review."""

    ASSESSED = "assessed"
    AMENDED = "amended"
    FUNDED = "funded"
    RENEWED = "renewed"

    @property
    def in_words(self) -> str:
        """As a heading says it."""
        return {
            "assessed": "Financial assessment",
            "amended": "Changed with the order",
            "funded": "Paid as a fund",
            "renewed": "Renewed at a review",
        }[self.value]


class BudgetState(StrEnum):
    """Kept without a letter (the first assessment); its letter to be made; the letter made, with a copy to finance."""

    NO_LETTER = "no_letter"
    LETTER_OWED = "letter_owed"
    LETTER_SENT = "letter_sent"


class ContributionEffect(StrEnum):
    """What a version of an order does to what the person pays (CHG-5)."""

    LETTER = "letter"
    REVIEW = "review"
    NONE = "none"

    @property
    def sentence(self) -> str:
        """As pages and events say it."""
        return _EFFECTS[self]


_EFFECTS = {
    ContributionEffect.LETTER: (
        "What the person pays changes: an amended personal budget letter goes to them, and a copy to finance."
    ),
    ContributionEffect.REVIEW: (
        "What the person pays stays the same: the personal budget is left to the annual review."
    ),
    ContributionEffect.NONE: ("No contribution has been assessed yet, so there is no personal budget to change."),
}

ORDER = Lifecycle(
    "order",
    OrderState,
    [
        Move.of("complete_individual_contract", OrderState.AWAITING_CONTRACT, OrderState.MADE),
        Move.of("send_order", OrderState.MADE, OrderState.SENT),
        Move.of("record_financial_assessment", OrderState.SENT, None),
    ],
)

PERSONAL_BUDGET = Lifecycle(
    "personal budget",
    BudgetState,
    [
        Move.of("send_budget_letter", BudgetState.LETTER_OWED, BudgetState.LETTER_SENT),
    ],
)


class CouncilChangeState(StrEnum):
    """Of a practitioner's change: to be decided by the broker, ordered from the present provider, or to be placed."""

    TO_DECIDE = "to_decide"
    ORDERED = "ordered"
    TO_PLACE = "to_place"
    WITHDRAWN = "withdrawn"


COUNCIL_CHANGE = Lifecycle(
    "change",
    CouncilChangeState,
    [
        Move.of("order_from_same_provider", CouncilChangeState.TO_DECIDE, CouncilChangeState.ORDERED),
        Move.of("find_provider_for_change", CouncilChangeState.TO_DECIDE, CouncilChangeState.TO_PLACE),
        Move.of(
            "withdraw_council_change",
            {CouncilChangeState.TO_DECIDE, CouncilChangeState.TO_PLACE},
            CouncilChangeState.WITHDRAWN,
        ),
    ],
)
