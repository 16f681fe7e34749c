"""A provider's own changes: the list, one change, its withdrawal, and social care involvement."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.changes import commands, queries
from carewright.changes.lifecycle import CHANGE
from carewright.look.days import today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.portal.changes.forms import InvolvementForm, WithdrawForm
from carewright.portal.changes.shown import drift_words, facts_of, figures, picture, row, rows
from carewright.portal.looking import look_at

ROWS_ON_A_PAGE = 50


@page("see_own_changes")
def changes(request: Request) -> HttpResponse:
    """The provider's changes, the latest first."""
    found = Paginator(queries.own_changes(request.actor), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = rows(list(found), request.actor, request.at)
    return render(request, "portal/changes/list.html", {"rows": found, "shown": shown})


@page("see_own_changes")
def change(request: Request, ref: str) -> HttpResponse:
    """One change: how it stands, by when, and why."""
    found = queries.own_change(ref, request.actor)
    if queries.still_provided(found, today(request.at)):
        look_at(request, found.package.person.ref)
    told = queries.judged(found)
    content = {
        "change": found,
        "row": row(found, request.actor, request.at),
        "judged": told,
        "scale": picture(told),
        "figures": figures(told),
        "facts": facts_of(found, request.at),
        "drift": drift_words(found, request.at),
        "may_withdraw": CHANGE.allows("withdraw_change", found.state),
    }
    return render(request, "portal/changes/change.html", content)


@form_page("withdraw_change")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Withdraw it, before it is decided."""
    found = queries.own_change(ref, request.actor)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.withdraw_change(change=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Change withdrawn. What is ordered now goes on.")
            return redirect("own_change", found.ref)
    return render(
        request,
        "portal/changes/withdraw.html",
        {"form": form, "change": found, "row": row(found, request.actor, request.at)},
    )


@form_page("ask_for_involvement")
def involvement(request: Request, ref: str) -> HttpResponse:
    """Social care is to be involved: the change stops, and a review follows (CHG-7)."""
    found = queries.own_change(ref, request.actor)
    form = InvolvementForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.ask_for_involvement(change=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The change is stopped, and a review follows. We have told the care coordinator.")
            return redirect("own_change", found.ref)
    return render(
        request,
        "portal/changes/involvement.html",
        {"form": form, "change": found, "row": row(found, request.actor, request.at)},
    )
