"""A practitioner's change: its figures and why, and the broker's two ways on (VAR-1)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.council_changes.forms import FindProviderForm, SameProviderForm
from carewright.council.looking import note_look
from carewright.kernel.hours import in_words
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact
from carewright.packages import commands
from carewright.packages.queries import CouncilChangePanel, council_change

FORM = "look/form_page.html"
STATES = {
    "to_decide": ("To be decided", "blue"),
    "ordered": ("Ordered from the same provider", "green"),
    "to_place": ("A provider is looked for", "blue"),
    "withdrawn": ("Withdrawn", "grey"),
}


@page("see_packages")
def change(request: Request, ref: str) -> HttpResponse:
    """The change beside the package as it is, whether the same provider may take it, and why."""
    panel = council_change(ref, request.actor)
    referral = panel.change.referral
    note_look(request, referral.person)
    path, decides = referral.team.path, panel.change.state == "to_decide"
    content = {
        "panel": panel,
        "change": panel.change,
        "referral": referral,
        "person": referral.person,
        "state": STATES[panel.change.state],
        "facts": _facts(panel),
        "may_order": decides and may(request.actor, "order_from_same_provider", unit=path),
        "may_find": decides and may(request.actor, "find_provider_for_change", unit=path),
    }
    return render(request, "council/council_changes/change.html", content)


@form_page("order_from_same_provider")
def same_provider(request: Request, ref: str) -> HttpResponse:
    """Record that the provider agreed, and order the change from it."""
    panel = council_change(ref, request.actor)
    parts = [
        (f"{one.provider}:{one.part}", f"{one.provider_name}: {_hours(one.hours_now)} become {_hours(one.hours_then)}")
        for one in panel.parts
    ]
    form = SameProviderForm(posted(request), parts=parts)
    if form.is_valid():
        with refusals_on(form):
            told = form.told()
            commands.order_from_same_provider(
                referral=panel.change.referral.ref, **told, by=request.actor, at=request.at
            )
            messages.success(request, "Ordered. The order goes out next, and the team that asked has been told.")
            return redirect("council_change", panel.change.referral.ref)
    intro = f"{panel.same.why} {f'{parts[0][1]}.' if len(parts) == 1 else ''}"
    told = {"title": "Order the change from the same provider", "button": "Order the change", "intro": intro.strip()}
    return _asked(request, form, panel, told)


@form_page("find_provider_for_change")
def find_provider(request: Request, ref: str) -> HttpResponse:
    """Put the change on the list of packages to be placed."""
    panel = council_change(ref, request.actor)
    form = FindProviderForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            requirement = commands.find_provider_for_change(
                referral=panel.change.referral.ref, **form.cleaned_data, by=request.actor, at=request.at
            )
            messages.success(request, "On the list. The package stays as it is until a new provider starts.")
            return redirect("requirement", requirement.ref)
    told = {"title": "Find a provider for the change", "button": "Put it on the list", "intro": panel.same.why}
    return _asked(request, form, panel, told)


def _asked(request: Request, form: Any, panel: CouncilChangePanel, told: dict[str, str]) -> HttpResponse:
    back = reverse("council_change", args=[panel.change.referral.ref])
    return render(request, FORM, told | {"form": form, "back": back})


def _facts(panel: CouncilChangePanel) -> list[Fact]:
    asked, kept = panel.asked, panel.change
    providers = ", ".join(f"{one.provider_name}, {_hours(one.hours_now)}" for one in panel.parts)
    facts = [
        Fact("Now", f"{_hours(asked.hours_now)} a week{_carers(asked.carers_now)}" if asked.hours_now else "Nothing"),
        Fact("Asked for", f"{_hours(asked.hours_asked)} a week{_carers(asked.carers_asked)}"),
        Fact("From", f"{kept.referral.start_on:%A %-d %B %Y}"),
        Fact("Providers now", providers or "None"),
    ]
    if kept.state == "ordered":  # what is ordered now is what was asked for
        facts = [fact for fact in facts if fact.label not in {"Now", "Providers now"}]
    if kept.state == "ordered" and kept.provider and kept.order and kept.agreed_on:
        agreed = f"{kept.provider.name}, with {kept.agreed_with} on {kept.agreed_on:%-d %B %Y}"
        facts += [Fact("Agreed", agreed), Fact("Order", f"Version {kept.order.version}")]
    return [*facts, Fact("Said", kept.why)] if kept.why else facts


def _carers(number: int) -> str:
    return f", {number} carers" if number > 1 else ""


def _hours(amount: Any) -> str:
    words = in_words(amount)
    return f"{words} hour" if words == "1" else f"{words} hours"
