"""Contracts: what is refused, and looking ahead to their ends (PRO-2)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, WrongState
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.providers.commands import (
    end_contract,
    make_contract,
    plan_contract_end,
    refresh_contract_watch,
    set_rate,
)
from carewright.providers.models import Contract
from carewright.providers.queries import rate_of
from carewright.providers.rules import months_before, next_notice
from carewright.trail.queries import timeline
from tests.builders import a_council
from tests.conftest import actor
from tests.providers.builders import HOME_CARE, a_contract, a_provider

pytestmark = pytest.mark.django_db
OFFICER = actor(Role.CONTRACT_OFFICER)
LAST_DAY = date(2019, 3, 31)


@pytest.fixture
def council():
    return a_council()


@pytest.fixture
def contract(council) -> Contract:
    """From 1 April 2017 to 31 March 2019."""
    return a_contract(a_provider("Harbour Care"), area=council.east)


def owed(contract):
    return Obligation.objects.get(duty="plan_contract_end", subject=contract.ref, state=State.OPEN)


def test_the_end_has_to_be_planned_for_six_months_ahead(contract):
    assert owed(contract).due_at == datetime(2018, 9, 30, 22, 59, 59, tzinfo=UTC)
    assert owed(contract).role == Role.CONTRACT_OFFICER


def test_a_plan_meets_what_is_owed_and_it_is_owed_again_three_months_ahead(contract, friday):
    plan_contract_end(contract=contract.ref, plan="To be bought anew", by=OFFICER, at=friday)

    assert owed(contract).due_at == datetime(2018, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert Obligation.objects.get(state=State.MET).kept_late is False


def test_a_notice_that_passes_makes_way_for_the_next_and_the_last_stays_owed(contract):
    done = list(sweep(datetime(2019, 6, 1, tzinfo=UTC)))

    assert len(done) == 2
    assert owed(contract).due_at == datetime(2019, 2, 28, 23, 59, 59, tzinfo=UTC)
    assert owed(contract).on_lapse == OnLapse.OVERDUE


def test_planning_is_owed_no_more_once_the_last_plan_is_made(contract):
    in_march = datetime(2019, 3, 1, tzinfo=UTC)
    for _ in range(3):
        plan_contract_end(contract=contract.ref, plan="To be bought anew", by=OFFICER, at=in_march)
        if not Obligation.objects.filter(state=State.OPEN).exists():
            break

    with pytest.raises(WrongState):
        plan_contract_end(contract=contract.ref, plan="To be bought anew", by=OFFICER, at=in_march)


def test_another_last_day_moves_what_is_owed(contract, friday):
    end_contract(contract=contract.ref, to_on=date(2018, 12, 31), reason="Provider closes", by=OFFICER, at=friday)

    assert owed(contract).due_at == datetime(2018, 6, 30, 22, 59, 59, tzinfo=UTC)
    assert "ends on 31 December 2018: Provider closes" in timeline(contract.provider.ref)[0].sentence


def test_a_contract_without_an_end_owes_nothing(council):
    open_ended = a_contract(a_provider("Elm Homecare"), area=council.east, to_on=None)

    assert not Obligation.objects.filter(subject=open_ended.ref).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "handshake"}, "kind"),
        ({"services": []}, "services"),
        ({"services": ["gardening"]}, "services"),
        ({"need_categories": ["tall"]}, "need_categories"),
        ({"kind": "cluster"}, "clusters"),
        ({"clusters": ["CLU-0000-0000-0"]}, "clusters"),
        ({"areas": ["UNIT-0000-0000-0"]}, "areas"),
        ({"to_on": date(2017, 3, 31)}, "to_on"),
        ({"rates": {"day_services": Decimal(9)}}, "rates"),
        ({"rates": {HOME_CARE: Decimal(0)}}, "rates"),
    ],
)
def test_a_faulty_contract_is_refused_by_field(council, friday, changes, field):
    told = {"kind": "other_contracted", "services": [HOME_CARE], "from_on": date(2017, 4, 1)} | changes

    with pytest.raises(Invalid) as refused:
        make_contract(provider=a_provider().ref, **told, by=OFFICER, at=friday)

    assert refused.value.faults[0].field == field
    assert not Contract.objects.exists()


def test_a_price_holds_from_its_day_and_the_past_keeps_its_own(contract, friday):
    set_rate(
        contract=contract.ref,
        service=HOME_CARE,
        hourly=Decimal("19.05"),
        from_on=date(2018, 4, 1),
        by=OFFICER,
        at=friday,
    )

    prices = [rate_of(contract.ref, HOME_CARE, day) for day in (date(2017, 3, 31), date(2018, 3, 31), date(2018, 4, 1))]

    assert prices == [None, Decimal("18.40"), Decimal("19.05")]


def test_a_price_once_set_stays(contract, friday):
    with pytest.raises(Invalid) as refused:
        set_rate(
            contract=contract.ref,
            service=HOME_CARE,
            hourly=Decimal(19),
            from_on=date(2017, 4, 1),
            by=OFFICER,
            at=friday,
        )

    assert refused.value.field == "from_on"


def test_no_price_is_told_by_a_timeline(contract, friday):
    set_rate(
        contract=contract.ref,
        service=HOME_CARE,
        hourly=Decimal("19.05"),
        from_on=date(2018, 4, 1),
        by=OFFICER,
        at=friday,
    )

    told = " ".join(entry.sentence for entry in timeline(contract.provider.ref, contract.ref))

    assert "19.05" not in told
    assert "18.40" not in told


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2019, 3, 31), 6, date(2018, 9, 30)),
        (date(2019, 3, 31), 1, date(2019, 2, 28)),
        (date(2020, 3, 31), 1, date(2020, 2, 29)),
        (date(2018, 1, 15), 1, date(2017, 12, 15)),
    ],
)
def test_months_before_a_day_keep_to_the_last_of_a_shorter_month(day, months, expected):
    assert months_before(day, months) == expected


def test_the_next_notice_is_the_first_still_ahead():
    day_of_the_first = date(2018, 9, 30)

    assert next_notice(LAST_DAY, after=day_of_the_first - timedelta(days=1), notices=(6, 3, 1)) == (6, day_of_the_first)
    assert next_notice(LAST_DAY, after=day_of_the_first, notices=(6, 3, 1)) == (3, date(2018, 12, 31))
    assert next_notice(LAST_DAY, after=LAST_DAY, notices=(6, 3, 1)) is None


def test_the_watch_is_the_system_s_alone(contract, friday):
    refresh = refresh_contract_watch
    Obligation.objects.all().delete()

    refresh(contract=contract.ref, by=SYSTEM, at=friday)

    assert owed(contract)
