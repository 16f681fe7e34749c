"""What is done with a referral from its page: approved, returned, completed, refused, withdrawn, ready or not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.council.referrals.forms import Forward, Readiness, Reason, Return
from carewright.council.referrals.shown import everything, needed
from carewright.look.forms import Form, refusals_on
from carewright.look.page import Request, action, form_page
from carewright.policy.queries import policy_of
from carewright.referrals import commands, queries


@dataclass(frozen=True)
class Act:
    """A form whose answers are the arguments of a command: its heading, its button, what is said afterwards."""

    form: type[Form]
    title: str
    button: str
    command: Callable[..., Any]
    said: str
    is_warning: bool = False


FORWARD = Act(Forward, "Forward the referral", "Forward", commands.forward_referral, "Referral forwarded.")
RETURN = Act(
    Return,
    "Return the referral",
    "Return referral",
    commands.return_referral,
    "Referral returned. The referrer has been told what is missing.",
)
REFUSE = Act(
    Reason,
    "Refuse the referral",
    "Refuse referral",
    commands.refuse_referral,
    "Referral refused. The referrer has been told.",
    is_warning=True,
)
WITHDRAW = Act(
    Reason,
    "Withdraw the referral",
    "Withdraw referral",
    commands.withdraw_referral,
    "Referral withdrawn.",
    is_warning=True,
)


READINESS = Act(Readiness, "Readiness", "Tell brokerage", commands.report_readiness, "Brokerage knows now.")


@form_page("forward_referral")
def forward(request: Request, ref: str) -> HttpResponse:
    """Forward: the evidence of approval (REF-3)."""
    return _done(request, ref, FORWARD)


@action("authorise_spend")
def authorise(request: Request, ref: str) -> HttpResponse:
    """Authorise the weekly cost (REF-7)."""
    found = queries.referral(ref, request.actor)
    commands.authorise_spend(referral=found.ref, by=request.actor, at=request.at)
    messages.success(request, "Weekly cost authorised.")
    return redirect("approvals") if request.POST.get("then") == "approvals" else redirect("referral", found.ref)


@form_page("return_referral")
def send_back(request: Request, ref: str) -> HttpResponse:
    """Return for what is missing (REF-6)."""
    return _done(request, ref, RETURN)


@action("complete_referral")
def complete(request: Request, ref: str) -> HttpResponse:
    """Accept as complete (REF-2)."""
    found = queries.referral(ref, request.actor)
    commands.complete_referral(referral=found.ref, by=request.actor, at=request.at)
    messages.success(request, "Referral accepted as complete. It is on the list of packages to be placed.")
    return redirect("referral", found.ref)


@form_page("refuse_referral")
def refuse(request: Request, ref: str) -> HttpResponse:
    """Refuse a self-funder without an exception (REF-8)."""
    return _done(request, ref, REFUSE)


@form_page("withdraw_referral")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Withdraw (REF-9)."""
    return _done(request, ref, WITHDRAW)


@form_page("report_readiness")
def readiness(request: Request, ref: str) -> HttpResponse:
    """Say whether the person is ready (REF-9)."""
    found = queries.referral(ref, request.actor)
    form = Readiness(request.POST or None, terms=policy_of(found.policy_version).terms)
    if form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            said = {"ready": told["ready"] == "yes", "until": told["until"], "reason": told["reason"]}
            commands.report_readiness(referral=found.ref, **said, by=request.actor, at=request.at)
            messages.success(request, READINESS.said)
            return redirect("referral", found.ref)
    content = {"form": form, "act": READINESS, "back": reverse("referral", args=[ref]), "wide": False}
    return render(request, "council/referrals/act.html", everything(request.actor, found, request.at) | content)


def _done(request: Request, ref: str, act: Act) -> HttpResponse:
    found = queries.referral(ref, request.actor)
    form = act.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            act.command(referral=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, act.said)
            return redirect("referral", found.ref)
    content = everything(request.actor, found, request.at)
    content |= {"form": form, "act": act, "back": reverse("referral", args=[found.ref]), "wide": False}
    content["needed"] = needed(request.actor, found, content["terms"], is_asked=False)
    return render(request, "council/referrals/act.html", content)
