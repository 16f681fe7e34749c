"""A table in a file: the sheet that has it, the row of its headings, and its rows by our names for the columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from carewright.files import ods, text, xlsx
from carewright.files.kinds import Kind, check_name, is_packed
from carewright.files.limits import UPLOAD, BadFile, Limits
from carewright.files.packed import Packed
from carewright.files.rows import RawRow, Sheet

HEADINGS_WITHIN = 30
"""How many rows of preamble a sheet may have."""
LONGEST_HEADING = 200
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_FORMULA_GUARD = re.compile(r"'[=+\-@\t\r]")


@dataclass(frozen=True)
class Column:
    """One of our columns: what it may be called in a file, or the pattern that its heading has in one year or another.

    The first name that is there is taken; of several that fit the pattern, the one with the highest number in its first
    group. Headings are compared without capitals, spaces and signs.
    """

    key: str
    names: tuple[str, ...] = ()
    pattern: str = ""
    is_needed: bool = True

    def place(self, headings: Sequence[str]) -> int | None:
        """Where it is among the headings, these already plain."""
        wanted = {plain(name): 1_000 - order for order, name in reversed([*enumerate((self.key, *self.names))])}
        fitting = [(wanted[heading], place) for place, heading in enumerate(headings) if heading in wanted]
        if self.pattern:
            matches = ((re.fullmatch(self.pattern, heading), place) for place, heading in enumerate(headings))
            fitting += [(int(match[1] or 0), place) for match, place in matches if match]
        best = max((rank for rank, _ in fitting), default=0)
        places = [place for rank, place in fitting if rank == best]
        if len(places) > 1:
            raise BadFile(f"The file has the column “{headings[places[0]]}” more than once. Keep one of each.")
        return places[0] if places else None


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of file."""

    columns: tuple[Column, ...]

    def places(self, headings: Sequence[str]) -> dict[str, int] | None:
        """Where each of our columns is; none when a needed one is missing."""
        found = {column.key: column.place(headings) for column in self.columns}
        if any(column.is_needed and found[column.key] is None for column in self.columns):
            return None
        return {key: place for key, place in found.items() if place is not None}

    def missing_from(self, headings: Sequence[str]) -> list[str]:
        """Needed columns that are not among the headings."""
        return [c.key.replace("_", " ") for c in self.columns if c.is_needed and c.place(headings) is None]


@dataclass(frozen=True)
class Row:
    """A row of a table: its number in the sheet, its cells by our names, and as they stand in the file."""

    number: int
    cells: dict[str, str]
    original: list[str] = field(default_factory=list)
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """A table that was found: its headings as the file has them, and its rows, to be read once."""

    name: str
    headings: list[str]
    rows: Iterator[Row]


def open_table(stream: BinaryIO, name: str, layout: Layout, limits: Limits = UPLOAD) -> Table:
    """The first table in the file that has the layout's columns. `stream` can be sought in.

    Refuses, saying what to do, a file that is none of CSV, XLSX and ODS, that says it is another than it is, that is
    made to do harm or too large, and one in which no row has the needed headings.
    """
    closest: list[str] | None = None
    for sheet in _sheets(stream, name, limits):
        first: list[RawRow] = []
        for row in sheet.rows:
            headings = [plain(cell) for cell in row.cells]
            places = layout.places(headings)
            if places is not None:
                return Table(name, row.cells, _rows(sheet.rows, places, row.cells))
            missing = layout.missing_from(headings)
            if closest is None or len(missing) < len(closest):
                closest = missing
            first.append(row)
            if len(first) >= HEADINGS_WITHIN:
                break
    wanted = ", ".join(closest or [])
    raise BadFile(f"The file has no row of headings with: {wanted}. Check that it is the right file, and its headings.")


def plain(heading: str) -> str:
    """A heading without capitals, spaces and signs."""
    return _NOT_LETTERS.sub(" ", heading[:LONGEST_HEADING].lower()).strip()


def counted(rows: Iterable[Row], tell: Callable[[int], None], every: int = 500) -> Iterator[Row]:
    """The rows; after each so many `tell` is called with how many there were, to show progress."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % every == 0:
            tell(number)
    if number % every:
        tell(number)


def _sheets(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Sheet]:
    if not is_packed(stream, limits):
        check_name(name, Kind.CSV)
        return text.sheets(stream, limits)
    packed = Packed(stream, limits)
    if ods.CONTENT in packed and "mimetype" in packed and packed.read("mimetype", 100).strip() == ods.MIMETYPE:
        check_name(name, Kind.ODS)
        return ods.sheets(packed, limits)
    if xlsx.WORKBOOK in packed and "[Content_Types].xml" in packed:
        check_name(name, Kind.XLSX)
        return xlsx.sheets(packed, limits)
    raise BadFile("The file is packed but is no spreadsheet. Send the spreadsheet itself, as XLSX, ODS or CSV.")


def _rows(rows: Iterable[RawRow], places: dict[str, int], headings: Sequence[str]) -> Iterator[Row]:
    width = len(headings)
    for row in rows:
        beyond = [cell for cell in row.cells[width:] if cell.strip()]
        fault = row.fault or (
            f"has {len(row.cells)} cells for {width} columns: quote a comma in a cell" if beyond else ""
        )
        cells = {key: _unguarded(row.cells[place]) if place < len(row.cells) else "" for key, place in places.items()}
        yield Row(row.number, cells, row.cells, fault)


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it as a formula, as our files have it."""
    cell = cell.strip()
    return cell[1:] if _FORMULA_GUARD.match(cell) else cell
