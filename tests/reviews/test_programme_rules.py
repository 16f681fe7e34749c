"""Who is reviewed when: cohorts in order, as many a month as the teams manage (REV-7)."""

from collections import Counter
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.kernel.refused import Refused
from carewright.policy.packs import load
from carewright.reviews.rules.programme import (
    Capacity,
    ToReview,
    length_in_words,
    month_after,
    months_from,
    plan,
)

COHORTS = load("bristol").review_programme.codes
JANUARY = date(2018, 1, 1)
SIZES = {"off_framework": 131, "day_and_community": 470, "supported_living": 465}
"""The people of each cohort in the table that the rule was made from."""


def bristol() -> list[ToReview]:
    """Everybody, the last cohort first."""
    of_each = ([ToReview(f"{code}-{n}", code) for n in range(SIZES[code])] for code in reversed(COHORTS))
    return list(chain.from_iterable(of_each))


def finishes(capacities: list[Capacity], people: list[ToReview] | None = None) -> dict[str, date]:
    made = plan(people or bristol(), cohorts=COHORTS, capacities=capacities, start=JANUARY)
    return {one.who.cohort: one.month for one in made}


def test_131_470_and_465_people_take_2_5_and_5_months_at_the_capacities_that_imply_it():
    implied = [Capacity("", JANUARY, 66), Capacity("", date(2018, 3, 1), 94)]

    done = finishes(implied)

    assert done == {
        "off_framework": date(2018, 2, 1),
        "day_and_community": date(2018, 7, 1),
        "supported_living": date(2018, 12, 1),
    }
    ends = [months_from(JANUARY, done[code]) for code in COHORTS]
    assert [after - before for before, after in zip([0, *ends], ends, strict=False)] == [2, 5, 5]


def test_at_five_teams_of_two_a_month_it_takes_nearly_nine_years_and_says_so():
    done = finishes([Capacity(f"Team {n}", JANUARY, 2) for n in range(5)])

    months = months_from(JANUARY, done["supported_living"])
    assert (months, length_in_words(months)) == (107, "8 years 11 months")
    assert done["supported_living"] == date(2026, 11, 1)


def test_who_is_urgent_comes_first_whatever_the_programme():
    people = [*bristol(), ToReview("urgent", "supported_living", is_urgent=True), ToReview("by cohort", "urgent")]

    first, second, third, *_ = plan(people, cohorts=COHORTS, capacities=[Capacity("", JANUARY, 1)], start=JANUARY)

    assert [first.who.key, second.who.key] == ["urgent", "by cohort"]
    assert third.who.cohort == "off_framework"


def test_within_a_cohort_people_keep_their_order_and_an_unknown_cohort_comes_last():
    people = [ToReview("a", "gone"), ToReview("c", COHORTS[0]), ToReview("b", COHORTS[0])]

    made = plan(people, cohorts=COHORTS, capacities=[Capacity("", JANUARY, 9)], start=JANUARY)

    assert [one.who.key for one in made] == ["c", "b", "a"]


def test_a_persons_own_team_reviews_them_while_it_has_room():
    people = [ToReview(str(n), COHORTS[0], team="Vale") for n in range(3)]
    capacities = [Capacity("Harbour", JANUARY, 2), Capacity("Vale", JANUARY, 1)]

    made = plan(people, cohorts=COHORTS, capacities=capacities, start=JANUARY)

    assert [one.team for one in made] == ["Vale", "Harbour", "Harbour"]


def test_a_month_without_capacity_is_waited_out():
    capacities = [Capacity("", JANUARY, 1), Capacity("", date(2018, 2, 1), 0), Capacity("", date(2018, 6, 1), 1)]

    done = finishes(capacities, [ToReview("a", COHORTS[0]), ToReview("b", COHORTS[1])])

    assert done[COHORTS[1]] == date(2018, 6, 1)


