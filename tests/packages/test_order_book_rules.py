"""Any order of what can be done leaves a book without overlaps and gaps, whose past answers never change (ORD-2, 3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.packages.rules import (
    LineFacts,
    Version,
    adjustments,
    charges_of,
    cost_of_days,
    ended,
    from_day,
    hours_of_days,
    on_day,
    resumed,
    suspended,
    timeline,
)
from carewright.packages.rules.book import DAY, Rows, changed
from carewright.packages.rules.charges import monday_of

MONDAY = date(2018, 1, 8)
START = datetime(2018, 1, 2, 9, tzinfo=UTC)
Act = Callable[[Rows, date], Rows]


def a_row(**told: object) -> LineFacts:
    return LineFacts("PRV-1", Decimal("14.00"), 1, Decimal("20.50"), MONDAY, **told)


def hours(amount: str) -> Act:
    return lambda rows, day: changed(rows, 1, day, lambda row: replace(row, weekly_hours=Decimal(amount)))


def reordered(amount: str) -> Act:
    def act(rows: Rows, day: date) -> Rows:
        new = {"weekly_hours": Decimal(amount), "ordered_hours": Decimal(amount)}
        return changed(rows, 1, day, lambda row: replace(row, **new))

    return act


def uplifted(rate: str) -> Act:
    return lambda rows, day: changed(rows, 1, day, lambda row: replace(row, rate=Decimal(rate)))


def away(days: int, percent: int) -> Act:
    return lambda rows, day: suspended(from_day(rows, day), day, retainer_days=days, retainer_percent=percent)


def back(rows: Rows, day: date) -> Rows:
    return resumed(from_day(rows, day), day)


@dataclass(frozen=True)
class Step:
    act: Act
    days_from_start: int
    days_later_known: int


ACTS = st.one_of(
    st.decimals(1, 40, places=2).map(lambda amount: hours(str(amount))),
    st.decimals(1, 40, places=2).map(lambda amount: reordered(str(amount))),
    st.decimals(10, 40, places=2).map(lambda rate: uplifted(str(rate))),
    st.tuples(st.integers(0, 14), st.integers(0, 100)).map(lambda told: away(*told)),
    st.just(back),
)
STEPS = st.lists(st.builds(Step, ACTS, st.integers(0, 120), st.integers(0, 10)), max_size=9)


def a_history(steps: list[Step]) -> list[Version]:
    """Versions of a package of two parts, made one after another; each act is on what was then believed."""
    rows = (a_row(), replace(a_row(), part=2, provider="PRV-2", weekly_hours=Decimal("3.50")))
    versions = [Version(1, MONDAY, START, rows)]
    known = START
    for step in steps:
        known += timedelta(days=step.days_later_known, seconds=1)
        day = MONDAY + timedelta(days=step.days_from_start)
        versions.append(Version(len(versions) + 1, day, known, step.act(timeline(versions), day)))
    return versions


@given(STEPS)
def test_rows_of_a_part_neither_overlap_nor_leave_gaps(steps: list[Step]) -> None:
    rows = timeline(a_history(steps))

    for part in (1, 2):
        own = [row for row in rows if row.part == part]
        assert own[0].from_on == MONDAY
        assert all(one.to_on is not None and one.to_on + DAY == after.from_on for one, after in pairwise(own))
        assert own[-1].to_on is None


@given(STEPS)
def test_what_was_known_never_changes(steps: list[Step]) -> None:
    versions = a_history(steps)

    for made in range(1, len(versions) + 1):
        known_at = versions[made - 1].known_at
        assert timeline(versions, known_at=known_at) == timeline(versions[:made])


@given(STEPS, st.integers(0, 200))
def test_a_day_is_told_by_the_newest_version_that_speaks_for_it(steps: list[Step], after: int) -> None:
    versions, day = a_history(steps), MONDAY + timedelta(days=after)

    speaks = [version for version in versions if version.from_on <= day][-1]

    told = {row.part: replace(row, from_on=day, to_on=day) for row in on_day(speaks.rows, day)}
    assert {row.part: replace(row, from_on=day, to_on=day) for row in on_day(timeline(versions), day)} == told


@given(STEPS)
def test_weeks_that_were_over_come_out_to_the_penny_with_their_adjustments(steps: list[Step]) -> None:
    versions = a_history(steps)
    for made in range(1, len(versions)):
        before, after = timeline(versions[:made]), timeline(versions[: made + 1])
        last = monday_of(versions[made].known_at.date()) - DAY
        owed = adjustments(before, after, MONDAY, last)
        week = MONDAY
        while week <= last:
            sunday = week + 6 * DAY
            adjusted = sum((one.amount for one in owed if week <= one.from_on <= sunday), Decimal("0.00"))
            assert cost_of_days(before, week, sunday) + adjusted == cost_of_days(after, week, sunday)
            week += 7 * DAY


@given(STEPS)
def test_a_week_that_the_first_day_cuts_comes_out_to_the_penny_as_well(steps: list[Step]) -> None:
    versions = a_history(steps)
    for made in range(1, len(versions)):
        before, after = timeline(versions[:made]), timeline(versions[: made + 1])
        first, last = versions[made].from_on, versions[made].known_at.date() - DAY
        if first > last:
            continue
        owed, monday = adjustments(before, after, first, last), monday_of(first)
        amount, hours = sum(one.amount for one in owed), sum(one.hours for one in owed)
        assert cost_of_days(before, monday, last) + amount == cost_of_days(after, monday, last)
        assert sum_of_weeks(before, monday, last) + hours == sum_of_weeks(after, monday, last)


def sum_of_weeks(rows: Rows, first: date, last: date) -> Decimal:
    """Hours due as a statement has them: each part's week rounded once."""
    return sum((charge.hours for charge in charges_of(rows, first, last)), Decimal("0.00"))


