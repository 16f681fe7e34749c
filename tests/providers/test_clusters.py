"""Clusters, protocol order and capacity: what is refused (SRC-20, PRO-3)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid
from carewright.providers.commands import declare_capacity, define_cluster, set_protocol_order
from carewright.providers.models import Capacity, Msoa
from carewright.providers.queries import cluster_of_postcode, protocol_of
from tests.builders import a_council
from tests.conftest import actor
from tests.providers.builders import HOME_CARE, a_cluster, a_msoa, a_provider, cluster_providers, in_protocol_order

pytestmark = pytest.mark.django_db
COMMISSIONER = actor(Role.COMMISSIONER)


@pytest.fixture
def council():
    return a_council()


def test_an_msoa_is_in_one_cluster(council, friday):
    a_cluster(council.east, "Whitstable")
    taken = Msoa.objects.get()

    with pytest.raises(Invalid) as refused:
        define_cluster(name="Herne Bay", area=council.east.ref, msoas=[taken.code], by=COMMISSIONER, at=friday)

    assert "is in the cluster Whitstable" in refused.value.sentence


def test_a_cluster_defined_again_has_its_new_msoas_alone(council, friday):
    whitstable = a_cluster(council.east, "Whitstable", postcodes=["CT5 1AB"])
    other = a_msoa("CT5 4ZZ")

    define_cluster(name="Whitstable", area=council.east.ref, msoas=[other.code], by=COMMISSIONER, at=friday)

    assert cluster_of_postcode("CT5 1AB") is None
    assert cluster_of_postcode("CT5 4ZZ") == whitstable


@pytest.mark.parametrize("told", [{"msoas": []}, {"msoas": ["E02999999"]}, {"area": "UNIT-0000-0000-0"}, {"name": " "}])
def test_a_faulty_cluster_is_refused(council, friday, told):
    whole = {"name": "Herne Bay", "area": council.east.ref, "msoas": [a_msoa().code]} | told

    with pytest.raises(Invalid):
        define_cluster(**whole, by=COMMISSIONER, at=friday)


def test_a_new_protocol_order_takes_the_place_of_the_one_before(council):
    whitstable = a_cluster(council.east)
    harbour, elm = cluster_providers(whitstable, "Harbour Care", "Elm Homecare")

    in_protocol_order(whitstable, elm, harbour)

    assert list(protocol_of(whitstable.ref).values_list("provider__name", "position")) == [
        ("Elm Homecare", 1),
        ("Harbour Care", 2),
    ]


def test_a_provider_has_one_place_in_an_order(council, friday):
    whitstable = a_cluster(council.east)
    ref = a_provider().ref

    with pytest.raises(Invalid):
        set_protocol_order(cluster=whitstable.ref, service=HOME_CARE, providers=[ref, ref], by=COMMISSIONER, at=friday)


def test_capacity_declared_again_takes_the_place_of_what_was_declared(council, friday):
    told: dict[str, Any] = {"provider": a_provider().ref, "cluster": a_cluster(council.east).ref, "by": COMMISSIONER}

    for hours in (20, 12):
        declare_capacity(**told, weekly_hours=Decimal(hours), at=friday)

    assert [(c.weekly_hours, c.expires_at) for c in Capacity.objects.all()] == [
        (Decimal(12), friday + timedelta(days=7))
    ]


@pytest.mark.parametrize(
    "told",
    [
        {"weekly_hours": Decimal(-1)},
        {"weekly_hours": Decimal("7.125")},
        {"time_of_day": "elevenses"},
        {"expires_at": "now"},
    ],
)
def test_faulty_capacity_is_refused(council, friday, told):
    whole = {"weekly_hours": Decimal(7)} | told
    if whole.get("expires_at") == "now":
        whole["expires_at"] = friday

    with pytest.raises(Invalid):
        declare_capacity(
            provider=a_provider().ref, cluster=a_cluster(council.east).ref, **whole, by=COMMISSIONER, at=friday
        )
