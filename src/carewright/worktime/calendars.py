"""When a council's offices are open (TIME-1)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Self

import holidays

Span = tuple[time, time]
"""From opening to closing; the opening is inside, the closing is not. Closing at 00:00 is the end of the day."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = time(0)
_SPAN = re.compile(r"\s*(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)\s*", re.ASCII)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, one-off days included.

    When Christmas Day, say, falls on a Saturday, both that Saturday and the weekday in its place are here.
    """
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@dataclass(frozen=True)
class Calendar:
    """Opening hours for each weekday (Monday is 0), less bank holidays and the council's own closure days.

    `opening` gives a weekday one span or several in order; a weekday left out is closed. A calendar that never opens
    is refused, as are spans that end before they start or run into one another.
    """

    name: str
    opening: Mapping[int, Span | Sequence[Span]] = field(compare=False)
    closures: frozenset[date] = frozenset()
    _week: tuple[tuple[Span, ...], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for weekday in self.opening:
            if weekday not in range(7):
                raise ValueError(f"opening: {weekday!r} is not a weekday, which are 0 (Monday) to 6 (Sunday)")
        week = tuple(_ordered(weekday, self.opening.get(weekday, ())) for weekday in range(7))
        if not any(week):
            raise ValueError("opening: the calendar never opens; give at least one weekday its hours")
        object.__setattr__(self, "_week", week)

    def is_working_day(self, day: date) -> bool:
        """Whether the calendar opens at all on that day."""
        return bool(self.opens_on(day))

    def opens_on(self, day: date) -> tuple[Span, ...]:
        """The spans that it is open for on that day, in order; none on a bank holiday or closure day."""
        spans = self._week[day.weekday()]
        if not spans or day in self.closures or day in bank_holidays(day.year):
            return ()
        return spans

    @classmethod
    def from_terms(cls, opening: Mapping[str, str], closures: Iterable[date | str] = (), name: str = "policy") -> Self:
        """A calendar from a policy's text, such as `{"mon": "09:00-12:30, 13:30-17:00"}` and `["2026-12-24"]`.

        Text that cannot be understood is refused with its place and the reason (POL-4).
        """
        week = {_weekday(key): _spans(key, text) for key, text in opening.items()}
        return cls(name, week, frozenset(_closure(number, day) for number, day in enumerate(closures, start=1)))


def _ordered(weekday: int, hours: Span | Sequence[Span]) -> tuple[Span, ...]:
    match hours:
        case (time() as opens, time() as closes):
            spans: tuple[Span, ...] = ((opens, closes),)
        case _:
            spans = tuple(span for span in hours if isinstance(span, tuple))
    _check_order(f"opening.{WEEKDAYS[weekday]}", spans)
    return spans


def _check_order(place: str, spans: Sequence[Span]) -> None:
    closed_at = MIDNIGHT
    for number, (opens, closes) in enumerate(spans):
        if closes != MIDNIGHT and closes <= opens:
            raise ValueError(f"{place}: closes at {closes:%H:%M}, which is not after it opens at {opens:%H:%M}")
        if number and (opens < closed_at or closed_at == MIDNIGHT):
            raise ValueError(f"{place}: opens at {opens:%H:%M} before it has closed; write the times in order")
        closed_at = closes


def _weekday(key: str) -> int:
    if key not in WEEKDAYS:
        raise ValueError(f"opening.{key}: not a weekday; the weekdays are {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(key)


def _spans(key: str, text: str) -> tuple[Span, ...]:
    if not isinstance(text, str):
        raise ValueError(f'opening.{key}: {text!r} is not text such as "09:00-17:00"')
    return tuple(_span(f"opening.{key}", part) for part in text.split(",")) if text.strip() else ()


def _span(place: str, text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"{place}: {text.strip()!r} is not opening hours; write them as 09:00-17:00")
    opens, closes = f"{found[1]}:{found[2]}", f"{found[3]}:{found[4]}"
    try:
        return time.fromisoformat(opens), MIDNIGHT if closes == "24:00" else time.fromisoformat(closes)
    except ValueError:
        raise ValueError(f"{place}: {text.strip()!r} has a time that is on no clock; use 00:00 to 24:00") from None


def _closure(number: int, day: date | str) -> date:
    if isinstance(day, date) and not isinstance(day, datetime):
        return day
    try:
        return date.fromisoformat(day if isinstance(day, str) else "")
    except ValueError:
        raise ValueError(f"closures, number {number}: {day!r} is not a date such as 2026-12-24") from None


STANDARD = Calendar("standard", {weekday: (time(9), time(17)) for weekday in range(5)})
"""Monday to Friday, 9am to 5pm, less bank holidays."""
