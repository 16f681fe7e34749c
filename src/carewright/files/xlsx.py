"""Excel workbooks, read row by row. Formulas are never worked out: the value that the file keeps is taken."""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from carewright.files.limits import BadFile, Limits
from carewright.files.markup import Reader
from carewright.files.packed import Packed
from carewright.files.rows import Counter, RawRow, Sheet, number_text, serial_text

WORKBOOK = "xl/workbook.xml"
MOST_SHEETS = 100
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def sheets(packed: Packed, limits: Limits) -> Iterator[Sheet]:
    """The workbook's sheets, in its order."""
    book = _Workbook(limits)
    places = _Relations(limits).of(packed)
    with packed.open(WORKBOOK) as entry:
        named = list(book.read(entry))
    if len(named) > MOST_SHEETS:
        raise BadFile("The workbook has too many sheets. Keep the one with the table.")
    strings = _shared(packed, limits)
    dates = _date_styles(packed, limits)
    for name, relation in named:
        if relation in places and places[relation] in packed:
            yield Sheet(name, _rows(packed, places[relation], _SheetReader(limits, strings, dates, book.from_1904)))


def _rows(packed: Packed, name: str, reader: "_SheetReader") -> Iterator[RawRow]:
    with packed.open(name) as entry:
        yield from reader.read(entry)


class _Workbook(Reader[tuple[str, str]]):
    """Each sheet's name and relation."""

    from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            self.made.append((attributes.get("name", ""), attributes.get("id", "")))


class _Relations(Reader[tuple[str, str]]):
    """Where each relation of the workbook leads."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.made.append((attributes.get("Id", ""), attributes.get("Target", "")))

    def of(self, packed: Packed) -> dict[str, str]:
        with packed.open("xl/_rels/workbook.xml.rels") as entry:
            return {key: normpath(join("/xl", target)).lstrip("/") for key, target in self.read(entry)}


class _Strings(Reader[str]):
    """The strings that cells share; readings of a word (in Japanese) are left out."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.parts: list[str] = []
        self.in_reading = False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "rPh":
            self.in_reading = True
        elif name == "t":
            self.listen()

    def end(self, name: str) -> None:
        if name == "rPh":
            self.in_reading = False
        elif name == "t":
            text = self.text()
            self.parts.append("" if self.in_reading else text)
        elif name == "si":
            self.made.append("".join(self.parts))
            self.parts.clear()


def _shared(packed: Packed, limits: Limits) -> list[str]:
    if "xl/sharedStrings.xml" not in packed:
        return []
    with packed.open("xl/sharedStrings.xml") as entry:
        return list(_Strings(limits).read(entry))


class _Styles(Reader[bool]):
    """For each style of cells in turn, whether it shows a date or time."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.formats: dict[str, str] = {}
        self.in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.in_cells = True
        elif name == "xf" and self.in_cells:
            self.made.append(self._is_date(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.in_cells = False

    def _is_date(self, number: str) -> bool:
        if number in self.formats:
            return bool(re.search("[dmyhs]", _NOT_FORMAT.sub("", self.formats[number]).lower().replace("general", "")))
        return number.isdigit() and int(number) in _DATES


def _date_styles(packed: Packed, limits: Limits) -> list[bool]:
    if "xl/styles.xml" not in packed:
        return []
    with packed.open("xl/styles.xml") as entry:
        return list(_Styles(limits).read(entry))


class _SheetReader(Reader[RawRow]):
    """Rows with something in them, at the numbers that the sheet gives them. A cell far out to the right is refused."""

    def __init__(self, limits: Limits, strings: list[str], dates: list[bool], from_1904: bool) -> None:
        super().__init__(limits)
        self.strings, self.dates, self.from_1904 = strings, dates, from_1904
        self.counter = Counter(limits)
        self.number = 0
        self.cells: list[str] = []
        self.column = 0
        self.kind = ""
        self.style = 0
        self.inline: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._start_row(attributes.get("r", ""))
        elif name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self.listen()

    def end(self, name: str) -> None:
        if name == "v":
            self._put(self._value(self.text()))
        elif name == "t":
            self.inline.append(self.text())
        elif name == "c":
            if self.inline:
                self._put("".join(self.inline))
                self.inline.clear()
            self.column += 1
        elif name == "row" and any(cell.strip() for cell in self.cells):
            self.counter.count(self.cells)
            self.made.append(RawRow(self.number, self.cells))

    def _start_row(self, number: str) -> None:
        told = int(number) if number.isdigit() and len(number) <= 7 else self.number + 1
        if told <= self.number:
            raise ValueError("rows out of order")
        self.number, self.cells, self.column = told, [], 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self.column = column_index(place[1])
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdigit() and len(style) <= 6 else 0

    def _put(self, text: str) -> None:
        if self.column >= self.limits.columns:
            raise BadFile(
                f"The sheet has cells beyond its first {self.limits.columns} columns. Take out what isn't needed."
            )
        self.cells.extend([""] * (self.column + 1 - len(self.cells)))
        self.cells[self.column] = text

    def _value(self, text: str) -> str:
        if self.kind == "s":
            return (
                self.strings[int(text)] if text.isdigit() and len(text) < 10 and int(text) < len(self.strings) else ""
            )
        if self.kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if self.kind != "n":
            return text
        is_date = self.style < len(self.dates) and self.dates[self.style]
        return serial_text(text, self.from_1904) if is_date else number_text(text)


def column_index(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
