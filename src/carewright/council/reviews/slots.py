"""Practitioners' slots by day (REV-3)."""

from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.reviews.booking_forms import PublishForm
from carewright.kernel.refused import Fault, Invalid
from carewright.look.forms import form_refused, refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.reviews import commands, queries
from carewright.worktime import local

SLOTS_ON_A_PAGE = 100


@page("see_reviews")
def slots(request: Request) -> HttpResponse:
    """Slots to come, by day, with what has taken them; `?mine=1` one's own alone."""
    mine = request.GET.get("mine") == "1"
    found = queries.slots(request.actor, request.at, practitioner=request.actor.ref if mine else "")
    rows = Paginator(found, SLOTS_ON_A_PAGE).get_page(request.GET.get("page"))
    days = [
        (day, [(slot, next(iter(slot.appointments.all()), None)) for slot in group])
        for day, group in groupby(rows, key=lambda slot: local(slot.starts_at).date())
    ]
    content = {
        "rows": rows,
        "days": days,
        "mine": mine,
        "may_publish": may(request.actor, "publish_slots"),
        "withdrawable": queries.own_to_withdraw(request.actor, list(rows)),
        "wide": True,
    }
    return render(request, "council/reviews/slots.html", content)


@form_page("publish_slots")
def publish(request: Request) -> HttpResponse:
    """Publish slots of one's own, or of a practitioner."""
    found = queries.who_can_have_slots(request.actor)
    choices = [(f"{one.ref} {team.ref}", f"{one.name}, {team.name}") for one, team in found]
    form = PublishForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_bound and not choices:
        form_refused(form, Invalid([Fault("", "Nobody of your teams holds reviews. Ask an administrator.")]))
    elif form.is_valid():
        with refusals_on(form):
            made = commands.publish_slots(**form.told(), by=request.actor, at=request.at)
            messages.success(request, f"{len(made)} slot{'' if len(made) == 1 else 's'} published.")
            return redirect("slots")
    content = {"form": form, "title": "Publish slots", "button": "Publish", "back": reverse("slots")}
    content["intro"] = "Reviews are booked into these times by telephone."
    return render(request, "look/form_page.html", content)


@action("withdraw_slot")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Withdraw a slot that nobody has booked."""
    commands.withdraw_slot(slot=ref, by=request.actor, at=request.at)
    messages.success(request, "Slot withdrawn.")
    return redirect("slots")
