"""Providers, contracts, clusters and postcodes, made by the real commands."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.providers.commands import (
    define_cluster,
    make_contract,
    register_provider,
    set_protocol_order,
)
from carewright.providers.models import Cluster, Contract, Msoa, Postcode, Provider
from tests.builders import SET_UP
from tests.conftest import actor

HOME_CARE = "home_care"
CONTRACT_START = date(2017, 4, 1)
CONTRACT_END = date(2019, 3, 31)
_numbers = count(1)


def a_provider(name: str = "", *, at: datetime = SET_UP, **details: Any) -> Provider:
    """A registered provider, rated Good unless told otherwise, without a contract."""
    number = next(_numbers)
    name = name or f"Provider {number}"
    slug = name.lower().replace(" ", "-")
    told: dict[str, Any] = {
        "regulator_id": f"1-9{number:08}",
        "offers_email": f"offers@{slug}.example",
        "manager_email": f"manager@{slug}.example",
        "telephone": "01632 960333",
        "rating": "Good",
        "rated_on": date(2017, 2, 1),
    }
    return register_provider(name=name, **(told | details), by=actor(Role.CONTRACT_OFFICER), at=at)


def a_contract(
    provider: Provider,
    *,
    kind: str = "other_contracted",
    area: Unit | None = None,
    cluster: Cluster | None = None,
    rate: Decimal | str = "18.40",
    services: Sequence[str] = (HOME_CARE,),
    at: datetime = SET_UP,
    **details: Any,
) -> Contract:
    """A contract for home care from April 2017 to March 2019 at £18.40 an hour, for an area or a cluster."""
    told: dict[str, Any] = {"from_on": CONTRACT_START, "to_on": CONTRACT_END} | details
    return make_contract(
        provider=provider.ref,
        kind=kind,
        services=list(services),
        areas=[area.ref] if area else [],
        clusters=[cluster.ref] if cluster else [],
        rates={service: Decimal(rate) for service in services},
        **told,
        by=actor(Role.COMMISSIONER),
        at=at,
    )


def a_cluster(
    area: Unit, name: str = "Whitstable", *, postcodes: Sequence[str] = ("CT5 1AB",), at: datetime = SET_UP
) -> Cluster:
    """A cluster of one MSOA of its own, to which the postcodes belong."""
    msoa = a_msoa(*postcodes)
    return define_cluster(name=name, area=area.ref, msoas=[msoa.code], by=actor(Role.COMMISSIONER), at=at)


def a_msoa(*postcodes: str, name: str = "") -> Msoa:
    """An MSOA with these postcodes, as the national lookup would load them."""
    code = f"E02{next(_numbers):06}"
    msoa = Msoa.objects.create(code=code, name=name or f"Area {code}")
    Postcode.objects.bulk_create(Postcode(code=postcode.replace(" ", ""), msoa=msoa) for postcode in postcodes)
    return msoa


def cluster_providers(cluster: Cluster, *names: str, service: str = HOME_CARE, at: datetime = SET_UP) -> list[Provider]:
    """Providers with a cluster contract, in the protocol order of their names here."""
    made = [a_provider(name, at=at) for name in names]
    for provider in made:
        a_contract(provider, kind="cluster", cluster=cluster, services=(service,), at=at)
    in_protocol_order(cluster, *made, service=service, at=at)
    return made


def in_protocol_order(cluster: Cluster, *providers: Provider, service: str = HOME_CARE, at: datetime = SET_UP) -> None:
    """Set the cluster's order for a service."""
    refs = [provider.ref for provider in providers]
    set_protocol_order(cluster=cluster.ref, service=service, providers=refs, by=actor(Role.COMMISSIONER), at=at)
