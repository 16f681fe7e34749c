"""A provider's own details, and its contracts with their prices: its own alone (ROLE-6)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from carewright.look.page import Request, page
from carewright.look.parts import Fact
from carewright.messages.wording.words import day_words
from carewright.packages.queries import services_at
from carewright.packages.rules import service_in_words
from carewright.providers import queries

if TYPE_CHECKING:
    from carewright.providers.models import Contract, Provider, Rate


@dataclass(frozen=True)
class Shown:
    """A contract as its provider sees it."""

    ref: str
    kind: str
    facts: list[Fact]
    rates: "list[tuple[str, Rate]]"
    terms: str


@page("see_portal")
def agency(request: Request) -> HttpResponse:
    """The provider's details as the council has them, its contracts and its own prices."""
    by = request.actor
    found = queries.provider(by.provider, by)
    rates, terms = queries.rates_of(found.ref, by), queries.terms_of(found.ref, by)
    services = services_at(request.at)
    contracts = [
        _shown(contract, rates.get(contract.ref, []), terms.get(contract.ref, ""), services)
        for contract in queries.contracts_of(found.ref, by)
    ]
    return render(
        request, "portal/agency/agency.html", {"facts": _facts(found), "name": found.name, "contracts": contracts}
    )


def _facts(found: "Provider") -> list[Fact]:
    rated = f", {day_words(found.rated_on)}" if found.rated_on else ""
    return [
        Fact("Offers are sent to", found.offers_email),
        Fact("Manager", found.manager_email),
        Fact("Telephone", found.telephone),
        Fact("Address", found.address),
        Fact("Regulator's number", found.regulator_id),
        Fact("Regulator's rating", f"{found.rating}{rated}" if found.rating else "Not rated"),
    ]


def _shown(contract: "Contract", rates: "list[Rate]", terms: str, services: dict[str, str]) -> Shown:
    places = [cluster.name for cluster in contract.clusters.all()] + [area.name for area in contract.areas.all()]
    until = f" until {day_words(contract.to_on)}" if contract.to_on else ", without an end"
    facts = [
        Fact("Services", ", ".join(service_in_words(services, code) for code in contract.services)),
        Fact("Where", ", ".join(places) or "The whole council"),
        Fact("In force", f"From {day_words(contract.from_on)}{until}"),
    ]
    priced = [(service_in_words(services, rate.service), rate) for rate in rates]
    return Shown(contract.ref, contract.get_kind_display(), facts, priced, terms)
