"""Offers: the list, one offer, and each answer. A refusal shows how the offer stands now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.kernel.refused import WrongState
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.portal.looking import look_at
from carewright.portal.offers import shown
from carewright.portal.offers.answering import QUESTIONS, Question, answer_offer
from carewright.portal.offers.content import about_offer, about_person
from carewright.portal.offers.forms import ConfirmForm, WithdrawForm
from carewright.sourcing import commands
from carewright.sourcing.commands import Accept
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.queries import (
    ProviderOffer,
    broker_of_offer,
    offer_for_provider,
    offers_of_provider,
    released_document,
)

ANY_FILE = "application/octet-stream"
DONE = {
    "accept": OfferState.ACCEPTED,
    "decline": OfferState.DECLINED,
    "part": OfferState.ACCEPTED,
    "later": OfferState.LATER_START,
    "considering": OfferState.CONSIDERING,
}
"""The state that each answer leads to: pressed twice, or by a colleague too, it is simply there."""


@dataclass(frozen=True)
class Row:
    """An offer in the list."""

    offer: ProviderOffer
    title: str
    amount: str
    start: str
    when: str
    standing: shown.Standing


@page("see_offers")
def offers(request: Request) -> HttpResponse:
    """The provider's offers: to answer, soonest first; to confirm; waiting for us; and those that are over."""
    rows = [
        _row(offer, request.at) for offer in offers_of_provider(by=request.actor, at=request.at, may_identify=False)
    ]
    to_answer = [row for row in rows if row.offer.may_answer]
    to_confirm = [row for row in rows if row.offer.award and row.offer.award.may_confirm]
    over = [row for row in rows if shown.is_over(row.offer, request.at)]
    waiting = [row for row in rows if row not in to_answer and row not in to_confirm and row not in over]
    content = {"to_answer": to_answer, "to_confirm": to_confirm, "waiting": waiting, "over": over, "any": bool(rows)}
    return render(request, "portal/offers/list.html", content)


@page("see_offers")
def offer(request: Request, ref: str) -> HttpResponse:
    """One offer: what is asked for, by when, the ways to answer; after the release, who it is."""
    return _offer_page(request, ref)


@action("accept_offer")
def accept(request: Request, ref: str) -> HttpResponse:
    """Accept all of it."""
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    try:
        answer_offer(found.ref, Accept(), by=request.actor, at=request.at)
    except WrongState:
        return _how_it_stands(request, found.ref, "accept")
    return redirect("own_offer", found.ref)


def _asked(request: Request, ref: str, question: Question) -> HttpResponse:
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    if not question.is_open(found):
        return _how_it_stands(request, found.ref, question.name)
    form = question.form(posted(request), offer=found, at=request.at)
    if form.is_valid():
        with refusals_on(form):
            try:
                answer_offer(found.ref, form.answer(), by=request.actor, at=request.at)
            except WrongState:
                return _how_it_stands(request, found.ref, question.name)
            return redirect("own_offer", found.ref)
    content = about_offer(found, request.at) | {
        "here": reverse("own_offer", args=[found.ref]),
        "question": question,
        "intro": question.intro(found, request.at),
        "form": form,
    }
    return render(request, question.template, content)


def _asks(name: str) -> Callable[[Request, str], HttpResponse]:
    def asked(request: Request, ref: str) -> HttpResponse:
        return _asked(request, ref, QUESTIONS[name])

    asked.__doc__ = QUESTIONS[name].title
    return asked


decline = form_page("decline_offer")(_asks("decline"))
part = form_page("accept_part_of_offer")(_asks("part"))
later = form_page("accept_with_later_start")(_asks("later"))
considering = form_page("keep_considering")(_asks("considering"))


