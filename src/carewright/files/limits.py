"""How large a file may be, and what a refusal of a whole file looks like."""

from dataclasses import dataclass

from carewright.kernel.refused import Fault, Invalid

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The most that is read of one file: bytes, bytes unpacked (and characters of cells), rows, cells, XML elements."""

    bytes: int
    unpacked: int
    rows: int
    cells: int
    elements: int
    columns: int = 500
    entries: int = 1_000
    record: int = 1_000_000
    """The most characters of one row of CSV."""


UPLOAD = Limits(20 * MEGABYTE, 64 * MEGABYTE, rows=20_000, cells=500_000, elements=1_500_000)
"""What anybody with the right may send through a page: read within about two seconds, in little memory."""
OPERATOR = Limits(2_000 * MEGABYTE, 4_000 * MEGABYTE, rows=5_000_000, cells=500_000_000, elements=2_000_000_000)
"""What whoever runs the installation may load from the command line: national files as published."""


class BadFile(Invalid):
    """The file can't be used at all: what is wrong, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__([Fault("file", sentence)])
