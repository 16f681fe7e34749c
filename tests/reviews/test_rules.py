"""Dates, slots and questions by themselves (REV-1 to 4, TIME-4)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, Refused
from carewright.policy.packs import load, terms_from
from carewright.reviews import rules
from carewright.reviews.lifecycle import Outcome
from carewright.worktime import local, london
from carewright.worktime.clock import LONDON

TERMS = load("default").reviews
CARE_ACT = load("bristol").reviews
CALENDAR = load("default").calendar_for()
AT = datetime(2018, 1, 1, 9, 0, tzinfo=UTC)
days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
moments = days.map(lambda day: london(day, time(10, 30)))


@settings(deadline=None)
@given(days)
def test_a_new_review_is_planned_between_its_first_day_and_its_last(start_on: date) -> None:
    found = rules.dates_of_new(start_on, london(start_on, time(0)), TERMS, CALENDAR)

    assert found.earliest_on == start_on + timedelta(weeks=2)
    assert found.scheduled_on == start_on + timedelta(weeks=4)
    assert local(found.hold_by) == datetime(*(start_on + timedelta(weeks=8)).timetuple()[:3], 23, 59, 59, tzinfo=LONDON)
    assert found.book_by <= found.hold_by


@settings(deadline=None)
@given(days)
def test_by_the_care_act_s_guidance_it_is_held_six_to_eight_weeks_on(start_on: date) -> None:
    found = rules.dates_of_new(start_on, london(start_on, time(0)), CARE_ACT, CALENDAR)

    assert found.earliest_on == start_on + timedelta(weeks=6)
    assert local(found.hold_by).date() == start_on + timedelta(weeks=8)


def test_a_review_at_the_end_of_its_last_day_is_in_time_and_a_second_later_it_is_not() -> None:
    hold_by = rules.dates_of_new(date(2018, 1, 8), AT, TERMS, CALENDAR).hold_by

    assert not rules.is_overdue(hold_by, hold_by)
    assert rules.is_overdue(hold_by, hold_by + timedelta(seconds=1))


def test_the_annual_review_of_the_29th_of_february_is_on_the_28th() -> None:
    assert rules.dates_of_annual(date(2024, 2, 29), AT, TERMS, CALENDAR).scheduled_on == date(2025, 2, 28)


@settings(deadline=None)
@given(days, days)
def test_a_loaded_package_s_review_is_an_anniversary_within_the_year_to_come(start_on: date, loaded_on: date) -> None:
    found = rules.first_annual_after(start_on, loaded_on, TERMS, CALENDAR)

    assert found >= max(loaded_on, start_on)
    assert found.month == start_on.month
    assert found <= max(loaded_on, start_on) + timedelta(days=367)


@settings(deadline=None)
@given(moments, st.booleans())
def test_an_urgent_review_is_never_later_than_another_and_is_booked_before_it_is_held(
    at: datetime, urgent: bool
) -> None:
    asked = rules.dates_of_unplanned(at, TERMS, CALENDAR, urgent=urgent)
    other = rules.dates_of_unplanned(at, TERMS, CALENDAR, urgent=False)

    assert asked.hold_by <= other.hold_by
    assert at - timedelta(seconds=1) <= asked.book_by <= asked.hold_by


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(15, 120))
def test_slots_that_are_accepted_do_not_overlap(quarters: list[int], minutes: int) -> None:
    starts = [AT + timedelta(minutes=15 * quarter) for quarter in quarters]
    spans = rules.spans_of(starts, minutes)
    clash = any(one.overlaps(other) for one, other in combinations(spans, 2))
    try:
        rules.check_slots(starts, minutes, [], AT)
    except Invalid:
        assert clash
    else:
        assert not clash


def test_a_slot_may_begin_as_another_ends() -> None:
    before = rules.Span(AT, AT + timedelta(minutes=60))

    rules.check_slots([before.ends_at], 60, [before], AT)


def test_there_are_eleven_questions_each_with_a_code_of_its_own() -> None:
    assert len(rules.PROMPTS) == len(rules.BY_CODE) == 11


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("working", rules.Answer()),
        ("working", rules.Answer(rules.Choice.YES, "Well")),
        ("risk", rules.Answer(rules.Choice.YES)),
        ("risk", rules.Answer(rules.Choice.PARTLY, "Perhaps")),
        ("risk", rules.Answer(rules.Choice.NO, "x" * 4001)),
        ("weather", rules.Answer(rules.Choice.YES, "Fine")),
    ],
)
def test_answers_that_are_none_are_refused(code: str, answer: rules.Answer) -> None:
    with pytest.raises(Invalid):
        rules.check_answers({code: answer})


def test_one_goes_on_with_the_next_open_question_and_then_with_the_first_left() -> None:
    codes = [prompt.code for prompt in rules.PROMPTS]

    def after(answered: list[str], here: str) -> str:
        found = rules.next_unanswered(answered, here)
        return found.code if found else ""

    assert after(codes[:1], codes[0]) == codes[1]
    assert after(codes[1:], codes[10]) == codes[0]
    assert after(codes, codes[10]) == ""


@settings(deadline=None)
@given(
    st.sampled_from(list(Outcome)),
    st.sets(st.sampled_from(sorted(TERMS.increase_causes))),
    st.sampled_from([None, True, False]),
)
def test_causes_go_with_an_increase_and_with_nothing_else(
    outcome: Outcome, causes: set[str], planned: bool | None
) -> None:
    whole = bool(causes) and planned is not None if outcome is Outcome.INCREASED else not causes and planned is None
    try:
        rules.check_causes(outcome, sorted(causes), planned, TERMS.increase_causes)
    except Invalid:
        assert not whole
    else:
        assert whole


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"version": 1, "providers": ["A"], "before": [], "same_service": False}, "The package started"),
        ({"version": 2, "providers": ["A"], "before": ["A"], "same_service": True}, ""),
        ({"version": 2, "providers": ["A", "B"], "before": ["A"], "same_service": True}, "The provider changed"),
        ({"version": 3, "providers": ["A"], "before": ["A", "B"], "same_service": True}, ""),
        ({"version": 2, "providers": ["A"], "before": ["A"], "same_service": False}, "The service changed"),
    ],
)
def test_which_orders_a_review_follows(told: dict[str, Any], why: str) -> None:
    assert rules.review_that_follows(**told) == why


@pytest.mark.parametrize(
    ("roles", "booker", "books"),
    [
        ({Role.REVIEW_ADMINISTRATOR}, Role.REVIEW_ADMINISTRATOR, True),
        ({Role.BROKER}, Role.REVIEW_ADMINISTRATOR, False),
        ({Role.BROKERAGE_MANAGER}, Role.BROKER, True),
        ({Role.REVIEW_ADMINISTRATOR}, Role.BROKER, False),
    ],
)
def test_who_books_is_the_area_s_policy(roles: set[Role], booker: Role, books: bool) -> None:
    assert rules.books(roles, booker) is books


@pytest.mark.parametrize(
    "text",
    [
        '[reviews]\nnew_earliest = "5 weeks"',
        '[reviews]\nnew_latest = "3 weeks"',
        '[reviews]\nnew_latest = "60 days"',
        '[reviews]\nbooked_by = "team_manager"',
    ],
)
def test_a_policy_whose_reviews_cannot_work_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        terms_from(text)


def test_an_early_review_is_refused_with_what_to_do_instead() -> None:
    with pytest.raises(Refused, match="unplanned review"):
        rules.check_not_too_early(date(2018, 1, 21), date(2018, 1, 22), field="slot")
    rules.check_not_too_early(date(2018, 1, 22), date(2018, 1, 22), field="slot")
