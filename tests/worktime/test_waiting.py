"""How many working days somebody has waited, for the list's red, amber and green (WAIT-2)."""

from datetime import datetime

import pytest

from carewright.worktime import LONDON, STANDARD, working_days_between


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param("2018-01-10T10:00", "2018-01-10T17:00", 0, id="the first day is not counted"),
        pytest.param("2018-01-10T10:00", "2018-01-11T16:59:59", 0, id="a second before the next day closes"),
        pytest.param("2018-01-10T10:00", "2018-01-11T17:00", 1, id="as the next day closes"),
        pytest.param("2018-01-12T10:00", "2018-01-15T09:00", 0, id="a weekend"),
        pytest.param("2017-12-22T15:45", "2018-01-02T17:00", 4, id="Christmas and New Year"),
        pytest.param("2018-01-13T10:00", "2018-01-19T17:00", 5, id="from a Saturday"),
        pytest.param("2018-01-10T10:00", "2018-01-24T17:00", 10, id="a fortnight"),
        pytest.param("2018-03-23T10:00", "2018-03-26T17:00", 1, id="over the spring change"),
        pytest.param("2018-01-24T17:00", "2018-01-10T10:00", 0, id="backwards"),
    ],
)
def test_a_working_day_has_been_waited_once_it_closes(start: str, end: str, days: int) -> None:
    since, until = (datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (start, end))
    assert working_days_between(since, until, STANDARD) == days
