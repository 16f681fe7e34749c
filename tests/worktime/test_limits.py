"""Limits as policy writes them (TIME-2)."""

import pytest

from carewright.worktime import Limit, Unit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("2 working hours", Limit(2, Unit.WORKING_HOURS)),
        ("24 hours", Limit(24, Unit.HOURS)),
        ("5 working days", Limit(5, Unit.WORKING_DAYS)),
        ("5 days", Limit(5, Unit.DAYS)),
        ("4 weeks", Limit(4, Unit.WEEKS)),
        ("12 months", Limit(12, Unit.MONTHS)),
        ("1 working hour", Limit(1, Unit.WORKING_HOURS)),
        ("1 month", Limit(1, Unit.MONTHS)),
        ("  2   Working  HOURS ", Limit(2, Unit.WORKING_HOURS)),
        ("007 days", Limit(7, Unit.DAYS)),
    ],
)
def test_policy_text_is_read(text: str, limit: Limit) -> None:
    assert Limit.parse(text) == limit


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a time limit; write a whole number and one of: working hours, hours, working days"),
        ("2", "not a time limit"),
        ("days", "not a time limit"),
        ("2 fortnights", "unknown unit of time; the units are working hours, hours, working days, days, weeks, months"),
        ("two days", "does not start with a whole number"),
        ("1.5 hours", "does not start with a whole number"),
        ("-1 days", "does not start with a whole number"),
        ("٢ days", "does not start with a whole number"),
        ("0 days", "not from 1 to 999999"),
        ("1000000 days", "not from 1 to 999999"),
        (f"{'9' * 5000} days", "not from 1 to 999999"),
    ],
)
def test_what_is_no_limit_is_refused_in_one_short_line(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        Limit.parse(text)
    assert len(str(refusal.value)) < 160
    assert "\n" not in str(refusal.value)


def test_a_limit_of_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="from 1 to 999999 days, not 0"):
        Limit(0, Unit.DAYS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2 working hours", "2 working hours"),
        ("24 hours", "24 clock hours"),
        ("1 day", "1 calendar day"),
        ("5 days", "5 calendar days"),
        ("1 working day", "1 working day"),
        ("12 months", "12 months"),
    ],
)
def test_words_never_let_one_unit_pass_for_another(text: str, words: str) -> None:
    assert Limit.parse(text).in_words() == words
