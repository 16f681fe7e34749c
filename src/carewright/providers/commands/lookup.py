"""Finding and locking what a command of the market is about."""

from carewright.access.models import Unit
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.providers.models import Cluster, Contract, PriceRequest, Provider, Sanction


def locked_provider(ref: str) -> Provider:
    """The provider, locked until the command ends."""
    provider = Provider.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if provider is None:
        raise NotFound
    return provider


def locked_contract(ref: str) -> Contract:
    """The contract with its provider, locked until the command ends."""
    contract = (
        Contract.objects.select_for_update(of=("self",), no_key=True).select_related("provider").filter(ref=ref).first()
    )
    if contract is None:
        raise NotFound
    return contract


def locked_cluster(ref: str) -> Cluster:
    """The cluster with its area, locked until the command ends."""
    cluster = (
        Cluster.objects.select_for_update(of=("self",), no_key=True).select_related("area").filter(ref=ref).first()
    )
    if cluster is None:
        raise NotFound
    return cluster


def locked_sanction(ref: str) -> Sanction:
    """The sanction with its provider, locked until the command ends."""
    sanction = (
        Sanction.objects.select_for_update(of=("self",), no_key=True).select_related("provider").filter(ref=ref).first()
    )
    if sanction is None:
        raise NotFound
    return sanction


def locked_price_request(ref: str) -> PriceRequest:
    """The price request once its contract is locked, as every command about the contract's prices does first."""
    owner = PriceRequest.objects.filter(ref=ref).values_list("contract__ref", flat=True).first()
    if owner is None:
        raise NotFound
    contract = locked_contract(owner)
    found = PriceRequest.objects.select_for_update(of=("self",), no_key=True).select_related("provider").get(ref=ref)
    found.contract = contract
    return found


def area(ref: str, field: str = "area") -> Unit:
    """The area with this reference; refused for a unit that is none."""
    unit = Unit.objects.filter(ref=ref, kind=Unit.Kind.AREA).first()
    if unit is None:
        raise Invalid([Fault(field, "Choose an area.")])
    return unit


def council() -> Unit:
    """The council: who owes what is owed about the market."""
    return Unit.objects.get(kind=Unit.Kind.COUNCIL)
