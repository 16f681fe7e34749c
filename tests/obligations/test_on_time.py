"""How time limits are kept, from obligations alone (OBL-3)."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.obligations.queries import Per, on_time
from tests.conftest import actor

pytestmark = pytest.mark.django_db

AT = datetime(2018, 1, 29, 9, 0, tzinfo=UTC)
SINCE, UNTIL = AT - timedelta(weeks=4), AT + timedelta(days=7)


@pytest.fixture
def east() -> Unit:
    unit = Unit.objects.create(name="East", kind="area", path="east")
    unit.path = f"{unit.pk}."
    unit.save()
    return unit


@pytest.fixture
def manager(east):
    return actor(Role.BROKERAGE_MANAGER, unit=east)


numbers = iter(range(10**9))


def ended(
    unit, *, rule="ACC-1", state=State.MET, late=False, due=AT - timedelta(days=2), took=timedelta(hours=1), provider=""
):
    return Obligation.objects.create(
        rule=rule, duty="call", sentence="x", subject=f"S-{next(numbers)}", about="A", role=Role.BROKER, unit=unit,
        provider=provider, opened_at=due - timedelta(days=1), due_at=due, on_lapse=OnLapse.OVERDUE, state=state,
        closed_at=None if state == State.OPEN else due - timedelta(days=1) + took, kept_late=late,
    )  # fmt: skip


def test_each_way_of_ending_is_counted_by_rule(east, manager):
    for _ in range(3):
        ended(east)
    ended(east, late=True)
    ended(east, state=State.LAPSED)
    ended(east, state=State.OPEN)
    ended(east, rule="SRC-4")

    first, second = on_time(manager, since=SINCE, until=UNTIL, at=AT)

    assert (first.key, first.kept, first.kept_late, first.lapsed, first.overdue) == ("ACC-1", 3, 1, 1, 1)
    assert (first.owed, first.percent) == (6, 50)
    assert (second.key, second.kept, second.percent) == ("SRC-4", 1, 100)


def test_cancelled_ones_open_ones_not_yet_due_and_other_weeks_are_not_judged(east, manager):
    ended(east, state=State.CANCELLED)
    ended(east, state=State.OPEN, due=AT)
    ended(east, due=SINCE - timedelta(seconds=1))
    ended(east, due=UNTIL)

    assert on_time(manager, since=SINCE, until=UNTIL, at=AT) == []


def test_an_open_one_is_overdue_one_second_after_it_was_due(east, manager):
    ended(east, state=State.OPEN, due=AT - timedelta(seconds=1))

    assert [row.overdue for row in on_time(manager, since=SINCE, until=UNTIL, at=AT)] == [1]


def test_somebody_else_s_area_is_not_counted(east, manager):
    west = Unit.objects.create(name="West", kind="area", path="99999.")
    ended(west)

    assert on_time(manager, since=SINCE, until=UNTIL, at=AT) == []
    assert on_time(actor(Role.BROKER, unit=west), since=SINCE, until=UNTIL, at=AT) == []


def test_by_unit_by_provider_and_by_month(east, manager):
    ended(east, due=datetime(2018, 1, 31, 23, 0, tzinfo=UTC) - timedelta(weeks=2))
    ended(None, provider="PRV-1")

    def rows(per):
        return [(row.key, row.label, row.kept) for row in on_time(manager, since=SINCE, until=UNTIL, at=AT, per=per)]

    assert rows(Per.UNIT) == [(east.ref, "East", 1)]
    assert rows(Per.PROVIDER) == [("PRV-1", "PRV-1", 1)]
    assert [(label, kept) for _, label, kept in rows(Per.MONTH)] == [("January 2018", 2)]


def test_median_and_95th_percentile_agree_with_counting_by_hand(east, manager):
    chance = random.Random(7)
    taken: dict[str, list[timedelta]] = {}
    for rule, many in (("A-1", 1), ("A-2", 2), ("A-3", 19), ("A-4", 20), ("A-5", 61)):
        taken[rule] = [timedelta(seconds=chance.randrange(60, 10**6)) for _ in range(many)]
        for took in taken[rule]:
            ended(east, rule=rule, took=took)

    found = {row.key: (row.median, row.percentile_95) for row in on_time(manager, since=SINCE, until=UNTIL, at=AT)}

    assert found == {rule: (nearest_rank(times, 50), nearest_rank(times, 95)) for rule, times in taken.items()}


def nearest_rank(times: list[timedelta], percent: int) -> timedelta:
    """The smallest time such that at least so many of a hundred took no longer."""
    return next(t for t in sorted(times) if sum(other <= t for other in times) * 100 >= percent * len(times))


def test_the_number_of_queries_does_not_grow(east, manager, django_assert_num_queries):
    for number in range(30):
        ended(east, rule=f"R-{number}")

    with django_assert_num_queries(2):
        assert len(on_time(manager, since=SINCE, until=UNTIL, at=AT)) == 30


def test_a_month_is_london_s_month_whatever_the_clocks(east, manager):
    since, until = datetime(2018, 2, 15, tzinfo=UTC), datetime(2018, 12, 15, tzinfo=UTC)
    summer = [datetime(2018, 5, 31, 22, 59, 59, tzinfo=UTC), datetime(2018, 5, 31, 23, 0, tzinfo=UTC)]
    winter = [datetime(2018, 10, 31, 23, 59, 59, tzinfo=UTC), datetime(2018, 11, 1, tzinfo=UTC)]
    for due in (*summer, *winter):
        ended(east, due=due)

    rows = on_time(manager, since=since, until=until, at=until, per=Per.MONTH)

    assert [row.label for row in rows] == ["May 2018", "June 2018", "October 2018", "November 2018"]
    assert [row.key for row in rows][:2] == ["2018-05", "2018-06"]
