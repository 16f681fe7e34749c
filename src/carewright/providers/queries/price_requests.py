"""Reads of price requests: for those who may see prices, and a provider's own (VAR-3, PRO-5, ROLE-6)."""

from datetime import date

from django.db.models import Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.rules import folded
from carewright.providers.lifecycle import PriceRequestState
from carewright.providers.models import Contract, PriceRequest
from carewright.providers.queries.register import rate_of


def price_requests(by: Actor, *, state: str = "", search: str = "") -> QuerySet[PriceRequest]:
    """Price requests, the latest first; those in a state, or of providers whose name has the words."""
    check_may(by, "see_price_requests")
    found = PriceRequest.objects.select_related("provider", "contract")
    if state:
        found = found.filter(state=state)
    for word in folded(search).split():
        found = found.filter(provider__search__contains=word)
    return found.order_by("-asked_at", "ref")


def price_request(ref: str, by: Actor) -> PriceRequest:
    """One price request; as nonsense when there is none."""
    return _one(price_requests(by), ref)


def own_price_requests(by: Actor) -> QuerySet[PriceRequest]:
    """The provider's own price requests, the latest first (ROLE-5)."""
    check_may(by, "see_own_price_requests", provider=by.provider)
    found = PriceRequest.objects.filter(provider__ref=by.provider).select_related("provider", "contract")
    return found.order_by("-asked_at", "ref")


def open_price_request(contract: str, service: str) -> PriceRequest | None:
    """The request that is with commissioning for a contract's service, if there is one."""
    return PriceRequest.objects.filter(contract__ref=contract, service=service, state=PriceRequestState.ASKED).first()


def priced_contracts_of(provider: str, on: date) -> list[tuple[Contract, str]]:
    """The provider's contracts in force on the day, newest first, each with a service that it has a price for."""
    found = Contract.objects.filter(Q(to_on=None) | Q(to_on__gte=on), provider__ref=provider, from_on__lte=on)
    return [
        (contract, service)
        for contract in found.order_by("-from_on", "ref")
        for service in contract.services
        if rate_of(contract.ref, service, on) is not None
    ]


def _one(found: QuerySet[PriceRequest], ref: str) -> PriceRequest:
    one = found.filter(ref=normalised(ref, "PRQ")).first()
    if one is None:
        raise NotFound
    return one
