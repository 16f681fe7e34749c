"""A row as a sheet has it, and how numbers and moments are written in one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from carewright.files.limits import BadFile, Limits

_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet's dates have no time zone
_SERIAL_START_1904 = datetime(1904, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True)
class RawRow:
    """A row's number, as a spreadsheet shows it (from 1), and its cells as text; or why it could not be read."""

    number: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file: its rows are to be read before the next sheet is asked for."""

    name: str
    rows: Iterator[RawRow]


class Counter:
    """Counts rows and cells, and refuses the file at the limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows = 0
        self.cells = 0
        self.characters = 0

    def count(self, cells: list[str]) -> None:
        """One more row. What a file repeats (a shared string, a repeated cell) counts each time."""
        self.rows += 1
        self.cells += len(cells)
        self.characters += sum(map(len, cells))
        if self.rows > self.limits.rows:
            raise BadFile(
                f"The file has more than {self.limits.rows:,} rows. Split it, or load it from the command line."
            )
        too_long = self.cells > self.limits.cells or self.characters > self.limits.unpacked
        if too_long or len(cells) > self.limits.columns:
            raise BadFile("The file has more columns or cells than can be read at once. Take out what isn't needed.")


def number_text(text: str) -> str:
    """A number as people write it: 18.4, though the file has 18.399999999999999; 12, though it has 12.0."""
    try:
        number = float(text)
    except ValueError:
        return text
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def serial_text(text: str, from_1904: bool) -> str:
    """A day or moment from the number of days that Excel keeps: 2017-12-22, 2017-12-22T15:45:00; a time: 15:45."""
    try:
        days = float(text)
        moment = (_SERIAL_START_1904 if from_1904 else _SERIAL_START) + timedelta(seconds=round(days * 86_400))
    except (ValueError, OverflowError):
        return text
    if 0 <= days < 1 and not from_1904:
        return moment.strftime("%H:%M")
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()
