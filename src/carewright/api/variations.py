"""Operations about weekly variation reports and price requests (VAR-2, VAR-3, PRO-5)."""

from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Day, Line, PathRef, Pounds, Word
from carewright.api.schemas.variations import (
    PaymentShown,
    PriceRefusal,
    PriceRequestShown,
    PriceToAgree,
    PriceToAsk,
    RefusalOfOne,
    ReportShown,
    SpendEffectShown,
    VariationsChosen,
    VariationShown,
    VariationsToRefuse,
    WeeksReported,
)
from carewright.look.page import Request
from carewright.monitoring import commands, queries
from carewright.providers import commands as of_prices
from carewright.providers import queries as market

if TYPE_CHECKING:
    from carewright.monitoring.models import Variation

area = Area("Variations and price requests")
own_area = Area("For providers: weekly reports and prices")
Since = Annotated[Day | None, Field(description="Of weeks from this day on.")]
Until = Annotated[Day | None, Field(description="Of weeks before this day.")]


@area.reads("/variations", "see_variations")
def list_variations(
    request: Request, page: Query[Paging], state: Word = "", search: Line = "", provider: Line = ""
) -> Page[VariationShown]:
    """Variations of packages in the units of the key's user, by week; in a state, of a provider, or of a person."""
    found = queries.variations(request.actor, state=state, search=search, provider=provider)
    return paged(request, found, page, order=("week_on", "ref"), shown=lambda one: _shown(one, request))


@area.reads("/variations/{ref}", "see_variations")
def get_variation(request: Request, ref: PathRef) -> VariationShown:
    """One version of what was reported of a package's week, with its working."""
    return _shown(queries.variation(ref, request.actor), request)


@area.reads("/variation-payments", "see_variation_payments")
def list_variation_payments(
    request: Request, page: Query[Paging], since: Since = None, until: Until = None
) -> Page[PaymentShown]:
    """What approvals changed of weeks' payments, oldest first: for payment systems."""
    found = queries.payments(request.actor, since=since, until=until)
    return paged(request, found, page, order=("made_at", "id"), shown=PaymentShown.model_validate)


@area.writes("/providers/{ref}/variation-reports", "report_variations", status=201)
def report_variations(request: Request, ref: PathRef, asked: WeeksReported) -> ReportShown:
    """Report weeks of packages: by the provider, or on its behalf (VAR-2). The same again changes nothing."""
    made = commands.report_variations(provider=ref, rows=asked.as_rows(), how="api", by=request.actor, at=request.at)
    return ReportShown.model_validate(made)


@area.writes("/variations/{ref}/approval", "approve_variations")
def approve_variation(request: Request, ref: PathRef) -> VariationShown:
    """Approve a variation: its week is paid for the hours delivered."""
    commands.approve_variations(variations=[ref], by=request.actor, at=request.at)
    return _shown(queries.variation(ref, request.actor), request)


@area.writes("/variations/{ref}/refusal", "refuse_variations")
def refuse_variation(request: Request, ref: PathRef, asked: RefusalOfOne) -> VariationShown:
    """Refuse a variation: its week is paid as ordered."""
    commands.refuse_variations(variations=[ref], reason=asked.reason, by=request.actor, at=request.at)
    return _shown(queries.variation(ref, request.actor), request)


@area.writes("/variation-approvals", "approve_variations")
def approve_variations(request: Request, asked: VariationsChosen) -> Listed[VariationShown]:
    """Approve several variations at once: all of them or none."""
    commands.approve_variations(variations=asked.variations, by=request.actor, at=request.at)
    return _listed(asked.variations, request)


@area.writes("/variation-refusals", "refuse_variations")
def refuse_variations(request: Request, asked: VariationsToRefuse) -> Listed[VariationShown]:
    """Refuse several variations at once, for one reason: all of them or none."""
    commands.refuse_variations(**asked.told(), by=request.actor, at=request.at)
    return _listed(asked.variations, request)


