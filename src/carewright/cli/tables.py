"""Reading and writing the tables of the calculators: CSV in, CSV out, every fault named by row and column.

A row's number is the one that a spreadsheet shows: the row of column names is 1. A table that cannot be read at all is
a `BadInput`; a row that cannot be used is reported to `Faults` and passed over, and the others are still answered.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import count
from pathlib import Path
from typing import TextIO, TypeVar

T = TypeVar("T")

STANDARD_INPUT = "-"
LONGEST_SHOWN = 60
ZIP = b"PK\x03\x04"


class BadInput(ValueError):
    """What was handed in cannot be used at all; the sentence says which thing, and why."""


class BadCell(ValueError):
    """One cell of a row cannot be used."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")
        self.column = column
        self.reason = reason


class Faults:
    """Where rows that cannot be used are reported, one line each; `count` of them decides the exit status.

    `table` is put first when a command reads more than one.
    """

    def __init__(self, err: TextIO, table: str = "") -> None:
        self.err = err
        self.table = f"{table}: " if table else ""
        self.count = 0

    def report(self, row: int, column: str, reason: str) -> None:
        """Say on the error stream what is wrong with a row; the column is "" when the row could not be split."""
        self.count += 1
        place = f"row {row}, column {column}" if column else f"row {row}"
        print(f"{self.table}{place}: {reason}", file=self.err)

    @property
    def exit_status(self) -> int:
        """0 when every row was answered, 2 when one was not."""
        return 2 if self.count else 0


@dataclass(frozen=True)
class Row:
    """A row by its column names; cells are stripped of the spaces around them."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell that must hold something."""
        return self.optional(column) or _refuse(column, "is empty")

    def optional(self, column: str) -> str:
        """A cell that may be empty, or whose column may not be there."""
        cell = self.cells.get(column, "")
        if _undecoded(cell):
            _refuse(column, f"{shown(cell)} is not UTF-8 text; save the file as CSV UTF-8")
        return cell


def read_rows(name: str, columns: Sequence[str], faults: Faults) -> Iterator[Row]:
    """The rows of a CSV file, or of standard input when the name is `-`.

    Columns may come in any order and others are ignored; capitals and spaces in their names do not matter. Blank rows
    are passed over, and a byte order mark and either kind of line end accepted. A row with more cells than columns is
    a fault: a comma in it is probably not quoted. Refuses as `BadInput` a file that is missing, unreadable, empty, not
    text in UTF-8, or without one of the columns.
    """
    numbered = _records(_lines(name), name, faults)
    _, names = next(numbered, (0, None))
    return _rows(_header(names, columns, name), numbered, faults)


def understood(rows: Iterable[Row], read: Callable[[Row], T], faults: Faults) -> Iterator[T]:
    """What `read` makes of each row; a row for which it raises `BadCell` is reported and passed over."""
    for row in rows:
        try:
            yield read(row)
        except BadCell as fault:
            faults.report(row.number, fault.column, fault.reason)


def write_rows(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write CSV with its header. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])


def shown(value: str) -> str:
    """A value as a message may show it: on one line, quoted, cut short, with nothing that steers a terminal."""
    return repr(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}...")


_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def _harmless(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _refuse(column: str, reason: str) -> str:
    raise BadCell(column, reason)


def _undecoded(text: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in text)


def _called(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name


def _rows(header: list[str], numbered: Iterator[tuple[int, list[str]]], faults: Faults) -> Iterator[Row]:
    for number, cells in numbered:
        if surplus := [cell for cell in cells[len(header) :] if cell.strip()]:
            reason = f"there are {len(header)} columns, and {shown(surplus[0])} is beyond them; quote a comma in a cell"
            faults.report(number, str(len(header) + 1), reason)
        else:
            yield Row(number, {column: cell.strip() for column, cell in zip(header, cells, strict=False)})


def _lines(name: str) -> StringIO:
    """The file's text; bytes that are not UTF-8 come through as surrogates, so that their row can be named."""
    content = _content(name)
    if content.startswith(ZIP):
        raise BadInput(f"{_called(name)} is a spreadsheet or another packed file, not CSV; save it as CSV UTF-8")
    if b"\0" in content:
        raise BadInput(f"{_called(name)} is not text in UTF-8; save it as CSV UTF-8")
    return StringIO(content.decode("utf-8-sig", errors="surrogateescape"), newline="")


def _content(name: str) -> bytes:
    if name == STANDARD_INPUT and sys.stdin is None:
        raise BadInput("standard input is closed; give the name of a file")
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as problem:
        raise BadInput(f"{_called(name)} cannot be read: {problem.strerror}") from None
    except ValueError:
        raise BadInput(f"{shown(name)} cannot be the name of a file") from None


def _records(lines: StringIO, name: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with its number; the first is the header, and must be whole."""
    records = csv.reader(lines, strict=True)
    header_read = False
    for number in count(1):
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as problem:
            reason = f"cannot be read as CSV ({problem}); look for a quotation mark that is not closed"
            if not header_read:
                raise BadInput(f"{_called(name)}, row {number} {reason}") from None
            faults.report(number, "", reason)
            continue
        if any(cell.strip() for cell in cells):
            header_read = True
            yield number, cells


def _header(cells: Sequence[str] | None, columns: Sequence[str], name: str) -> list[str]:
    needed = f"its first row must name the columns {','.join(columns)}"
    if cells is None:
        raise BadInput(f"{_called(name)} is empty; {needed}")
    header = [cell.strip().lower() for cell in cells]
    if missing := [column for column in columns if column not in header]:
        found = shown(",".join(cells))
        raise BadInput(f"{_called(name)} has no column {', '.join(missing)}; {needed}, and it is {found}")
    if twice := [column for column in columns if header.count(column) > 1]:
        raise BadInput(f"{_called(name)} has the column {', '.join(twice)} more than once; keep one of each")
    return header
