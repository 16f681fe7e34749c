"""Reads of clusters and the order in which their providers are approached (SRC-20)."""

from typing import Any

from django.db.models import Count, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.providers.models import Cluster, Postcode, ProtocolPlace


def cluster_of_postcode(postcode: str) -> Cluster | None:
    """The cluster of a postcode's MSOA (SRC-20); none when the postcode isn't loaded or its MSOA is in no cluster."""
    code = postcode.replace(" ", "").upper()
    found = Postcode.objects.filter(code=code).select_related("msoa__cluster__area").first()
    return found.msoa.cluster if found else None


def areas() -> QuerySet[Unit]:
    """The council's areas, by name."""
    return Unit.objects.filter(kind=Unit.Kind.AREA).order_by("name", "ref")


def clusters(area: str = "") -> QuerySet[Cluster]:
    """Clusters by area and name."""
    found = Cluster.objects.select_related("area").order_by("area__name", "name")
    return found.filter(area__ref=area) if area else found


def clusters_with_counts() -> QuerySet[Any]:
    """Clusters by area and name, each with how many MSOAs and postcodes it has."""
    postcodes = Count("msoas__postcodes", distinct=True)
    return clusters().annotate(msoa_count=Count("msoas", distinct=True), postcode_count=postcodes)


def cluster(ref: str) -> Cluster:
    """The cluster with its area and MSOAs."""
    asked = clusters().prefetch_related("msoas").filter(ref=normalised(ref, "CLU")).first()
    if asked is None:
        raise NotFound
    return asked


def protocol_of(cluster: str, service: str = "") -> QuerySet[ProtocolPlace]:
    """The order in which the cluster's providers are approached, by service."""
    found = ProtocolPlace.objects.filter(cluster__ref=cluster).select_related("provider")
    return (found.filter(service=service) if service else found).order_by("service", "position")


def protocol_places_of(provider: str, by: Actor) -> QuerySet[ProtocolPlace]:
    """The provider's places in clusters' orders. For the council: a provider isn't told its place among rivals."""
    check_may(by, "see_providers")
    found = ProtocolPlace.objects.filter(provider__ref=provider).select_related("cluster__area")
    return found.order_by("cluster__name", "service")
