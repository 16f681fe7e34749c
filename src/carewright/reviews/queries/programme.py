"""Reads of review programmes: figures for who may see them, people only where the actor may know of them (REV-7)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.models import Unit
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound, Refused
from carewright.people.queries import visible_to as sees_person
from carewright.policy.queries import policy_of
from carewright.policy.terms import ReviewProgrammeTerms
from carewright.reviews.lifecycle import ProgrammeState
from carewright.reviews.models import Programme, ProgrammeCapacity, ProgrammeEntry
from carewright.reviews.rules.forecast import (
    CohortForecast,
    Counts,
    EntryFacts,
    MonthForecast,
    cohort_forecasts,
    counts,
    in_a_sentence,
    month_forecasts,
)
from carewright.reviews.rules.programme import Capacity, Planned, ToReview, month_of, plan
from carewright.worktime import local


@dataclass(frozen=True)
class Standing:
    """How a programme stands: cohorts and months forecast against the plan, counts, and the point in a sentence."""

    sentence: str
    cohorts: list[CohortForecast]
    months: list[MonthForecast]
    counts: Counts


def programmes(by: Actor) -> QuerySet[Programme]:
    """Programmes of units that the actor's roles reach, or that lie around one of them; the newest first."""
    check_may(by, "see_review_programme")
    return Programme.objects.filter(_around(by)).select_related("unit")


def programme(ref: str, by: Actor) -> Programme:
    """One programme; for one not to be seen, as for none."""
    found = programmes(by).filter(ref=normalised(ref, "RVP")).first()
    if found is None:
        raise NotFound
    return found


def entries(programme: Programme, by: Actor) -> QuerySet[ProgrammeEntry]:
    """The programme's entries about people whom the actor may know of, in the order in which they are reviewed."""
    found = programme.entries.filter(sees_person(by, "person__team"), left_because="")
    return found.select_related("person", "package", "team").order_by("month", "-is_urgent", "pk")


def sees_costs(programme: Programme, by: Actor) -> bool:
    """Whether the actor may see what packages cost (ROLE-6)."""
    return may(by, "see_contract_prices", unit=programme.unit.path)


def standing_of(programme: Programme, by: Actor, at: datetime) -> Standing:
    """How the programme stands at a moment: whoever waits is forecast anew from this month on, at today's capacity.

    Costs are left out for who may not see prices (ROLE-6).
    """
    terms, facts = programme_terms(programme), entry_facts(programme, at)
    if not sees_costs(programme, by):
        facts = [replace(one, cost_before=None, cost_after=None) for one in facts]
    cohorts = cohort_forecasts(facts, terms, programme.start_month)
    return Standing(
        sentence=in_a_sentence(cohorts, programme.start_month),
        cohorts=cohorts,
        months=month_forecasts(facts, terms, programme.start_month),
        counts=counts(facts),
    )


def planned_from(programme: Programme, at: datetime) -> list[Planned]:
    """The month and the team of everybody who waits, from the start or, once that has passed, this month."""
    this_month = max(programme.start_month, month_of(local(at).date()))
    there = programme.entries.filter(left_because="")
    waiting = there.filter(taken_on=None).order_by("pk").values_list("ref", "cohort", "is_urgent", "package__team__ref")
    return plan(
        [ToReview(*row) for row in waiting],
        cohorts=programme_terms(programme).codes,
        capacities=[Capacity(row.team.ref, row.from_month, row.a_month) for row in capacities_of(programme)],
        start=this_month,
        already=there.filter(taken_on__gte=this_month).count(),
    )


def capacities_of(programme: Programme) -> QuerySet[ProgrammeCapacity]:
    """What the programme's teams manage, by team and month."""
    return programme.capacities.select_related("team").order_by("team__name", "team__ref", "from_month")


def entry_facts(programme: Programme, at: datetime) -> list[EntryFacts]:
    """The programme's entries as the rules see them, those who wait with the month that is forecast."""
    columns = ("cohort", "is_urgent", "month", "taken_on", "outcome", "cost_before", "cost_after")
    rows = programme.entries.filter(left_because="").order_by("pk").values_list("ref", *columns)
    months = {} if programme.state == ProgrammeState.CLOSED else _forecast(programme, at)
    facts = {ref: EntryFacts(*told) for ref, *told in rows}
    return [
        replace(one, month=month_of(one.taken_on) if one.taken_on else months.get(ref, one.month))
        for ref, one in facts.items()
    ]


def programme_terms(programme: Programme) -> ReviewProgrammeTerms:
    """The cohorts that it was drafted with: a programme keeps the terms it began under (POL-1)."""
    return policy_of(programme.policy_version).terms.review_programme


def teams_of(unit: Unit) -> list[Unit]:
    """The teams of a unit, by name."""
    return list(Unit.objects.filter(kind=Unit.Kind.TEAM, path__startswith=unit.path).order_by("name", "ref"))


def _forecast(programme: Programme, at: datetime) -> dict[str, date]:
    """Each waiting entry's month; nothing where the capacity has gone, and the months stay as they were planned."""
    try:
        return {one.who.key: one.month for one in planned_from(programme, at)}
    except Refused:
        return {}


def _around(by: Actor) -> Q:
    """Programmes of a unit within one that the actor's roles reach, or of one that such a unit lies in."""
    reached = Q(pk__in=[])
    for path in by.unit_paths(*WHO_MAY["see_review_programme"].roles):
        parts = path.split(".")[:-1]
        above = [".".join(parts[: n + 1]) + "." for n in range(len(parts))]
        reached |= Q(unit__path__startswith=path) | Q(unit__path__in=above)
    return reached
