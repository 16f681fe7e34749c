"""The states of a price request, and which verb leads from which to which."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class PriceRequestState(StrEnum):
    """Asked, and with commissioning; accepted, refused or withdrawn for good."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PRICE_REQUEST = Lifecycle(
    "price request",
    PriceRequestState,
    [
        Move.of("accept_price_request", PriceRequestState.ASKED, PriceRequestState.ACCEPTED),
        Move.of("refuse_price_request", PriceRequestState.ASKED, PriceRequestState.REFUSED),
        Move.of("withdraw_price_request", PriceRequestState.ASKED, PriceRequestState.WITHDRAWN),
    ],
)
