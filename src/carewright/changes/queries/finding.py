"""Changes and case notes, each only what the actor may see (ROLE-5 to 7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.who_may import WHO_MAY
from carewright.changes.lifecycle import UNDER_WAY, ChangeState
from carewright.changes.models import CaseNote, Change, Judgement
from carewright.changes.rules import check_alone
from carewright.kernel.refused import NotFound
from carewright.obligations.lifecycle import State as Duty
from carewright.obligations.models import Obligation
from carewright.packages.queries import holds_care_of, in_care_of
from carewright.people.rules import folded
from carewright.worktime import london

OVER = frozenset({ChangeState.SENT_TO_REVIEW, ChangeState.WITHDRAWN, ChangeState.STOPPED})
"""Over without effect."""


@dataclass(frozen=True)
class Sought:
    """What a list of changes is narrowed to. Days are those of the notice, both included; "" and None: any.

    `unit` is a path. `direction`: increase or decrease. `decides`: provider or team_manager. `as_of`: the state is
    as it was at the end of that day.
    """

    state: str = ""
    provider: str = ""
    reason: str = ""
    unit: str = ""
    package: str = ""
    decides: str = ""
    direction: str = ""
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    search: str = ""


def changes(by: Actor, sought: Sought | None = None) -> QuerySet[Change]:
    """Changes of packages in the actor's units, the latest notice first."""
    check_may(by, "see_changes")
    found = _narrowed(visible_to(by), sought or Sought())
    if sought and sought.search and may(by, "see_people"):
        found = found.filter(
            Q(package__person__search__contains=folded(sought.search)) | Q(ref=sought.search.strip().upper())
        )
    elif sought and sought.search:
        found = found.filter(ref=sought.search.strip().upper())
    return found.order_by("-noticed_at", "ref")


def change(ref: str, by: Actor) -> Change:
    """One change; of what is not to be seen, as of nothing there."""
    check_may(by, "see_changes")
    found = visible_to(by).prefetch_related("decisions", "case_notes").filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def changes_of_package(package: str, by: Actor) -> list[Change]:
    """A package's changes, the latest first, for whoever sees changes."""
    return list(changes(by).filter(package__ref=package)) if may(by, "see_changes") else []


def own_changes(by: Actor) -> QuerySet[Change]:
    """The changes that the actor's provider gave notice of, the latest first (ROLE-5)."""
    check_may(by, "see_own_changes", provider=by.provider)
    return _with_all(Change.objects.filter(provider__ref=by.provider)).order_by("-noticed_at", "ref")


def still_provided(change: Change, day: date) -> bool:
    """Whether the change's provider has care of the person on a day, and so may know who it is (ROLE-7)."""
    return holds_care_of(change.package.person.ref, change.provider.ref, day)


def persons_still_cared_for(found: Sequence[Change], by: Actor, day: date) -> set[str]:
    """Of the persons that changes of the actor's provider are about, those whom it may still know (ROLE-7)."""
    return in_care_of(by.provider, {change.package.person.ref for change in found}, day)


def own_change(ref: str, by: Actor) -> Change:
    """One of the provider's own; for another's, as for nothing there."""
    found = own_changes(by).filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def under_way(package: str) -> Change | None:
    """The one change of a package that is neither in effect nor over (CHG-6)."""
    return Change.objects.select_related("provider").filter(package__ref=package, state__in=UNDER_WAY).first()


def check_none_under_way(package: str, provider: str) -> None:
    """Refuse a second change of a package while one is under way, telling whose own it is of it (CHG-6)."""
    first = under_way(package)
    if first is not None:
        check_alone(first.ref, is_own=first.provider.ref == provider)


def owed_about(change: Change) -> Obligation | None:
    """What is owed about the change now: its confirmation, or the manager's decision."""
    return Obligation.objects.filter(subject=change.ref, state=Duty.OPEN).order_by("due_at").first()


def due_about(found: Sequence[Change]) -> dict[str, datetime]:
    """By when the next thing is owed about each of these changes that is still open, by its reference."""
    waiting = [change.ref for change in found if change.closed_at is None]
    owed = Obligation.objects.filter(subject__in=waiting, state=Duty.OPEN).order_by("-due_at")
    return dict(owed.values_list("subject", "due_at"))


