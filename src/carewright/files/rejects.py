"""What came of a file, and the rows that were not taken: in a file that can be mended and sent again."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from typing import Any, Protocol, TypeVar

from carewright.files.cells import Cells
from carewright.files.tables import Layout, Row, Table
from carewright.files.writing import BYTE_ORDER_MARK, harmless
from carewright.kernel.refused import Fault, Invalid, Refused

T = TypeVar("T")
ROW = "Row in the file"
REASON = "Why it was rejected"


@dataclass(frozen=True)
class Reject:
    """A row that was not taken, and why: each fault names its column, or none when it is about the row."""

    row: Row
    faults: tuple[Fault, ...]

    @property
    def reason(self) -> str:
        """All its faults in a line."""
        return "; ".join(f"{f.field.replace('_', ' ')}: {f.sentence}" if f.field else f.sentence for f in self.faults)


@dataclass
class Outcome:
    """What came of a file: how many rows added something, changed something, said what was known, or were rejected."""

    added: int = 0
    changed: int = 0
    same: int = 0
    passed_over: int = 0
    """Rows that are none of ours: postcodes of other councils, providers not on our register."""
    rejects: list[Reject] = field(default_factory=list)
    file: str = ""
    """The reference under which the file is kept."""

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.added + self.changed + self.same + self.passed_over + len(self.rejects)

    def reject(self, cells: Cells) -> None:
        """Take the row's faults as the reason why it isn't taken."""
        self.rejects.append(Reject(cells.row, tuple(cells.faults)))

    def refuse(self, cells: Cells, refused: Refused) -> None:
        """Take a command's refusal as the reason why the row isn't taken."""
        faults = refused.faults if isinstance(refused, Invalid) else [Fault(refused.field, refused.sentence)]
        self.rejects.append(Reject(cells.row, tuple(faults)))

    def understood(self, rows: Iterable[Row], read: Callable[[Cells], T]) -> "list[tuple[Cells, T]]":
        """What `read` makes of each row that has no fault; the others are rejected."""
        found = []
        for row in rows:
            cells = Cells(row)
            value = read(cells)
            if cells.faults:
                self.reject(cells)
            else:
                found.append((cells, value))
        return found


class Load(Protocol):
    """A command that loads the rows of a file."""

    def __call__(self, *, table: Table, by: Any, at: datetime) -> Outcome:
        """Load them, judging each by itself; the rejected ones are in the outcome."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file that can be loaded: its name on the command line, in words, who may, its columns, its command."""

    name: str
    title: str
    verb: str
    layout: Layout
    load: Load
    about: str = ""
    """What it needs first, and what it does, for whoever is about to send one."""


def reject_file(headings: Sequence[str], rejects: Iterable[Reject]) -> bytes:
    """The rejected rows as the file had them, each with its number there and why; ours are the last two columns.

    Sent again once mended, the two columns are ignored. Bytes that were not UTF-8 come out as they came in.
    """
    own = [place for place, heading in enumerate(headings) if heading.strip() not in (ROW, REASON)]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(harmless(headings[place]) for place in own), ROW, REASON])
    for reject in rejects:
        cells = reject.row.original
        kept = [harmless(cells[place]) if place < len(cells) else "" for place in own]
        writer.writerow([*kept, reject.row.number, harmless(reject.reason)])
    return f"{BYTE_ORDER_MARK}{out.getvalue()}".encode("utf-8", errors="surrogateescape")
