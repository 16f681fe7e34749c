"""A provider's requests for another price, and commissioning's answers (VAR-3)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.kernel.refused import NotFound
from carewright.look.days import today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.policy.queries import policy_at
from carewright.portal.visits.forms import AskPriceForm
from carewright.providers import commands, queries
from carewright.providers.lifecycle import PriceRequestState

if TYPE_CHECKING:
    from carewright.providers.models import PriceRequest

STATES = {
    PriceRequestState.ASKED: ("With commissioning", "yellow"),
    PriceRequestState.ACCEPTED: ("Agreed", "green"),
    PriceRequestState.REFUSED: ("Refused", "red"),
    PriceRequestState.WITHDRAWN: ("Withdrawn", "grey"),
}


@dataclass(frozen=True)
class Shown:
    """A price request with its words."""

    asked: "PriceRequest"
    service: str
    words: str
    colour: str


@page("see_own_price_requests")
def prices(request: Request) -> HttpResponse:
    """What has been asked, the latest first, each with its answer."""
    services = policy_at(request.at).terms.services
    found = [
        Shown(one, services.get(one.service, one.service), *STATES[PriceRequestState(one.state)])
        for one in queries.own_price_requests(request.actor)
    ]
    return render(request, "portal/visits/prices.html", {"shown": found, "may_ask": bool(_contracts(request))})


@form_page("ask_price")
def ask(request: Request) -> HttpResponse:
    """Ask for another price."""
    if not request.actor.provider:
        raise NotFound
    contracts = _contracts(request)
    if not contracts:
        return redirect("own_prices")
    form = AskPriceForm(posted(request), contracts=contracts)
    if form.is_valid():
        with refusals_on(form):
            commands.ask_price(**form.told(), by=request.actor, at=request.at)
            messages.success(request, "Your request is with commissioning. You will be told the answer.")
            return redirect("own_prices")
    return render(request, "portal/visits/ask_price.html", {"form": form})


@action("withdraw_price_request")
def withdraw(request: Request, ref: str) -> HttpResponse:
    """Take a request back."""
    commands.withdraw_price_request(price_request=ref, by=request.actor, at=request.at)
    messages.success(request, "Your request has been withdrawn. The price stays as it is.")
    return redirect("own_prices")


def _contracts(request: Request) -> list[tuple[str, str]]:
    """The provider's contracts with a price today, by service: a choice for each."""
    services = policy_at(request.at).terms.services
    priced = queries.priced_contracts_of(request.actor.provider, today(request.at))
    several = {code for _, code in priced if sum(code == other for _, other in priced) > 1}
    words = {code: services.get(code, code) for _, code in priced}
    return [
        (f"{one.ref} {code}", f"{words[code]}, contract {one.ref}" if code in several else words[code])
        for one, code in priced
    ]
