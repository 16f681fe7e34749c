"""The order book: what was ordered for any day, and what was believed of it on any day (ORD-2, ORD-3).

An order's versions are never overwritten. Each says everything that is ordered *from a day on*; what it says holds
until a later version speaks for the same day. Days before it are told by the versions before. So the book of a day as
known at a moment is that of the newest version, known then, that speaks for the day: later versions change no past
answer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from carewright.packages.rules.lines import IN_FULL, LineFacts

DAY = timedelta(days=1)
Rows = tuple[LineFacts, ...]


@dataclass(frozen=True)
class Version:
    """One version of an order: from `from_on` on, `rows` and nothing else are ordered. Known since `known_at`."""

    number: int
    from_on: date
    known_at: datetime
    rows: Rows


def timeline(versions: Iterable[Version], *, known_at: datetime | None = None, since: date | None = None) -> Rows:
    """Every day's rows as known at a moment (none given: now), by part and first day.

    `since`: no more is asked for than this day and later ones; what is told of earlier ones is not the whole then.

    Rows of one part neither overlap nor are there two alike next to each other: what a version carries on unchanged is
    one row with the days before.
    """
    horizon: date | None = None
    found: list[LineFacts] = []
    for version in sorted(versions, key=lambda one: one.number, reverse=True):
        if known_at is not None and version.known_at > known_at:
            continue
        if horizon is not None and version.from_on >= horizon:
            continue
        if horizon is not None and since is not None and horizon <= since:
            break
        until = None if horizon is None else horizon - DAY
        found += clipped(version.rows, version.from_on, until)
        horizon = version.from_on
    return joined(found)


def on_day(rows: Iterable[LineFacts], day: date) -> Rows:
    """What is in force on a day, its first and last days included."""
    return tuple(row for row in rows if row.is_in_force(day))


def from_day(rows: Iterable[LineFacts], day: date) -> Rows:
    """What is in force on a day or comes after it, each row from its own first day."""
    return tuple(row for row in rows if row.to_on is None or row.to_on >= day)


def clipped(rows: Iterable[LineFacts], first: date, last: date | None) -> list[LineFacts]:
    """The rows' days from `first` to `last`, both included (none: without an end)."""
    there = (row for row in rows if (row.to_on is None or row.to_on >= first) and (last is None or row.from_on <= last))
    return [
        row
        if row.from_on >= first and _earlier(row.to_on, last) == row.to_on
        else replace(row, from_on=max(row.from_on, first), to_on=_earlier(row.to_on, last))
        for row in there
    ]


def joined(rows: Iterable[LineFacts]) -> Rows:
    """Rows by part and day, with neighbours that say the same made one."""
    found: list[LineFacts] = []
    for row in sorted(rows, key=lambda one: (one.part, one.from_on)):
        last = found[-1] if found else None
        if last is not None and last.to_on is not None and last.to_on + DAY == row.from_on and _same(last, row):
            found[-1] = replace(last, to_on=row.to_on)
        else:
            found.append(row)
    return tuple(found)


def changed(rows: Sequence[LineFacts], part: int, day: date, change: Callable[[LineFacts], LineFacts]) -> Rows:
    """What is ordered from a day on when one part is changed from it on."""
    before_or_other = [row for row in rows if row.part != part]
    own = [row for row in rows if row.part == part]
    kept = clipped(own, date.min, day - DAY)
    turned = [change(row) for row in clipped(own, day, None)]
    return from_day(joined([*before_or_other, *kept, *turned]), day)


def suspended(rows: Sequence[LineFacts], day: date, *, retainer_days: int, retainer_percent: int) -> Rows:
    """What is ordered from the first suspended day on: a retainer for so many days, then nothing (ORD-3)."""
    cut = day + timedelta(days=retainer_days)
    paid = [replace(row, is_suspended=True, paid_percent=retainer_percent) for row in clipped(rows, day, cut - DAY)]
    unpaid = [replace(row, is_suspended=True, paid_percent=0) for row in clipped(rows, cut, None)]
    return joined([*paid, *unpaid])


def resumed(rows: Sequence[LineFacts], day: date) -> Rows:
    """What is ordered from the first day of care again: as before the suspension, with what changed since."""
    return joined(replace(row, is_suspended=False, paid_percent=IN_FULL) for row in clipped(rows, day, None))


def suspended_within(
    rows: Sequence[LineFacts], first: date, last: date, *, retainer_days: int, retainer_percent: int
) -> Rows:
    """What is ordered when the days from first to last, both included, are suspended ones, and others as they are."""
    inside = suspended(
        clipped(rows, first, last), first, retainer_days=retainer_days, retainer_percent=retainer_percent
    )
    return joined([*clipped(rows, date.min, first - DAY), *inside, *clipped(rows, last + DAY, None)])


def ended(rows: Sequence[LineFacts], last_on: date, part: int | None = None) -> Rows:
    """What is ordered from the last day on: that day, and nothing after it; of one part, or of all."""
    going = [row for row in rows if part is not None and row.part != part]
    ending = [row for row in rows if part is None or row.part == part]
    return from_day(joined([*going, *clipped(ending, date.min, last_on)]), last_on)


def first_of_each_part(rows: Iterable[LineFacts], day: date) -> list[LineFacts]:
    """Of each part the row in force on the day, else its next: what a version from that day holds and costs."""
    first: dict[int, LineFacts] = {}
    for row in sorted(from_day(rows, day), key=lambda one: one.from_on):
        first.setdefault(row.part, row)
    return list(first.values())


def of_other_hours(rows: Iterable[LineFacts], row: LineFacts, day: date) -> LineFacts | None:
    """The first row after a day in which the row's part is of other hours; None: it stays as it is."""
    coming = (one for one in rows if one.part == row.part and one.from_on > day)
    return min(
        (one for one in coming if one.weekly_hours != row.weekly_hours), key=lambda one: one.from_on, default=None
    )


def first_day(rows: Iterable[LineFacts]) -> date | None:
    """The first day with anything ordered."""
    return min((row.from_on for row in rows), default=None)


def _same(one: LineFacts, other: LineFacts) -> bool:
    return replace(one, from_on=other.from_on, to_on=other.to_on) == other


def _earlier(one: date | None, other: date | None) -> date | None:
    return one if other is None else other if one is None else min(one, other)
