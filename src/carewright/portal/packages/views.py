"""A provider's own packages: its own lines, its own prices, its own orders, and nobody else's (ROLE-5, ROLE-6)."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join

from carewright.kernel.money import in_words
from carewright.look.days import today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact
from carewright.messages.wording.words import carers_words, day_words, hours_words
from carewright.packages import commands, queries
from carewright.packages.queries import OwnLine
from carewright.packages.rules import service_in_words
from carewright.portal.looking import look_at
from carewright.portal.packages.forms import ResumeForm
from carewright.portal.texts import ringing, unbroken


@dataclass(frozen=True)
class Who:
    """The strip at the top of a page about a person."""

    name: str
    pronoun: str
    communication_need: str
    risk_note: str


@page("see_own_packages")
def packages(request: Request) -> HttpResponse:
    """The provider's packages, by the person's name."""
    services = queries.services_at(request.at)
    day = today(request.at)
    rows = [
        (line, service_in_words(services, line.service), hours_words(line.weekly_hours))
        for line in queries.own_lines(request.actor, request.at)
    ]
    return render(request, "portal/packages/list.html", {"rows": rows, "today": day})


@page("see_own_packages")
def package(request: Request, ref: str) -> HttpResponse:
    """One package: who and where, what is ordered, the order to download. That somebody looks is recorded."""
    lines = queries.own_package(ref, request.actor, request.at)
    first = lines[0]
    look_at(request, first.person_ref)
    services = queries.services_at(request.at)
    content = {
        "person": Who(first.person_name, first.pronoun, first.communication_need, first.risk_note),
        "person_facts": _person(first),
        "ordered": _by_time(lines, services, today(request.at)),
        "line": first,
        "document": reverse("document", args=[first.document]) if first.document else "",
    }
    return render(request, "portal/packages/package.html", content)


@form_page("resume_package")
def resume(request: Request, ref: str) -> HttpResponse:
    """The provider confirms that care resumes: with that it does (ORD-3)."""
    line = queries.own_package(ref, request.actor, request.at)[0]
    look_at(request, line.person_ref)
    form = ResumeForm(posted(request), initial={"care_from_on": today(request.at)})
    if form.is_valid():
        with refusals_on(form):
            commands.resume_package(package=line.package, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Confirmed. The council is told, and the order comes within minutes.")
            return redirect("own_package", line.package)
    return render(request, "portal/packages/resume.html", {"form": form, "line": line})


def _by_time(lines: list[OwnLine], services: dict[str, str], day: date) -> list[tuple[str, list[list[Fact]]]]:
    """What is ordered now, what comes, and what was, each under its heading."""
    headings = ("What is ordered now", "What comes next", "What was ordered")
    found: dict[str, list[list[Fact]]] = {heading: [] for heading in headings}
    for line in lines:
        over = line.to_on is not None and line.to_on < day
        heading = headings[2 if over else 1 if line.from_on > day else 0]
        found[heading].append(_ordered(line, service_in_words(services, line.service)))
    return [(heading, facts) for heading, facts in found.items() if facts]


def _person(line: OwnLine) -> list[Fact]:
    facts = [
        Fact("Address", f"{line.address}, {unbroken(line.postcode)}"),
        Fact("Telephone", ringing(line.telephone)),
        Fact("Language", line.language),
    ]
    return [fact for fact in facts if fact.value or fact.label == "Telephone"]


def _ordered(line: OwnLine, service: str) -> list[Fact]:
    until = day_words(line.to_on) if line.to_on else "No end"
    paid = Fact("Suspended", _paid(line)) if line.is_suspended else None
    return [
        *([paid] if paid else []),
        Fact("Service", service),
        Fact("Hours", f"{hours_words(line.weekly_hours)}, {carers_words(line.carers)}"),
        Fact("Visits", _lines(line.visits)),
        Fact("From", day_words(line.from_on)),
        Fact("Until", until),
        Fact("Your price", f"{in_words(line.rate)} an hour for each carer"),
        Fact("A week", in_words(line.weekly_cost)),
    ]


def _paid(line: OwnLine) -> str:
    """What is paid while no care is due."""
    until = f" until {day_words(line.to_on)}" if line.to_on else ""
    share = f"{line.paid_percent}% of the week is paid" if line.paid_percent else "Nothing is paid"
    return f"No care is due. {share}{until}."


def _lines(texts: list[str]) -> str:
    return format_html_join("", "{}<br>", ((text,) for text in texts)) or "As agreed with the person"
