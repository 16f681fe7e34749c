"""What a refusal looks like: a page with its sentence and a way on. Never a traceback.

Something that does not exist, something of somebody else's, and an address that is none look exactly alike (ROLE-5).
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from carewright.kernel.refused import Gone, NotAllowed, NotFound, Refused, WrongState

UNIQUE_VIOLATION = "23505"

_KINDS: list[tuple[type[Refused], int, str]] = [
    (NotFound, 404, "Page not found"),
    (NotAllowed, 403, "You cannot do this"),
    (WrongState, 409, "This cannot be done now"),
    (Gone, 409, "This has gone"),
    (Refused, 422, "This was not done"),
]


def refused_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page for a refusal, with the status that fits."""
    status, title = next((status, title) for kind, status, title in _KINDS if isinstance(refusal, kind))
    shown_rule = "" if status in {403, 404} else refusal.rule
    content = {"title": title, "sentence": refusal.sentence, "rule": shown_rule, "back": _where_from(request)}
    return render(request, "look/refused.html", content, status=status)


def is_of_uniqueness(exception: Exception) -> bool:
    """Whether a row would have been the second of what there may be one of."""
    state = getattr(exception.__cause__, "sqlstate", None)
    return state == UNIQUE_VIOLATION if state else "UNIQUE constraint failed" in str(exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such address (Django's handler404)."""
    return refused_page(request, NotFound())


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refused by Django itself (handler403)."""
    return refused_page(request, NotAllowed("You cannot do this. Go back and try another way."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent can't be read (handler400)."""
    return HttpResponse(
        _plain("This could not be read", "What was sent could not be read. Go back and try again."), status=400
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for so long, or came from elsewhere, that it can't be trusted (CSRF_FAILURE_VIEW)."""
    sentence = (
        "This page had been open for too long, so nothing was saved. Go back, load it again and repeat what you did."
    )
    return refused_page(request, NotAllowed(sentence))


def broken(request: HttpRequest) -> HttpResponse:
    """A defect of ours (handler500): plain, since anything may be broken."""
    sentence = "Nothing was half done. Try again in a minute; if it happens again, tell your administrator."
    return HttpResponse(_plain("Sorry, there is a problem", sentence), status=500)


def _where_from(request: HttpRequest) -> str:
    """The page of ours that the person came from; the first page when that is unknown or this very page."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.get_host() or referrer.path == request.path:
        return "/"
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path


def _plain(title: str, sentence: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body><main><h1>{title}</h1><p>{sentence}</p><p><a href="/">Go to the first page</a></p></main></body></html>'
    )
