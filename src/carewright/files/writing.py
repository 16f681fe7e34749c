"""CSV and XLSX for outside: no cell is a formula, whatever was typed into it."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO, TextIO

from xlsxwriter import Workbook

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that a CSV file is UTF-8."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def harmless(cell: object) -> str:
    """The cell as text; an apostrophe is put before what a spreadsheet would run as a formula. Numbers stay numbers."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(out: TextIO, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV with its headings."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])


def write_xlsx(out: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[object]], sheet: str = "Table") -> None:
    """Write a table as a workbook: text as text, numbers as numbers, dates as dates; headings stay in sight."""
    kept = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, {**options, "default_date_format": "dd/mm/yyyy", "remove_timezone": True}) as book:
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        page.write_row(0, 0, list(headings), book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                page.write(number, column, _typed(cell))
    out.write(kept.getvalue())


def _typed(cell: object) -> object:
    return cell if isinstance(cell, bool | int | float | Decimal | date | datetime) or cell is None else str(cell)
