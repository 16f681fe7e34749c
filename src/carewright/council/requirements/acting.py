"""What a broker does: offers, answers taken by telephone, documents, calls, confirmations, splits."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.council.looking import note_look
from carewright.council.requirements.forms import (
    ANSWERS,
    AcceptForm,
    CallForm,
    ConfirmForm,
    ConsideringForm,
    DeclineForm,
    DocumentsForm,
    LaterForm,
    PartForm,
    ReasonForm,
    SplitForm,
)
from carewright.look.forms import Form, refusals_on
from carewright.look.page import Request, action, form_page
from carewright.sourcing import commands, queries
from carewright.sourcing.queries.describing import title_of
from carewright.sourcing.queries.proposing import terms_of
from carewright.sourcing.rules import RELEASABLE, documents_owed

if TYPE_CHECKING:
    from carewright.sourcing.models import Offer

TELEPHONE = "telephone"
FORM = "look/form_page.html"


@action("make_offer")
def make_offer(request: Request, ref: str) -> HttpResponse:
    """Offer a part to the provider that comes next."""
    offer = commands.make_offer(
        requirement=queries.requirement(ref, by=request.actor).ref,
        provider=request.POST.get("provider", ""),
        part=request.POST.get("part", ""),
        how=TELEPHONE if request.POST.get("how") == TELEPHONE else "portal",
        by=request.actor,
        at=request.at,
    )
    messages.success(request, f"Offered to {offer.provider.name}.")
    return to_requirement(offer.requirement.ref)


@form_page("accept_offer")
def answer(request: Request, ref: str) -> HttpResponse:
    """Record what a provider answered by telephone: which answer first, then what it needs."""
    offer = queries.offer(ref, by=request.actor)
    chosen = request.GET.get("answer", "")
    content = {"offer": offer, "answers": ANSWERS, "back": _back(offer.requirement.ref)}
    if chosen not in dict(ANSWERS):
        return render(request, "council/requirements/answer.html", content)
    form = _answer_form(request, offer, chosen)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _record(request, offer, chosen, form)
            messages.success(request, f"Recorded: {offer.provider.name} {dict(ANSWERS)[chosen].lower()}.")
            return to_requirement(offer.requirement.ref)
    title = f"{offer.provider.name}: {dict(ANSWERS)[chosen].lower()}"
    back = reverse("answer_offer", args=[offer.ref])
    return render(request, FORM, {"form": form, "title": title, "button": "Record the answer", "back": back})


def _answer_form(request: Request, offer: "Offer", chosen: str) -> Form:
    given = request.POST if request.method == "POST" else None
    if chosen == "decline":
        return DeclineForm(given, reasons=terms_of(offer.requirement).sourcing.decline_reasons)
    made: dict[str, Callable[..., Form]] = {"part": PartForm, "later": LaterForm, "considering": ConsideringForm}
    return made.get(chosen, AcceptForm)(given)


def _record(request: Request, offer: "Offer", chosen: str, form: Form) -> None:
    told: dict[str, Any] = {"offer": offer.ref, "how": TELEPHONE, "by": request.actor, "at": request.at}
    match chosen:
        case "accept":
            commands.accept_offer(**told)
        case "part":
            commands.accept_part_of_offer(**told, weekly_hours=form.cleaned_data["weekly_hours"])
        case "later":
            commands.accept_with_later_start(**told, start_on=form.cleaned_data["start_on"])
        case "considering" if isinstance(form, ConsideringForm):
            commands.keep_considering(**told, until=form.until())
        case "decline":
            commands.decline_offer(**told, **form.cleaned_data)
        case _:
            commands.ask_for_documents(**told)


@form_page("withdraw_offer")
def withdraw_offer(request: Request, ref: str) -> HttpResponse:
    """Withdraw an offer, with the reason."""
    offer = queries.offer(ref, by=request.actor)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.withdraw_offer(offer=offer.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"The offer to {offer.provider.name} has been withdrawn.")
            return to_requirement(offer.requirement.ref)
    title = f"Withdraw the offer to {offer.provider.name}"
    return asked(request, form, title, "Withdraw the offer", offer.requirement.ref, warning=True)


@action("ask_next_approach")
def ask_next(request: Request, ref: str) -> HttpResponse:
    """Ask the brokerage manager to let the next provider be approached meanwhile."""
    offer = queries.offer(ref, by=request.actor)
    commands.ask_next_approach(offer=offer.ref, by=request.actor, at=request.at)
    messages.success(request, "The brokerage manager has been asked.")
    return to_requirement(offer.requirement.ref)


@form_page("release_documents")
def documents(request: Request, ref: str) -> HttpResponse:
    """Release documents to a provider that asked for them."""
    offer = queries.offer(ref, by=request.actor)
    there = [one for one in queries.documents_of(offer) if one.code in RELEASABLE]
    owed = documents_owed(
        (one.code for one in there),
        known_to_community=offer.requirement.referral.known_to_community,
        risk_recorded=offer.requirement.referral.risk_recorded,
    )
    choices = [(one.ref, title_of(one.code)) for one in there]
    ticked = {"documents": [one.ref for one in there if one.code in owed]}
    form = DocumentsForm(request.POST if request.method == "POST" else None, documents=choices, initial=ticked)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            commands.release_documents(offer=offer.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"Released to {offer.provider.name}, who has been told.")
            return to_requirement(offer.requirement.ref)
    title = f"Release documents to {offer.provider.name}"
    return asked(request, form, title, "Release the documents", offer.requirement.ref)


@form_page("record_courtesy_call")
def call(request: Request, ref: str) -> HttpResponse:
    """Record the courtesy call: made, which releases the provider, or failed."""
    award = queries.award(ref, by=request.actor)
    note_look(request, award.requirement.person)
    form = CallForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            if told["reached"] == "yes":
                spoke = {"spoke_to": told["spoke_to"], "note": told["note"]}
                commands.record_courtesy_call(award=award.ref, **spoke, by=request.actor, at=request.at)
                messages.success(request, f"{award.provider.name} may now make contact, and has been told.")
            else:
                commands.record_failed_call(award=award.ref, note=told["note"], by=request.actor, at=request.at)
                messages.success(request, f"Recorded. {award.provider.name} has been told; the call is still owed.")
            return to_requirement(award.requirement.ref)
    content = {"form": form, "award": award, "person": award.requirement.person}
    content |= {"representatives": queries.representatives_of(award), "back": _back(award.requirement.ref)}
    return render(request, "council/requirements/call.html", content)


@form_page("confirm_arrangements")
def confirm(request: Request, ref: str) -> HttpResponse:
    """Take a provider's confirmation by telephone."""
    award = queries.award(ref, by=request.actor)
    begin = {"start_on": award.start_on, "carers_per_visit": award.requirement.carers}
    form = ConfirmForm(request.POST or None, initial=begin)
    if form.is_valid():
        with refusals_on(form):
            commands.confirm_arrangements(award=award.ref, **form.arrangements(), by=request.actor, at=request.at)
            messages.success(request, f"Confirmed. Care starts on {form.cleaned_data['start_on']:%-d %B %Y}.")
            return to_requirement(award.requirement.ref)
    title = f"What {award.provider.name} confirms"
    return asked(request, form, title, "Confirm the arrangements", award.requirement.ref)


