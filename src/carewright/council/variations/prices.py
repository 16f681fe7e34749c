"""Price requests: the list, one with its evidence and what it would cost, and commissioning's answer (VAR-3, PRO-5)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.access.queries import names_of_users
from carewright.council.referrals.download import csv_answer
from carewright.council.variations.forms import AcceptPrice, AskPrice, RefusePrice
from carewright.council.variations.views import tabs
from carewright.kernel.money import Money
from carewright.kernel.money import in_words as pounds
from carewright.look.days import in_full
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.look.parts import Fact, told
from carewright.monitoring.queries import effect_of_price
from carewright.policy.queries import policy_at
from carewright.providers import commands, queries
from carewright.providers.lifecycle import PriceRequestState
from carewright.providers.rules import SpendEffect
from carewright.trail.queries import timeline

if TYPE_CHECKING:
    from carewright.providers.models import PriceRequest

ROWS_ON_A_PAGE = 50
STATES = {
    PriceRequestState.ASKED: ("To answer", "yellow"),
    PriceRequestState.ACCEPTED: ("Accepted", "green"),
    PriceRequestState.REFUSED: ("Refused", "red"),
    PriceRequestState.WITHDRAWN: ("Withdrawn", "grey"),
}
"""What each state is called, and its colour."""
SPLIT_OFF = {"WVR": "a weekly variation report"}
COLUMNS = ("Reference", "Provider", "Contract", "Service", "Price now", "Asked", "From", "How it stands", "Answer by")


@dataclass(frozen=True)
class Shown:
    """A price request as a page shows it."""

    asked: "PriceRequest"
    service: str
    words: str
    colour: str
    percent: str


@page("see_price_requests")
def price_requests(request: Request) -> HttpResponse:
    """Those to be answered, or in another state, the latest first; as CSV with `?as=csv`."""
    asked = {name: request.GET.get(name, "").strip() for name in ("search", "state")}
    state = asked["state"] if asked["state"] in (*STATES, "all") else PriceRequestState.ASKED
    found = queries.price_requests(request.actor, state="" if state == "all" else state, search=asked["search"])
    if request.GET.get("as") == "csv":
        return csv_answer("price-requests.csv", COLUMNS, (_cells(shown(one, request)) for one in found))
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content = {
        "rows": rows,
        "shown": [shown(one, request) for one in rows],
        "asked": asked | {"state": state},
        "states": {code: words for code, (words, _) in STATES.items()} | {"all": "All"},
        "tabs": tabs(request),
        "wide": True,
    }
    return render(request, "council/variations/price_requests.html", content)


@page("see_price_requests")
def price_request(request: Request, ref: str) -> HttpResponse:
    """What is asked, the evidence, what it would cost in a year, and the answer."""
    return render(request, "council/variations/price_request.html", _content(request, ref))


@form_page("accept_price_request")
def accept(request: Request, ref: str) -> HttpResponse:
    """Agree a price from a day."""
    content = _content(request, ref)
    one = content["one"].asked
    form = AcceptPrice(posted(request), initial={"hourly": one.asked_hourly, "from_on": one.asked_from_on})
    if form.is_valid():
        with refusals_on(form):
            commands.accept_price_request(price_request=one.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The price has been agreed. The provider has been told.")
            return redirect("price_request", one.ref)
        if form.is_bound and not form.errors.get("hourly"):
            content["forecast"] = _forecast(request, one, form.cleaned_data["hourly"], one.asked_from_on)
    return render(request, "council/variations/answer_price.html", content | _answering(form, "Accept", "Agree price"))


@form_page("refuse_price_request")
def refuse(request: Request, ref: str) -> HttpResponse:
    """Refuse, with the reason."""
    content = _content(request, ref)
    form = RefusePrice(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.refuse_price_request(
                price_request=content["one"].asked.ref, **form.cleaned_data, by=request.actor, at=request.at
            )
            messages.success(request, "The price request has been refused. The provider has been told.")
            return redirect("price_request", content["one"].asked.ref)
    return render(request, "council/variations/answer_price.html", content | _answering(form, "Refuse", "Refuse price"))


@action("withdraw_price_request")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Take a request back that was asked on a provider's behalf."""
    commands.withdraw_price_request(price_request=ref, by=request.actor, at=request.at)
    messages.success(request, "The price request has been withdrawn.")
    return redirect("price_request", ref)


