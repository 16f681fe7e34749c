"""The states of an obligation."""

from enum import StrEnum


class State(StrEnum):
    """Open until met, lapsed (what must happen at the lapse has happened) or cancelled (no longer owed)."""

    OPEN = "open"
    MET = "met"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class OnLapse(StrEnum):
    """What happens when it is not kept: it shows as overdue and stays owed, or something is done once (wiring/)."""

    OVERDUE = "overdue"
    ACT = "act"
