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


ORDER = Lifecycle(
    "order",
    OrderState,
    [
        Move.of("complete_individual_contract", OrderState.AWAITING_CONTRACT, OrderState.MADE),
        Move.of("send_order", OrderState.MADE, OrderState.SENT),
        Move.of("record_financial_assessment", OrderState.SENT, None),
    ],
)
