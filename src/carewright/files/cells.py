"""What a row says, typed. Each fault names its column; a row with any is rejected whole."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from carewright.files.tables import Row
from carewright.files.text import is_undecoded
from carewright.kernel.days import EARLIEST, LATEST, is_told
from carewright.kernel.refused import Fault, Invalid

T = TypeVar("T")
LONGEST_SHOWN = 40
LONGEST_CELL = 5_000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ](\d{4})(?:\s+-\s+00:00|\s+00:00(?::00)?)?")
_YES = {"y", "yes", "true", "1"}
_NO = {"n", "no", "false", "0"}


class Cells:
    """A row's cells, read one by one; what could not be read is in `faults`, and its place taken by an empty value."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.faults: list[Fault] = [Fault("", row.fault)] if row.fault else []

    def text(self, key: str) -> str:
        """Text that has to be there."""
        value = self.optional(key)
        if not value and not self._is_at_fault(key):
            self.fault(key, "is empty")
        return value

    def optional(self, key: str) -> str:
        """Text that may be empty, or whose column may not be there."""
        value = self.row.cells.get(key, "")
        if len(value) > LONGEST_CELL:
            self.fault(key, f"is longer than {LONGEST_CELL:,} characters")
            return ""
        if is_undecoded(value):
            self.fault(key, "is not UTF-8 text: save the file as CSV UTF-8")
            return ""
        if not value.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable():
            self.fault(key, "has characters that can't be shown: take them out")
            return ""
        return value

    def several(self, key: str) -> list[str]:
        """What a bar divides; empty when the cell is."""
        return [part.strip() for part in self.optional(key).split("|") if part.strip()]

    def day(self, key: str, *, is_needed: bool = True) -> date | None:
        """A date: 1938-05-14, 14/05/1938, 14 May 1938, 14/May/1938 - 00:00."""
        return self.read(key, day, is_needed=is_needed)

    def amount(self, key: str, *, is_needed: bool = True) -> Decimal | None:
        """A number with at most two decimal places; a pound sign and commas do not matter."""
        return self.read(key, amount, is_needed=is_needed)

    def yes(self, key: str) -> bool | None:
        """Yes or no, in one of the ways that these are written; none when the cell is empty."""
        return self.read(key, yes, is_needed=False)

    def code(self, key: str, known: Iterable[str], *, is_needed: bool = True) -> str:
        """One of the codes, whatever its capitals, spaces for underscores."""
        codes = {_plain_code(code): code for code in known}
        return self.read(key, lambda text: _coded(text, codes), is_needed=is_needed) or ""

    def codes(self, key: str, known: Iterable[str]) -> list[str]:
        """Several codes, divided by bars."""
        codes = {_plain_code(code): code for code in known}
        return self.read(key, lambda text: [_coded(part, codes) for part in text.split("|")], is_needed=False) or []

    def read(self, key: str, understood: Callable[[str], T], *, is_needed: bool = True) -> T | None:
        """What `understood` makes of the cell; its ValueError's sentence, or its refusal's, is the fault."""
        value = self.text(key) if is_needed else self.optional(key)
        if not value:
            return None
        try:
            return understood(value)
        except ValueError as problem:
            self.fault(key, str(problem))
        except Invalid as refused:
            self.fault(key, refused.sentence)
        return None

    def fault(self, key: str, sentence: str) -> None:
        """Something is wrong with a column's cell (or, with no key, the row)."""
        self.faults.append(Fault(key, sentence))

    def _is_at_fault(self, key: str) -> bool:
        return any(fault.field == key for fault in self.faults)


def day(text: str) -> date:
    """A date as files have it; the day before the month. Raises ValueError with a sentence."""
    found = _written(text)
    if not is_told(found):
        raise ValueError(f"{shown(text)} is not a date from {EARLIEST.year} to {LATEST.year}")
    return found


def _written(text: str) -> date:
    try:
        return datetime.fromisoformat(text).date() if "T" in text or "-" in text[:5] else _british(text)
    except ValueError:
        pass
    try:
        return _british(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is not a date: write it as 14/05/1938 or 1938-05-14") from None


def amount(text: str) -> Decimal:
    """A number with at most two decimal places. Raises ValueError with a sentence."""
    plain = text.replace("£", "").replace(",", "").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{shown(text)} is not a number") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 9:
        raise ValueError(f"{shown(text)} is not a number that can be used")
    if number != number.quantize(Decimal("0.01")):
        raise ValueError(f"{shown(text)} has more than two decimal places")
    return number.quantize(Decimal("0.01"))


def yes(text: str) -> bool:
    """Whether it says yes. Raises ValueError with a sentence when it says neither."""
    plain = text.strip().lower()
    if plain not in _YES | _NO:
        raise ValueError(f"{shown(text)} is neither yes nor no")
    return plain in _YES


def shown(value: str) -> str:
    """A value as a message may show it: quoted, on one line, cut short."""
    text = " ".join(value.split())
    return f"“{text if len(text) <= LONGEST_SHOWN else f'{text[:LONGEST_SHOWN]}...'}”"


def _british(text: str) -> date:
    found = _DAY.fullmatch(text.strip())
    if found is None or not text.isascii():
        raise ValueError(text)
    month = found[2].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    return date(int(found[3]), number, int(found[1]))


def _coded(text: str, codes: dict[str, str]) -> str:
    code = codes.get(_plain_code(text))
    if code is None:
        raise ValueError(f"{shown(text)} is not known here: it can be {', '.join(codes.values())}")
    return code


def _plain_code(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").split())
