"""All that somebody can get out of the program: every page, file and operation, for each reference of a world."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pikepdf
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from pypdf.errors import PyPdfError

from carewright.api.v1 import operations
from tests.api.conftest import Caller
from tests.messages.reading import text_of

References = Mapping[str, Sequence[str]]
KINDS = {"document": "files", "document_ref": "files", "order": "orders", "sanction": "sanctions", "token": "tokens"}
NOWHERE = "REF-0000-0000-0"
ELSEWHERE = {
    "version": "2017.1",
    "slug": "needs",
    "name": "people",
    "service": "home_care",
    "number": "1",
    "week": "2017-12-11",
}
ASKED: dict[str, dict[str, str]] = {
    "get_on_time": {"since": "2017-12-01T00:00:00Z", "until": "2018-02-01T00:00:00Z"},
    "list_orders": {"since": "2017-12-01T00:00:00Z", "until": "2018-02-01T00:00:00Z"},
}


@dataclass(frozen=True)
class Answer:
    """One answer, with everything in it that can be read, the headers too."""

    address: str
    status: int
    text: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Route:
    """An address of the program's own, as it is declared."""

    path: str
    names: tuple[str, ...]
    methods: tuple[str, ...]

    def filled(self, references: References) -> Iterator[str]:
        """With each reference of the world in its place, and with nonsense."""
        for values in product(*(self._for(name, references) for name in self.names)):
            path = self.path
            for name, value in zip(self.names, values, strict=True):
                path = path.replace(f"<{name}>", value)
            yield path

    def _for(self, name: str, references: References) -> Sequence[str]:
        if name in ELSEWHERE:
            return [ELSEWHERE[name]]
        before = self.path.split(f"/<{name}>")[0].strip("/").split("/")
        kind = KINDS.get(name) or next((word for word in reversed(before) if word in references), "")
        return [*references.get(kind, ()), NOWHERE]


def routes(resolver: Any = None, before: str = "/") -> Iterator[Route]:
    """Every page of the program's own; the API's are its operations."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if not path.startswith("/api/"):
                yield from routes(entry, path)
        elif str(entry.callback.__module__).startswith("carewright.") and not path.startswith("/api/"):
            yield _route(path, entry.callback)


def _route(path: str, view: Any) -> Route:
    names = tuple(re.findall(r"<(?:\w+:)?(\w+)>", path))
    return Route(re.sub(r"<\w+:(\w+)>", r"<\1>", path), names, tuple(getattr(view, "methods", ())))


def _answer(method: str, path: str, response: Any) -> Answer:
    return Answer(f"{method} {path}", response.status_code, readable(response), dict(response.headers))


def readable(response: Any) -> str:
    """What is in an answer: a PDF's text and its raw streams, anything else as it is."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    told = str(dict(response.headers))
    return told + (pdf_text(content) if content.startswith(b"%PDF") else content.decode(errors="replace"))


def pdf_text(content: bytes) -> str:
    """The words of a PDF as they are read, its information and its streams unpacked."""
    try:
        words = text_of(content)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return words + str(pdf.docinfo) + "".join(map(_stream, pdf.objects))
    except (pikepdf.PdfError, PyPdfError):
        return content.decode(errors="replace")


def _stream(thing: Any) -> str:
    if not isinstance(thing, pikepdf.Stream):
        return ""
    try:
        return thing.read_bytes().decode("latin-1")
    except pikepdf.PdfError:
        return ""


def pages(client: Client, references: References) -> Iterator[Answer]:
    """Every address opened; and what only acts, tried with an empty form and undone again."""
    for route in routes():
        filled = list(route.filled(references))
        for path in filled if "GET" in route.methods else ():
            yield _answer("GET", path, client.get(path))
        for path in _one_and_nothing(filled) if "POST" in route.methods else ():
            undo = transaction.savepoint()
            yield _answer("POST", path, client.post(path))
            transaction.savepoint_rollback(undo)


def _one_and_nothing(filled: list[str]) -> list[str]:
    """The first reference and the nonsense: enough of what only acts."""
    return list(dict.fromkeys([filled[0], filled[-1]]))


def api(caller: Caller, references: References) -> Iterator[Answer]:
    """Every operation that reads, and every one that writes tried with an empty body and undone again."""
    for operation in operations():
        path = operation.path.replace("{", "<").replace("}", ">")
        names = tuple(part[1:-1] for part in path.split("/") if part.startswith("<"))
        paths = list(Route(path, names, ()).filled(references))
        for filled in _one_and_nothing(paths) if operation.is_write else paths:
            undo = transaction.savepoint()
            if operation.is_write:
                response = caller.send(operation.method, filled, {})
            else:
                response = caller.get(filled, **ASKED.get(operation.name, {}))
            yield _answer(operation.method, f"/api/v1{filled}", response)
            transaction.savepoint_rollback(undo)
