"""Between every request and its view: who asks, at which moment, and what a refusal looks like."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth import SESSION_KEY
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from carewright.access.queries import actor_of
from carewright.config.now import now
from carewright.kernel.refused import Refused, WrongState
from carewright.look.page import NOBODY, Request
from carewright.look.refusals import is_of_uniqueness, refused_page

Answer = Callable[[HttpRequest], HttpResponse]

RACED = "Somebody else did this at the same moment, so nothing was changed. Look at how it stands now, and try again."

NOT_NEEDED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
"""What no page of ours asks a browser for."""


class ActorAndMoment:
    """Sets `request.actor` and `request.at`, once. The session of a user disabled meanwhile ends here, at once."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sets both, then goes on."""
        asked = cast("Request", request)
        asked.at = now()
        if request.user.is_authenticated:
            asked.actor = actor_of(request.user)
        else:
            asked.actor = NOBODY
            if SESSION_KEY in request.session:
                request.session.flush()
        return self.answer(request)


class Refusals:
    """A refusal raised by a view becomes its page. The API answers its own with problem documents."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Goes on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, when it is a refusal, or when somebody else did the same thing at the same moment."""
        if request.path.startswith("/api/"):
            return None
        if isinstance(exception, IntegrityError) and is_of_uniqueness(exception):
            return refused_page(request, WrongState(RACED))
        return refused_page(request, exception) if isinstance(exception, Refused) else None


class MoreHeaders:
    """Headers that Django has no setting for."""

    HEADERS = {
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_NEEDED),
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds them on the way back; what a page shows is kept by no browser or proxy unless its view says so."""
        response = self.answer(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response
