"""Every command of the market: refused to other roles, and undone when its event can't be written (ROLE-2, TRAIL-1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.providers import commands
from carewright.providers.models import Capacity, Cluster, Contract, ProtocolPlace, Provider, Rate, Sanction
from carewright.trail import command as trail_command
from carewright.trail.models import Event
from tests.builders import Council, a_council
from tests.conftest import actor
from tests.providers.builders import HOME_CARE, a_cluster, a_contract, a_msoa, a_provider
from tests.providers.test_price_requests import CASES

pytestmark = pytest.mark.django_db
TABLES = (Provider, Contract, Rate, Cluster, ProtocolPlace, Capacity, Sanction)


@dataclass
class Market:
    council: Council
    provider: Provider
    contract: Contract
    cluster: Cluster
    sanction: Sanction
    msoa: str


@pytest.fixture
def market(friday) -> Market:
    council = a_council()
    provider = a_provider("Harbour Care", rating="Outstanding")
    contract = a_contract(provider, area=council.east)
    officer = actor(Role.CONTRACT_OFFICER)
    sanction = commands.impose_sanction(
        provider=provider.ref, from_on=friday.date(), reason="Late", by=officer, at=friday
    )
    commands.note_regulator_change(provider=provider.ref, rating="Good", by=officer, at=friday)
    return Market(council, provider, contract, a_cluster(council.east), sanction, a_msoa().code)


ARGUMENTS: dict[str, Callable[[Market], dict[str, Any]]] = {
    "register_provider": lambda m: {"name": "Elm Homecare", "regulator_id": "1-101"},
    "amend_provider": lambda m: {"provider": m.provider.ref, "changes": {"telephone": "01632 960444"}},
    "note_regulator_change": lambda m: {"provider": m.provider.ref, "is_dormant": True},
    "review_worse_rating": lambda m: {"provider": m.provider.ref, "finding": "One missed visit, put right"},
    "make_contract": lambda m: {
        "provider": m.provider.ref,
        "kind": "other_contracted",
        "services": [HOME_CARE],
        "areas": [m.council.west.ref],
        "from_on": date(2018, 4, 1),
    },
    "set_rate": lambda m: {
        "contract": m.contract.ref,
        "service": HOME_CARE,
        "hourly": Decimal("19.10"),
        "from_on": date(2018, 4, 1),
    },
    "end_contract": lambda m: {"contract": m.contract.ref, "to_on": date(2018, 6, 30), "reason": "Provider closes"},
    "plan_contract_end": lambda m: {"contract": m.contract.ref, "plan": "To be bought anew"},
    "define_cluster": lambda m: {"name": "Herne Bay", "area": m.council.east.ref, "msoas": [m.msoa]},
    "set_protocol_order": lambda m: {"cluster": m.cluster.ref, "service": HOME_CARE, "providers": [m.provider.ref]},
    "declare_capacity": lambda m: {
        "provider": m.provider.ref,
        "cluster": m.cluster.ref,
        "weekly_hours": Decimal(20),
    },
    "impose_sanction": lambda m: {"provider": m.provider.ref, "from_on": date(2018, 1, 1), "reason": "Missed visits"},
    "lift_sanction": lambda m: {"sanction": m.sanction.ref, "reason": "Put right"},
}


def carry_out(verb, market, role, at):
    by = actor(role, provider=market.provider.ref if role in PROVIDER_ROLES else "")
    return getattr(commands, verb)(**ARGUMENTS[verb](market), by=by, at=at)


def everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES], Event.objects.count()


def test_every_command_is_tried_here():
    by_the_system = {"refresh_contract_watch"}
    with_a_quartet = {case.verb for case in CASES}

    assert set(ARGUMENTS) | by_the_system | with_a_quartet == set(commands.__all__)


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_whoever_holds_the_right_may(verb, market, friday):
    carry_out(verb, market, Role.CONTRACT_OFFICER, friday)

    assert Event.objects.order_by("-seq")[0].acting_as == "contract officer"


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_whoever_does_not_hold_it_may_not(verb, market, friday):
    before = everything()
    others = [role for role in Role if role not in WHO_MAY[verb].roles | {Role.SYSTEM}]

    for role in others:
        with pytest.raises((NotAllowed, NotFound)):
            carry_out(verb, market, role, friday)

    assert others
    assert everything() == before


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_nothing_changes_when_its_event_cannot_be_written(verb, market, friday, monkeypatch):
    def fail(ledger):
        raise OSError("disk full")

    before = everything()
    monkeypatch.setattr(trail_command, "append", fail)

    with pytest.raises(OSError, match="disk full"):
        carry_out(verb, market, Role.CONTRACT_OFFICER, friday)

    assert everything() == before


def test_a_provider_declares_only_its_own_capacity(market, friday):
    rival = a_provider("Elm Homecare")

    with pytest.raises(NotFound):
        commands.declare_capacity(
            provider=rival.ref,
            cluster=market.cluster.ref,
            weekly_hours=Decimal(20),
            by=actor(Role.PROVIDER_COORDINATOR, provider=market.provider.ref),
            at=friday,
        )


def test_a_contract_officer_of_one_area_may_not_sanction_in_another(market, friday):
    of_west = actor(Role.CONTRACT_OFFICER, unit=market.council.west)

    with pytest.raises(NotAllowed):
        commands.impose_sanction(
            provider=market.provider.ref,
            from_on=friday.date(),
            area=market.council.east.ref,
            reason="Late visits",
            by=of_west,
            at=friday,
        )
