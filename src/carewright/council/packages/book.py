"""The order book of a package: as a chart, for any day as known on any day, its versions, its statement (ORD-2)."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from carewright.council.packages.drawing import NARROW, drawn
from carewright.council.packages.forms import BookForm, SpanForm
from carewright.council.packages.tabs import top_of
from carewright.council.referrals.download import csv_answer
from carewright.look.days import in_full, today
from carewright.look.page import Request, page
from carewright.packages import queries
from carewright.packages.rules import held_by, on_day, order_cost

VERSIONS_ON_A_PAGE = 10
WEEKS = timedelta(weeks=12)
"""How much of the statement is shown unless asked for more."""
MOST_DAYS = 3660
"""A statement is of at most ten years."""
HEADINGS = ("from", "to", "provider", "provider_name", "hours", "adjusted_hours")
PRICED = (*HEADINGS, "cost", "adjusted")


@page("see_packages")
def orders(request: Request, ref: str) -> HttpResponse:
    """What was ordered for a day as known on a day, the whole book drawn, and every version."""
    content = top_of(request, ref, "Orders")
    package, day = content["package"], today(request.at)
    form = BookForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    on, known_on = asked.get("on") or day, asked.get("known_on") or day
    known = queries.known_at_end_of(known_on, request.at)
    book = queries.book_of(package, known_at=known) if known < request.at else content["book"]
    then, now = on_day(book, on), on_day(content["book"], on)
    names = queries.names_of(package)
    held = {row.part: held_by(row, names) for row in book}
    shown = Paginator(content["orders"], VERSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    content |= {
        "form": form,
        "asked_words": f"Ordered for {in_full(on)}, as known on {in_full(known_on)}",
        "on": on,
        "known_on": known_on,
        "then": queries.parts_on(package, then),
        "then_cost": order_cost(then),
        "is_known_otherwise": [*map(_plain, then)] != [*map(_plain, now)],
        "chart": drawn(book, held, day, on),
        "narrow_chart": drawn(book, held, day, on, NARROW),
        "rows": queries.parts_on(package, book),
        "versions": shown,
        "shown": queries.version_rows(package, list(shown), request.actor),
    }
    return render(request, "council/packages/orders.html", content)


@page("see_packages")
def statement(request: Request, ref: str) -> HttpResponse:
    """Week by week: hours due, cost as known now, and what was adjusted later."""
    content = top_of(request, ref, "Statement")
    return render(request, "council/packages/statement.html", content | _statement(request, content))


@page("see_packages")
def statement_csv(request: Request, ref: str) -> HttpResponse:
    """The statement as a file; money only for who may see prices (ROLE-6)."""
    content = top_of(request, ref, "Statement")
    priced = content["sees_prices"]
    rows = [
        [one.from_on, one.to_on, one.provider, one.held_by, one.hours, one.adjusted_hours]
        + ([one.cost, one.adjusted] if priced else [])
        for one in _statement(request, content)["charges"]
    ]
    return csv_answer(f"statement-{content['package'].ref}.csv", PRICED if priced else HEADINGS, rows)


def _statement(request: Request, content: dict[str, Any]) -> dict[str, Any]:
    day = today(request.at)
    since, until = day - WEEKS - timedelta(days=day.weekday()), day
    form = SpanForm(request.GET if "since" in request.GET else None, initial={"since": since, "until": until})
    if form.is_valid():
        until = form.cleaned_data["until"]
        since = max(form.cleaned_data["since"], until - timedelta(days=MOST_DAYS))
    found = queries.charges(content["package"], content["book"], since, until)
    totals: dict[str, Any] = {
        name: sum((getattr(one, name) for one in found), start=0)
        for name in ("hours", "cost", "adjusted_hours", "adjusted")
    }
    return {"form": form, "since": since, "until": until, "charges": found, "totals": totals}


def _plain(row: Any) -> tuple[Any, ...]:
    """What a row says of one day, whatever days it is for."""
    return (
        row.part,
        row.provider,
        row.weekly_hours,
        row.carers,
        row.rate,
        row.is_suspended,
        row.paid_percent,
        row.fund,
    )