def providers_seen(by: Actor) -> list[tuple[str, str]]:
    """Reference and name of every provider with a change that the actor may see, by name."""
    found = visible_to(by).order_by().values_list("provider__ref", "provider__name").distinct()
    return sorted(found, key=lambda pair: pair[1].casefold())


def sees_costs(by: Actor, change: Change) -> bool:
    """Whether the actor may see what a change costs a week: who sees prices, and who decides about it (ROLE-6)."""
    unit = change.package.team.path
    return may(by, "see_change_costs", unit=unit) or may(by, "see_contract_prices", unit=unit)


def people_named(by: Actor, change: Change) -> bool:
    """Whether the actor may know whose package it is: commissioning sees the change without the person."""
    return may(by, "see_people", unit=change.package.team.path)


def case_notes(by: Actor, *, since: datetime | None = None, until: datetime | None = None) -> QuerySet[CaseNote]:
    """Case notes from a moment on and before another, the oldest first: for the case-management system (CHG-5)."""
    check_may(by, "see_packages")
    found = CaseNote.objects.filter(_inside(by, "see_packages", "package__team"))
    if since is not None:
        found = found.filter(made_at__gte=since)
    if until is not None:
        found = found.filter(made_at__lt=until)
    return found.select_related("package__person", "change").order_by("made_at", "ref")


def case_notes_of(package: str, by: Actor) -> list[CaseNote]:
    """A package's case notes, the latest first."""
    return list(case_notes(by).filter(package__ref=package).order_by("-made_at", "-pk"))


def visible_to(by: Actor) -> QuerySet[Change]:
    """Changes of packages of the units that the actor's roles reach."""
    return _with_all(Change.objects.filter(_inside(by, "see_changes", "package__team")))


def _inside(by: Actor, verb: str, team: str) -> Q:
    inside = Q(pk__in=[])
    for path in by.unit_paths(*WHO_MAY[verb].roles):
        inside |= Q(**{f"{team}__path__startswith": path}) if path else ~Q(pk__in=[])
    return inside


def _with_all(found: QuerySet[Change]) -> QuerySet[Change]:
    related = ("package__person", "package__team", "provider", "order")
    return found.select_related(*related).prefetch_related("judgements")


def judged_in_rows(found: QuerySet[Change]) -> QuerySet[Change]:
    """Each change with what its last judgement says: hours a week `before` it, and who `decides`."""
    last = Judgement.objects.filter(change=OuterRef("pk")).order_by("-pk")
    return found.annotate(
        before=Subquery(last.values("current_hours")[:1]), decides=Subquery(last.values("decides")[:1])
    )


def _narrowed(found: QuerySet[Change], sought: Sought) -> QuerySet[Change]:
    exact = {"provider__ref": sought.provider, "reason": sought.reason, "package__ref": sought.package}
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if sought.state:
        found = found.filter(_in_state(sought.state, sought.as_of))
    if sought.unit:
        found = found.filter(package__team__path__startswith=sought.unit)
    if sought.since:
        found = found.filter(noticed_at__gte=london(sought.since, time(0)))
    if sought.until:
        found = found.filter(noticed_at__lt=day_after(sought.until))
    if sought.direction or sought.decides:
        found = judged_in_rows(found)
    judged = {f"weekly_hours__{'gt' if sought.direction == 'increase' else 'lt'}": F("before")}
    found = found.filter(**judged) if sought.direction else found
    return found.filter(Q(decides=sought.decides)) if sought.decides else found


def _in_state(state: str, as_of: date | None) -> Q:
    """In the state now, or at the end of a day: what was closed only later was under way then."""
    wanted = OVER if state == "not_made" else {state}
    if state == "under_way":
        return Q(closed_at=None) if as_of is None else Q(closed_at=None) | Q(closed_at__gte=day_after(as_of))
    if wanted & UNDER_WAY and as_of is not None:
        return Q(state__in=wanted)
    closed = Q(closed_at__lt=day_after(as_of)) if as_of is not None else Q()
    return Q(state__in=wanted) & closed


def day_after(day: date) -> datetime:
    """When the day is over in London."""
    return london(day + timedelta(days=1), time(0))
