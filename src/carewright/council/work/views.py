"""My work, the team's, and how time limits are kept (OBL-3, OBL-4)."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.work.lines import groups_of_duties, with_next_steps
from carewright.council.work.words import RULES
from carewright.look.page import Request, page
from carewright.look.parts import Tab
from carewright.obligations import queries
from carewright.obligations.queries import Per
from carewright.providers.queries import providers

LINES_ON_A_PAGE = 100
FAR_OFF = timedelta(weeks=6)
"""What is due so far ahead or farther (next year's reviews, say) is counted, and listed when it is asked for."""
LATELY = timedelta(weeks=4)
"""What the figures on the team’s page look back over."""
WEEKS = {"4": "Last 4 weeks", "13": "Last 3 months", "52": "Last 12 months"}
KINDS = {Per.RULE: "Rule", Per.UNIT: "Team or area", Per.PROVIDER: "Provider", Per.MONTH: "Month"}


@page("see_my_work")
def my_work(request: Request) -> HttpResponse:
    """What one owes, most urgent first, what one could do next, and for whom one waits (OBL-4)."""
    content = _work(request, queries.my_work(request.actor), "My work")
    if content["lines"].number == 1:
        content["groups"] = with_next_steps(content["groups"], request.actor, request.at)
    return render(request, "council/work/my_work.html", content)


@page("see_team_work")
def team_work(request: Request) -> HttpResponse:
    """What everybody owes in the units that one manages, with how time limits were kept of late (OBL-3, OBL-4)."""
    content = _work(request, queries.team_work(request.actor), "Team’s work")
    kept = queries.on_time(request.actor, since=request.at - LATELY, until=request.at, at=request.at)
    content["kept"] = [(row, RULES.get(row.key, "")) for row in kept]
    return render(request, "council/work/team_work.html", content)


@page("see_team_work")
def on_time(request: Request) -> HttpResponse:
    """How time limits were kept, by rule, team, provider or month (OBL-3)."""
    per = Per(request.GET["per"]) if request.GET.get("per") in set(Per) else Per.RULE
    weeks = request.GET["weeks"] if request.GET.get("weeks") in WEEKS else "4"
    since = request.at - timedelta(weeks=int(weeks))
    found = queries.on_time(request.actor, since=since, until=request.at, at=request.at, per=per)
    names = {each.ref: each.name for each in providers(request.actor)} if per is Per.PROVIDER else {}
    rows = [(row, names.get(row.key, row.label), RULES.get(row.key, "")) for row in found]
    return render(
        request,
        "council/work/on_time.html",
        {
            "rows": rows,
            "per": per,
            "kinds": KINDS,
            "weeks": weeks,
            "spans": WEEKS,
            "tabs": _tabs(request),
            "tab": "On time",
        },
    )


def _work(request: Request, work: QuerySet[Any], tab: str) -> dict[str, Any]:
    far_off_from = request.at + FAR_OFF
    shows_all = request.GET.get("when") == "all"
    shown = work if shows_all else work.filter(due_at__lt=far_off_from)
    lines = Paginator(shown, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(shown, request.at)
    return {
        "groups": groups_of_duties(lines, counts, request.actor, request.at),
        "lines": lines,
        "far_off": 0 if shows_all else work.filter(due_at__gte=far_off_from).count(),
        "far_off_from": far_off_from,
        "tabs": _tabs(request),
        "tab": tab,
    }


def _tabs(request: Request) -> list[Tab]:
    if not may(request.actor, "see_team_work"):
        return []
    names = {"My work": "my_work", "Team’s work": "team_work", "On time": "on_time"}
    return [Tab(label, reverse(name)) for label, name in names.items()]