@form_page("withdraw_acceptance")
def withdraw_acceptance(request: Request, ref: str) -> HttpResponse:
    """Record that a provider can't take it after all."""
    award = queries.award(ref, by=request.actor)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.withdraw_acceptance(award=award.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Back on the list, with the clock it always had.")
            return to_requirement(award.requirement.ref)
    title = f"Withdraw {award.provider.name}’s acceptance"
    return asked(request, form, title, "Withdraw the acceptance", award.requirement.ref, warning=True)


@form_page("split_requirement")
def split(request: Request, ref: str) -> HttpResponse:
    """Split a part into others."""
    found = queries.requirement(ref, by=request.actor)
    form = SplitForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            part = request.GET.get("part", "")
            commands.split_requirement(
                requirement=found.ref, part=part, **form.parts(), by=request.actor, at=request.at
            )
            messages.success(request, "Split. Each part is now placed by itself.")
            return to_requirement(found.ref)
    return asked(request, form, "Split into parts", "Split", found.ref)


def asked(
    request: Request, form: forms.Form, title: str, button: str, ref: str, *, warning: bool = False
) -> HttpResponse:
    """A page with one form about the requirement."""
    content = {"form": form, "title": title, "button": button, "back": _back(ref), "warning": warning}
    return render(request, FORM, content)


def to_requirement(ref: str) -> HttpResponse:
    """Back to the requirement's page."""
    return redirect("requirement", ref)


def _back(ref: str) -> str:
    return reverse("requirement", args=[ref])
