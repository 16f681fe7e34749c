"""A PDF as it is read: its words, and how large they are set."""

import io
from typing import Any

import pypdf


def text_of(pdf: bytes) -> str:
    """The words of all pages on one line, long ones whole."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def size_of(pdf: bytes, *words: str) -> int:
    """How large, in points, the first text with one of the words is set."""
    found: list[float] = []

    def look(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if any(word in text for word in words):
            found.append(size * abs(matrix[3]))

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return round(found[0])
