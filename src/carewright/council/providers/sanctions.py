"""A provider's sanctions (SRC-9)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.access.check import may
from carewright.council.providers.forms import ImposeSanction, LiftSanction
from carewright.council.providers.views import form_of, top_of
from carewright.kernel.refused import NotFound
from carewright.look.days import today
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.policy.queries import policy_at
from carewright.providers import commands, queries
from carewright.providers.rules import scope_in_words, span_in_words


@page("see_providers")
def sanctions(request: Request, ref: str) -> HttpResponse:
    """Every sanction, the newest first."""
    content = top_of(request, ref, "Sanctions")
    in_force = {sanction.pk for sanction in content["row"].sanctions}
    day = today(request.at)
    rows = []
    for one in queries.sanctions_of(content["provider"].ref, request.actor):
        scope = scope_in_words(one.area.name if one.area else "", one.service)
        span = span_in_words(one.from_on, one.to_on, open_end=", until lifted")
        state = (
            "In force"
            if one.pk in in_force
            else "Lifted"
            if one.lifted_at
            else "Coming"
            if one.from_on > day
            else "Over"
        )
        rows.append((one, f"{scope[:1].upper()}{scope[1:]}", span, state))
    content |= {
        "sanctions": rows,
        "may_impose": may(request.actor, "impose_sanction"),
        "may_lift": may(request.actor, "lift_sanction"),
    }
    return render(request, "council/providers/sanctions.html", content)


@form_page("impose_sanction")
def impose(request: Request, ref: str) -> HttpResponse:
    """Impose a sanction."""
    found = queries.provider(ref, request.actor)
    areas = [(one.ref, one.name) for one in queries.areas() if may(request.actor, "impose_sanction", unit=one.path)]
    services = policy_at(request.at).terms.services.items()
    form = ImposeSanction(request.POST or None, initial={"from_on": today(request.at)}, areas=areas, services=services)
    if form.is_valid():
        with refusals_on(form):
            commands.impose_sanction(provider=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The sanction is imposed. Offers that it bars have been withdrawn.")
            return redirect("provider_sanctions", found.ref)
    return form_of(
        request, found, form, heading="Impose a sanction", button="Impose sanction", back="provider_sanctions"
    )


@form_page("lift_sanction")
def lift(request: Request, ref: str, sanction: str) -> HttpResponse:
    """Lift a sanction."""
    found = queries.provider(ref, request.actor)
    if not queries.sanctions_of(found.ref, request.actor).filter(ref=sanction).exists():
        raise NotFound
    form = LiftSanction(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.lift_sanction(sanction=sanction, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The sanction is lifted.")
            return redirect("provider_sanctions", found.ref)
    return form_of(request, found, form, button="Lift sanction", back="provider_sanctions")
