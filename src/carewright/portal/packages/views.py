"""A provider's own packages: its own lines, its own prices, its own orders, and nobody else's (ROLE-5, ROLE-6)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from carewright.kernel.money import in_words
from carewright.look.page import Request, page
from carewright.look.parts import Fact
from carewright.messages.wording.words import carers_words, day_words, hours_words
from carewright.packages import queries
from carewright.packages.queries import OwnLine
from carewright.packages.rules import service_in_words
from carewright.portal.looking import look_at
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
    rows = [
        (line, service_in_words(services, line.service), hours_words(line.weekly_hours))
        for line in queries.own_lines(request.actor, request.at)
    ]
    return render(request, "portal/packages/list.html", {"rows": rows})


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
        "lines": [_ordered(line, service_in_words(services, line.service)) for line in lines],
        "line": first,
        "document": reverse("document", args=[first.document]) if first.document else "",
    }
    return render(request, "portal/packages/package.html", content)


def _person(line: OwnLine) -> list[Fact]:
    facts = [
        Fact("Address", f"{line.address}, {unbroken(line.postcode)}"),
        Fact("Telephone", ringing(line.telephone)),
        Fact("Language", line.language),
    ]
    return [fact for fact in facts if fact.value or fact.label == "Telephone"]


def _ordered(line: OwnLine, service: str) -> list[Fact]:
    until = f"Until {day_words(line.to_on)}" if line.to_on else "No end"
    return [
        Fact("Service", service),
        Fact("Hours", f"{hours_words(line.weekly_hours)}, {carers_words(line.carers)}"),
        Fact("Visits", _lines(line.visits)),
        Fact("From", day_words(line.from_on)),
        Fact("Until", until),
        Fact("Your price", f"{in_words(line.rate)} an hour for each carer"),
        Fact("A week", in_words(line.weekly_cost)),
    ]


def _lines(texts: list[str]) -> SafeString:
    return format_html_join("", "{}<br>", ((text,) for text in texts)) or format_html("As agreed with the person")
