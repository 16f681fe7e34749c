"""How every operation is declared: a view says its right, and its annotations are what it takes and answers.

    area = Area("People")

    @area.reads("/people/{ref}", "see_people")
    def get_person(request: Request, ref: PathRef) -> PersonShown: ...

    @area.writes("/people", "add_person", status=201)
    def add_person(request: Request, asked: PersonToAdd) -> PersonShown: ...

A write is carried out and its answer kept in one transaction (repeats.py). `OPERATIONS` lists what was declared, so
that tests can try each one with every role.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpResponse
from ninja import Router
from pydantic import BaseModel

from carewright.access.who_may import WHO_MAY
from carewright.api.keys import JSON, Key
from carewright.api.problems import MEDIA_TYPE, STATUSES
from carewright.api.repeats import HEADER, PATTERN, once
from carewright.trail.answers import Answer

V = TypeVar("V", bound=Callable[..., "BaseModel | File"])


@dataclass(frozen=True)
class File:
    """An answer that is a file."""

    content: bytes
    media_type: str
    filename: str


@dataclass(frozen=True)
class Operation:
    """One operation as declared. `path` is below /api/v1, with `{ref}` for a reference."""

    name: str
    method: str
    path: str
    right: str
    status: int
    takes: str = JSON

    @property
    def is_write(self) -> bool:
        """Whether it changes anything, and so takes an idempotency key."""
        return self.method != "GET"


OPERATIONS: list[Operation] = []


class Area:
    """The operations about one kind of thing."""

    def __init__(self, name: str) -> None:
        self.router = Router(tags=[name])

    def reads(self, path: str, right: str, *, media_type: str = JSON) -> Callable[[V], V]:
        """An operation that shows something (GET), for those who hold the right; a `File` where it isn't JSON."""

        def declare(view: V) -> V:
            @wraps(view)
            def answered(*args: Any, **kwargs: Any) -> HttpResponse:
                return _response(view(*args, **kwargs))

            return self._declare(view, answered, Operation(view.__name__, "GET", path, right, 200), media_type)

        return declare

    def writes(
        self, path: str, right: str, *, method: str = "POST", status: int = 200, takes: str = JSON
    ) -> Callable[[V], V]:
        """An operation that does something, once for its idempotency key, for those who hold the right.

        `takes`: what kind of body, JSON or a form with a file.
        """

        def declare(view: V) -> V:
            @wraps(view)
            def answered(request: Any, **kwargs: Any) -> HttpResponse:
                def act() -> Answer:
                    return Answer(status, _json(view(request, **kwargs)))

                answer = once(request, act)
                return HttpResponse(answer.body, status=answer.status, content_type=JSON)

            return self._declare(view, answered, Operation(view.__name__, method, path, right, status, takes), JSON)

        return declare

    def _declare(self, view: V, answered: Any, operation: Operation, media_type: str) -> V:
        shown = inspect.signature(view).return_annotation
        OPERATIONS.append(operation)
        self.router.add_api_operation(
            operation.path,
            [operation.method],
            answered,
            auth=Key(operation.right, takes=operation.takes if operation.is_write else None),
            response={operation.status: None if media_type != JSON else shown},
            operation_id=operation.name,
            summary=(inspect.getdoc(view) or operation.name).partition("\n")[0].rstrip("."),
            openapi_extra=_described(operation, media_type),
        )
        return view


def _response(shown: BaseModel | File) -> HttpResponse:
    if isinstance(shown, File):
        told = {"Content-Disposition": f'attachment; filename="{shown.filename}"'}
        return HttpResponse(shown.content, content_type=shown.media_type, headers=told)
    return HttpResponse(_json(shown), content_type=JSON)


def _json(shown: BaseModel | File) -> str:
    return cast("BaseModel", shown).model_dump_json()


def _described(operation: Operation, media_type: str) -> dict[str, Any]:
    """What the OpenAPI document says of an operation beyond its schemas."""
    right = WHO_MAY[operation.right]
    described: dict[str, Any] = {
        "responses": {
            status: {
                "description": "A problem document",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            for status in STATUSES
        },
        "x-right": {"verb": right.verb, "sentence": right.sentence, "scope": right.scope},
    }
    if media_type != JSON:
        described["responses"][200] = {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
    if operation.is_write:
        described["parameters"] = [
            {
                "in": "header",
                "name": HEADER,
                "required": True,
                "description": "A fresh one for each request. The same request sent again has no second effect.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": PATTERN},
            }
        ]
    return described