@form_page("ask_for_documents")
def documents(request: Request, ref: str) -> HttpResponse:
    """Ask for the documents (SRC-5)."""
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    if not found.may_ask_for_documents:
        return _how_it_stands(request, found.ref, "documents")
    if request.method == "POST":
        try:
            commands.ask_for_documents(offer=found.ref, by=request.actor, at=request.at)
        except WrongState:
            return _how_it_stands(request, found.ref, "documents")
        messages.success(request, "You have asked for the documents. We will email you when you can read them.")
        return redirect("own_offer", found.ref)
    content = about_offer(found, request.at) | {"here": reverse("own_offer", args=[found.ref])}
    return render(request, "portal/offers/documents.html", content)


@page("see_offers")
def document(request: Request, ref: str, document: str) -> HttpResponse:
    """A document that was released for this offer; another's is as nonsense (ROLE-5)."""
    content = released_document(ref, document, by=request.actor)
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    if found.person:
        look_at(request, found.person.ref)
    answer = HttpResponse(bytes(content.content), content_type=ANY_FILE)
    answer["Content-Disposition"] = f'attachment; filename="{_plain(content.filename)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@form_page("confirm_arrangements")
def confirm(request: Request, ref: str) -> HttpResponse:
    """Confirm what was agreed with the person (ACC-3)."""
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    if found.award is None or not found.award.may_confirm:
        return redirect("own_offer", found.ref)
    first = {
        "start_on": found.award.start_on,
        "carers_per_visit": found.carers,
        "confirmed_by": request.actor.name,
    }
    form = ConfirmForm(posted(request), initial=first)
    if form.is_valid():
        with refusals_on(form):
            commands.confirm_arrangements(award=found.award.ref, **form.arrangements(), by=request.actor, at=request.at)
            messages.success(request, "You have confirmed the arrangements. We are sending you the order.")
            return redirect("own_offer", found.ref)
    return render(request, "portal/offers/confirm.html", _with_person(request, found) | {"form": form})


@form_page("withdraw_acceptance")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Withdraw an acceptance, saying why (SRC-6)."""
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    if found.award is None or not found.award.may_withdraw:
        return redirect("own_offer", found.ref)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.withdraw_acceptance(
                award=found.award.ref, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
            )
            return redirect("own_offer", found.ref)
    content = about_offer(found, request.at) | {"here": reverse("own_offer", args=[found.ref]), "form": form}
    return render(request, "portal/offers/withdraw.html", content)


def _row(offer: ProviderOffer, at: datetime) -> Row:
    return Row(
        offer=offer,
        title=shown.title(offer),
        amount=shown.amount(offer),
        start=shown.start(offer),
        when=shown.near_words(offer.answer_by, at) if offer.answer_by else "",
        standing=shown.standing(offer, at),
    )


def _how_it_stands(request: Request, ref: str, asked: str) -> HttpResponse:
    """After an answer that could not be taken: the offer as it stands; plainly so if that is what was asked for."""
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    is_done = found.documents_asked_at is not None if asked == "documents" else found.state == DONE[asked]
    if request.method != "POST" or is_done:
        return redirect("own_offer", found.ref)
    return _offer_page(request, found.ref, was_refused=True)


def _offer_page(request: Request, ref: str, *, was_refused: bool = False) -> HttpResponse:
    found = offer_for_provider(ref, by=request.actor, at=request.at)
    content = _with_person(request, found) | {
        "broker": broker_of_offer(found.ref, by=request.actor),
        "questions": [question for question in QUESTIONS.values() if question.is_open(found)],
        "was_refused": was_refused,
    }
    return render(request, "portal/offers/offer.html", content, status=409 if was_refused else 200)


def _with_person(request: Request, found: ProviderOffer) -> dict[str, Any]:
    """What a page about the offer shows; that somebody sees whose it is, is recorded."""
    if found.person:
        look_at(request, found.person.ref)
    here = reverse("own_offer", args=[found.ref])
    return about_offer(found, request.at) | about_person(found) | {"here": here}


def _plain(name: str) -> str:
    """A file's name without what could end the header's."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in name) or "document"
