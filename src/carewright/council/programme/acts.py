"""What is done to a review programme: each verb with its form."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.access.queries import units
from carewright.council.programme.forms import CloseForm, DraftForm, RecordForm, ReplanForm, UrgentForm
from carewright.kernel.refused import NotFound
from carewright.look.days import today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page
from carewright.policy.queries import policy_at
from carewright.reviews import commands, queries
from carewright.reviews.rules.programme import month_of

if TYPE_CHECKING:
    from django.forms import Form

    from carewright.access.models import Unit
    from carewright.reviews.models import Programme, ProgrammeEntry


@form_page("draft_programme")
def draft(request: Request) -> HttpResponse:
    """Draft a programme: first of which unit (`?unit=`), then its name, month and what each team manages."""
    offered = [unit for unit in units() if may(request.actor, "draft_programme", unit=unit.path)]
    chosen = next((unit for unit in offered if unit.ref == request.GET.get("unit")), None)
    if chosen is None:
        return render(request, "council/programme/choose_unit.html", {"units": offered, "wide": False})
    form = _draft_form(request, chosen)
    if form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            made = commands.draft_programme(
                name=told["name"],
                unit=chosen.ref,
                start_month=date.fromisoformat(told["start_month"]),
                capacity=form.capacity,
                by=request.actor,
                at=request.at,
            )
            messages.success(request, "The programme has been drafted and planned.")
            return redirect("programme", made.ref)
    intro = f"Everybody of {chosen.name} whose package belongs to a cohort of the policy is put in."
    content = {"title": "Draft a programme", "intro": intro, "button": "Draft", "back": reverse("review_programme")}
    return render(request, "look/form_page.html", content | {"form": form, "wide": False})


@action("start_programme")
def start(request: Request, ref: str) -> HttpResponse:
    """Start a programme."""
    found = queries.programme(ref, request.actor)
    commands.start_programme(programme=found.ref, by=request.actor, at=request.at)
    messages.success(request, "The programme has been started. Its reviews can be recorded now.")
    return redirect("programme", found.ref)


@form_page("replan_programme")
def replan(request: Request, ref: str) -> HttpResponse:
    """Plan anew, with what teams manage from a month on."""
    found = queries.programme(ref, request.actor)
    now = {row.team.ref: row.a_month for row in found.capacities.select_related("team").order_by("from_month")}
    first = max(found.start_month, month_of(today(request.at)))
    form = ReplanForm(posted(request), teams=queries.teams_of(found.unit), now=now, this_month=first)
    if form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            commands.replan_programme(
                programme=found.ref,
                capacity=form.capacity,
                from_month=date.fromisoformat(told["from_month"]),
                reason=told["reason"],
                by=request.actor,
                at=request.at,
            )
            messages.success(request, "The programme has been planned anew.")
            return redirect("programme", found.ref)
    intro = "Whoever has come since joins, whoever’s package has ended leaves, and everybody who waits gets a month."
    return _form(request, found, form, title="Plan anew", intro=intro, button="Plan anew")


@form_page("close_programme")
def close(request: Request, ref: str) -> HttpResponse:
    """Close a programme."""
    found = queries.programme(ref, request.actor)
    form = CloseForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.close_programme(programme=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The programme has been closed.")
            return redirect("programme", found.ref)
    intro = "Nothing more is recorded in a closed programme. What was recorded stays."
    return _form(request, found, form, title="Close the programme", intro=intro, button="Close", warning=True)


@action("ask_programme_letters")
def ask_letters(request: Request, ref: str) -> HttpResponse:
    """Have the letters made to everybody who has none yet."""
    found = queries.programme(ref, request.actor)
    commands.ask_programme_letters(programme=found.ref, by=request.actor, at=request.at)
    messages.success(request, "The letters are being made. This page shows how far they are.")
    return redirect("programme_letters", found.ref)


@action("record_translated_copy")
def translated(request: Request, ref: str, letter: str) -> HttpResponse:
    """Note that a translated copy was sent."""
    found = queries.programme(ref, request.actor)
    if not queries.letters_of(found, request.actor).filter(ref=letter).exists():
        raise NotFound
    commands.record_translated_copy(letter=letter, by=request.actor, at=request.at)
    messages.success(request, "Noted: the translated copy has been sent.")
    return redirect("programme_letters", found.ref)


@form_page("mark_programme_urgent")
def urgent(request: Request, ref: str, entry: str) -> HttpResponse:
    """Have somebody reviewed first."""
    found, one = _entry(request, ref, entry)
    form = UrgentForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.mark_programme_urgent(entry=one.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{one.person.name} is reviewed first. The programme has been planned anew.")
            return redirect("programme_people", found.ref)
    intro = f"{one.person.name} is then reviewed first, whatever the programme."
    return _form(request, found, form, title="Mark a review as urgent", intro=intro, button="Mark as urgent")


@form_page("record_programme_review")
def record(request: Request, ref: str, entry: str) -> HttpResponse:
    """Record what a review came to."""
    found, one = _entry(request, ref, entry)
    form = RecordForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.record_programme_review(entry=one.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"The review of {one.person.name} has been recorded.")
            return redirect("programme_people", found.ref)
    return _form(request, found, form, title=f"Record the review of {one.person.name}", intro="", button="Record")


def _draft_form(request: Request, unit: "Unit") -> DraftForm:
    teams = queries.teams_of(unit)
    usual = policy_at(request.at).terms.review_programme.reviews_per_team
    return DraftForm(
        posted(request),
        teams=teams,
        now=dict.fromkeys((team.ref for team in teams), usual),
        this_month=month_of(today(request.at)),
    )


def _entry(request: Request, ref: str, entry: str) -> tuple["Programme", "ProgrammeEntry"]:
    found = queries.programme(ref, request.actor)
    one = queries.entries(found, request.actor).filter(ref=entry).first()
    if one is None:
        raise NotFound
    return found, one


def _form(request: Request, found: "Programme", form: "Form", **told: Any) -> HttpResponse:
    about = {"caption": found.name, "back": reverse("programme", args=[found.ref]), "wide": False}
    content = {"form": form} | about | told
    return render(request, "look/form_page.html", content)
