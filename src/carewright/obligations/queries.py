"""Reads of obligations: one's own work, the team's, and how well time limits are kept (OBL-3, OBL-4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, Count, F, Func, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from carewright.access.actors import Actor, Holding
from carewright.access.check import may
from carewright.access.models import Unit
from carewright.access.roles import PROVIDER_ROLES
from carewright.access.who_may import WHO_MAY
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.worktime import floor_second, is_late, local, london


class Urgency(StrEnum):
    """The groups of a list of work, most urgent first. A week ends with its Sunday."""

    OVERDUE = "Overdue"
    TODAY = "Due today"
    THIS_WEEK = "This week"
    LATER = "Later"


class Per(StrEnum):
    """What time limits kept are counted by."""

    RULE = "rule"
    UNIT = "unit"
    PROVIDER = "provider"
    MONTH = "month"


_KEYS = {
    Per.RULE: F("rule"),
    Per.UNIT: F("unit__ref"),
    Per.PROVIDER: F("provider"),
}
NEVER: tuple[None, None] = (None, None)


@dataclass(frozen=True)
class OnTime:
    """How time limits were kept (OBL-3). `key`: the rule's id, or the unit's or provider's reference, or the month.

    Median and 95th percentile are of the elapsed time from opening to done, by nearest rank.
    """

    key: str
    label: str
    kept: int
    kept_late: int
    lapsed: int
    overdue: int
    median: timedelta | None = None
    percentile_95: timedelta | None = None

    @property
    def owed(self) -> int:
        """How many there were."""
        return self.kept + self.kept_late + self.lapsed + self.overdue

    @property
    def percent(self) -> int:
        """How many of a hundred were kept in time, cut to whole numbers: 100 means all."""
        return self.kept * 100 // self.owed


class Epoch(Func):
    """A moment as whole seconds, in each database's own way: Django's way to subtract moments on SQLite is slow."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Kept as text, in UTC."""
        return self.as_sql(compiler, connection, template="CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Cut to whole seconds, as SQLite does."""
        return self.as_sql(compiler, connection, template="FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint", **more)


TAKEN = Epoch("closed_at") - Epoch("opened_at")


def my_work(by: Actor) -> QuerySet[Obligation]:
    """What this person owes by a role and place held, still open, most urgent first (OBL-4)."""
    if not by.holdings:
        return Obligation.objects.none()
    return _open_first(reduce(or_, (_owed_by(holding) for holding in by.holdings)))


def team_work(by: Actor) -> QuerySet[Obligation]:
    """What everybody owes in the units that this person manages, still open, most urgent first (OBL-4)."""
    paths = _managed(by)
    return _open_first(_within(paths)) if paths else Obligation.objects.none()


def urgency(due_at: datetime, at: datetime) -> Urgency:
    """In which group a duty belongs. Exactly due now is not overdue (TIME-4)."""
    if is_late(at, due_at):
        return Urgency.OVERDUE
    day_ends, week_ends = _ends(at)
    if due_at < day_ends:
        return Urgency.TODAY
    return Urgency.THIS_WEEK if due_at < week_ends else Urgency.LATER


def counts(work: QuerySet[Obligation], at: datetime) -> dict[Urgency, int]:
    """How many there are in each group, counted by the database."""
    now, (day_ends, week_ends) = floor_second(at), _ends(at)
    bounds = {
        Urgency.OVERDUE: Q(due_at__lt=now),
        Urgency.TODAY: Q(due_at__gte=now, due_at__lt=day_ends),
        Urgency.THIS_WEEK: Q(due_at__gte=day_ends, due_at__lt=week_ends),
        Urgency.LATER: Q(due_at__gte=week_ends),
    }
    found = work.order_by().aggregate(**{group.name: Count("pk", filter=bound) for group, bound in bounds.items()})
    return {group: found[group.name] for group in Urgency}


def on_time(by: Actor, *, since: datetime, until: datetime, at: datetime, per: Per = Per.RULE) -> list[OnTime]:
    """How the time limits that ended from `since` to before `until` were kept, in what this person manages (OBL-3).

    Cancelled ones were not owed after all. Open ones that are not due yet are not judged. Providers' are seen by
    whoever may see providers.
    """
    ended = _seen_by(by).filter(due_at__gte=since, due_at__lt=until).exclude(state=State.CANCELLED)
    key = _months(since, until) if per is Per.MONTH else _KEYS[per]
    judged = _of(per, ended.exclude(state=State.OPEN, due_at__gte=floor_second(at))).annotate(key=key)
    rows = list(
        judged.order_by("key")
        .values("key")
        .annotate(
            kept=Count("pk", filter=Q(state=State.MET, kept_late=False)),
            late=Count("pk", filter=Q(state=State.MET, kept_late=True)),
            lapsed=Count("pk", filter=Q(state=State.LAPSED)),
            overdue=Count("pk", filter=Q(state=State.OPEN)),
        )
    )
    times = _times(judged.filter(state=State.MET), {row["key"]: row["kept"] + row["late"] for row in rows})
    labels = _labels(per, [row["key"] for row in rows])
    return [
        OnTime(
            key=str(row["key"]),
            label=labels[row["key"]],
            kept=row["kept"],
            kept_late=row["late"],
            lapsed=row["lapsed"],
            overdue=row["overdue"],
            median=times.get(row["key"], NEVER)[0],
            percentile_95=times.get(row["key"], NEVER)[1],
        )
        for row in rows
    ]


def _open_first(owed: Q) -> QuerySet[Obligation]:
    return Obligation.objects.filter(owed, state=State.OPEN).select_related("unit").order_by("due_at", "id")


def _owed_by(holding: Holding) -> Q:
    if holding.role in PROVIDER_ROLES:
        return Q(role=holding.role, provider=holding.provider)
    return Q(role=holding.role, unit__path__startswith=holding.unit)


def _managed(by: Actor) -> tuple[str, ...]:
    managers = WHO_MAY["see_team_work"].roles
    return by.unit_paths(*managers) if by.holds(*managers) else ()


def _within(paths: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(unit__path__startswith=path) for path in paths))


