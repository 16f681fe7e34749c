"""Provider-led changes and drift: by provider, area or reason, as of a day (CHG-8, RPT-7)."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carewright.council.referrals.download import csv_answer
from carewright.files.writing import write_xlsx
from carewright.kernel.hours import signed
from carewright.look.charts import Chart, Kind, Series
from carewright.look.days import day_told, today
from carewright.look.page import Request, page
from carewright.look.parts import Tab
from carewright.reports.changes import Per, Trend, TrendRow, change_trend
from carewright.reports.tables import changes_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Notices", "noticed", {}),
    ("More hours", "increases", {"direction": "increase"}),
    ("Fewer hours", "decreases", {"direction": "decrease"}),
    ("For the manager", "for_the_manager", {"decides": "team_manager"}),
    ("In effect", "in_effect", {"state": "in_effect"}),
    (
        "Increases by itself",
        "by_itself",
        {"state": "in_effect", "direction": "increase", "decides": "provider"},
    ),
    ("Not made", "not_made", {"state": "not_made"}),
)
"""Heading, figure, and what narrows the list of changes to the rows behind it."""
BUSIEST = 10
WORDS = {Per.PROVIDER: "Provider", Per.AREA: "Area", Per.REASON: "Reason"}


@page("see_reports")
def report(request: Request) -> HttpResponse:
    """The figures, each with the rows behind it; as a file with `?as=csv` or `?as=xlsx`."""
    per = Per(request.GET["per"]) if request.GET.get("per") in set(Per) else Per.PROVIDER
    trend = change_trend(request.actor, as_of=_as_of(request), per=per)
    match request.GET.get("as"):
        case "csv":
            table = changes_table(trend)
            return csv_answer(f"changes-by-{per}-{trend.as_of}.csv", table.columns, table.rows)
        case "xlsx":
            return _workbook(trend)
    here = reverse("report_changes")
    content = {
        "trend": trend,
        "per": WORDS[per],
        "tabs": [Tab(f"By {one}", f"{here}?{urlencode({'per': one, 'as_of': trend.as_of})}") for one in Per],
        "tab": f"By {per}",
        "headings": [heading for heading, _, _ in COLUMNS],
        "rows": [(row, _figures(row, trend), signed(row.net_hours)) for row in [*trend.rows, trend.total]],
        "drifted": [(one, signed(one.hours)) for one in trend.drifted],
        "chart": _chart(trend) if trend.rows else None,
        "as_file": urlencode({"per": per, "as_of": trend.as_of}),
        "wide": True,
    }
    return render(request, "council/reports/changes.html", content)


def _chart(trend: Trend) -> Chart:
    """More and fewer hours noticed, of the busiest rows."""
    shown = trend.rows[:BUSIEST]
    more, fewer = sum(row.increases for row in trend.rows), sum(row.decreases for row in trend.rows)
    return Chart(
        kind=Kind.STACKED,
        title=f"Changes noticed by {WORDS[trend.per].lower()}",
        told=f"{more} for more hours and {fewer} for fewer. The {len(shown)} with the most notices are shown.",
        labels=tuple(row.label for row in shown),
        series=(
            Series("More hours", tuple(row.increases for row in shown)),
            Series("Fewer hours", tuple(row.decreases for row in shown)),
        ),
        measure="changes",
        across=WORDS[trend.per],
    )


def _as_of(request: Request) -> date:
    return min(day_told(request.GET.get("as_of", "")) or today(request.at), today(request.at))


def _figures(row: TrendRow, trend: Trend) -> list[tuple[str, int, str]]:
    """Heading, figure, and the address of the changes that make it up."""
    of_row = {str(trend.per): row.key} if row.key else {}
    told = of_row | {"since": str(trend.since), "until": str(trend.as_of), "as_of": str(trend.as_of)}
    listed = reverse("changes")
    return [
        (heading, getattr(row, name), f"{listed}?{urlencode(told | narrowing)}") for heading, name, narrowing in COLUMNS
    ]


def _workbook(trend: Trend) -> HttpResponse:
    out, table = BytesIO(), changes_table(trend)
    write_xlsx(out, table.columns, table.rows, sheet="Changes")
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="changes-by-{trend.per}-{trend.as_of}.xlsx"'
    return answer
