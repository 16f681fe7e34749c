"""A list as a file."""

from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

from carewright.files.writing import BYTE_ORDER_MARK, write_csv


def csv_answer(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as CSV, to be kept under this name; no cell is a formula."""
    out = StringIO()
    write_csv(out, headings, rows)
    answer = HttpResponse(f"{BYTE_ORDER_MARK}{out.getvalue()}", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
