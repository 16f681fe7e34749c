"""The states of a policy document."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class State(StrEnum):
    """A draft until it is activated or discarded. An active one is in force from its moment until the next one's."""

    DRAFT = "draft"
    ACTIVE = "active"
    DISCARDED = "discarded"


LIFECYCLE = Lifecycle(
    "policy",
    State,
    [
        Move.of("activate_policy", State.DRAFT, State.ACTIVE),
        Move.of("discard_policy", State.DRAFT, State.DISCARDED),
    ],
)
"""There is no verb that changes a policy's text: what is activated is what was drafted, and stays so (POL-1)."""
