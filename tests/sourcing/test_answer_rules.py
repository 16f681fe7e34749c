"""What answers may say (SRC-3 to 5, 8, 11, 12)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, WrongState
from carewright.policy.packs import load
from carewright.sourcing.rules import (
    check_considering_until,
    check_decline_reason,
    check_in_time,
    check_later_start,
    check_part_of,
    check_split,
    documents_owed,
    placed_as,
    who_permits,
)

TERMS = load("kent")
CALENDAR = TERMS.calendar_for("East")
WEDNESDAY_10AM = datetime(2017, 12, 27, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_exactly_on_time_is_in_time_and_one_second_later_is_not() -> None:
    check_in_time(WEDNESDAY_10AM, WEDNESDAY_10AM)
    with pytest.raises(WrongState, match="ended at 10am Wed 27 December"):
        check_in_time(WEDNESDAY_10AM, WEDNESDAY_10AM + SECOND)


def considering(until: datetime, start_on: date = date(2018, 1, 8)) -> None:
    check_considering_until(until, start_on=start_on, terms=TERMS.sourcing, calendar=CALENDAR, at=WEDNESDAY_10AM)


def test_considering_ends_in_the_future_within_the_longest_and_before_the_start() -> None:
    longest = datetime(2017, 12, 28, 17, tzinfo=UTC)

    considering(WEDNESDAY_10AM + SECOND)
    considering(longest)
    for until in (WEDNESDAY_10AM - SECOND, WEDNESDAY_10AM, longest + SECOND):
        with pytest.raises(Invalid) as refused:
            considering(until)
        assert refused.value.rule == "SRC-4"
    with pytest.raises(Invalid, match="before the day of the start"):
        considering(datetime(2017, 12, 28, 9, tzinfo=UTC), start_on=date(2017, 12, 28))


def test_a_reason_for_declining_is_one_of_the_policys() -> None:
    check_decline_reason("no_capacity", TERMS.sourcing)
    with pytest.raises(Invalid, match="Choose a reason for declining: No capacity"):
        check_decline_reason("weather", TERMS.sourcing)


def test_a_later_start_is_later_and_not_past() -> None:
    check_later_start(date(2018, 1, 9), date(2018, 1, 8), date(2018, 1, 1))
    for start_on, today in ((date(2018, 1, 8), date(2018, 1, 1)), (date(2018, 1, 9), date(2018, 1, 10))):
        with pytest.raises(Invalid):
            check_later_start(start_on, date(2018, 1, 8), today)


@pytest.mark.parametrize("hours", ["0", "-1", "14", "20", "1.005", "NaN", "Infinity"])
def test_a_part_is_more_than_nothing_and_less_than_all(hours: str) -> None:
    check_part_of(Decimal("13.99"), Decimal(14))
    with pytest.raises(Invalid):
        check_part_of(Decimal(hours), Decimal(14))


@pytest.mark.parametrize("hours", [["14"], ["7", "8"], ["14", "0"], ["15", "-1"], ["7", "NaN"], []])
def test_the_parts_of_a_split_are_exactly_the_whole(hours: list[str]) -> None:
    check_split([Decimal("7.5"), Decimal("6.5")], Decimal(14), ["Mornings", "Evenings"])
    with pytest.raises(Invalid):
        check_split([Decimal(part) for part in hours], Decimal(14), [])


def test_documents_owed_are_those_of_the_rule_that_are_there() -> None:
    everything = ["charging_letter", "assessment", "final_review_form", "risk_assessment"]

    assert documents_owed(everything, known_to_community=True, risk_recorded=True) == (
        "assessment",
        "final_review_form",
        "risk_assessment",
    )
    assert documents_owed(everything, known_to_community=False, risk_recorded=False) == ("final_review_form",)
    assert documents_owed([], known_to_community=True, risk_recorded=True) == ()


def test_who_may_permit_depends_on_the_rating() -> None:
    assert who_permits("Good", TERMS.sourcing) == Role.BROKERAGE_MANAGER
    assert who_permits("", TERMS.sourcing) == Role.ASSISTANT_DIRECTOR
    assert who_permits("Inadequate", TERMS.sourcing) is None
    assert placed_as(TERMS.sourcing) == "individual"
