"""The states of a variation, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class VariationState(StrEnum):
    """Delivered as ordered; waiting for case management; answered, or not in time; replaced by a later report."""

    AS_ORDERED = "as_ordered"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    REPLACED = "replaced"


UNDECIDED = {VariationState.WAITING, VariationState.UNANSWERED}

VARIATION = Lifecycle(
    "variation",
    VariationState,
    [
        Move.of("approve_variations", UNDECIDED, VariationState.APPROVED),
        Move.of("refuse_variations", UNDECIDED, VariationState.REFUSED),
        Move.of("pay_as_ordered", VariationState.WAITING, VariationState.UNANSWERED),
        Move.of("report_variations", set(VariationState) - {VariationState.REPLACED}, VariationState.REPLACED),
    ],
)
