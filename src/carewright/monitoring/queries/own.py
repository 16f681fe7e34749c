"""A provider's own weekly reports: what it may report, what it has reported, what became of it (ROLE-5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.imports.models import LoadedFile
from carewright.kernel.hours import Hours
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.monitoring.lifecycle import VariationState
from carewright.monitoring.models import Variation
from carewright.monitoring.queries.ordered import book_of
from carewright.monitoring.queries.variations import whole
from carewright.monitoring.rules import last_day_of
from carewright.packages.rules.charges import monday_of
from carewright.policy.terms import Terms
from carewright.worktime import due, is_late, local, london

KIND = "variations"
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class OwnWeek:
    """A package of the provider in a week: hours ordered in it, and what it has reported of them (none: nothing)."""

    package: str
    person: str
    service: str
    ordered_hours: Hours
    reported: Variation | None


@dataclass(frozen=True)
class WeekStanding:
    """A week that can be reported: how many packages the provider had in it, and how many of them it has reported."""

    week_on: date
    last_on: date
    packages: int
    reported: int
    waiting: int


def own_variations(by: Actor, *, state: str = "") -> QuerySet[Variation]:
    """What the provider has reported, the latest week first; each week as it holds now, unless replaced ones are asked
    for by that state."""
    check_may(by, "see_own_visits", provider=by.provider)
    found = whole(Variation.objects.filter(provider__ref=by.provider))
    found = found.filter(state=state) if state else found.exclude(state=VariationState.REPLACED)
    return found.order_by("-week_on", "ref")


def own_week(week_on: date, by: Actor) -> list[OwnWeek]:
    """The provider's packages in the week, by the person's name, with the carer-hours ordered."""
    check_may(by, "see_own_visits", provider=by.provider)
    reported = {one.package.ref: one for one in own_variations(by).filter(week_on=week_on)}
    found = []
    for ref, booked in book_of(by.provider).items():
        week = booked.week(week_on)
        if week is not None:
            person = booked.package.person
            found.append(OwnWeek(ref, person.name, booked.package.service, week.hours, reported.get(ref)))
    return sorted(found, key=lambda one: (one.person.casefold(), one.package))


def own_weeks(by: Actor, at: datetime, terms: Terms, most: int = 8) -> list[WeekStanding]:
    """Weeks that are over and may still be reported, the latest first, at most so many: those with packages in them."""
    check_may(by, "see_own_visits", provider=by.provider)
    booked = list(book_of(by.provider).values())
    mondays = list(_mondays(at, terms, most))
    reported: dict[date, list[str]] = {week_on: [] for week_on in mondays}
    for week_on, state in own_variations(by).filter(week_on__in=mondays).values_list("week_on", "state"):
        reported[week_on].append(state)
    standings = [
        WeekStanding(
            week_on,
            last_day_of(week_on),
            sum(package.week(week_on) is not None for package in booked),
            len(reported[week_on]),
            reported[week_on].count(VariationState.WAITING),
        )
        for week_on in mondays
    ]
    return [standing for standing in standings if standing.packages]


def is_closed(week_on: date, terms: Terms, at: datetime) -> bool:
    """Whether the time in which a week may be reported or corrected is up (VAR-2)."""
    limit = terms.variations.report_within
    return is_late(at, due(london(last_day_of(week_on), END_OF_DAY), limit, terms.calendar_for()))


def own_file(ref: str, by: Actor) -> LoadedFile:
    """A file of weekly reports that the user has loaded; as nonsense when it is somebody else's."""
    check_may(by, "see_own_visits", provider=by.provider)
    found = LoadedFile.objects.filter(kind=KIND, loaded_by=by.ref, ref=normalised(ref, "FIL")).first()
    if found is None:
        raise NotFound
    return found


def _mondays(at: datetime, terms: Terms, most: int) -> Iterator[date]:
    this = monday_of(local(at).date())
    for number in range(1, most + 1):
        week_on = this - timedelta(weeks=number)
        if not is_closed(week_on, terms, at):
            yield week_on
