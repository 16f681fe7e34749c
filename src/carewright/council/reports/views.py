"""The reports that there are."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from carewright.access.check import may
from carewright.look.navigation import address
from carewright.look.page import Request, page


@dataclass(frozen=True)
class Report:
    """A report: what it is called, what it tells, the name of its address and the right that it needs."""

    title: str
    tells: str
    name: str
    right: str = "see_reports"


REPORTS = (
    Report(
        "Provider-led changes and drift",
        "Who changes packages, where, why and how far, for the contract review meeting.",
        "report_changes",
    ),
    Report(
        "Review programme",
        "How far each cohort is, when it will be finished against the plan, and what reviews came to.",
        "review_programme",
        "see_review_programme",
    ),
)


@page("see_reports")
def reports(request: Request) -> HttpResponse:
    """The reports that this person may see."""
    shown = [(one, address(one.name)) for one in REPORTS if may(request.actor, one.right)]
    return render(request, "council/reports/list.html", {"shown": shown})
