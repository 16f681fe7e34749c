"""The OpenAPI document as a page shows it: areas, their operations, what each takes and answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carewright.api.problems import KINDS

Document = dict[str, Any]
KINDS_OF_VALUE = {"string": "text", "integer": "whole number", "boolean": "true or false"}
FORMATS = {"date": "date", "date-time": "moment", "time": "time of day", "duration": "ISO 8601 duration"}


@dataclass(frozen=True)
class FieldRead:
    """A field or parameter: its name (with dots within others), kind in words, whether it must be sent, what it is."""

    name: str
    kind: str
    is_needed: bool
    description: str


@dataclass(frozen=True)
class OperationRead:
    """An operation as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    right: str
    scope: str
    parameters: list[FieldRead]
    body: list[FieldRead]
    status: str
    answer: list[FieldRead]
    answer_kind: str


@dataclass(frozen=True)
class ProblemRead:
    """A kind of problem: its place on the page, status and title."""

    slug: str
    status: int
    title: str


def kinds_of_problem() -> list[ProblemRead]:
    """What may go wrong, one of a kind."""
    return [ProblemRead(slug, status, title) for _, status, slug, title in KINDS]


def areas(document: Document) -> dict[str, list[OperationRead]]:
    """The operations by area, as the document has them."""
    found: dict[str, list[OperationRead]] = {}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            found.setdefault(told["tags"][0], []).append(_operation(document, method.upper(), path, told))
    return found


def _operation(document: Document, method: str, path: str, told: Document) -> OperationRead:
    status = min(told["responses"])
    media_type, schema = next(
        (media_type, content["schema"]) for media_type, content in told["responses"][status]["content"].items()
    )
    content = told.get("requestBody", {}).get("content", {})
    body: Document = next((kind["schema"] for kind in content.values()), {})
    return OperationRead(
        name=told["operationId"],
        method=method,
        path=path,
        summary=told["summary"],
        description=_rest(told.get("description", "")),
        right=told["x-right"]["sentence"],
        scope=told["x-right"]["scope"],
        parameters=[
            FieldRead(one["name"], _kind(document, one["schema"]), one["required"], one.get("description", ""))
            for one in told["parameters"]
        ],
        body=list(_fields(document, body)),
        status=str(status),
        answer=list(_fields(document, schema)) if media_type == "application/json" else [],
        answer_kind=media_type,
    )


def _rest(text: str) -> str:
    return text.partition("\n")[2].strip()


def _fields(document: Document, schema: Document, within: str = "") -> Iterator[FieldRead]:
    """The fields of an object, and of the objects within it."""
    whole = _resolved(document, schema)
    for name, told in whole.get("properties", {}).items():
        needed = name in whole.get("required", [])
        yield FieldRead(f"{within}{name}", _kind(document, told), needed, told.get("description", ""))
        inner = _object_within(document, told)
        if inner and within.count(".") < 2:
            yield from _fields(document, inner, f"{within}{name}.")


def _object_within(document: Document, schema: Document) -> Document | None:
    whole = _resolved(document, schema)
    if whole.get("type") == "array":
        return _object_within(document, whole["items"])
    for choice in whole.get("anyOf", []):
        if inner := _object_within(document, choice):
            return inner
    return whole if "properties" in whole else None


def _resolved(document: Document, schema: Document) -> Document:
    inner = schema.get("allOf", [schema])[0]
    if "$ref" in inner:
        return dict(document["components"]["schemas"][inner["$ref"].rsplit("/", 1)[-1]])
    return dict(inner)


def _kind(document: Document, schema: Document) -> str:
    whole = _resolved(document, schema)
    if "enum" in whole:
        return "one of: " + ", ".join(str(value) or "(empty)" for value in whole["enum"])
    if "anyOf" in whole:
        return " or ".join(_kind(document, choice) for choice in whole["anyOf"])
    if whole.get("type") == "array":
        return f"list of {_kind(document, whole['items'])}"
    kind = str(whole.get("type", "object"))
    return FORMATS.get(str(whole.get("format")), KINDS_OF_VALUE.get(kind, kind))