@form_page("ask_price")
def ask(request: Request, ref: str) -> HttpResponse:
    """Ask commissioning for another price under a contract, on its provider's behalf."""
    contract = queries.contract(ref, request.actor)
    words = policy_at(request.at).terms.services
    form = AskPrice(posted(request), services=[(code, words.get(code, code)) for code in contract.services])
    if form.is_valid():
        with refusals_on(form):
            made = commands.ask_price(contract=contract.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Commissioning has been asked.")
            return redirect("price_request", made.ref)
    content = {
        "form": form,
        "title": "Ask for another price",
        "intro": f"For {contract.provider.name}, under contract {contract.ref}. Commissioning answers.",
        "button": "Ask commissioning",
        "back": reverse("provider_contracts", args=[contract.provider.ref]),
    }
    return render(request, "look/form_page.html", content)


def shown(one: "PriceRequest", request: Request) -> Shown:
    """The request with its words."""
    words, colour = STATES[PriceRequestState(one.state)]
    services = policy_at(request.at).terms.services
    percent = ""
    if one.hourly_now:
        percent = f"{(one.asked_hourly - one.hourly_now) / one.hourly_now * 100:+.1f}%".replace("-", "−")
    return Shown(one, services.get(one.service, one.service), words, colour, percent)


def _content(request: Request, ref: str) -> dict[str, Any]:
    one = queries.price_request(ref, request.actor)
    is_open = one.state == PriceRequestState.ASKED
    is_own = one.asked_by == request.actor.ref
    return {
        "one": shown(one, request),
        "facts": _facts(one, request),
        "forecast": _forecast(request, one, one.asked_hourly, one.asked_from_on) if is_open else None,
        "may_answer": is_open and may(request.actor, "accept_price_request"),
        "is_own": is_own,
        "may_withdraw": is_open and may(request.actor, "withdraw_price_request"),
        "told": told(timeline(one.ref), request),
        "wide": True,
    }


def _forecast(request: Request, one: "PriceRequest", hourly: Money, from_on: date) -> SpendEffect:
    return effect_of_price(one.contract.ref, one.service, hourly, from_on, request.actor)


def _facts(one: "PriceRequest", request: Request) -> list[Fact]:
    seen = shown(one, request)
    asked = f"{pounds(one.asked_hourly)} an hour for each carer, from {in_full(one.asked_from_on)}"
    agreed = ""
    if one.agreed_hourly is not None and one.agreed_from_on is not None:
        agreed = f"{pounds(one.agreed_hourly)} an hour for each carer, from {in_full(one.agreed_from_on)}"
    source = SPLIT_OFF.get(one.split_off.partition("-")[0], "a handback" if one.split_off else "")
    told = [
        Fact("Service", seen.service),
        Fact("Contract", one.contract.ref),
        Fact("Price when asked", f"{pounds(one.hourly_now)} an hour for each carer" if one.hourly_now else "None"),
        Fact("Asked for", f"{asked} ({seen.percent})" if seen.percent else asked),
        Fact("Agreed", agreed),
        Fact("Asked by", names_of_users({one.asked_by}).get(one.asked_by, one.provider.name)),
        Fact("Split off from", source),
        Fact("Evidence", one.evidence),
        Fact("Answer", one.answer),
    ]
    return [fact for fact in told if fact.value]


def _answering(form: Any, title: str, button: str) -> dict[str, Any]:
    return {"form": form, "title": title, "button": button}


def _cells(one: Shown) -> tuple[Any, ...]:
    asked = one.asked
    return (
        asked.ref,
        asked.provider.name,
        asked.contract.ref,
        one.service,
        asked.hourly_now,
        asked.asked_hourly,
        asked.asked_from_on,
        one.words,
        asked.answer_by.isoformat(),
    )
