"""The council's areas, localities and teams. For administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access import commands, queries
from carewright.council.settings_.forms import AddUnit
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page

TEAM = "team"


@page("see_users")
def units(request: Request) -> HttpResponse:
    """Every unit below the one that it lies in."""
    rows = [(unit, unit.path.count(".") - 1) for unit in queries.units()]
    return render(request, "council/settings/units.html", {"rows": rows})


@form_page("add_unit")
def add_unit(request: Request) -> HttpResponse:
    """Add the council itself, or what lies in it."""
    choices = unit_choices(below=TEAM) or [("", "Nothing: it is the council itself")]
    form = AddUnit(posted(request), units=choices)
    form.fields["parent"].required = choices[0][0] != ""
    if form.is_valid():
        with refusals_on(form):
            asked = form.cleaned_data | {"parent": form.cleaned_data["parent"] or None}
            added = commands.add_unit(**asked, by=request.actor, at=request.at)
            messages.success(request, f"{added.name} is added.")
            return redirect("units")
    content = {"form": form, "title": "Add an area, locality or team", "button": "Add", "back": reverse("units")}
    return render(request, "look/form_page.html", content)


def unit_choices(below: str = "") -> list[tuple[str, str]]:
    """References and names of units for a list of choices, deeper ones set in; without those of the kind `below`."""
    return [
        (unit.ref, f"{'– ' * (unit.path.count('.') - 1)}{unit.name}") for unit in queries.units() if unit.kind != below
    ]
