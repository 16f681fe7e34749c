"""OpenDocument spreadsheets, read row by row. What a file repeats is repeated only within the limits."""

from collections.abc import Iterator
from itertools import groupby

from carewright.files.limits import BadFile, Limits
from carewright.files.markup import Reader
from carewright.files.packed import Packed
from carewright.files.rows import Counter, RawRow, Sheet, number_text

CONTENT = "content.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CELLS = ("table-cell", "covered-table-cell")
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_ASIDE = ("annotation", "frame", "custom-shape")
"""What lies over a cell, and isn't its text."""
MOST_SPACES = 1_000


def sheets(packed: Packed, limits: Limits) -> Iterator[Sheet]:
    """The sheets, in the file's order."""
    entry = packed.open(CONTENT)  # stays open: a sheet is read on after this has been left
    for (_, name), rows in groupby(_ContentReader(limits).read(entry), key=lambda made: made[0]):
        yield Sheet(name, (row for _, row in rows))


class _ContentReader(Reader[tuple[tuple[int, str], RawRow]]):
    """Rows with something in them, each with its sheet's place and name."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.counter = Counter(limits)
        self.sheet = (0, "")
        self.number = 0
        self.repeated_rows = 1
        self.cells: list[str] = []
        self.empty = 0
        self.repeated_cells = 1
        self.value = ""
        self.lines: list[str] = []
        self.aside = 0
        self.in_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.sheet, self.number = (self.sheet[0] + 1, attributes.get("name", "")), 0
        elif name == "table-row":
            self.repeated_rows = _times(attributes.get("number-rows-repeated"))
            self.cells, self.empty = [], 0
        elif name in _CELLS:
            self._start_cell(attributes)
        elif name in _ASIDE:
            self.aside += 1
        elif name == "p" and self.in_cell and not self.aside:
            self.listen()
        elif name in _SPACES:
            times = _times(attributes.get("c")) if name == "s" else 1
            self._characters(_SPACES[name] * min(times, MOST_SPACES))

    def end(self, name: str) -> None:
        if name == "p" and self.in_cell and not self.aside:
            self.lines.append(self.text())
        elif name in _ASIDE:
            self.aside -= 1
        elif name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self._end_row()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.repeated_cells = _times(attributes.get("number-columns-repeated"))
        self.value = _value(attributes)
        self.lines = []
        self.in_cell = True

    def _end_cell(self) -> None:
        self.in_cell = False
        text = self.value or "\n".join(self.lines)
        if not text.strip():
            self.empty += self.repeated_cells
            return
        if len(self.cells) + self.empty + self.repeated_cells > self.limits.columns:
            raise BadFile(
                f"The sheet has cells beyond its first {self.limits.columns} columns. Take out what isn't needed."
            )
        self.cells += [""] * self.empty + [text] * self.repeated_cells
        self.empty = 0

    def _end_row(self) -> None:
        if not self.cells:
            self.number += self.repeated_rows
            return
        for _ in range(self.repeated_rows):
            self.number += 1
            self.counter.count(self.cells)
            self.made.append((self.sheet, RawRow(self.number, self.cells)))


def _times(text: str | None) -> int:
    """How often; 1 when nothing is said."""
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) <= 8 else 1


def _value(attributes: dict[str, str]) -> str:
    """The value of a number, date or truth; of text, nothing: its paragraphs are it."""
    kind = attributes.get("value-type", "")
    if kind in ("float", "currency", "percentage"):
        return number_text(attributes.get("value", ""))
    if kind == "date":
        return attributes.get("date-value", "").removesuffix("T00:00:00")
    return attributes.get("boolean-value", "").upper() if kind == "boolean" else ""
