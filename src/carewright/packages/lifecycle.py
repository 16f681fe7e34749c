"""The states of an order, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class OrderState(StrEnum):
    """Waiting for an individual contract; made and about to be sent; sent, and never changed again."""

    AWAITING_CONTRACT = "awaiting_contract"
    MADE = "made"
    SENT = "sent"


ORDER = Lifecycle(
    "order",
    OrderState,
    [
        Move.of("complete_individual_contract", OrderState.AWAITING_CONTRACT, OrderState.MADE),
        Move.of("send_order", OrderState.MADE, OrderState.SENT),
        Move.of("record_financial_assessment", OrderState.SENT, None),
    ],
)
