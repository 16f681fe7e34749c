"""Charts for every page: `{% chart chart %}` shows one as a picture, a sentence that says the same, and its table.

    Chart(
        kind=Kind.LINE,
        title="Reviews forecast to take place, by month",
        told="All 1,066 are forecast to have taken place by March 2026, 8 years later than planned.",
        labels=("Jan 2018", "Feb 2018"),
        series=(Series("Plan", (66, 131)), Series("Forecast", (10, 20))),
        measure="people",
        across="Month",
    )

`told` is what somebody sees at a glance, for who cannot see it: write the point of the chart, not its shape.
"""

from carewright.look.charts.chart import MOST_SERIES, Chart, Kind, Series, Written
from carewright.look.charts.drawing import drawn

__all__ = ["MOST_SERIES", "Chart", "Kind", "Series", "Written", "drawn"]
