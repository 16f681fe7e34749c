"""Reads of review programmes: figures for who may see them, people only where the actor may know of them (REV-7)."""

from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.models import Unit
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.queries import visible_to as sees_person
from carewright.policy.queries import policy_of
from carewright.policy.terms import ReviewProgrammeTerms
from carewright.reviews.models import Programme, ProgrammeEntry
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
from carewright.reviews.rules.programme import month_of


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


def standing_of(programme: Programme, by: Actor) -> Standing:
    """How the programme stands. Costs are left out for who may not see prices (ROLE-6)."""
    terms, facts = programme_terms(programme), entry_facts(programme)
    if not sees_costs(programme, by):
        facts = [replace(one, cost_before=None, cost_after=None) for one in facts]
    cohorts = cohort_forecasts(facts, terms, programme.start_month)
    return Standing(
        sentence=in_a_sentence(cohorts, programme.start_month),
        cohorts=cohorts,
        months=month_forecasts(facts, terms, programme.start_month),
        counts=counts(facts),
    )


def entry_facts(programme: Programme) -> list[EntryFacts]:
    """The programme's entries as the rules see them."""
    columns = ("cohort", "is_urgent", "month", "taken_on", "outcome", "cost_before", "cost_after")
    rows = programme.entries.filter(left_because="").values_list(*columns)
    facts = (EntryFacts(*row) for row in rows)
    return [replace(one, month=month_of(one.taken_on)) if one.taken_on else one for one in facts]


def programme_terms(programme: Programme) -> ReviewProgrammeTerms:
    """The cohorts that it was drafted with: a programme keeps the terms it began under (POL-1)."""
    return policy_of(programme.policy_version).terms.review_programme


def teams_of(unit: Unit) -> list[Unit]:
    """The teams of a unit, by name."""
    return list(Unit.objects.filter(kind=Unit.Kind.TEAM, path__startswith=unit.path).order_by("name", "ref"))


def _around(by: Actor) -> Q:
    """Programmes of a unit within one that the actor's roles reach, or of one that such a unit lies in."""
    reached = Q(pk__in=[])
    for path in by.unit_paths(*WHO_MAY["see_review_programme"].roles):
        parts = path.split(".")[:-1]
        above = [".".join(parts[: n + 1]) + "." for n in range(len(parts))]
        reached |= Q(unit__path__startswith=path) | Q(unit__path__in=above)
    return reached
