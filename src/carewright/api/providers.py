"""Operations about providers, their contracts, capacity and sanctions, and clusters."""

from typing import Annotated, Literal

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Line, PathRef, Ref, Word
from carewright.api.schemas.providers import (
    CapacityShown,
    CapacityToDeclare,
    ClusterShown,
    ContractEnd,
    ContractShown,
    ContractToMake,
    Lifting,
    ProtocolOrder,
    ProtocolPlaceShown,
    ProviderAmendment,
    ProviderShown,
    ProviderToRegister,
    RateShown,
    RateToSet,
    SanctionShown,
    SanctionToImpose,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.look.page import Request
from carewright.providers import commands, queries

AreaRef = Annotated[Ref | Literal[""], Field(description="An area's reference.")]

area = Area("Providers")


@area.reads("/providers", "see_providers")
def list_providers(
    request: Request, page: Query[Paging], search: Line = "", area: AreaRef = "", service: Word = ""
) -> Page[ProviderShown]:
    """Providers by name; with an area or service, those that have a contract for it, whatever its dates."""
    found = queries.providers(request.actor, search, area, service)
    return paged(request, found, page, order=("name", "ref"), shown=ProviderShown.model_validate)


@area.reads("/providers/{ref}", "see_providers")
def get_provider(request: Request, ref: PathRef) -> ProviderShown:
    """A provider in the register."""
    return ProviderShown.model_validate(queries.provider(ref, request.actor))


@area.reads("/providers/{ref}/contracts", "see_providers")
def list_contracts(request: Request, page: Query[Paging], ref: PathRef) -> Page[ContractShown]:
    """A provider's contracts, newest first, without prices."""
    found = queries.contracts_of(queries.provider(ref, request.actor).ref, request.actor)
    return paged(request, found, page, order=("-from_on", "ref"), shown=ContractShown.model_validate)


@area.reads("/providers/{ref}/prices", "see_contract_prices")
def list_prices(request: Request, ref: PathRef) -> Listed[RateShown]:
    """The prices of a provider's contracts, newest first: commercially confidential (ROLE-6)."""
    found = queries.rates_of(queries.provider(ref, request.actor).ref, request.actor)
    return Listed(items=[RateShown.model_validate(rate) for rates in found.values() for rate in rates])


@area.reads("/providers/{ref}/capacity", "see_providers")
def list_capacity(request: Request, ref: PathRef) -> Listed[CapacityShown]:
    """What a provider declared free, stale or not, by cluster and time of day."""
    found = queries.capacity_of(queries.provider(ref, request.actor).ref, request.actor)
    return Listed(items=[CapacityShown.model_validate(one) for one in found])


@area.reads("/providers/{ref}/sanctions", "see_providers")
def list_sanctions(request: Request, page: Query[Paging], ref: PathRef) -> Page[SanctionShown]:
    """A provider's sanctions, newest first, lifted ones too."""
    found = queries.sanctions_of(queries.provider(ref, request.actor).ref, request.actor)
    return paged(request, found, page, order=("-from_on", "ref"), shown=SanctionShown.model_validate)


@area.reads("/providers/{ref}/timeline", "see_providers")
def get_provider_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a provider, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.provider(ref, request.actor).ref)


@area.writes("/providers", "register_provider", status=201)
def register_provider(request: Request, asked: ProviderToRegister) -> ProviderShown:
    """Add a provider to the register."""
    made = commands.register_provider(**asked.told(), by=request.actor, at=request.at)
    return ProviderShown.model_validate(made)


@area.writes("/providers/{ref}", "amend_provider", method="PATCH")
def amend_provider(request: Request, ref: PathRef, asked: ProviderAmendment) -> ProviderShown:
    """Amend a provider's details."""
    amended = commands.amend_provider(provider=ref, changes=asked.changes(), by=request.actor, at=request.at)
    return ProviderShown.model_validate(amended)


@area.writes("/providers/{ref}/contracts", "make_contract", status=201)
def make_contract(request: Request, ref: PathRef, asked: ContractToMake) -> ContractShown:
    """Make a contract with a provider."""
    made = commands.make_contract(provider=ref, **asked.told(), by=request.actor, at=request.at)
    return ContractShown.model_validate(made)


@area.writes("/contracts/{ref}/prices", "set_rate", status=201)
def set_rate(request: Request, ref: PathRef, asked: RateToSet) -> RateShown:
    """Set a contract's price from a day on; the past keeps its own (PRO-2)."""
    return RateShown.model_validate(commands.set_rate(contract=ref, **asked.told(), by=request.actor, at=request.at))


@area.writes("/contracts/{ref}/end", "end_contract")
def end_contract(request: Request, ref: PathRef, asked: ContractEnd) -> ContractShown:
    """Set a contract's last day, earlier or later than it was."""
    return ContractShown.model_validate(
        commands.end_contract(contract=ref, **asked.told(), by=request.actor, at=request.at)
    )


@area.writes("/providers/{ref}/capacity", "declare_capacity")
def declare_capacity(request: Request, ref: PathRef, asked: CapacityToDeclare) -> CapacityShown:
    """Declare hours free in a cluster, in place of what was declared before. Providers declare their own (PRO-3)."""
    declared = commands.declare_capacity(provider=ref, **asked.told(), by=request.actor, at=request.at)
    return CapacityShown.model_validate(declared)


@area.writes("/providers/{ref}/sanctions", "impose_sanction", status=201)
def impose_sanction(request: Request, ref: PathRef, asked: SanctionToImpose) -> SanctionShown:
    """Bar new placements with a provider (SRC-9)."""
    imposed = commands.impose_sanction(provider=ref, **asked.told(), by=request.actor, at=request.at)
    return SanctionShown.model_validate(imposed)


@area.writes("/sanctions/{ref}/lifting", "lift_sanction")
def lift_sanction(request: Request, ref: PathRef, asked: Lifting) -> SanctionShown:
    """Lift a sanction at once."""
    return SanctionShown.model_validate(
        commands.lift_sanction(sanction=ref, reason=asked.reason, by=request.actor, at=request.at)
    )


@area.reads("/clusters", "see_providers")
def list_clusters(request: Request, page: Query[Paging], area: AreaRef = "") -> Page[ClusterShown]:
    """Clusters, by name."""
    return paged(request, queries.clusters(area), page, order=("name", "ref"), shown=ClusterShown.model_validate)


@area.reads("/clusters/{ref}/protocol", "see_providers")
def get_protocol_order(request: Request, ref: PathRef, service: Word = "") -> Listed[ProtocolPlaceShown]:
    """The order in which a cluster's providers are approached, by service (SRC-20)."""
    found = queries.protocol_of(queries.cluster(ref).ref, service)
    return Listed(items=[ProtocolPlaceShown.model_validate(place) for place in found])


@area.writes("/clusters/{ref}/protocol", "set_protocol_order", method="PUT")
def set_protocol_order(request: Request, ref: PathRef, asked: ProtocolOrder) -> ClusterShown:
    """Set the order in which a cluster's providers are approached for a service, anew."""
    found = commands.set_protocol_order(cluster=ref, **asked.told(), by=request.actor, at=request.at)
    return ClusterShown.model_validate(found)
