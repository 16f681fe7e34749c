"""How a wait stands (WAIT-2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carewright.policy.packs import load
from carewright.sourcing.rules import Colour, WaitingFacts, amber_from, rag, red_from

TERMS = load("kent")
CALENDAR = TERMS.calendar_for("East")
FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WAITING = WaitingFacts(FRIDAY, date(2018, 6, 1))


def colour(facts: WaitingFacts, at: datetime) -> tuple[Colour, str]:
    found = rag(facts, TERMS.waiting, CALENDAR, at, words=TERMS.referrals.urgency_reasons)
    return found.colour, found.why


@pytest.mark.parametrize("urgency", ["hospital_discharge", "handback", "safeguarding", "carer_breakdown"])
def test_an_urgent_reason_without_care_in_place_is_red_at_once(urgency: str) -> None:
    assert colour(replace(WAITING, urgency=urgency), FRIDAY)[0] == Colour.RED


def test_the_reason_is_said() -> None:
    found = colour(replace(WAITING, urgency="hospital_discharge"), FRIDAY)

    assert found == (Colour.RED, "Hospital discharge, no care in place")


def test_with_care_in_place_an_urgent_reason_alone_is_not_red() -> None:
    assert colour(replace(WAITING, urgency="handback", care_in_place=True), FRIDAY)[0] == Colour.GREEN


def test_red_after_ten_working_days_exactly_care_in_place_or_not() -> None:
    tenth = datetime(2018, 1, 10, 17, tzinfo=UTC)  # Christmas, Boxing Day and New Year's Day do not count

    for facts in (WAITING, replace(WAITING, care_in_place=True)):
        assert colour(facts, tenth - SECOND)[0] == Colour.AMBER
        assert colour(facts, tenth) == (Colour.RED, "Waiting 10 working days or more")


def test_amber_after_five_working_days_exactly() -> None:
    fifth = datetime(2018, 1, 3, 17, tzinfo=UTC)

    assert colour(WAITING, fifth - SECOND)[0] == Colour.GREEN
    assert colour(WAITING, fifth) == (Colour.AMBER, "Waiting 5 working days or more")


def test_amber_when_the_start_is_within_two_working_days() -> None:
    soon = replace(WAITING, start_on=date(2017, 12, 28))

    assert colour(soon, datetime(2017, 12, 21, 23, 59, 59, tzinfo=UTC))[0] == Colour.GREEN
    assert colour(soon, FRIDAY) == (Colour.AMBER, "Starts within 2 working days")
    assert colour(soon, datetime(2017, 12, 28, 9, tzinfo=UTC)) == (Colour.AMBER, "The start date has come")


def test_working_days_waited_are_counted() -> None:
    assert rag(WAITING, TERMS.waiting, CALENDAR, datetime(2018, 1, 4, 18, tzinfo=UTC), words={}).working_days == 6


@settings(max_examples=60)
@given(
    since=st.integers(0, 365 * 24 * 3600).map(lambda seconds: FRIDAY - timedelta(seconds=seconds)),
    starts_in=st.integers(-20, 90),
    urgency=st.sampled_from(["", "handback"]),
    care_in_place=st.booleans(),
)
def test_the_moments_kept_for_the_list_are_the_first_ones_of_each_colour(
    since: datetime, starts_in: int, urgency: str, care_in_place: bool
) -> None:
    since = since.replace(microsecond=0)
    facts = WaitingFacts(since, (since + timedelta(days=starts_in)).date(), urgency, care_in_place)
    red, amber = red_from(facts, TERMS.waiting, CALENDAR), amber_from(facts, TERMS.waiting, CALENDAR)

    assert colour(facts, red)[0] == Colour.RED
    assert colour(facts, amber)[0] != Colour.GREEN
    if red > since:
        assert colour(facts, red - SECOND)[0] != Colour.RED
    if amber > since:
        assert colour(facts, amber - SECOND)[0] == Colour.GREEN
