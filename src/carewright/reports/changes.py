"""Provider-led changes and drift, for the contract review meeting (CHG-8, RPT-7). Read only; hours, never prices.

Every figure is a number of changes that the list of changes shows under the same narrowing (RPT-20).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.queries import units
from carewright.changes.lifecycle import ChangeState
from carewright.changes.queries.drifting import months_before
from carewright.changes.queries.finding import OVER, Sought, changes, day_after, judged_in_rows
from carewright.changes.rules import Decides
from carewright.kernel.hours import Hours
from carewright.policy.queries import policy_at

NO_HOURS = Decimal("0.00")
MOST_DRIFTED = 20
FIGURES = ("noticed", "increases", "decreases", "for_the_manager", "in_effect", "by_itself", "not_made")
"""What is counted of changes, as `TrendRow` says it."""


class Per(StrEnum):
    """What changes are counted by."""

    PROVIDER = "provider"
    AREA = "area"
    REASON = "reason"


@dataclass(frozen=True)
class TrendRow:
    """The changes of one provider, area or reason. `net_hours`: a week, of those in effect.

    `by_itself`: increases within tolerance that took effect: the repeated upward flexes of CHG-8. `not_made`:
    withdrawn, stopped, or a full review instead.
    """

    key: str
    label: str
    noticed: int
    increases: int
    decreases: int
    for_the_manager: int
    in_effect: int
    by_itself: int
    not_made: int
    net_hours: Hours


@dataclass(frozen=True)
class Drifted:
    """A provider's part of a package that has moved by flexes alone since the council last authorised its hours."""

    package: str
    provider: str
    hours: Hours
    steps: int


@dataclass(frozen=True)
class Trend:
    """Changes noticed from `since` to `as_of`, both days included, as they stood at the end of the last."""

    since: date
    as_of: date
    per: Per
    rows: list[TrendRow]
    total: TrendRow
    drifted: list[Drifted]


@dataclass
class _Counted:
    label: str = ""
    figures: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    net_hours: Hours = NO_HOURS


def change_trend(by: Actor, *, as_of: date, per: Per = Per.PROVIDER) -> Trend:
    """The trend over the policy's months up to a day, in the units that the actor's roles reach."""
    check_may(by, "see_reports")
    since = months_before(as_of, policy_at(day_after(as_of)).terms.changes.drift_months)
    rows = _rows(by, Sought(since=since, until=as_of))
    key_of = _key_of(per, as_of)
    counted: dict[str, _Counted] = defaultdict(_Counted)
    total = _Counted("All")
    for row in rows:
        key, label = key_of(row)
        counted[key].label = label
        for one in (counted[key], total):
            _count(one, row, as_of)
    found = [_row(key, one) for key, one in counted.items()]
    return Trend(
        since=since,
        as_of=as_of,
        per=per,
        rows=sorted(found, key=lambda row: (-row.noticed, row.label.casefold())),
        total=_row("", total),
        drifted=_drifted(by, as_of),
    )


def _rows(by: Actor, sought: Sought) -> list[Any]:
    found = judged_in_rows(changes(by, sought)).order_by("closed_at", "pk")
    names = ("provider__ref", "provider__name", "package__ref", "part", "package__team__path", "reason")
    return list(found.values(*names, "state", "closed_at", "weekly_hours", "before", "decides"))


def _count(one: _Counted, row: dict[str, Any], as_of: date) -> None:
    more = row["weekly_hours"] > row["before"]
    beyond = row["decides"] == Decides.TEAM_MANAGER
    in_effect = _is_in_effect(row, as_of)
    told = {
        "noticed": True,
        "increases": more,
        "decreases": not more,
        "for_the_manager": beyond,
        "in_effect": in_effect,
        "by_itself": in_effect and more and not beyond,
        "not_made": row["state"] in OVER and row["closed_at"] < day_after(as_of),
    }
    for name, holds in told.items():
        one.figures[name] += holds
    if in_effect:
        one.net_hours += row["weekly_hours"] - row["before"]


def _is_in_effect(row: dict[str, Any], as_of: date) -> bool:
    return bool(row["state"] == ChangeState.IN_EFFECT and row["closed_at"] < day_after(as_of))


def _row(key: str, one: _Counted) -> TrendRow:
    return TrendRow(key, one.label, net_hours=one.net_hours, **{name: one.figures[name] for name in FIGURES})


def _key_of(per: Per, as_of: date) -> Callable[[dict[str, Any]], tuple[str, str]]:
    """How a row's key and words are found."""
    match per:
        case Per.PROVIDER:
            return lambda row: (row["provider__ref"], row["provider__name"])
        case Per.REASON:
            reasons = policy_at(day_after(as_of)).terms.changes.reasons
            return lambda row: (row["reason"], reasons.get(row["reason"], row["reason"]))
        case Per.AREA:
            areas = [(unit.path, unit.ref, unit.name) for unit in units() if unit.kind == "area"]
            return lambda row: _area(row["package__team__path"], areas)


def _area(team: str, areas: Iterable[tuple[str, str, str]]) -> tuple[str, str]:
    return next(((ref, name) for path, ref, name in areas if team.startswith(path)), ("", "No area"))


def _drifted(by: Actor, as_of: date) -> list[Drifted]:
    """The parts that have moved furthest by flexes since hours were last authorised, the furthest first."""
    moved: dict[tuple[str, int], list[Hours]] = defaultdict(list)
    whose: dict[tuple[str, int], str] = {}
    for row in _rows(by, Sought(state=ChangeState.IN_EFFECT, as_of=as_of)):
        part = (row["package__ref"], row["part"])
        whose[part] = row["provider__name"]
        if row["decides"] == Decides.TEAM_MANAGER:
            moved[part].clear()
        else:
            moved[part].append(row["weekly_hours"] - row["before"])
    found = [
        Drifted(part[0], whose[part], sum(steps, NO_HOURS), len(steps)) for part, steps in moved.items() if sum(steps)
    ]
    return sorted(found, key=lambda one: (-abs(one.hours), one.package))[:MOST_DRIFTED]
