"""A package's personal budget: as it is, as it was told, with its letters; renewing it (CHG-5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.budgets.forms import RenewForm
from carewright.council.packages.tabs import top_of
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.packages import commands, queries
from carewright.packages.lifecycle import BudgetKind
from carewright.worktime import local


@page("see_packages")
def personal_budget(request: Request, ref: str) -> HttpResponse:
    """What the person pays now and paid before, each with its letter; why it is as it is after the last order."""
    content = top_of(request, ref, "Personal budget")
    package, orders = content["package"], content["orders"]
    budgets = list(queries.personal_budgets(package.ref, request.actor))
    content |= {
        "budgets": [(budget, BudgetKind(budget.kind).in_words) for budget in budgets],
        "now": queries.budget_on(budgets, local(request.at).date()),
        "effect": queries.contribution_effect(orders[0]) if orders else None,
        "sees_contribution": content["sees_prices"]
        or may(request.actor, "renew_personal_budget", unit=package.team.path),
        "may_renew": bool(budgets) and may(request.actor, "renew_personal_budget", unit=package.team.path),
    }
    return render(request, "council/budgets/budget.html", content)


@form_page("renew_personal_budget")
def renew(request: Request, ref: str) -> HttpResponse:
    """Bring the personal budget up to what is ordered."""
    package = queries.package(ref, request.actor)
    form = RenewForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.renew_personal_budget(package=package.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Personal budget renewed. A letter goes to the person, and a copy to finance.")
            return redirect("personal_budget", package.ref)
    content = {
        "form": form,
        "title": "Renew the personal budget",
        "intro": "It is brought up to what is ordered. The person gets a letter, and finance a copy. Another "
        "contribution is another financial assessment.",
        "button": "Renew the personal budget",
        "back": reverse("personal_budget", args=[package.ref]),
    }
    return render(request, "look/form_page.html", content)
