"""Setting the demonstration's clock (TIME-5), for everybody: the council's people and the providers'."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from carewright.demo.hours import next_morning
from carewright.demo.time_machine import Happened, travel
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.look.page import Request, action
from carewright.policy.queries import policy_at
from carewright.worktime import LONDON, moment_words

STEPS = {"15 minutes": timedelta(minutes=15), "1 hour": timedelta(hours=1)}


@action("set_demonstration_clock")
def set_clock(request: Request) -> HttpResponse:
    """Set the clock as asked, tell what happened, and show the page again from which it was asked."""
    if not settings.DEMONSTRATION:
        raise NotFound
    try:
        happened = travel(to=_asked(request), by=request.actor, at=request.at)
    except Invalid as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _told(happened, request.at))
    return redirect(_back(request))


def _asked(request: Request) -> datetime | None:
    """The moment asked for; None: the real one."""
    match request.POST.get("to", ""):
        case "real":
            return None
        case "morning":
            return next_morning(request.at, policy_at(request.at).terms.calendar_for())
        case step if step in STEPS:
            return request.at + STEPS[step]
    return _typed(request.POST.get("moment", ""))


def _typed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON)
    except ValueError:
        raise Invalid([Fault("moment", "Choose a date and a time to go to.")]) from None


def _told(happened: Happened, before: datetime) -> str:
    figures = (
        (happened.lapsed, "time limit passed", "time limits passed"),
        (happened.orders, "order was sent", "orders were sent"),
        (happened.messages, "email was put in the mailbox", "emails were put in the mailbox"),
    )
    parts = [f"{count} {one if count == 1 else more}" for count, one, more in figures if count]
    return f"It is now {moment_words(happened.moment, before)}. {', '.join(parts) or 'Nothing fell due'}."


def _back(request: Request) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"
