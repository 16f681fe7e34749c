"""What was ordered in a week, and what a variation changes of its payment, exactly (MON-2, VAR-2)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.kernel.refused import Refused
from carewright.monitoring.rules import (
    OrderedPart,
    ReportedRow,
    WeekOrdered,
    check_as_reported,
    days_in_force,
    faults_of,
    faults_of_price,
    faults_of_week,
    hours_ordered,
    in_week,
    last_day_of,
    payment_effect,
    why,
    working_of,
)
from carewright.packages.rules.charges import monday_of

MONDAY = date(2018, 1, 8)
SUNDAY = date(2018, 1, 14)
SPRING_FORWARD = date(2018, 3, 19)
"""The clocks go forward on the Sunday of this week: it has seven days all the same."""
REASONS = {"hospital": "In hospital"}
days = st.dates(date(2017, 1, 1), date(2019, 12, 31))
hours = st.decimals(0, 168, places=2)
rates = st.decimals("0.01", 99, places=2)


def part(hours: str = "14", carers: int = 1, rate: str = "18.40", **span: date | Decimal | None) -> OrderedPart:
    told = {"from_on": date(2017, 4, 1)} | span
    return OrderedPart(Decimal(hours), carers, Decimal(rate), **told)  # type: ignore[arg-type]  # from a dictionary


def week(*parts: OrderedPart, on: date = MONDAY) -> WeekOrdered:
    found = in_week(parts, on)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("from_on", "to_on", "expected"),
    [
        (date(2017, 4, 1), None, 7),
        (MONDAY, SUNDAY, 7),
        (MONDAY, MONDAY, 1),
        (SUNDAY, None, 1),
        (date(2018, 1, 10), date(2018, 1, 11), 2),
        (date(2018, 1, 15), None, 0),
        (date(2017, 4, 1), date(2018, 1, 7), 0),
    ],
)
def test_first_and_last_day_of_a_line_are_in_force(from_on, to_on, expected):
    assert days_in_force(from_on, to_on, MONDAY) == expected


def test_hours_ordered_are_carer_hours_of_the_days_in_force():
    assert hours_ordered(Decimal("10.5"), 2, date(2018, 1, 10), None, MONDAY) == Fraction(15)
    assert hours_ordered(Decimal(10), 1, date(2018, 1, 12), None, MONDAY) == Fraction(30, 7)
    assert hours_ordered(Decimal(14), 1, MONDAY, None, SPRING_FORWARD) == 14


@given(hours, st.integers(1, 4), days, st.integers(0, 20), st.integers(0, 20))
def test_a_line_cut_in_two_orders_the_same(weekly, carers, from_on, first, second):
    """However it is cut, ends being included, its parts order what the whole does in every week."""
    cut, to_on = from_on + timedelta(days=first), from_on + timedelta(days=first + second + 1)
    for number in range(7):
        on = monday_of(from_on) + timedelta(weeks=number)
        whole = hours_ordered(weekly, carers, from_on, to_on, on)
        parts = hours_ordered(weekly, carers, from_on, cut, on)
        parts += hours_ordered(weekly, carers, cut + timedelta(days=1), to_on, on)
        assert parts == whole


@given(hours, st.integers(1, 4), days, st.integers(0, 60))
def test_all_weeks_together_order_its_days_over_seven(weekly, carers, from_on, length):
    to_on = from_on + timedelta(days=length)
    first = monday_of(from_on)
    weeks = (first + timedelta(weeks=number) for number in range(length // 7 + 2))
    assert (
        sum(hours_ordered(weekly, carers, from_on, to_on, on) for on in weeks)
        == Fraction(weekly) * carers * (length + 1) / 7
    )


@given(days)
def test_a_week_is_from_monday_to_sunday(day):
    assert monday_of(day) <= day <= last_day_of(monday_of(day))
    assert (monday_of(day).weekday(), last_day_of(monday_of(day)).weekday()) == (0, 6)


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [("14", "0.00"), ("12", "-36.80"), ("0", "-257.60"), ("15.25", "23.00"), ("13.99", "-0.18"), ("14.01", "0.18")],
)
def test_the_effect_is_the_difference_at_the_rate_half_up_to_the_penny(delivered, expected):
    assert payment_effect(week(part()), Decimal(delivered)) == Decimal(expected)


def test_half_a_penny_is_rounded_away_from_nought_either_way():
    assert payment_effect(week(part("10", rate="18.50")), Decimal("10.01")) == Decimal("0.19")
    assert payment_effect(week(part("10", rate="18.50")), Decimal("9.99")) == Decimal("-0.19")


def test_a_week_in_part_is_worked_out_from_exact_hours():
    """Three days of 10 hours a week are 30/7 hours: nothing delivered is £78.86 less, not the £78.94 of 4.29 hours."""
    ordered = week(part("10", from_on=date(2018, 1, 12)))

    assert ordered.hours == Decimal("4.29")
    assert payment_effect(ordered, Decimal(0)) == Decimal("-78.86")
    assert payment_effect(ordered, Decimal("4.29")) == Decimal("0.00")


def test_two_carers_count_twice():
    assert week(part("7", carers=2)).hours == 14
    assert payment_effect(week(part("7", carers=2)), Decimal(13)) == Decimal("-18.40")


def test_when_the_price_changes_within_the_week_the_mean_by_hours_counts():
    old, new = part(to_on=date(2018, 1, 10)), part(rate="20.00", from_on=date(2018, 1, 11))

    assert week(old, new).rate == (6 * Fraction("18.40") + 8 * 20) / 14
    assert payment_effect(week(old, new), Decimal(7)) == Decimal("-135.20")


def test_what_is_suspended_orders_nothing_and_its_retainer_stays():
    suspended = part(from_on=date(2018, 1, 11), retainer_percent=Decimal(50))
    ordered = week(part(to_on=date(2018, 1, 10)), suspended)

    assert ordered.hours == 6
    assert payment_effect(ordered, Decimal(6)) == 0
    assert payment_effect(ordered, Decimal(5)) == Decimal("-18.40")
    assert working_of(ordered)[1]["retainer_percent"] == "50"


def test_hours_delivered_while_all_is_suspended_are_paid_at_its_rate():
    assert payment_effect(week(part(retainer_percent=Decimal(0))), Decimal(2)) == Decimal("36.80")


@given(hours, rates, hours, hours)
def test_corrections_add_up_to_what_the_last_alone_would_have_changed(weekly, rate, first, second):
    ordered = week(OrderedPart(weekly, 1, rate, date(2017, 4, 1)))
    before, after = payment_effect(ordered, first), payment_effect(ordered, second)
    assert before + (after - before) == payment_effect(ordered, second)


@given(hours, st.integers(1, 4), rates, hours)
def test_the_effect_is_within_half_a_penny_of_the_exact_one(weekly, carers, rate, delivered):
    ordered = week(OrderedPart(weekly, carers, rate, date(2017, 4, 1)))
    exact = (Fraction(delivered) - Fraction(weekly) * carers) * Fraction(rate)
    assert abs(Fraction(payment_effect(ordered, delivered)) - exact) <= Fraction(1, 200)


def row(delivered: str | None = "12", **details):
    told = {"reason": "hospital"} | details
    return ReportedRow("PKG-1", MONDAY, None if delivered is None else Decimal(delivered), **told)


@pytest.mark.parametrize(
    ("reported", "field"),
    [
        (row(None), "delivered_hours"),
        (row("-1"), "delivered_hours"),
        (row("168.01"), "delivered_hours"),
        (row(ordered_hours=Decimal("168.01")), "ordered_hours"),
        (row(ordered_hours=Decimal("-0.01")), "ordered_hours"),
        (row(reason=""), "reason"),
        (row(reason="tired"), "reason"),
    ],
)
def test_a_faulty_row_is_named_by_its_field(reported, field):
    assert [fault.field for fault in faults_of(reported, week(part()), REASONS)] == [field]


@pytest.mark.parametrize("reported", [row(), row("168"), row("14", reason=""), row("14")])
def test_a_good_row_has_no_fault(reported):
    assert list(faults_of(reported, week(part()), REASONS)) == []


@pytest.mark.parametrize(
    ("on", "today", "is_closed", "words"),
    [
        (date(2018, 1, 9), date(2018, 1, 20), False, "begins on a Monday"),
        (MONDAY, SUNDAY, False, "not over yet"),
        (MONDAY, date(2018, 6, 1), True, "too long ago"),
    ],
)
def test_a_week_is_over_and_not_too_long_ago(on, today, is_closed, words):
    [fault] = faults_of_week(on, today, is_closed=is_closed)
    assert words in fault.sentence
    assert list(faults_of_week(MONDAY, date(2018, 1, 15), is_closed=False)) == []


@pytest.mark.parametrize(
    ("reported", "fields"),
    [
        (row(None, reason="price"), ["asked_rate", "note"]),
        (row("12", reason="price", note="Wages", asked_rate=Decimal(20)), ["reason"]),
        (row("14", reason="price", note="Wages", asked_rate=Decimal(20)), []),
        (row(None, reason="price", note="Wages", asked_rate=Decimal(0)), ["asked_rate"]),
    ],
)
def test_a_price_is_asked_with_its_evidence_and_is_no_reason_for_other_hours(reported, fields):
    assert [fault.field for fault in faults_of_price(reported, week(part()))] == fields


def test_a_decision_is_refused_when_what_is_ordered_has_changed():
    kept = working_of(week(part()))

    check_as_reported(kept, working_of(week(part())))
    with pytest.raises(Refused, match="reports the week again"):
        check_as_reported(kept, working_of(week(part("10"))))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("as_ordered", "Delivered as ordered, so it is paid as ordered."),
        ("waiting", "12 hours delivered, 2 less than ordered: paid as ordered until case management answers."),
        ("approved", "Approved: paid for 12 hours delivered, 2 less than ordered."),
        ("refused", "Refused, so it is paid as ordered: She was at home."),
        ("unanswered", "Not answered in time, so it is paid as ordered."),
        ("replaced", "A later report for the same week took its place."),
    ],
)
def test_each_says_why_in_one_sentence(state, sentence):
    assert why(state, ordered=Decimal(14), delivered=Decimal(12), answer="She was at home.") == sentence


def test_a_correction_is_paid_as_answered_before_until_it_is_answered():
    told = {"ordered": Decimal(14), "delivered": Decimal(14), "is_correction": True}

    assert (
        why("waiting", **told)
        == "14 hours delivered, as ordered: paid as answered before until case management answers."
    )
