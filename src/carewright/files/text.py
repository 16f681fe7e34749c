"""CSV read row by row: UTF-8 (or UTF-16 with its mark), divided by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from carewright.files.limits import BadFile, Limits
from carewright.files.rows import Counter, RawRow, Sheet

DIVIDERS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def sheets(stream: BinaryIO, limits: Limits) -> Iterator[Sheet]:
    """The file's one sheet. Bytes that are not UTF-8 come through as surrogates, so that their row can be named."""
    yield Sheet("", _rows(stream, limits))


def is_undecoded(text: str) -> bool:
    """Whether a cell holds bytes that are not UTF-8."""
    return any("\udc80" <= letter <= "\udcff" for letter in text)


def _rows(stream: BinaryIO, limits: Limits) -> Iterator[RawRow]:
    divider = _divider(stream)
    lines = _Lines(stream, limits)
    try:
        yield from _records(lines, divider, Counter(limits))
    finally:
        lines.reader.detach()


def _records(lines: "_Lines", divider: str, counter: Counter) -> Iterator[RawRow]:
    records = csv.reader(lines, delimiter=divider, strict=True)
    number = 0
    while True:
        number += 1
        lines.taken = 0
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as problem:
            counter.count([])
            yield RawRow(number, [], f"can't be read as CSV ({problem}): look for a quotation mark that isn't closed")
            continue
        if any(cell.strip() for cell in cells):
            counter.count(cells)
            yield RawRow(number, cells)


class _Lines:
    """The file's lines; those of one row together are no longer than it may be (`taken` is set to 0 at each)."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        stream.seek(0)
        start = stream.read(2)
        stream.seek(0)
        coding, faulty = ("utf-16", "strict") if start in _UTF_16 else ("utf-8-sig", "surrogateescape")
        self.reader = TextIOWrapper(stream, encoding=coding, errors=faulty, newline="")
        self.most = limits.record
        self.taken = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self.reader.readline(self.most)
        except UnicodeError as problem:
            raise BadFile("The file is not text in UTF-16, though it begins so. Save it as CSV UTF-8.") from problem
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken >= self.most:
            raise BadFile("A row of the file is too long: look for a quotation mark that isn't closed.")
        if "\0" in line:
            raise BadFile("The file is not text: it has zero bytes in it. Export the table as XLSX or CSV.")
        return line


def _divider(stream: BinaryIO) -> str:
    """What divides most in the first lines: a comma where they are equal."""
    stream.seek(0)
    first = stream.read(20_000).replace(b"\0", b"").decode("utf-8", errors="replace")
    stream.seek(0)
    return max(DIVIDERS, key=first.count)