def test_one_day_at_the_end_of_a_week_is_what_the_whole_week_costs_more() -> None:
    before = [replace(a_row(), weekly_hours=Decimal(14), rate=Decimal("18.41"))]
    sunday = MONDAY + 6 * DAY
    for hundredths in range(1401, 1501):
        later = replace(before[0], weekly_hours=Decimal(hundredths) / 100, from_on=sunday)
        after = [replace(before[0], to_on=sunday - DAY), later]

        owed = sum(one.amount for one in adjustments(before, after, sunday, sunday))

        assert owed == cost_of_days(after, MONDAY, sunday) - cost_of_days(before, MONDAY, sunday)


@given(st.integers(0, 400), st.integers(0, 60), st.decimals(0, 168, places=2), st.decimals(0, 99, places=2))
def test_days_cost_a_seventh_of_the_week_each_rounded_once_a_week(
    start: int, length: int, weekly: Decimal, rate: Decimal
) -> None:
    row = replace(a_row(), weekly_hours=weekly, rate=rate)
    first = MONDAY + timedelta(days=start)
    last = first + timedelta(days=length)

    per_week: dict[date, int] = {}
    for number in range(length + 1):
        week = monday_of(first + timedelta(days=number))
        per_week[week] = per_week.get(week, 0) + 1

    pennies = sum(int(Fraction(row.weekly_cost) * 100 * days / 7 + Fraction(1, 2)) for days in per_week.values())
    assert cost_of_days([row], first, last) == Decimal(pennies) / 100


def test_an_ended_package_costs_nothing_after_its_last_day_and_in_full_until_then() -> None:
    wednesday = date(2018, 1, 17)
    first = Version(1, MONDAY, START, (a_row(),))
    end = Version(2, wednesday, START, ended(timeline([first]), wednesday))

    rows = timeline([first, end])

    assert [(row.from_on, row.to_on) for row in rows] == [(MONDAY, wednesday)]
    assert cost_of_days(rows, wednesday, wednesday) == Decimal("41.00")
    assert cost_of_days(rows, wednesday + DAY, wednesday + 30 * DAY) == 0


def test_a_cancelled_order_costs_nothing_from_its_first_day() -> None:
    first = Version(1, MONDAY, START, (a_row(),))

    rows = timeline([first, Version(2, MONDAY, START, ())])

    assert rows == ()
    assert cost_of_days(rows, MONDAY, MONDAY + 90 * DAY) == 0


def test_a_suspension_pays_its_retainer_for_its_days_and_then_nothing_until_care_begins_again() -> None:
    hospital, home = date(2018, 1, 22), date(2018, 2, 5)
    first = Version(1, MONDAY, START, (a_row(),))
    gone = Version(2, hospital, START, suspended(timeline([first]), hospital, retainer_days=7, retainer_percent=50))
    again = Version(3, home, START, back(timeline([first, gone]), home))

    rows = timeline([first, gone, again])

    assert [cost_of_days(rows, day, day + 6 * DAY) for day in (MONDAY, hospital, hospital + 7 * DAY, home)] == [
        Decimal("287.00"),
        Decimal("143.50"),
        Decimal("0.00"),
        Decimal("287.00"),
    ]
    assert hours_of_days(rows, hospital, home - DAY) == 0
    assert [row.baseline for row in rows] == [Decimal("14.00")] * 4


def test_flexes_add_up_from_what_was_originally_ordered_and_a_new_order_moves_it() -> None:
    versions = [Version(1, MONDAY, START, (a_row(ordered_hours=Decimal("14.00")),))]
    for number, act in enumerate((hours("16.00"), uplifted("21.00"), hours("18.50"), reordered("20.00")), start=2):
        day = MONDAY + timedelta(weeks=number)
        versions.append(Version(number, day, START, act(timeline(versions), day)))

    last = MONDAY + timedelta(weeks=9)

    assert [row.baseline for row in timeline(versions[:4])] == [Decimal("14.00")] * 4
    assert [(row.weekly_hours, row.baseline) for row in on_day(timeline(versions), last)] == [
        (Decimal("20.00"), Decimal("20.00"))
    ]


def test_a_planned_change_is_known_only_from_when_it_was_made() -> None:
    march, made = date(2018, 3, 1), datetime(2018, 2, 1, 12, tzinfo=UTC)
    first = Version(1, MONDAY, START, (a_row(),))
    planned = Version(2, march, made, hours("16.00")(timeline([first]), march))

    rows = timeline([first, planned])

    assert [row.weekly_hours for row in on_day(rows, march - DAY)] == [Decimal("14.00")]
    assert [row.weekly_hours for row in on_day(rows, march)] == [Decimal("16.00")]
    earlier = timeline([first, planned], known_at=made - timedelta(seconds=1))
    assert [row.weekly_hours for row in on_day(earlier, march)] == [Decimal("14.00")]


@pytest.mark.parametrize("known", [made := START, made + timedelta(days=1)])
def test_nothing_was_known_before_the_first_version(known: datetime) -> None:
    assert timeline([Version(1, MONDAY, known, (a_row(),))], known_at=known - timedelta(seconds=1)) == ()
