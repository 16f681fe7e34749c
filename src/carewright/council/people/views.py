"""People: search, a person's record (each look is recorded), and what is corrected and added in it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.people.forms import AddPerson, AddRepresentative, CorrectPerson
from carewright.look.days import in_full, today
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact, Tab, lines_of
from carewright.messages.queries import documents_about
from carewright.messages.wording.formats import LetterFormat
from carewright.packages.queries import packages, row_of
from carewright.people import commands, queries
from carewright.people.rules import age_on
from carewright.providers.queries import cluster_of_postcode
from carewright.referrals.queries import referrals
from carewright.trail.queries import timeline

if TYPE_CHECKING:
    from carewright.access.models import Unit
    from carewright.people.models import Person

ROWS_ON_A_PAGE = 50
SHORTEST_SEARCH = 2
MOST_LISTED = 20
MOST_LINES = 500
LOOK = "person.viewed"


@page("see_people")
def people(request: Request) -> HttpResponse:
    """People of the user's teams, once there is something to look for: nobody needs a list of everybody."""
    search = request.GET.get("search", "").strip()
    rows = None
    if len(search) >= SHORTEST_SEARCH:
        rows = Paginator(queries.persons(request.actor, search), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content = {"rows": rows, "search": search, "may_add": may(request.actor, "add_person"), "wide": True}
    return render(request, "council/people/list.html", content)


@page("see_people")
def person(request: Request, ref: str) -> HttpResponse:
    """A person's record. That it was looked at is recorded, once in a quarter of an hour (ROLE-8)."""
    content = _record(request, ref, "Now")
    found: Person = content["person"]
    by = request.actor
    content |= {
        "facts": _facts(request, found),
        "representatives": queries.representatives_of(found.ref, by),
        "referrals": referrals(by).filter(person=found)[:MOST_LISTED] if may(by, "see_referrals") else [],
        "letters": documents_about(found.ref, by)[:MOST_LISTED],
        "packages": _packages(request, found) if may(by, "see_packages") else [],
        "may_represent": may(by, "add_representative", unit=found.team.path),
        "may_refer": may(by, "start_referral", unit=found.team.path),
    }
    return render(request, "council/people/person.html", content)


@page("see_people")
def timeline_page(request: Request, ref: str) -> HttpResponse:
    """What happened, in sentences; with `?looks=1` who looked at the record, too."""
    content = _record(request, ref, "Timeline")
    with_looks = request.GET.get("looks") == "1"
    told = timeline(content["person"].ref, limit=MOST_LINES)
    lines = lines_of(entry for entry in told if with_looks or entry.name != LOOK)
    return render(request, "council/people/timeline.html", content | {"lines": lines, "with_looks": with_looks})


@form_page("add_person")
def add(request: Request) -> HttpResponse:
    """Add a person."""
    form = AddPerson(request.POST or None, teams=queries.teams(request.actor, "add_person"))
    if form.is_valid():
        with refusals_on(form):
            added = commands.add_person(**form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{added.name} has been added.")
            return redirect("person", added.ref)
    return render(request, "council/people/add.html", {"form": form})


@form_page("correct_person")
def correct(request: Request, ref: str) -> HttpResponse:
    """Put a person's details right."""
    content = _record(request, ref, "Now")
    found: Person = content["person"]
    kept = {name: getattr(found, name) for name in CorrectPerson.base_fields} | {"team": found.team.ref}
    form = CorrectPerson(request.POST or None, initial=kept, teams=_teams(request, found))
    if form.is_valid():
        with refusals_on(form):
            commands.correct_person(person=found.ref, changes=form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The details have been corrected.")
            return redirect("person", found.ref)
    return render(request, "council/people/correct.html", content | {"form": form, "wide": False})


@form_page("add_representative")
def representative(request: Request, ref: str) -> HttpResponse:
    """Add who speaks for a person."""
    content = _record(request, ref, "Now")
    form = AddRepresentative(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.add_representative(
                person=content["person"].ref, **form.cleaned_data, by=request.actor, at=request.at
            )
            messages.success(request, f"{form.cleaned_data['name']} has been added.")
            return redirect("person", ref)
    return render(request, "council/people/representative.html", content | {"form": form, "wide": False})


def _record(request: Request, ref: str, tab: str) -> dict[str, Any]:
    """What every page about the person shows; that it was looked at is recorded."""
    found = queries.person(ref, request.actor)
    if not queries.seen_lately(found.ref, request.actor, request.at):
        commands.view_person(person=found.ref, by=request.actor, at=request.at)
    tabs = [
        Tab("Now", reverse("person", args=[found.ref])),
        Tab("Timeline", reverse("person_timeline", args=[found.ref])),
    ]
    may_correct = may(request.actor, "correct_person", unit=found.team.path)
    return {"person": found, "tabs": tabs, "tab": tab, "may_correct": may_correct, "wide": True}


def _facts(request: Request, found: "Person") -> list[Fact]:
    cluster = cluster_of_postcode(found.postcode)
    born = f"{in_full(found.born_on)}, aged {age_on(found.born_on, today(request.at))}"
    return [
        Fact("Full name", f"{found.given_name} {found.family_name}"),
        Fact("Born", born),
        Fact("Address", f"{found.address}, {found.postcode}"),
        Fact("Cluster", f"{cluster.name}, {cluster.area.name}" if cluster else "In no cluster"),
        Fact("Telephone", found.telephone),
        Fact("Email address", found.email),
        Fact("Language", found.language or "English"),
        Fact("Letters", LetterFormat(found.letter_format).in_words),
        Fact("Team", found.team.name),
        Fact("Case number", found.case_number),
    ]


def _packages(request: Request, found: "Person") -> list[Any]:
    listed = packages(request.actor).filter(person=found)[:MOST_LISTED]
    return [row_of(package, request.at) for package in listed]


def _teams(request: Request, found: "Person") -> "list[Unit]":
    teams = queries.teams(request.actor, "correct_person")
    return teams if found.team in teams else [found.team, *teams]
