"""What comes next in an order book, and where care is missing from it (ORD-3). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from carewright.kernel.hours import Hours
from carewright.packages.rules.book import DAY, Rows, on_day
from carewright.packages.rules.lines import LineFacts, weekly_hours


@dataclass(frozen=True)
class Gap:
    """Days without care that was ordered until the day before, both included; `to_on` None: nothing follows.

    `missing`: so many hours a week fewer than on the day before; `is_whole`: nothing at all is ordered.
    """

    from_on: date
    to_on: date | None
    missing: Hours
    is_whole: bool

    @property
    def length(self) -> str:
        """How long it is: `1 day`, `12 days`; for one that nothing follows, without an end."""
        if self.to_on is None:
            return "without an end"
        days = (self.to_on - self.from_on).days + 1
        return f"{days} day{'' if days == 1 else 's'}"


def turning_days(rows: Iterable[LineFacts], after: date) -> list[date]:
    """The days after a day from which something else is ordered, the first one first."""
    rows = tuple(rows)
    starts = {row.from_on for row in rows if row.from_on > after}
    ends = {row.to_on + DAY for row in rows if row.to_on is not None and row.to_on >= after}
    return sorted(starts | ends)


def gaps(rows: Rows, *, meant_to_end: bool = False, settled_on: date | None = None) -> tuple[Gap, ...]:
    """Where a part ends and what was ordered of it is not ordered elsewhere from the next day on.

    `meant_to_end`: that nothing follows the last day is intended. `settled_on`: what is missing since then or earlier
    is so by a later order of the council's.
    """
    found = []
    for last_on in sorted({row.to_on for row in rows if row.to_on is not None and _is_last_of_part(row, rows)}):
        gap = _gap_after(rows, last_on)
        if gap is None or (gap.is_whole and gap.to_on is None and meant_to_end):
            continue
        if settled_on is None or gap.from_on > settled_on:
            found.append(gap)
    return tuple(found)


def _gap_after(rows: Rows, last_on: date) -> Gap | None:
    before, after = on_day(rows, last_on), on_day(rows, last_on + DAY)
    if any(row.fund is not None for row in (*before, *after)):
        return None if after else Gap(last_on + DAY, _last_day_without(rows, last_on), weekly_hours(before), True)
    missing = weekly_hours(before) - weekly_hours(after)
    if missing <= 0:
        return None
    whole = not after
    until = _last_day_without(rows, last_on) if whole else _last_day_short(rows, last_on, weekly_hours(before))
    return Gap(last_on + DAY, until, missing, whole)


def _last_day_without(rows: Rows, last_on: date) -> date | None:
    starts = [row.from_on for row in rows if row.from_on > last_on]
    return min(starts) - DAY if starts else None


def _last_day_short(rows: Rows, last_on: date, wanted: Hours) -> date | None:
    days = turning_days(rows, last_on + DAY)
    made_up = next((day for day in days if weekly_hours(on_day(rows, day)) >= wanted), None)
    return made_up - DAY if made_up else None


def _is_last_of_part(row: LineFacts, rows: Sequence[LineFacts]) -> bool:
    """Whether nothing of its part follows on the next day."""
    return not any(one.part == row.part and one.from_on == (row.to_on or date.max - DAY) + DAY for one in rows)