@pytest.mark.parametrize("capacities", [[], [Capacity("", JANUARY, 0)], [Capacity("", date(2019, 1, 1), 0)]])
def test_a_plan_that_never_ends_is_refused(capacities):
    with pytest.raises(Refused, match=r"would never take place") as refusal:
        finishes(capacities)
    assert refusal.value.rule == "REV-7"


def test_nobody_to_review_needs_no_capacity():
    assert plan([], cohorts=COHORTS, capacities=[], start=JANUARY) == []


def test_a_plan_beyond_the_calendar_is_refused():
    with pytest.raises(Refused, match="9999"):
        plan(bristol(), cohorts=COHORTS, capacities=[Capacity("", JANUARY, 1)], start=date(9999, 11, 1))


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "no time"), (1, "1 month"), (12, "1 year"), (25, "2 years 1 month"), (107, "8 years 11 months")],
)
def test_a_length_is_said_in_years_and_months(months, words):
    assert length_in_words(months) == words


PEOPLE = st.lists(
    st.builds(
        ToReview,
        st.uuids().map(str),
        st.sampled_from([*COHORTS, "urgent"]),
        st.booleans(),
        st.sampled_from(["", "Harbour", "Vale", "Moor"]),
    ),
    max_size=60,
)
CAPACITIES = st.lists(
    st.builds(
        Capacity,
        st.sampled_from(["Harbour", "Vale"]),
        st.integers(0, 20).map(lambda n: month_after(JANUARY, n)),
        st.integers(0, 7),
    ),
    max_size=5,
    unique_by=lambda row: (row.team, row.from_month),
).map(lambda rows: [*rows, Capacity("Last", month_after(JANUARY, 21), 1)])


@given(PEOPLE, CAPACITIES)
def test_a_plan_holds_everybody_once_in_order_and_no_month_more_than_it_can(people, capacities):
    made = plan(people, cohorts=COHORTS, capacities=capacities, start=JANUARY)

    assert sorted(one.who.key for one in made) == sorted(one.key for one in people)
    assert [one.month for one in made] == sorted(one.month for one in made)
    assert [rank(one.who) for one in made] == sorted(rank(one.who) for one in made)
    for (month, team), count in Counter((one.month, one.team) for one in made).items():
        assert count <= room(capacities, team, month)


@given(PEOPLE, CAPACITIES)
def test_no_month_is_left_with_room_while_somebody_waits_for_a_later_one(people, capacities):
    made = plan(people, cohorts=COHORTS, capacities=capacities, start=JANUARY)
    taken = Counter(one.month for one in made)
    teams = {row.team for row in capacities}

    month = JANUARY
    while made and month < made[-1].month:
        assert taken[month] == sum(room(capacities, team, month) for team in teams)
        month = month_after(month)


@given(PEOPLE, CAPACITIES)
def test_the_same_gives_the_same(people, capacities):
    one, other = (
        plan(people, cohorts=COHORTS, capacities=given, start=JANUARY) for given in (capacities, capacities[::-1])
    )

    assert one == other


def rank(one: ToReview) -> int:
    """A second opinion on the order."""
    return 0 if one.is_urgent or one.cohort == "urgent" else 1 + list(COHORTS).index(one.cohort)


def room(capacities: list[Capacity], team: str, month: date) -> int:
    """A second opinion on what a team manages in a month."""
    told = [row for row in capacities if row.team == team and row.from_month <= month]
    return max(told, key=lambda row: row.from_month).a_month if told else 0


def test_reviews_that_have_taken_place_this_month_take_its_room():
    capacities = [Capacity("Harbour", JANUARY, 2), Capacity("Vale", JANUARY, 1)]
    people = [ToReview(str(n), COHORTS[0]) for n in range(4)]

    made = plan(people, cohorts=COHORTS, capacities=capacities, start=JANUARY, already=2)

    assert [(one.month.month, one.team) for one in made] == [(1, "Vale"), (2, "Harbour"), (2, "Harbour"), (2, "Vale")]
    late = plan(people, cohorts=COHORTS, capacities=capacities, start=JANUARY, already=9)
    assert [one.month.month for one in late] == [2, 2, 2, 3]
