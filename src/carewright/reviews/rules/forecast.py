"""How a review programme stands: each cohort's end against the plan, and what reviews came to (REV-7). Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from carewright.kernel.money import Money
from carewright.kernel.refused import Fault, Invalid
from carewright.policy.terms import URGENT, ReviewProgrammeTerms
from carewright.reviews.lifecycle import Outcome
from carewright.reviews.rules.programme import length_in_words, month_after, month_of, months_from


@dataclass(frozen=True)
class EntryFacts:
    """One review of a programme. `month`: when it is forecast; once it has taken place, when it did."""

    cohort: str
    is_urgent: bool
    month: date | None
    taken_on: date | None = None
    outcome: str = ""
    cost_before: Money | None = None
    cost_after: Money | None = None

    @property
    def group(self) -> str:
        """The cohort under which it is counted: those who are urgent are one of their own."""
        return URGENT if self.is_urgent else self.cohort


@dataclass(frozen=True)
class CohortForecast:
    """A cohort: how many people, how many reviewed, planned and forecast to be done by the end of which month.

    `months` and `planned_months` count from the programme's start. No plan: for those who are urgent.
    """

    code: str
    words: str
    people: int
    taken_place: int
    planned_finish: date | None
    finish: date | None
    planned_months: int | None
    months: int | None

    @property
    def later_by(self) -> int:
        """How many months later than planned it is forecast to be done; less than nothing when sooner."""
        return (self.months or 0) - (self.planned_months or 0) if self.months and self.planned_months else 0

    @property
    def against_plan(self) -> str:
        """How the forecast stands to the plan, in words."""
        if not self.planned_months or not self.months:
            return "–"
        if self.later_by == 0:
            return "As planned"
        return f"{length_in_words(abs(self.later_by))} {'later' if self.later_by > 0 else 'sooner'}"


@dataclass(frozen=True)
class MonthForecast:
    """A month: how many reviews, and how many in all by its end, planned and forecast."""

    month: date
    reviews: int
    taken_place: int
    planned_by_then: int
    forecast_by_then: int


@dataclass(frozen=True)
class Counts:
    """What the reviews that took place came to; weekly costs are of those (`costed`) whose both costs are known."""

    taken_place: int
    reduced: int
    increased: int
    same: int
    ended: int
    costed: int
    cost_before: Money
    cost_after: Money


def cohort_forecasts(entries: Sequence[EntryFacts], terms: ReviewProgrammeTerms, start: date) -> list[CohortForecast]:
    """Each cohort that has people in it, in the order of the programme."""
    planned = _planned_ends(terms, start)
    order = [URGENT, *terms.codes]
    found = {entry.group for entry in entries}
    codes = [code for code in order if code in found] + sorted(found - set(order))
    return [_cohort(code, [one for one in entries if one.group == code], terms, start, planned) for code in codes]


def month_forecasts(entries: Sequence[EntryFacts], terms: ReviewProgrammeTerms, start: date) -> list[MonthForecast]:
    """Every month from the start until the last review, planned or forecast."""
    reviews = Counter(entry.month for entry in entries if entry.month)
    taken = Counter(month_of(entry.taken_on) for entry in entries if entry.taken_on)
    plan = _planned_by_month(entries, terms, start)
    ends = [*reviews, *plan]
    if not ends:
        return []
    rows, month, forecast, planned = [], min(start, *ends), 0, Fraction(0)
    while month <= max(ends):
        forecast += reviews[month]
        planned += plan.get(month, Fraction(0))
        rows.append(MonthForecast(month, reviews[month], taken[month], round(planned), forecast))
        month = month_after(month)
    return rows


def counts(entries: Iterable[EntryFacts]) -> Counts:
    """The counts of a programme's report."""
    done = [entry for entry in entries if entry.taken_on]
    by_outcome = Counter(entry.outcome for entry in done)
    costs = [(e.cost_before, e.cost_after) for e in done if e.cost_before is not None and e.cost_after is not None]
    nothing = Money("0.00")
    return Counts(
        taken_place=len(done),
        reduced=by_outcome[Outcome.REDUCED],
        increased=by_outcome[Outcome.INCREASED],
        same=by_outcome[Outcome.SAME],
        ended=by_outcome[Outcome.ENDED],
        costed=len(costs),
        cost_before=sum((before for before, _ in costs), nothing),
        cost_after=sum((after for _, after in costs), nothing),
    )


def in_a_sentence(forecasts: Sequence[CohortForecast], start: date) -> str:
    """When all will be done at this capacity, as one honest sentence."""
    months = max((one.months or 0 for one in forecasts), default=0)
    people = sum(one.people for one in forecasts)
    if not months:
        return "Nobody is in the programme yet."
    finish = month_after(month_of(start), months - 1)
    planned = max((one.planned_months or 0 for one in forecasts), default=0)
    end = f"by the end of {finish:%B %Y}: {length_in_words(months)}"
    said = f"All {people:,} reviews are forecast to have taken place {end}"
    if planned and months > planned:
        return f"{said}, not {length_in_words(planned)} as planned."
    return f"{said}, as planned." if months == planned else f"{said}."


def check_outcome(outcome: str, before: Money | None, after: Money | None) -> None:
    """Refuse an outcome that there is none of, and costs that say another; a cost that is not known says nothing."""
    if outcome not in set(Outcome):
        raise Invalid([Fault("outcome", f"Choose {', '.join(one.value for one in Outcome)}.")], rule="REV-4")
    if before is None or after is None:
        return
    said = {
        Outcome.REDUCED: after < before,
        Outcome.INCREASED: after > before,
        Outcome.SAME: after == before,
        Outcome.ENDED: after == 0,
    }
    if not said[Outcome(outcome)]:
        sentence = f"The costs before and after do not say “{Outcome(outcome).of_the_cost}”. Correct one of them."
        raise Invalid([Fault("cost_after", sentence)], rule="REV-7")


def _cohort(
    code: str, entries: list[EntryFacts], terms: ReviewProgrammeTerms, start: date, planned: dict[str, date]
) -> CohortForecast:
    finish = max((entry.month for entry in entries if entry.month), default=None)
    end = planned.get(code)
    return CohortForecast(
        code=code,
        words=terms.words_of(code),
        people=len(entries),
        taken_place=sum(entry.taken_on is not None for entry in entries),
        planned_finish=end,
        finish=finish,
        planned_months=months_from(start, end) if end else None,
        months=max(1, months_from(start, finish)) if finish else None,
    )


def _planned_ends(terms: ReviewProgrammeTerms, start: date) -> dict[str, date]:
    """The last month of each cohort by the policy's own figures, one cohort after another."""
    ends, months = {}, 0
    for cohort in terms.cohorts:
        months += cohort.months
        ends[cohort.code] = month_after(start, months - 1)
    return ends


def _planned_by_month(entries: Sequence[EntryFacts], terms: ReviewProgrammeTerms, start: date) -> dict[date, Fraction]:
    """How many reviews the policy's figures mean for each month: a cohort's people in equal parts over its months."""
    people = Counter(entry.cohort for entry in entries)
    plan: dict[date, Fraction] = {}
    month = start
    for cohort in terms.cohorts:
        for _ in range(cohort.months):
            if people[cohort.code]:
                plan[month] = Fraction(people[cohort.code], cohort.months)
            month = month_after(month)
    return plan
