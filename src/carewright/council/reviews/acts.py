"""What is done with a review from its page, besides its form and its appointment."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.council.looking import note_look
from carewright.council.reviews.forms import (
    AskForm,
    ContactForm,
    DecisionForm,
    ExceptionForm,
    OutcomeForm,
    PlanForm,
    ProviderLedForm,
    ReasonForm,
    ReceivedForm,
)
from carewright.look.days import today
from carewright.look.forms import Form, refusals_on
from carewright.look.page import Request, action, form_page
from carewright.packages.queries import package as package_of
from carewright.reviews import commands, queries
from carewright.reviews.lifecycle import Outcome, ReviewKind
from carewright.reviews.sending import paperwork_pdf

if TYPE_CHECKING:
    from carewright.reviews.models import Review


@form_page("plan_review")
def plan(request: Request, ref: str) -> HttpResponse:
    """Whom to contact and how, in order."""
    found = _review(request, ref)
    initial: dict[str, Any] = {
        "communication_needs": found.communication_needs or found.package.person.communication_need,
        "access_needs": found.access_needs,
    }
    for number, step in enumerate(found.plan, start=1):
        initial |= {f"who_{number}": step["who"], f"how_{number}": step["how"]}
    form = PlanForm(request.POST or None, methods=queries.terms_of(found).contact_methods, initial=initial)
    return _done(
        request, found, form, lambda: commands.plan_review(**_by(request, found), **form.planned()), "Plan the review"
    )


@form_page("record_contact")
def contact(request: Request, ref: str) -> HttpResponse:
    """Who was contacted."""
    found = _review(request, ref)
    methods = queries.terms_of(found).contact_methods
    form = ContactForm(request.POST or None, methods=methods, initial={"contacted_on": today(request.at)})
    title = "Record who was contacted"
    return _done(
        request, found, form, lambda: commands.record_contact(**_by(request, found), **form.cleaned_data), title
    )


@form_page("note_provider_led_review")
def provider_led(request: Request, ref: str) -> HttpResponse:
    """The provider has reviewed the package itself."""
    found = _review(request, ref)
    form = ProviderLedForm(request.POST or None)
    title = "The provider has reviewed the package"
    intro = "The council’s review stays due on its day, whatever the provider found."

    def act() -> Any:
        return commands.note_provider_led_review(**_by(request, found), **form.cleaned_data)

    return _done(request, found, form, act, title, intro=intro)


@form_page("record_outcome")
def outcome(request: Request, ref: str) -> HttpResponse:
    """What the review comes to."""
    found = _review(request, ref)
    causes, is_unplanned = queries.terms_of(found).increase_causes, found.kind == ReviewKind.UNPLANNED
    appointment = queries.standing(found)
    held_on = today(appointment.slot.starts_at) if appointment else today(request.at)
    initial = {"held_on": min(held_on, today(request.at)), "is_full": True}
    form = OutcomeForm(request.POST or None, causes=causes, is_unplanned=is_unplanned, initial=initial)
    said = "Outcome recorded. Send the paperwork to the person next."
    if request.POST.get("outcome") in {Outcome.INCREASED, Outcome.REDUCED}:
        said = "Outcome recorded. The change goes on by a referral: start it from this page."
    return _done(
        request,
        found,
        form,
        lambda: commands.record_outcome(**_by(request, found), **form.told()),
        "What the review comes to",
        said=said,
    )


@form_page("record_exception")
def exception(request: Request, ref: str) -> HttpResponse:
    """A likely exception, for the team manager."""
    found = _review(request, ref)
    form = ExceptionForm(request.POST or None, kinds=queries.terms_of(found).exceptions)
    return _done(
        request,
        found,
        form,
        lambda: commands.record_exception(**_by(request, found), **form.cleaned_data),
        "Record a likely exception",
        said="Recorded. The team manager has been asked.",
    )


@form_page("decide_exception")
def decide(request: Request, ref: str) -> HttpResponse:
    """The team manager's decision."""
    waiting = queries.exception(ref, request.actor)
    found = waiting.review
    note_look(request, found.package.person)
    kind = queries.terms_of(found).exceptions.get(waiting.kind, waiting.kind)
    form = DecisionForm(request.POST or None)

    def act() -> Any:
        told = form.cleaned_data
        agreed = {"is_agreed": told["is_agreed"] == "yes", "note": told["note"]}
        return commands.decide_exception(exception=waiting.ref, **agreed, by=request.actor, at=request.at)

    intro = f"{found.package.person.name}: {kind}. {waiting.note}"
    return _done(request, found, form, act, "Decide on a likely exception", intro=intro, said="Decision recorded.")


