"""A provider's contracts: their prices only to those who may see them (ROLE-6)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.access.check import may
from carewright.council.providers.forms import AddContract, EndContract, PlanContractEnd, SetRate
from carewright.council.providers.views import form_of, top_of
from carewright.look.days import today
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact
from carewright.packages.queries import packages_under
from carewright.policy.queries import policy_at
from carewright.providers import commands, queries
from carewright.providers.rules import span_in_words, standing_of_contract

if TYPE_CHECKING:
    from carewright.obligations.models import Obligation
    from carewright.providers.models import Contract, Rate

STATES = {
    "coming": ("Coming", "blue"),
    "in_force": ("In force", "green"),
    "ending": ("Ending", "orange"),
    "ended": ("Ended", "grey"),
}
"""What each state is called, and its colour."""
PLAN_DUTY = "plan_contract_end"


@dataclass(frozen=True)
class Shown:
    """A contract as the page shows it. Prices and terms only for those who may see them."""

    contract: "Contract"
    state: str
    words: str
    colour: str
    facts: list[Fact]
    rates: "list[Rate]"
    terms: str
    owed: "Obligation | None"
    still_placed: list[Any]


@page("see_providers")
def contracts(request: Request, ref: str) -> HttpResponse:
    """Every contract, the newest first; an ended one with who is still placed under it (PRO-2)."""
    content = top_of(request, ref, "Contracts")
    provider = content["provider"]
    sees_prices = may(request.actor, "see_contract_prices")
    rates = queries.rates_of(provider.ref, request.actor) if sees_prices else {}
    terms = queries.terms_of(provider.ref, request.actor) if sees_prices else {}
    found = queries.contracts_of(provider.ref, request.actor)
    content |= {
        "contracts": [_shown(request, one, rates.get(one.ref, []), terms.get(one.ref, ""), content) for one in found],
        "sees_prices": sees_prices,
        "may_make": may(request.actor, "make_contract"),
        "may_price": may(request.actor, "set_rate"),
        "may_end": may(request.actor, "end_contract"),
        "may_ask": may(request.actor, "ask_price"),
        "may_plan": may(request.actor, "plan_contract_end"),
        "services": policy_at(request.at).terms.services,
    }
    return render(request, "council/providers/contracts.html", content)


@form_page("make_contract")
def add(request: Request, ref: str) -> HttpResponse:
    """Make a contract."""
    found = queries.provider(ref, request.actor)
    terms = policy_at(request.at).terms
    form = AddContract(
        request.POST or None,
        services=terms.services,
        needs=terms.need_categories,
        areas=[(area.ref, area.name) for area in queries.areas()],
        clusters=[(cluster.ref, f"{cluster.name}, {cluster.area.name}") for cluster in queries.clusters()],
    )
    if form.is_valid():
        with refusals_on(form):
            commands.make_contract(provider=found.ref, **form.told(), by=request.actor, at=request.at)
            messages.success(request, "The contract has been made.")
            return redirect("provider_contracts", found.ref)
    return form_of(request, found, form, heading="Make a contract", button="Make contract", back="provider_contracts")


@form_page("set_rate")
def price(request: Request, ref: str) -> HttpResponse:
    """Set a price from a day on."""
    found = queries.contract(ref, request.actor)
    words = policy_at(request.at).terms.services
    services = [(code, words.get(code, code)) for code in found.services]
    form = SetRate(request.POST or None, services=services)
    if form.is_valid():
        with refusals_on(form):
            commands.set_rate(contract=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The price has been set.")
            return redirect("provider_contracts", found.provider.ref)
    return form_of(request, found.provider, form, heading="Set a price", button="Set price", back="provider_contracts")


@form_page("end_contract")
def end(request: Request, ref: str) -> HttpResponse:
    """Set a contract's last day."""
    found = queries.contract(ref, request.actor)
    form = EndContract(request.POST or None, initial={"to_on": found.to_on})
    if form.is_valid():
        with refusals_on(form):
            commands.end_contract(contract=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The contract’s last day has been set.")
            return redirect("provider_contracts", found.provider.ref)
    return form_of(
        request, found.provider, form, heading="Set the last day", button="Set last day", back="provider_contracts"
    )


@form_page("plan_contract_end")
def plan(request: Request, ref: str) -> HttpResponse:
    """Say what happens when a contract ends."""
    found = queries.contract(ref, request.actor)
    form = PlanContractEnd(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.plan_contract_end(contract=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "What happens when the contract ends is recorded.")
            return redirect("provider_contracts", found.provider.ref)
    return form_of(request, found.provider, form, button="Record", back="provider_contracts")


def _shown(request: Request, contract: "Contract", rates: "list[Rate]", terms: str, content: dict[str, Any]) -> Shown:
    policy, day = policy_at(request.at).terms, today(request.at)
    soon = policy.market.contract_end_months[0]
    state = standing_of_contract(contract.from_on, contract.to_on, day, soon_months=soon)
    places = [unit.name for unit in contract.areas.all()] + [cluster.name for cluster in contract.clusters.all()]
    span = span_in_words(contract.from_on, contract.to_on, open_end=", without an end")
    needs = [policy.need_categories.get(code, code) for code in contract.need_categories]
    ended = state == "ended"
    return Shown(
        contract=contract,
        state=state,
        words=STATES[state][0],
        colour=STATES[state][1],
        facts=[
            Fact("Services", ", ".join(policy.services.get(code, code) for code in contract.services)),
            Fact("Where", ", ".join(places) or "The whole council"),
            Fact("Needs", ", ".join(needs) or "All"),
            Fact("Runs", f"{span[:1].upper()}{span[1:]}"),
        ],
        rates=rates,
        terms=terms,
        owed=content["owed"].get((PLAN_DUTY, contract.ref)),
        still_placed=packages_under(contract.ref, request.actor, day) if ended else [],
    )
