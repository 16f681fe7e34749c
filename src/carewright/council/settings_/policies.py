"""Every policy, and what is done with one: drafted, activated from a day, discarded (POL-1, POL-4)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.access.queries import names_of_users
from carewright.council.settings_.policy import policy_shown
from carewright.council.settings_.policy_forms import Activate, Discard, Draft
from carewright.kernel.refused import Invalid
from carewright.look.days import today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.policy import commands, queries
from carewright.policy.packs import text_of
from carewright.policy.rules import differences

ROWS_ON_A_PAGE = 50


@page("see_policy")
def policies(request: Request) -> HttpResponse:
    """Every policy, the newest draft first, and the one that the program comes with."""
    rows = Paginator(queries.policies(request.actor), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    names = names_of_users({row.drafted_by for row in rows})
    content = {
        "rows": rows,
        "shown": [(row, queries.standing(row, request.at), names.get(row.drafted_by, row.drafted_by)) for row in rows],
        "built_in": queries.BUILT_IN,
        "in_force": queries.version_at(request.at),
        "may_draft": may(request.actor, "draft_policy"),
        "wide": True,
    }
    return render(request, "council/settings/policies.html", content)


@form_page("draft_policy")
def draft_policy(request: Request) -> HttpResponse:
    """Draft one from the policy in force (or `?from=` another), or from a file; “Check” changes nothing."""
    start = request.GET.get("from") or queries.version_at(request.at)
    form = Draft(posted(request), request.FILES or None, initial={"text": text_of(queries.policy_of(start).terms)})
    content: dict[str, Any] = {"form": form, "start": start, "wide": True}
    if form.is_valid():
        name, text = form.cleaned_data["name"], form.cleaned_data["text"]
        try:
            if "check" in request.POST:
                found = differences(queries.policy_at(request.at).terms, queries.checked_terms(text))
                content |= {"is_checked": True, "differences": found}
            else:
                made = commands.draft_policy(name=name, text=text, by=request.actor, at=request.at)
                messages.success(request, f"{made.name} is drafted. Try it on past cases before it is activated.")
                return redirect("policy_changes", made.ref)
        except Invalid as refused:
            form.point_out(refused.faults)
    return render(request, "council/settings/policy_draft.html", content)


@form_page("activate_policy")
def activate_policy(request: Request, version: str) -> HttpResponse:
    """Put a draft in force from a day."""
    content = policy_shown(request, version, "")
    form = Activate(posted(request), today=today(request.at))
    if form.is_valid():
        with refusals_on(form):
            made = commands.activate_policy(policy=version, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{made.name} is activated.")
            return redirect("policy", version)
    found = differences(queries.policy_at(request.at).terms, content["policy"].terms)
    return render(request, "council/settings/policy_activate.html", content | {"form": form, "differences": found})


@form_page("discard_policy")
def discard_policy(request: Request, version: str) -> HttpResponse:
    """Discard a draft that will not be used."""
    content = policy_shown(request, version, "")
    form = Discard(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.discard_policy(policy=version, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{content['name']} is discarded.")
            return redirect("policies")
    told = {"form": form, "title": f"Discard {content['name']}", "button": "Discard draft", "warning": True}
    return render(request, "look/form_page.html", told | {"back": reverse("policy", args=[version])})