@action("send_paperwork")
def send_paperwork(request: Request, ref: str) -> HttpResponse:
    """Send the person what was talked about."""
    found = _review(request, ref)
    pdf = paperwork_pdf(found.ref, request.at)
    commands.send_paperwork(**_by(request, found), pdf=pdf)
    by_email = bool(found.package.person.email)
    said = "Paperwork sent by email." if by_email else "Paperwork made. Print and post it: it is under Letters."
    messages.success(request, said)
    return redirect("review", found.ref)


@form_page("receive_paperwork")
def received(request: Request, ref: str) -> HttpResponse:
    """The paperwork has come back."""
    found = _review(request, ref)
    form = ReceivedForm(request.POST or None, initial={"received_on": today(request.at)})
    limit = queries.terms_of(found).recorded_within
    return _done(
        request,
        found,
        form,
        lambda: commands.receive_paperwork(**_by(request, found), **form.cleaned_data),
        "The paperwork was received",
        intro=f"The record has to be updated within {limit.in_words()} of this day.",
    )


@action("update_record")
def recorded(request: Request, ref: str) -> HttpResponse:
    """The record is up to date."""
    found = _review(request, ref)
    commands.update_record(**_by(request, found))
    messages.success(request, "The review is done.")
    return redirect("review", found.ref)


@form_page("cancel_review")
def call_off(request: Request, ref: str) -> HttpResponse:
    """Call the review off."""
    found = _review(request, ref)
    form = ReasonForm(request.POST or None)
    return _done(
        request,
        found,
        form,
        lambda: commands.cancel_review(**_by(request, found), **form.cleaned_data),
        "Call the review off",
        warning=True,
    )


@form_page("ask_for_review")
def ask(request: Request, ref: str) -> HttpResponse:
    """Ask for an unplanned review of a package."""
    found = package_of(ref, request.actor)
    note_look(request, found.person)
    form = AskForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            told = {"package": found.ref} | form.cleaned_data
            made = commands.ask_for_review(**told, by=request.actor, at=request.at)
            messages.success(request, "Review asked for. The team has been told.")
            return redirect("review", made.ref)
    content = {"form": form, "title": "Ask for a review", "button": "Ask for the review"}
    content |= {"intro": f"An unplanned review of {found.person.name}’s package."}
    return render(request, "look/form_page.html", content | {"back": reverse("package", args=[found.ref])})


def _review(request: Request, ref: str) -> "Review":
    found = queries.review(ref, request.actor)
    note_look(request, found.package.person)
    return found


def _by(request: Request, found: "Review") -> dict[str, Any]:
    return {"review": found.ref, "by": request.actor, "at": request.at}


def _done(
    request: Request,
    found: "Review",
    form: Form,
    act: Callable[[], Any],
    title: str,
    *,
    said: str = "Recorded.",
    intro: str = "",
    warning: bool = False,
) -> HttpResponse:
    """The form, and once it is good the deed."""
    if form.is_valid():
        with refusals_on(form):
            act()
            messages.success(request, said)
            return redirect("review", found.ref)
    content = {
        "form": form,
        "title": title,
        "intro": intro or f"{found.package.person.name}’s review.",
        "warning": warning,
    }
    content |= {"button": title if warning else "Record", "back": reverse("review", args=[found.ref])}
    return render(request, "look/form_page.html", content)
