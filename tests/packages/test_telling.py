"""What a version changed, in sentences; what comes; where care is missing (ORD-2, ORD-3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from carewright.packages.rules import Gap, LineFacts, charges_of, cost_of_days, gaps, turning_days, what_changed
from carewright.packages.rules.book import DAY, changed, ended, suspended

MONDAY = date(2018, 1, 8)
LATER = MONDAY + 14 * DAY
ROW = LineFacts("PRV-1", Decimal("14.00"), 1, Decimal("18.40"), MONDAY)
OTHER = replace(ROW, provider="PRV-2", part=2, weekly_hours=Decimal(4))
FUND = LineFacts("", Decimal(0), 1, None, LATER, part=0, fund=Decimal("274.50"))
NAMES = {"PRV-1": "Harbour Care", "PRV-2": "Elm Homecare"}


def changes(before: tuple[LineFacts, ...], after: tuple[LineFacts, ...], *, priced: bool = True) -> list[str]:
    return what_changed(before, after, LATER, NAMES, priced=priced)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (changed([ROW], 1, LATER, lambda one: replace(one, weekly_hours=Decimal("16.5"))),
         ["Harbour Care: 14 hours a week became 16.5 hours a week."]),
        (changed([ROW], 1, LATER, lambda one: replace(one, rate=Decimal("19.00"))),
         ["Harbour Care: £18.40 an hour became £19.00 an hour."]),
        (ended([ROW], LATER), ["Harbour Care: the last day is 22 January 2018."]),
        ((), ["Harbour Care: nothing from 22 January 2018 on."]),
        ((ROW, replace(OTHER, from_on=LATER)), ["Elm Homecare: 4 hours a week from 22 January 2018."]),
        ((FUND,), ["Direct payment: £274.50 a week from 22 January 2018.",
                   "Harbour Care: nothing from 22 January 2018 on."]),
        (suspended([ROW], LATER, retainer_days=7, retainer_percent=50),
         ["Harbour Care: suspended from 22 January 2018; 50% is paid until 28 January 2018, and nothing after it."]),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_told(after: tuple[LineFacts, ...], said: list[str]) -> None:
    assert changes((ROW,), after) == said


def test_money_is_told_to_who_may_see_it_alone() -> None:
    after = changed([ROW], 1, LATER, lambda one: replace(one, rate=Decimal("19.00")))

    assert changes((ROW,), after, priced=False) == ["Harbour Care: another price."]
    assert not any("£" in said for said in changes((ROW,), (FUND,), priced=False))


def test_a_part_that_ends_and_is_not_made_up_for_is_a_gap() -> None:
    rows = (replace(ROW, to_on=LATER), OTHER)

    assert gaps(rows) == (Gap(LATER + DAY, None, Decimal(14), is_whole=False),)


def test_a_gap_is_over_when_as_many_hours_are_ordered_again() -> None:
    back = replace(ROW, from_on=LATER + 4 * DAY, part=3, provider="PRV-3")

    [gap] = gaps((replace(ROW, to_on=LATER), back))

    assert (gap.from_on, gap.to_on, gap.is_whole, gap.length) == (LATER + DAY, LATER + 3 * DAY, True, "3 days")


def test_no_gap_where_another_provider_goes_on_the_next_day() -> None:
    assert gaps((replace(ROW, to_on=LATER), replace(ROW, from_on=LATER + DAY, part=2, provider="PRV-2"))) == ()


def test_no_gap_where_it_was_meant_to_end_or_the_council_ordered_anew_since() -> None:
    rows = (replace(ROW, to_on=LATER),)

    assert gaps(rows, meant_to_end=True) == ()
    assert gaps((*rows, OTHER), settled_on=LATER + 9 * DAY) == ()


def test_a_fund_in_the_place_of_care_is_no_gap() -> None:
    assert gaps((replace(ROW, to_on=LATER - DAY), FUND)) == ()


def test_what_turns_is_told_by_its_first_day() -> None:
    rows = (replace(ROW, to_on=LATER), replace(OTHER, from_on=LATER + 7 * DAY))

    assert turning_days(rows, MONDAY) == [LATER + DAY, LATER + 7 * DAY]


def test_a_statement_adds_up_to_what_the_days_cost() -> None:
    rows = (*changed([ROW], 1, LATER + 2 * DAY, lambda one: replace(one, weekly_hours=Decimal("9.75"))), OTHER)
    rows = (replace(ROW, to_on=LATER + DAY), *rows)
    first, last = MONDAY + 3 * DAY, LATER + 18 * DAY

    charged = charges_of(rows, first, last)

    assert sum(one.cost for one in charged) == cost_of_days(rows, first, last)
    assert {one.part for one in charged} == {1, 2}
