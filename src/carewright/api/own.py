"""Operations for a provider about itself: its entry in the register, its contracts and capacity."""

from ninja import Query

from carewright.api.operations import Area
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.providers import CapacityShown, ContractShown, ProviderShown, RateShown
from carewright.look.page import Request
from carewright.providers import queries

area = Area("For providers: the provider")


@area.reads("/own/provider", "see_portal")
def get_own_provider(request: Request) -> ProviderShown:
    """The provider in the register."""
    return ProviderShown.model_validate(queries.provider(request.actor.provider, request.actor))


@area.reads("/own/capacity", "see_portal")
def list_own_capacity(request: Request) -> Listed[CapacityShown]:
    """What the provider declared free, stale or not."""
    found = queries.capacity_of(request.actor.provider, request.actor)
    return Listed(items=[CapacityShown.model_validate(one) for one in found])


@area.reads("/own/contracts", "see_portal")
def list_own_contracts(request: Request, page: Query[Paging]) -> Page[ContractShown]:
    """The provider's contracts, newest first."""
    found = queries.contracts_of(request.actor.provider, request.actor)
    return paged(request, found, page, order=("-from_on", "ref"), shown=ContractShown.model_validate)


@area.reads("/own/prices", "see_portal")
def list_own_prices(request: Request) -> Listed[RateShown]:
    """The prices of the provider's own contracts."""
    found = queries.rates_of(request.actor.provider, request.actor)
    return Listed(items=[RateShown.model_validate(rate) for rates in found.values() for rate in rates])
