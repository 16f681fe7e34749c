"""What holds of every limit from every start (TIME-2)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carewright.worktime import STANDARD, Limit, Unit, due, local, working_days_between

starts = st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
amounts = st.integers(1, 120)
limits = st.builds(Limit, amounts, st.sampled_from(Unit))
SECOND = timedelta(seconds=1)


@given(start=starts, limit=limits)
def test_a_limit_falls_due_after_it_starts_and_one_more_falls_due_later(start: datetime, limit: Limit) -> None:
    more = Limit(limit.amount + 1, limit.unit)
    assert start < due(start, limit, STANDARD) < due(start, more, STANDARD)


@given(start=starts, limit=limits, wait=st.integers(0, 10_000_000))
def test_who_starts_later_is_never_due_sooner(start: datetime, limit: Limit, wait: int) -> None:
    changes = limit.unit in (Unit.DAYS, Unit.WEEKS, Unit.MONTHS)
    slack = timedelta(hours=1) if changes else timedelta(0)
    later = start + timedelta(seconds=wait)
    assert due(start, limit, STANDARD) <= due(later, limit, STANDARD) + slack


@given(start=starts, first=amounts, second=amounts)
def test_working_hours_add_up(start: datetime, first: int, second: int) -> None:
    hours = Unit.WORKING_HOURS
    between = due(start, Limit(first, hours), STANDARD)
    assert due(between, Limit(second, hours), STANDARD) == due(start, Limit(first + second, hours), STANDARD)


@given(start=starts, amount=amounts)
def test_working_time_is_up_while_the_office_is_open_or_as_it_closes(start: datetime, amount: int) -> None:
    moment = local(due(start, Limit(amount, Unit.WORKING_HOURS), STANDARD))
    assert STANDARD.is_working_day(moment.date())
    assert (9, 0, 0) < (moment.hour, moment.minute, moment.second) <= (17, 0, 0)


@given(start=starts, amount=amounts)
def test_working_days_waited_are_those_whose_limit_is_up(start: datetime, amount: int) -> None:
    up = due(start, Limit(amount, Unit.WORKING_DAYS), STANDARD)
    assert working_days_between(start, up, STANDARD) == amount
    assert working_days_between(start, up - SECOND, STANDARD) == amount - 1


@given(limit=limits)
def test_a_limit_reads_back_as_it_was_written(limit: Limit) -> None:
    assert Limit.parse(str(limit)) == limit
