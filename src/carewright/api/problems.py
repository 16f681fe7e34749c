"""Refusals as problem documents (RFC 9457). A thing of somebody else's is answered as one that isn't there (ROLE-5)."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core import signals
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, Field

from carewright.api.faults import fault_of
from carewright.kernel.refused import Fault, Gone, Invalid, NotAllowed, NotFound, Refused, WrongState
from carewright.look.refusals import is_of_uniqueness

MEDIA_TYPE = "application/problem+json"
DOCUMENTATION = "/api/v1/docs#problem-"


log = logging.getLogger(__name__)


class Unanswerable(Refused):
    """What was sent is no request that the API can take: its own refusals, beside those of the commands."""


class NoKey(Unanswerable):
    """No API key, or none that is in force."""

    def __init__(self) -> None:
        super().__init__("Send an API key that is in force: Authorization: Bearer, then the key.")


class WrongMediaType(Unanswerable):
    """The body isn't said to be of the kind that the operation takes."""

    def __init__(self, takes: str) -> None:
        super().__init__(f"Send the body with Content-Type: {takes}.", field="Content-Type")


class NoIdempotencyKey(Unanswerable):
    """A write came without a key by which a repeat of it would be known."""

    def __init__(self) -> None:
        sentence = "Send an Idempotency-Key of 1 to 200 visible ASCII characters, a fresh one for each request."
        super().__init__(sentence, field="Idempotency-Key")


class Unreadable(Unanswerable):
    """The body isn't what its kind says."""

    def __init__(self) -> None:
        super().__init__("The body cannot be read. Nothing has changed. Check it and send it again.")


class TooLarge(Unanswerable):
    """The body is larger than the program takes."""

    def __init__(self) -> None:
        super().__init__("The body is too large. Nothing has changed. Send less at a time.")


class WrongMethod(Unanswerable):
    """The address has no such operation."""

    def __init__(self) -> None:
        super().__init__("There is no such operation at this address. The documentation lists what there is.")


class FaultShown(BaseModel):
    """One thing wrong with what was sent."""

    field: str = Field(description="The field, as a path with dots for fields within fields; empty: the whole.")
    sentence: str = Field(description="What is wrong and what to do about it.")


class Problem(BaseModel):
    """Why a request was not done (RFC 9457). Nothing has changed."""

    type: str = Field(description="The kind of problem: an address in the documentation.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The HTTP status again.")
    detail: str = Field(default="", description="What happened and what to do next.")
    rule: str = Field(default="", description="The id of the rule that refused, such as SRC-10, if one did.")
    faults: list[FaultShown] = Field(default_factory=list, description="Each thing wrong with the fields sent.")


KINDS: list[tuple[type[Refused], int, str, str]] = [
    (NoIdempotencyKey, 400, "no-idempotency-key", "No idempotency key"),
    (Unreadable, 400, "unreadable", "This could not be read"),
    (NoKey, 401, "no-key", "No key"),
    (NotAllowed, 403, "not-allowed", "You cannot do this"),
    (NotFound, 404, "not-found", "There is nothing here"),
    (WrongMethod, 405, "no-operation", "No such operation"),
    (WrongState, 409, "not-now", "This cannot be done now"),
    (Gone, 409, "gone", "This has gone"),
    (TooLarge, 413, "too-large", "Too large"),
    (WrongMediaType, 415, "media-type", "Wrong kind of body"),
    (Invalid, 422, "faults", "There are faults in what was sent"),
    (Refused, 422, "refused", "This was not done"),
]
BROKEN = Problem(type=f"{DOCUMENTATION}broken", title="Something went wrong here", status=500)
STATUSES = [*sorted({status for _, status, _, _ in KINDS} - {405}), BROKEN.status]
"""What any operation may answer when it does not do what was asked."""


def problem_of(refusal: Refused) -> Problem:
    """The problem document of a refusal. It holds nothing of the address asked for."""
    status, slug, title = next(row[1:] for row in KINDS if isinstance(refusal, row[0]))
    return Problem(
        type=f"{DOCUMENTATION}{slug}",
        title=title,
        status=status,
        detail=refusal.sentence,
        rule=refusal.rule,
        faults=[FaultShown(field=fault.field, sentence=fault.sentence) for fault in faults_of(refusal)],
    )


def faults_of(refusal: Refused) -> list[Fault]:
    """Each field at fault."""
    if isinstance(refusal, Invalid):
        return refusal.faults
    return [Fault(refusal.field, refusal.sentence)] if refusal.field else []


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The answer to a request that is refused."""
    response = answer_of(problem_of(refusal))
    if isinstance(refusal, NoKey):
        response.headers["WWW-Authenticate"] = 'Bearer realm="Carewright"'
    return response


def answer_of(problem: Problem) -> HttpResponse:
    """The problem document as an answer."""
    return HttpResponse(problem.model_dump_json(), status=problem.status, content_type=MEDIA_TYPE)


def broken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A defect of ours: logged and told to Django's own handlers; the one asking learns nothing of it."""
    log.exception("The API could not answer %s %s.", request.method, request.path, exc_info=exception)
    signals.got_request_exception.send(sender=NinjaAPI, request=request)
    return answer_of(BROKEN)


def raced(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The database refused a second of what there may be one of: somebody did the same at the same moment."""
    if not is_of_uniqueness(exception):
        return broken(request, exception)
    log.warning("Two did the same at once: %s %s: %s", request.method, request.path, exception)
    return refused(request, Gone("Somebody did the same at this moment. Look at how it stands now, then try again."))


def answers_with_problems(api: NinjaAPI) -> None:
    """Have every exception of an operation answered by its problem document."""

    def as_refusal(refusal: Callable[[], Refused]) -> Any:
        def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
            return refused(request, refusal())

        return answer

    def faulty(request: HttpRequest, exception: Any) -> HttpResponse:
        return refused(request, Invalid(_faults(exception.errors)))

    handlers: dict[type[Exception], Any] = {
        Refused: refused,
        ValidationError: faulty,
        AuthenticationError: as_refusal(NoKey),
        HttpError: as_refusal(Unreadable),
        Http404: as_refusal(NotFound),
        RequestDataTooBig: as_refusal(TooLarge),
        MultiPartParserError: as_refusal(Unreadable),
        SuspiciousOperation: as_refusal(Unreadable),
        UnreadablePostError: as_refusal(Unreadable),
        IntegrityError: raced,
        Exception: broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _faults(errors: Iterable[dict[str, Any]]) -> list[Fault]:
    return [fault_of(error) for error in errors]