@area.reads("/price-requests", "see_price_requests")
def list_price_requests(
    request: Request, page: Query[Paging], state: Word = "", search: Line = ""
) -> Page[PriceRequestShown]:
    """Requests for other prices, the latest first; in a state, or of providers by name."""
    found = market.price_requests(request.actor, state=state, search=search)
    return paged(request, found, page, order=("-asked_at", "ref"), shown=PriceRequestShown.model_validate)


@area.reads("/price-requests/{ref}", "see_price_requests")
def get_price_request(request: Request, ref: PathRef) -> PriceRequestShown:
    """One request for another price."""
    return PriceRequestShown.model_validate(market.price_request(ref, request.actor))


@area.reads("/price-requests/{ref}/effect", "see_price_requests")
def get_price_effect(
    request: Request,
    ref: PathRef,
    hourly: Annotated[Pounds | None, Field(description="At this price; null: the one asked for.")] = None,
) -> SpendEffectShown:
    """What a price would do to spend in the year from the day asked for, on what is ordered now (PRO-5)."""
    one = market.price_request(ref, request.actor)
    price = one.asked_hourly if hourly is None else hourly
    found = queries.effect_of_price(one.contract.ref, one.service, price, one.asked_from_on, request.actor)
    return SpendEffectShown.model_validate(found)


@area.writes("/contracts/{ref}/price-requests", "ask_price", status=201)
def ask_price(request: Request, ref: PathRef, asked: PriceToAsk) -> PriceRequestShown:
    """Ask commissioning for another price under a contract: by its provider, or on its behalf (VAR-3)."""
    made = of_prices.ask_price(contract=ref, **asked.told(), by=request.actor, at=request.at)
    return PriceRequestShown.model_validate(made)


@area.writes("/price-requests/{ref}/acceptance", "accept_price_request")
def accept_price_request(request: Request, ref: PathRef, asked: PriceToAgree) -> PriceRequestShown:
    """Agree a price from a day: it becomes the contract's."""
    done = of_prices.accept_price_request(price_request=ref, **asked.told(), by=request.actor, at=request.at)
    return PriceRequestShown.model_validate(done)


@area.writes("/price-requests/{ref}/refusal", "refuse_price_request")
def refuse_price_request(request: Request, ref: PathRef, asked: PriceRefusal) -> PriceRequestShown:
    """Refuse another price, with the reason."""
    done = of_prices.refuse_price_request(price_request=ref, reason=asked.reason, by=request.actor, at=request.at)
    return PriceRequestShown.model_validate(done)


@area.writes("/price-requests/{ref}/withdrawal", "withdraw_price_request")
def withdraw_price_request(request: Request, ref: PathRef) -> PriceRequestShown:
    """Take a price request back: by its provider, or on its behalf."""
    done = of_prices.withdraw_price_request(price_request=ref, by=request.actor, at=request.at)
    return PriceRequestShown.model_validate(done)


@own_area.reads("/own/variations", "see_own_visits")
def list_own_variations(request: Request, page: Query[Paging], state: Word = "") -> Page[VariationShown]:
    """What the provider has reported, the latest week first, each as it holds now and how it is paid."""
    found = queries.own_variations(request.actor, state=state)
    return paged(request, found, page, order=("-week_on", "ref"), shown=lambda one: _shown(one, request))


@own_area.reads("/own/price-requests", "see_own_price_requests")
def list_own_price_requests(request: Request, page: Query[Paging]) -> Page[PriceRequestShown]:
    """The provider's own requests for other prices, the latest first."""
    found = market.own_price_requests(request.actor)
    return paged(request, found, page, order=("-asked_at", "ref"), shown=PriceRequestShown.model_validate)


def _listed(refs: list[str], request: Request) -> Listed[VariationShown]:
    found = queries.variations(request.actor).filter(ref__in=refs)
    return Listed(items=[_shown(one, request) for one in found])


def _shown(one: "Variation", request: Request) -> VariationShown:
    return VariationShown.model_validate(queries.row_of(one, request.actor))
