"""Appointments: booked by telephone into a slot, moved, cancelled, confirmed (REV-3)."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.council.looking import note_look
from carewright.council.reviews.booking_forms import BookForm, MoveForm
from carewright.council.reviews.forms import ReasonForm
from carewright.look.forms import refusals_on
from carewright.look.page import Request, action, form_page
from carewright.people.queries import representatives_of
from carewright.reviews import commands, queries
from carewright.worktime import local

if TYPE_CHECKING:
    from carewright.reviews.models import Review, Slot

MOST_SLOTS = 60


@form_page("book_appointment")
def book(request: Request, ref: str) -> HttpResponse:
    """Ring the person, agree on a slot, and book it."""
    found = queries.review(ref, request.actor)
    slots = _slots(found, request)
    methods = queries.terms_of(found).contact_methods
    how = "telephone" if found.by_telephone and "telephone" in methods else next(iter(methods))
    form = BookForm(request.POST or None, slots=slots, methods=methods, initial={"how": how})
    if form.is_valid():
        with refusals_on(form):
            commands.book_appointment(review=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Appointment booked. The practitioner has been invited; letters follow.")
            return redirect("review", found.ref)
    return render(request, "council/reviews/book.html", _content(request, found, form, slots, "Book an appointment"))


@form_page("move_appointment")
def move(request: Request, ref: str) -> HttpResponse:
    """Move the appointment to another slot."""
    found = queries.review(ref, request.actor)
    slots = _slots(found, request)
    form = MoveForm(request.POST or None, slots=slots)
    if form.is_valid():
        with refusals_on(form):
            commands.move_appointment(review=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Appointment moved. The practitioner’s invitation is updated; letters follow.")
            return redirect("review", found.ref)
    return render(request, "council/reviews/book.html", _content(request, found, form, slots, "Move the appointment"))


@form_page("cancel_appointment")
def cancel(request: Request, ref: str) -> HttpResponse:
    """Cancel the appointment; the slot is free again."""
    found = queries.review(ref, request.actor)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.cancel_appointment(review=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Appointment cancelled. The review is to be booked anew.")
            return redirect("review", found.ref)
    content = {"form": form, "title": "Cancel the appointment", "button": "Cancel the appointment", "warning": True}
    intro = f"{found.package.person.name} gets a letter, and the practitioner’s calendar is cleared."
    content |= {"back": reverse("review", args=[found.ref]), "intro": intro}
    return render(request, "look/form_page.html", content)


@action("confirm_appointment")
def confirm(request: Request, ref: str) -> HttpResponse:
    """The practitioner confirms."""
    found = queries.review(ref, request.actor)
    commands.confirm_appointment(review=found.ref, by=request.actor, at=request.at)
    messages.success(request, "Appointment confirmed.")
    return redirect("review", found.ref)


def _slots(found: "Review", request: Request) -> list["Slot"]:
    return list(queries.free_slots(found, request.actor, request.at)[:MOST_SLOTS])


def _content(request: Request, found: "Review", form: Any, slots: list["Slot"], title: str) -> dict[str, Any]:
    note_look(request, found.package.person)
    chosen = str(form["slot"].value() or "")
    by_day = [
        (day, [(slot, slot.ref == chosen) for slot in group])
        for day, group in groupby(slots, key=lambda slot: local(slot.starts_at).date())
    ]
    return {
        "form": form,
        "title": title,
        "review": found,
        "person": found.package.person,
        "representatives": representatives_of(found.package.person.ref, request.actor),
        "days": by_day,
        "there_are_more": len(slots) == MOST_SLOTS,
    }
