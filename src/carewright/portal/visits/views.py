"""Weekly reports: what is to be reported, what was and what became of it, a week's form (VAR-2)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.kernel.hours import in_words as plain
from carewright.kernel.money import difference_in_words
from carewright.kernel.refused import Invalid, NotFound
from carewright.look.days import day_told, today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact
from carewright.monitoring import commands, queries
from carewright.monitoring.lifecycle import VariationState
from carewright.monitoring.queries import VariationRow
from carewright.monitoring.rules import hours_said, last_day_of
from carewright.packages.queries import holds_care_of
from carewright.packages.rules.charges import monday_of
from carewright.policy.queries import policy_at
from carewright.portal.looking import look_at
from carewright.portal.visits.forms import WeekForm, beside_its_question

ROWS_ON_A_PAGE = 25
MOST_IN_A_FORM = 100
"""With more packages a week is sent as a file: a form would be too long to be seen through."""
STATES = {
    VariationState.WAITING: ("Waiting", "yellow"),
    VariationState.UNANSWERED: ("Paid as ordered", "grey"),
    VariationState.APPROVED: ("Approved", "green"),
    VariationState.REFUSED: ("Refused", "red"),
    VariationState.AS_ORDERED: ("As ordered", "grey"),
    VariationState.REPLACED: ("Replaced", "grey"),
}


@dataclass(frozen=True)
class Shown:
    """What was reported of a week, with its words."""

    row: VariationRow
    words: str
    colour: str


@page("see_own_visits")
def visits(request: Request) -> HttpResponse:
    """Weeks to report, and what has been reported, the latest first."""
    terms = policy_at(request.at).terms
    found = queries.own_variations(request.actor)
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    weeks = queries.own_weeks(request.actor, request.at, terms)
    content = {
        "weeks": weeks,
        "next": next((week for week in reversed(weeks) if week.reported < week.packages), None),
        "rows": rows,
        "shown": [_shown(row) for row in queries.rows_of(rows, request.actor)],
    }
    return render(request, "portal/visits/visits.html", content)


@form_page("report_variations")
def week(request: Request, week: str) -> HttpResponse:
    """Report a week of every package, or correct what was reported."""
    week_on = _monday(request, week)
    packages = queries.own_week(week_on, request.actor)
    content: dict[str, Any] = {"week_on": week_on, "last_on": last_day_of(week_on), "count": len(packages)}
    if not packages or len(packages) > MOST_IN_A_FORM:
        return render(request, "portal/visits/no_form.html", content)
    reasons = policy_at(request.at).terms.variations.hour_reasons
    form = WeekForm(posted(request), packages=packages, reasons=reasons)
    if form.is_valid():
        with refusals_on(form):
            _report(request, form, week_on)
            messages.success(request, "The week has been reported. What differs waits for the council’s team.")
            return redirect("own_visits")
    return render(request, "portal/visits/week.html", content | {"form": form})


@page("see_own_visits")
def variation(request: Request, ref: str) -> HttpResponse:
    """What was reported of one week, how it is paid and why, with the working."""
    found = queries.own_variations(request.actor).filter(ref=ref).first()
    found = found or queries.own_variations(request.actor, state=VariationState.REPLACED).filter(ref=ref).first()
    if found is None:
        raise NotFound
    if holds_care_of(found.package.person.ref, request.actor.provider, today(request.at)):
        look_at(request, found.package.person.ref)
    one = _shown(queries.row_of(found, request.actor))
    return render(request, "portal/visits/variation.html", {"one": one, "row": one.row, "facts": _facts(one.row)})


def _report(request: Request, form: WeekForm, week_on: date) -> None:
    try:
        commands.report_variations(
            provider=request.actor.provider, rows=form.rows(week_on), how="form", by=request.actor, at=request.at
        )
    except Invalid as refused:
        raise beside_its_question(refused, form.packages) from refused


def _monday(request: Request, text: str) -> date:
    """The week's Monday from the address; for anything else, and for nobody's week, as for nothing there."""
    found = day_told(text)
    if found is None or found != monday_of(found) or not request.actor.provider:
        raise NotFound
    return found


def _shown(row: VariationRow) -> Shown:
    return Shown(row, *STATES[VariationState(row.state)])


def _facts(row: VariationRow) -> list[Fact]:
    ordered = hours_said(row.ordered_hours)
    if row.is_ordered_otherwise and row.reported_ordered is not None:
        ordered += f" by our order; you reported {plain(row.reported_ordered)}. Ring us if the order is wrong"
    told = [
        Fact("Ordered", ordered),
        Fact("Delivered", hours_said(row.delivered_hours)),
        Fact("Reason", row.reason_words),
        Fact("Note", row.note),
        Fact("Payment changes by", _money(row)),
    ]
    return [fact for fact in told if fact.value]


def _money(row: VariationRow) -> str:
    if not row.change:
        return ""
    return difference_in_words(row.change) + (", if approved" if row.is_undecided else "")
