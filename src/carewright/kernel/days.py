"""Which days can be told at all: later and earlier ones are slips of the pen, whichever way they come in."""

from datetime import date

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)


def is_told(day: date) -> bool:
    """Whether a day lies from 1900 to 2199, so that days and years can be counted on from it either way."""
    return EARLIEST <= day <= LATEST
