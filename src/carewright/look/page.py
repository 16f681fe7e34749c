"""How every view of the faces is guarded (ROLE-2): a view says its right, and who doesn't hold it never gets in.

    @page("see_referrals")          shows something: GET
    @form_page("start_referral")    shows a form (GET) and takes it (POST)
    @action("return_referral")      does something: POST alone
    @own_page                       for everybody who is signed in (GET)
    @open_page                      for anybody, signed in or not (GET)
    @open_form_page                 the same, with a form (GET and POST)

The check here is the coarse one (does this person hold the right at all); the command or query called checks it again
for the thing itself, its unit and its provider. The view's `right` and `methods` say what was declared, so that a test
can try every address with every role.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django_htmx.middleware import HtmxDetails

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import User

P = ParamSpec("P")
View = Callable[Concatenate["Request", P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

SIGNED_IN = "signed in"
"""The `right` of a view that needs no more than being signed in."""
ANYBODY = "anybody"
"""The `right` of a view that needs nothing."""
NOBODY = Actor(ref="", name="", holdings=frozenset())
"""Whoever is not signed in."""

READ = ("GET", "HEAD")


class Request(HttpRequest):
    """A request as the faces see it: who asks, and the moment (TIME-5), both set once by the middleware."""

    actor: Actor
    at: datetime
    htmx: HtmxDetails
    user: User


def page(right: str) -> Callable[[View[P]], Guarded[P]]:
    """A page that shows something, for those who hold the right."""
    return _guard(right, READ)


def form_page(right: str) -> Callable[[View[P]], Guarded[P]]:
    """A page with a form that is sent to its own address, for those who hold the right."""
    return _guard(right, (*READ, "POST"))


def action(right: str) -> Callable[[View[P]], Guarded[P]]:
    """Does something when a button is pressed, for those who hold the right. Opening its address does nothing (405)."""
    return _guard(right, ("POST",))


def own_page(view: View[P]) -> Guarded[P]:
    """A page for everybody who is signed in, whatever their roles."""
    return _guard(SIGNED_IN, READ)(view)


def open_page(view: View[P]) -> Guarded[P]:
    """A page for anybody."""
    return cast("Guarded[P]", login_not_required(cast("Any", _guard(ANYBODY, READ)(view))))


def open_form_page(view: View[P]) -> Guarded[P]:
    """A page with a form for anybody: what lets them in is in its address."""
    return cast("Guarded[P]", login_not_required(cast("Any", _guard(ANYBODY, (*READ, "POST"))(view))))


def _guard(right: str, methods: tuple[str, ...]) -> Callable[[View[P]], Guarded[P]]:
    def decorate(view: View[P]) -> Guarded[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asked = cast("Request", request)
            if right not in {SIGNED_IN, ANYBODY}:
                check_may(asked.actor, right)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(asked, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]  # read by the tests over every address
        guarded.methods = methods  # type: ignore[attr-defined]
        return cast("Guarded[P]", guarded)

    return decorate
