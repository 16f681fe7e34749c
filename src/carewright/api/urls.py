"""Addresses of the API. All lie below /api/v1/."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from carewright.api import views
from carewright.api.problems import WrongMethod, refused
from carewright.api.v1 import API
from carewright.kernel.refused import NotFound

View = Callable[..., HttpResponse]


def answered(view: View) -> View:
    """The view of an operation, open to whoever has a key, all of whose answers are JSON or problem documents."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return refused(request, NotFound())
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return refused(request, NotFound())
        if isinstance(response, HttpResponseNotAllowed):
            problem = refused(request, WrongMethod())
            problem.headers["Allow"] = response.headers["Allow"]
            return problem
        return response

    return cast("View", login_not_required(csrf_exempt(guarded)))


def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address that is none: as for a reference that is none."""
    return refused(request, NotFound())


def _operations() -> list[URLPattern | URLResolver]:
    """Each operation's address, under a name of its own: the council's pages have the plain names."""
    found: list[URLPattern | URLResolver] = []
    for one in API.urls[0]:
        pattern = cast("URLPattern", one)
        pattern.callback, pattern.name = answered(pattern.callback), f"api_{pattern.name}"
        found.append(pattern)
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", views.openapi_document, name="openapi"),
    path("docs", views.documentation, name="api_documentation"),
    *_operations(),
    re_path(r"^.*$", answered(nothing_here)),
]