def _seen_by(by: Actor) -> QuerySet[Obligation]:
    paths = _managed(by)
    if not paths:
        return Obligation.objects.none()
    return Obligation.objects.filter(_within(paths) | ~Q(provider="") if may(by, "see_providers") else _within(paths))


def _ends(at: datetime) -> tuple[datetime, datetime]:
    """When this day and this week end in London."""
    today = local(at).date()
    midnight = time(0)
    return london(today + timedelta(days=1), midnight), london(today + timedelta(days=7 - today.weekday()), midnight)


def _of(per: Per, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those that have what they are counted by."""
    if per is Per.PROVIDER:
        return rows.exclude(provider="")
    return rows.exclude(unit=None) if per is Per.UNIT else rows


def _months(since: datetime, until: datetime) -> Case:
    """The month in London in which a time limit ended, as `2018-01`. Its bounds are worked out here, once."""
    first, months = local(since).date().replace(day=1), []
    while (begins := london(first, time(0))) < until:
        after = (first + timedelta(days=31)).replace(day=1)
        months.append(When(due_at__gte=begins, due_at__lt=london(after, time(0)), then=Value(f"{first:%Y-%m}")))
        first = after
    return Case(*months, output_field=CharField())


def _times(met: QuerySet[Any], many: dict[Any, int]) -> dict[Any, tuple[timedelta, timedelta]]:
    """Median and 95th percentile by key: the database ranks, and gives only the rows at these two places."""
    place = Window(RowNumber(), partition_by=F("key"), order_by=[TAKEN.asc(), F("pk").asc()])
    ranked = met.annotate(taken=TAKEN, place=place)
    places = [
        Q(key=key, place__in={(among + 1) // 2, (among * 95 + 99) // 100}) for key, among in many.items() if among
    ]
    if not places:
        return {}
    found: dict[Any, list[timedelta]] = {}
    for key, seconds in ranked.filter(reduce(or_, places)).order_by("key", "place").values_list("key", "taken"):
        found.setdefault(key, []).append(timedelta(seconds=seconds))
    return {key: (times[0], times[-1]) for key, times in found.items()}


def _labels(per: Per, keys: list[Any]) -> dict[Any, str]:
    if per is Per.MONTH:
        return {key: f"{date.fromisoformat(f'{key}-01'):%B %Y}" for key in keys}
    names = dict(Unit.objects.filter(ref__in=keys).values_list("ref", "name")) if per is Per.UNIT else {}
    return {key: names.get(key, str(key)) for key in keys}
