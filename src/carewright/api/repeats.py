"""A request sent again has one effect: the idempotency key that every write carries (06-interfaces, REST API)."""

import hashlib
import json
import re
from collections.abc import Callable

from django.core.files import File

from carewright.api.problems import NoIdempotencyKey
from carewright.look.page import Request
from carewright.trail.answers import Answer, answer_once

FORM = "multipart/form-data"
HEADER = "Idempotency-Key"
PATTERN = r"^[\x21-\x7e]{1,200}$"


def check_key(request: Request) -> None:
    """Refuse a write whose key is missing or can't be one: 1 to 200 visible ASCII characters."""
    if not re.fullmatch(PATTERN, _key(request)):
        raise NoIdempotencyKey


def once(request: Request, act: Callable[[], Answer]) -> Answer:
    """The answer of `act`, or the one given already to this very request under its key."""
    return answer_once(
        actor=request.actor.ref, key=_key(request), fingerprint=fingerprint(request), at=request.at, act=act
    )


def fingerprint(request: Request) -> str:
    """What makes two requests the same: method, address and the meaning of the body, however its JSON is written."""
    said = form(request) if request.content_type == FORM else meaning(request.body)
    asked = [request.method, request.get_full_path(), said]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def form(request: Request) -> str:
    """The fields of a form, and its files by name and content: the boundary between them is another each time."""
    fields = sorted((name, *request.POST.getlist(name)) for name in request.POST)
    files = [(name, file.name, _digest(file)) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    return json.dumps([fields, files])


def meaning(body: bytes) -> str:
    """The body with its keys in order and without white space; one that isn't JSON as it is."""
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
    except ValueError:
        return body.decode("latin-1")


def _digest(file: "File[bytes]") -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _key(request: Request) -> str:
    return request.headers.get(HEADER, "")
