"""What an order costs is worked out from hours, carers and rate (ORD-1)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.kernel.refused import Refused
from carewright.packages.rules import (
    LineFacts,
    check_contribution,
    check_hours_ordered,
    order_cost,
    ordered_hours,
    service_in_words,
    standing,
)

MONDAY_8_JANUARY = date(2018, 1, 8)


def a_line(
    hours: str = "14",
    carers: int = 1,
    rate: str | None = "20.00",
    starts: date = MONDAY_8_JANUARY,
    ends: date | None = None,
) -> LineFacts:
    return LineFacts("PRV-1", Decimal(hours), carers, Decimal(rate) if rate else None, starts, ends)


def test_a_weekly_cost_is_hours_times_carers_times_rate() -> None:
    assert a_line("14", 2, "24.10").weekly_cost == Decimal("674.80")


def test_half_a_penny_is_rounded_up() -> None:
    assert a_line("0.25", 1, "20.02").weekly_cost == Decimal("5.01")


@given(
    st.lists(
        st.tuples(st.integers(0, 16800), st.integers(1, 4), st.integers(1, 9999)),
        max_size=5,
    )
)
def test_an_order_costs_the_sum_of_its_lines_each_rounded_half_up(rows: list[tuple[int, int, int]]) -> None:
    lines = [LineFacts("PRV", Decimal(h) / 100, c, Decimal(r) / 100, MONDAY_8_JANUARY) for h, c, r in rows]

    exact = sum((Fraction(h, 100) * c * Fraction(r, 100) * 100 + Fraction(1, 2)) // 1 for h, c, r in rows)

    assert order_cost(lines) * 100 == exact


def test_a_line_without_a_contract_costs_nothing_yet() -> None:
    assert order_cost([a_line(rate=None), a_line("1")]) == Decimal("20.00")


def test_both_the_first_and_the_last_day_are_ordered() -> None:
    line = a_line(ends=date(2018, 1, 14))

    assert [line.is_in_force(date(2018, 1, day)) for day in (7, 8, 14, 15)] == [False, True, True, False]


def test_hours_ordered_may_be_all_that_are_required_and_no_more() -> None:
    check_hours_ordered([a_line("7"), a_line("7")], Decimal(14))

    with pytest.raises(Refused) as refusal:
        check_hours_ordered([a_line("7"), a_line("7.01")], Decimal(14))
    assert refusal.value.rule == "SRC-12"


@pytest.mark.parametrize("contribution", ["-0.01", "280.01"])
def test_a_contribution_is_between_nothing_and_the_whole_cost(contribution: str) -> None:
    check_contribution(Decimal(0), Decimal(280))
    check_contribution(Decimal(280), Decimal(280))

    with pytest.raises(Refused):
        check_contribution(Decimal(contribution), Decimal(280))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 1, 7), "Starts 8 January 2018"),
        (date(2018, 1, 8), "In place"),
        (date(2018, 1, 14), "In place"),
        (date(2018, 1, 15), "Ended 14 January 2018"),
    ],
)
def test_how_a_package_stands_on_a_day(day: date, words: str) -> None:
    assert standing([a_line(ends=date(2018, 1, 14))], day, is_sent=True) == words


def test_a_package_without_lines_or_not_sent_says_so() -> None:
    assert standing([], MONDAY_8_JANUARY, is_sent=False) == "Not ordered yet"
    assert standing([a_line()], MONDAY_8_JANUARY, is_sent=False) == "Order being made"
    assert ordered_hours([]) == 0


def test_a_service_that_the_policy_dropped_is_still_readable() -> None:
    assert service_in_words({"home_care": "Home care"}, "home_care") == "Home care"
    assert service_in_words({}, "night_sitting") == "Night sitting"
