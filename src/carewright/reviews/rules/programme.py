"""The review programme: who is reviewed when, and when each cohort will be done (REV-7). Pure.

A month is the first day of it. Those who are urgent come first whatever the programme (REV-6), then the cohorts in the
policy's order, within each the people as they were put in. A month takes as many as the teams manage together.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from carewright.kernel.refused import Refused
from carewright.policy.terms import URGENT


@dataclass(frozen=True)
class ToReview:
    """Somebody still to be reviewed: who, in which cohort, and the team that they are with, if it matters."""

    key: str
    cohort: str
    is_urgent: bool = False
    team: str = ""


@dataclass(frozen=True)
class Capacity:
    """How many reviews a team manages a month, from a month on, until a later row of the same team."""

    team: str
    from_month: date
    a_month: int


@dataclass(frozen=True)
class Planned:
    """Somebody's month, and the team that is to review them."""

    who: ToReview
    month: date
    team: str


def month_of(day: date) -> date:
    """The month of a day: its first day."""
    return day.replace(day=1)


def month_after(month: date, months: int = 1) -> date:
    """So many months later. Raises OverflowError after the year 9999."""
    years, index = divmod(month.month - 1 + months, 12)
    if not 1 <= month.year + years <= date.max.year:
        raise OverflowError("months end with the year 9999")
    return date(month.year + years, index + 1, 1)


def months_from(start: date, month: date) -> int:
    """How many months a programme that starts in one month and ends in another takes: both are counted."""
    return (month.year - start.year) * 12 + month.month - start.month + 1


def length_in_words(months: int) -> str:
    """`5 months`, `8 years 11 months`."""
    years, rest = divmod(months, 12)
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((years, "year"), (rest, "month")) if count
    ]
    return " ".join(parts) or "no time"


def in_order(people: Iterable[ToReview], cohorts: Sequence[str]) -> list[ToReview]:
    """The people as they are to be reviewed: urgent ones first, then by cohort, else as they came (REV-6, REV-7).

    A cohort that the policy no longer has comes last.
    """
    place = {code: number for number, code in enumerate(cohorts)}
    return sorted(people, key=lambda one: (not is_urgent(one), place.get(one.cohort, len(place))))


def is_urgent(one: ToReview) -> bool:
    """Whether somebody comes first whatever the programme."""
    return one.is_urgent or one.cohort == URGENT


def plan(
    people: Iterable[ToReview],
    *,
    cohorts: Sequence[str],
    capacities: Sequence[Capacity],
    start: date,
    already: int = 0,
) -> list[Planned]:
    """Everybody's month and team, in the order in which they are reviewed (REV-7).

    A person's own team reviews them where it has room left in that month; otherwise a team that has. `already`: how
    many reviews have taken place in the first month, which then has room for so many fewer. Refused when the
    teams manage nobody while somebody still waits, or when it would go on after the year 9999: that is no plan.
    """
    waiting = in_order(people, cohorts)
    made: list[Planned] = []
    done = 0
    for month, room in _months(capacities, month_of(start), len(waiting), already):
        some = waiting[done : done + sum(room.values())]
        made += _with_teams(some, month, room)
        done += len(some)
        if done == len(waiting):
            break
    return made


def _months(
    capacities: Sequence[Capacity], start: date, waiting: int, already: int
) -> Iterator[tuple[date, dict[str, int]]]:
    """Months from the start, with what each team manages in them, until nobody waits."""
    timetable = _Timetable(capacities)
    month, left = start, waiting
    while left > 0:
        room = _less(timetable.room_in(month), already if month == start else 0)
        total = sum(room.values())
        if total == 0 and month >= timetable.last_change and not already:
            raise Refused(
                f"From {month:%B %Y} the teams have no capacity, so {left:,} "
                f"{'review' if left == 1 else 'reviews'} would never take place. Give a team capacity.",
                rule="REV-7",
                field="capacity",
            )
        yield month, room
        left, already = left - total, 0
        try:
            month = month_after(month)
        except OverflowError:
            raise Refused(
                "With so little capacity the reviews would go on after the year 9999. Give the teams more.",
                rule="REV-7",
                field="capacity",
            ) from None


def _less(room: dict[str, int], already: int) -> dict[str, int]:
    """The teams' room without what they have done already."""
    left = {}
    for team, a_month in room.items():
        used = min(a_month, already)
        left[team], already = a_month - used, already - used
    return left


class _Timetable:
    """What each team manages in any month."""

    def __init__(self, capacities: Sequence[Capacity]) -> None:
        self.rows: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for row in sorted(capacities, key=lambda row: (row.team, row.from_month)):
            self.rows[row.team].append((month_of(row.from_month), row.a_month))
        self.last_change = max((month_of(row.from_month) for row in capacities), default=date.min)

    def room_in(self, month: date) -> dict[str, int]:
        """Team by team, in the order of their names; a team that has not begun manages none."""
        return {team: self._of(rows, month) for team, rows in self.rows.items()}

    def _of(self, rows: list[tuple[date, int]], month: date) -> int:
        place = bisect_right(rows, month, key=lambda row: row[0])
        return rows[place - 1][1] if place else 0


def _with_teams(some: list[ToReview], month: date, room: Mapping[str, int]) -> list[Planned]:
    """A team for each of a month's people: their own first, then whichever has room, in the order of the names."""
    left = Counter(room)
    own: dict[int, str] = {}
    for number, one in enumerate(some):
        if left[one.team] > 0:
            own[number] = one.team
            left[one.team] -= 1
    others = iter([team for team in room for _ in range(left[team])])
    return [Planned(one, month, own[n] if n in own else next(others)) for n, one in enumerate(some)]
