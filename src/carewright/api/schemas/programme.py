"""Review programmes: what they are asked and how they stand (REV-7, REV-9)."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import (
    ROWS,
    AmountShown,
    AnyRef,
    Asked,
    Day,
    Line,
    Note,
    Pounds,
    Ref,
    RefOf,
    Shown,
)

Outcome = Literal["reduced", "increased", "same", "ended"]


class ReviewCapacityShown(Shown):
    """What a team manages from a month on."""

    team: RefOf = Field(description="The team's reference.")
    from_month: date = Field(description="From the month that begins on this day.")
    a_month: int = Field(description="Reviews a month.")


class ProgrammeShown(Shown):
    """A review programme."""

    ref: Ref = Field(description="The programme's reference.")
    name: str = Field(description="What it is called.")
    unit: RefOf = Field(description="The unit whose packages it reviews.")
    state: str = Field(description="draft, running or closed.")
    start_month: date = Field(description="The first day of its first month.")
    policy_version: str = Field(description="The policy whose cohorts it has.")
    planned_at: datetime = Field(description="When it was last planned.")
    capacities: Annotated[list[ReviewCapacityShown], ROWS] = Field(description="What its teams manage.")


class CohortShown(Shown):
    """A cohort, planned and forecast."""

    code: str = Field(description="The cohort's code in the policy; urgent for those reviewed first.")
    words: str = Field(description="What it is called.")
    people: int = Field(description="How many are in it.")
    taken_place: int = Field(description="How many have been reviewed.")
    planned_finish: date | None = Field(description="The last month by the policy's plan.")
    finish: date | None = Field(description="The last month by the forecast.")
    planned_months: int | None = Field(description="Months from the programme's start, by the plan.")
    months: int | None = Field(description="Months from the programme's start, by the forecast.")


class MonthShown(Shown):
    """A month of the plan."""

    month: date = Field(description="Its first day.")
    reviews: int = Field(description="Reviews forecast, or taken place.")
    taken_place: int = Field(description="Reviews that took place.")
    planned_by_then: int = Field(description="Reviews planned by its end, in all.")
    forecast_by_then: int = Field(description="Reviews forecast by its end, in all.")


class CountsShown(Shown):
    """What the reviews came to. Costs are a week's, of those whose both costs are known; 0 for who sees no prices."""

    taken_place: int = Field(description="Reviews that took place.")
    reduced: int = Field(description="Packages reduced.")
    increased: int = Field(description="Packages increased.")
    same: int = Field(description="Packages at the same cost.")
    ended: int = Field(description="Packages ended.")
    costed: int = Field(description="How many the costs are of.")
    cost_before: AmountShown = Field(description="Weekly cost before.")
    cost_after: AmountShown = Field(description="Weekly cost after.")


class StandingShown(Shown):
    """How a programme stands."""

    sentence: str = Field(description="When all will be done, in words.")
    cohorts: list[CohortShown] = Field(description="Cohorts in the order in which they are reviewed.")
    months: list[MonthShown] = Field(description="Every month of the plan.")
    counts: CountsShown = Field(description="What the reviews came to.")


class ProgrammeEntryShown(Shown):
    """One package in a programme."""

    ref: Ref = Field(description="The entry's reference.")
    person: RefOf = Field(description="The person's reference.")
    person_name: str = Field(validation_alias=AliasPath("person", "name"), description="The person's name.")
    package: RefOf = Field(description="The package's reference.")
    cohort: str = Field(description="The cohort's code.")
    is_urgent: bool = Field(description="Whether it comes first, whatever the programme.")
    month: date | None = Field(description="The month of the review, by its first day.")
    team: RefOf = Field(description="The team that reviews.")
    taken_on: date | None = Field(description="When the review took place.")
    outcome: str = Field(description="What it came to.")
    review: AnyRef = Field(description="The reference of the review itself.")


class ProgrammeLetterShown(Shown):
    """A letter before a programme."""

    ref: Ref = Field(description="The letter's reference.")
    person: RefOf = Field(description="The person's reference.")
    state: str = Field(description="queued, held or kept.")
    letter_format: str = Field(description="How the person is written to.")
    language: str = Field(description="The person's language, where it is not English.")
    held_because: str = Field(description="Why it can't be made.")
    needs_translation: bool = Field(description="Whether a translated copy is to be made.")
    document: AnyRef = Field(description="The kept document's reference.")


class TeamCapacity(Asked):
    """What a team manages."""

    team: Ref = Field(description="The team's reference.")
    a_month: int = Field(ge=0, le=1_000, description="Reviews a month.")


class ProgrammeToDraft(Asked):
    """A programme to draft."""

    name: Line = Field(description="What it is called.")
    unit: Ref = Field(description="The unit whose packages are reviewed.")
    start_month: Day = Field(description="A day in its first month.")
    capacity: list[TeamCapacity] = Field(max_length=500, description="What each team manages.")


class ProgrammePlan(Asked):
    """What teams manage from a month on; an empty list plans with what there is."""

    capacity: list[TeamCapacity] = Field(default=[], max_length=500, description="What each team manages.")
    from_month: Day = Field(description="A day in the month from which it holds.")
    reason: Note = Field(default="", description="What has changed.")


class ProgrammeClosing(Asked):
    """Why a programme is closed."""

    reason: Note = Field(description="Why.")


class Urgency(Asked):
    """Why somebody is reviewed first."""

    because: Note = Field(description="Why.")


class ProgrammeReview(Asked):
    """What a review came to."""

    taken_on: Day = Field(description="When it took place.")
    outcome: Outcome = Field(description="What it came to for the package.")
    cost_before: Pounds | None = Field(default=None, description="Weekly cost before; else the order's of that day.")
    cost_after: Pounds | None = Field(default=None, description="Weekly cost after.")
    review: AnyRef = Field(default="", description="The reference of the review itself.")
