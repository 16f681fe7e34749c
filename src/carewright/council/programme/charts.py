"""A programme as charts: each cohort's end against the plan, and how many by the end of each month (REV-7)."""

from carewright.look.charts import Chart, Kind, Series
from carewright.reviews.queries import Standing
from carewright.reviews.rules.forecast import CohortForecast
from carewright.reviews.rules.programme import length_in_words


def by_cohort(standing: Standing) -> Chart:
    """How many months from the start until each cohort is done, planned and forecast."""
    return Chart(
        kind=Kind.GROUPED,
        title="Months until each cohort is done, planned and forecast",
        told=" ".join(_told(one) for one in standing.cohorts),
        labels=tuple(one.words for one in standing.cohorts),
        series=(
            Series("Planned", tuple(one.planned_months for one in standing.cohorts)),
            Series("Forecast", tuple(one.months for one in standing.cohorts)),
        ),
        measure="months from the start",
        across="Cohort",
    )


def _told(one: CohortForecast) -> str:
    planned = f", {length_in_words(one.planned_months)} planned" if one.planned_months else ""
    return f"{one.words}: {length_in_words(one.months or 0)} forecast{planned}."


def by_month(standing: Standing) -> Chart:
    """How many reviews in all by the end of each month, planned and forecast."""
    return Chart(
        kind=Kind.LINE,
        title="Reviews in all by the end of each month, planned and forecast",
        told=standing.sentence,
        labels=tuple(f"{one.month:%b %Y}" for one in standing.months),
        series=(
            Series("Planned", tuple(one.planned_by_then for one in standing.months)),
            Series("Forecast", tuple(one.forecast_by_then for one in standing.months)),
        ),
        measure="reviews",
        across="By the end of",
    )
