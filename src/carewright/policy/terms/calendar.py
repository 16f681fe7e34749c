"""[calendar]: when the council's offices are open (TIME-1)."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Annotated

from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Day, Item, Table, Text, said
from carewright.worktime import Calendar
from carewright.worktime.calendars import WEEKDAYS

Opening = Mapping[str, Text]
"""Opening hours by weekday: `{ mon = "09:00-17:00" }`; a weekday left out is closed."""


class AreaCalendar(Item):
    """An area's own opening hours (none: the council's), and closure days besides the council's."""

    opening: Opening | None = None
    closures: tuple[Day, ...] = ()

    def in_words(self) -> tuple[str, str]:
        """The hours and closure days, if it has any of its own."""
        hours = hours_in_words(self.opening) if self.opening else "the council's hours"
        days = ", ".join(f"{day:%-d %B %Y}" for day in self.closures)
        return "", f"{hours}; also closed on {days}" if days else hours


class CalendarTerms(Table):
    """Opening hours and closure days of the council, and of areas that differ. Bank holidays are always closed."""

    opening: Annotated[Opening, said("Opening hours", "TIME-1", unit="hours of opening")]
    closures: Annotated[tuple[Day, ...], said("Closure days, besides bank holidays", "TIME-1")]
    areas: Annotated[Mapping[Text, AreaCalendar], said("Area", "TIME-1")]

    def contradictions(self) -> Iterator[Fault]:
        """A calendar that never opens, or closes before it opens."""
        yield from _faults_of("", self.opening)
        for name, area in self.areas.items():
            if area.opening is not None:
                yield from _faults_of(f"areas.{name}.", area.opening)

    @cached_property
    def council(self) -> Calendar:
        """The calendar where an area has none of its own."""
        return Calendar.from_terms(self.opening, self.closures, "council")

    @cached_property
    def by_area(self) -> Mapping[str, Calendar]:
        """The calendars of the areas that differ, by the area's name."""
        return {
            name: Calendar.from_terms(area.opening or self.opening, (*self.closures, *area.closures), name)
            for name, area in self.areas.items()
        }


def hours_in_words(opening: Mapping[str, str]) -> str:
    """Opening hours on one line, days that are alike taken together: `Mon to Thu 09:00-17:00; Fri 09:00-16:00`."""
    alike = [list(days) for _, days in groupby(WEEKDAYS, key=lambda day: opening.get(day, ""))]
    return "; ".join(f"{_days(days)} {opening[days[0]]}" for days in alike if opening.get(days[0], "").strip())


def _days(days: list[str]) -> str:
    first, last = days[0].capitalize(), days[-1].capitalize()
    return first if first == last else f"{first} to {last}"


def _faults_of(prefix: str, opening: Mapping[str, str]) -> Iterator[Fault]:
    try:
        Calendar.from_terms(opening)
    except ValueError as problem:
        place, _, reason = str(problem).partition(": ")
        yield Fault(f"{prefix}{place}", f"{reason[:1].upper()}{reason[1:]}.")
