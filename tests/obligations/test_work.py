"""My work and the team's (OBL-4)."""

from datetime import UTC, datetime, timedelta

import pytest

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.obligations.queries import Urgency, counts, my_work, team_work, urgency
from tests.conftest import actor

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)


@pytest.fixture
def units() -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    for name, above in (("Westmarch", ""), ("East", "Westmarch"), ("West", "Westmarch"), ("Ash team", "East")):
        unit = Unit.objects.create(name=name, kind="team", parent=made.get(above), path=name)
        unit.path = f"{made[above].path if above else ''}{unit.pk}."
        unit.save()
        made[name] = unit
    return made


def owe(sentence, unit, role=Role.BROKER, provider="", hours: float = 1, **more) -> Obligation:
    return Obligation.objects.create(
        rule="ACC-1", duty="call", sentence=sentence, subject=sentence, about="REF-1",
        role=role, unit=unit, provider=provider, opened_at=FRIDAY,
        due_at=FRIDAY + timedelta(hours=hours), on_lapse=OnLapse.OVERDUE, **more,
    )  # fmt: skip


def sentences(work) -> list[str]:
    return [owed.sentence for owed in work]


def test_my_work_is_what_my_role_owes_in_my_unit_and_below_most_urgent_first(units):
    owe("later", units["East"], hours=9)
    owe("sooner", units["Ash team"], hours=2)
    owe("elsewhere", units["West"])
    owe("somebody else's role", units["East"], role=Role.TEAM_MANAGER)
    owe("done", units["East"], state=State.MET, closed_at=FRIDAY)

    assert sentences(my_work(actor(Role.BROKER, unit=units["East"]))) == ["sooner", "later"]


def test_two_roles_in_two_places_are_not_mixed_up(units):
    owe("broker in the east", units["East"])
    owe("manager in the east", units["East"], role=Role.TEAM_MANAGER)
    owe("broker in the west", units["West"])
    owe("manager in the west", units["West"], role=Role.TEAM_MANAGER)
    east, west = actor(Role.BROKER, unit=units["East"]), actor(Role.TEAM_MANAGER, unit=units["West"])
    both = type(east)(ref="USR-1", name="Both", holdings=east.holdings | west.holdings)

    assert sorted(sentences(my_work(both))) == ["broker in the east", "manager in the west"]


def test_a_provider_s_user_sees_its_own_duties_and_never_a_rival_s(units):
    owe("ours", None, role=Role.PROVIDER_COORDINATOR, provider="PRV-1")
    owe("a rival's", None, role=Role.PROVIDER_COORDINATOR, provider="PRV-2")
    owe("the council's", units["East"])

    assert sentences(my_work(actor(Role.PROVIDER_COORDINATOR, provider="PRV-1"))) == ["ours"]


def test_who_holds_no_role_owes_nothing(units):
    owe("something", units["East"])

    assert sentences(my_work(actor())) == []


def test_a_manager_sees_what_everybody_owes_in_the_units_below(units):
    owe("broker's", units["East"])
    owe("practitioner's", units["Ash team"], role=Role.PRACTITIONER)
    owe("elsewhere", units["West"])

    assert sorted(sentences(team_work(actor(Role.BROKERAGE_MANAGER, unit=units["East"])))) == [
        "broker's",
        "practitioner's",
    ]


def test_somebody_who_manages_nothing_has_no_team(units):
    owe("broker's", units["East"])

    assert sentences(team_work(actor(Role.BROKER, unit=units["East"]))) == []


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (datetime(2017, 12, 22, 15, 44, 59, tzinfo=UTC), Urgency.OVERDUE),
        (datetime(2017, 12, 22, 15, 45, 0, tzinfo=UTC), Urgency.TODAY),
        (datetime(2017, 12, 22, 23, 59, 59, tzinfo=UTC), Urgency.TODAY),
        (datetime(2017, 12, 23, 0, 0, 0, tzinfo=UTC), Urgency.THIS_WEEK),
        (datetime(2017, 12, 24, 23, 59, 59, tzinfo=UTC), Urgency.THIS_WEEK),
        (datetime(2017, 12, 25, 0, 0, 0, tzinfo=UTC), Urgency.LATER),
    ],
)
def test_the_groups_meet_at_the_second_and_at_london_s_midnight(units, due, group):
    owe("one", units["East"], hours=(due - FRIDAY).total_seconds() / 3600)
    counted = counts(my_work(actor(Role.BROKER, unit=units["East"])), FRIDAY)

    assert urgency(due, FRIDAY) is group
    assert {group: 1} == {each: count for each, count in counted.items() if count}


def test_in_summer_the_day_ends_at_london_s_midnight_not_at_utc_s(units):
    at = datetime(2018, 6, 6, 12, 0, tzinfo=UTC)

    assert urgency(datetime(2018, 6, 6, 22, 59, 59, tzinfo=UTC), at) is Urgency.TODAY
    assert urgency(datetime(2018, 6, 6, 23, 0, 0, tzinfo=UTC), at) is Urgency.THIS_WEEK
