"""Clusters of MSOAs, the order in which their providers are approached, and free hours declared (SRC-20, PRO-3)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.kernel.hours import HUNDREDTH, Hours
from carewright.kernel.refused import Fault, Invalid
from carewright.policy.queries import policy_at
from carewright.providers.commands.lookup import area as area_of
from carewright.providers.commands.lookup import locked_cluster, locked_provider
from carewright.providers.events import CapacityDeclared, ClusterDefined, ProtocolOrderSet
from carewright.providers.models import Capacity, Cluster, Msoa, ProtocolPlace, Provider
from carewright.providers.rules import TIMES_OF_DAY
from carewright.trail.command import command, record
from carewright.worktime import STANDARD, due

MOST_CAPACITY = Decimal(10_000)


@command
def define_cluster(*, name: str, area: str, msoas: Sequence[str], by: Actor, at: datetime) -> Cluster:
    """Define a cluster of an area by its MSOAs' codes; one that is there by this name gets these instead.

    Refused for an MSOA that isn't loaded, or that is in another cluster.
    """
    place = area_of(area)
    check_may(by, "define_cluster", unit=place.path)
    if not name.strip():
        raise Invalid([Fault("name", "Enter the cluster's name.")])
    cluster = Cluster.objects.select_for_update(no_key=True).filter(name=name.strip()).first()
    _check_msoas(msoas, cluster)
    cluster = _placed(cluster, name.strip(), place)
    cluster.msoas.exclude(code__in=msoas).update(cluster=None)
    Msoa.objects.filter(code__in=msoas).update(cluster=cluster)
    record(ClusterDefined(cluster=cluster.ref, title=cluster.name, msoas=tuple(sorted(msoas))))
    return cluster


@command
def set_protocol_order(*, cluster: str, service: str, providers: Sequence[str], by: Actor, at: datetime) -> Cluster:
    """Set in which order a cluster's providers are approached for a service, first to last, anew."""
    found = locked_cluster(cluster)
    check_may(by, "set_protocol_order", unit=found.area.path)
    known = {provider.ref: provider for provider in Provider.objects.filter(ref__in=providers)}
    if len(set(providers)) != len(providers):
        raise Invalid([Fault("providers", "A provider has one place in the order. Take out the repeat.")])
    if set(providers) - set(known):
        raise Invalid([Fault("providers", "Choose providers from the register.")])
    if not service.strip():
        raise Invalid([Fault("service", "Choose the service.")])
    ProtocolPlace.objects.filter(cluster=found, service=service).delete()
    ProtocolPlace.objects.bulk_create(
        ProtocolPlace(cluster=found, service=service, provider=known[ref], position=position)
        for position, ref in enumerate(providers, start=1)
    )
    names = tuple(f"{position} {known[ref].name}" for position, ref in enumerate(providers, start=1))
    record(
        ProtocolOrderSet(cluster=found.ref, title=found.name, service=service, providers=tuple(providers), names=names)
    )
    return found


@command
def declare_capacity(
    *,
    provider: str,
    cluster: str,
    weekly_hours: Hours,
    time_of_day: str = "",
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Capacity:
    """Declare hours a week free in a cluster at a time of day, in place of what was declared before (PRO-3).

    Stale after `expires_at`; when none is given, after the policy's time (7 days).
    """
    found = locked_provider(provider)
    place = locked_cluster(cluster)
    check_may(by, "declare_capacity", provider=found.ref, unit=place.area.path)
    until = expires_at or due(at, policy_at(at).terms.market.capacity_lasts, STANDARD)
    _check_capacity(weekly_hours, time_of_day, until, at)
    capacity, _ = Capacity.objects.update_or_create(
        provider=found,
        cluster=place,
        time_of_day=time_of_day,
        defaults={"weekly_hours": weekly_hours, "declared_at": at, "expires_at": until},
    )
    record(
        CapacityDeclared(
            provider=found.ref,
            cluster=place.ref,
            title=place.name,
            time_of_day=TIMES_OF_DAY[time_of_day],
            weekly_hours=weekly_hours,
            expires_at=until,
        )
    )
    return capacity


def _placed(cluster: Cluster | None, name: str, area: Unit) -> Cluster:
    if cluster is None:
        return Cluster.objects.create(name=name, area=area)
    if cluster.area_id != area.pk:
        raise Invalid([Fault("name", f"There is a cluster named {name} in another area. Choose another name.")])
    return cluster


def _check_msoas(codes: Sequence[str], cluster: Cluster | None) -> None:
    known = {msoa.code: msoa for msoa in Msoa.objects.filter(code__in=codes).select_related("cluster")}
    faults = [
        Fault("msoas", f"There is no MSOA {code}. Load the postcodes or check the code.")
        for code in codes
        if code not in known
    ]
    for msoa in known.values():
        if msoa.cluster is not None and (cluster is None or msoa.cluster.pk != cluster.pk):
            faults.append(
                Fault("msoas", f"{msoa.code} is in the cluster {msoa.cluster.name}. Take it out there first.")
            )
    if not codes:
        faults.append(Fault("msoas", "Enter at least one MSOA's code, such as E02005040."))
    if faults:
        raise Invalid(faults)


def _check_capacity(weekly_hours: Hours, time_of_day: str, until: datetime, at: datetime) -> None:
    faults = []
    if time_of_day not in TIMES_OF_DAY:
        faults.append(
            Fault(
                "time_of_day", f"The time of day must be one of: {', '.join(t for t in TIMES_OF_DAY if t)}; or empty."
            )
        )
    if not 0 <= weekly_hours <= MOST_CAPACITY or weekly_hours != weekly_hours.quantize(HUNDREDTH):
        faults.append(
            Fault("weekly_hours", "Hours a week must be between 0 and 10,000, with at most two decimal places.")
        )
    if until <= at:
        faults.append(Fault("expires_at", "The moment until which it holds must be in the future."))
    if faults:
        raise Invalid(faults)
