"""Variations: those that wait, by provider, answered one by one or many at once; one with its working (VAR-2)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.looking import note_look
from carewright.council.referrals.download import csv_answer
from carewright.council.variations.forms import RefuseVariations
from carewright.kernel.hours import in_words as plain
from carewright.kernel.money import difference_in_words
from carewright.look.forms import refusals_on
from carewright.look.navigation import address
from carewright.look.page import Request, action, form_page, page
from carewright.look.parts import Fact, Tab, told
from carewright.monitoring import commands, queries
from carewright.monitoring.lifecycle import VariationState
from carewright.monitoring.queries import VariationRow
from carewright.monitoring.rules import hours_said
from carewright.trail.queries import timeline

ROWS_ON_A_PAGE = 50
STATES = {
    VariationState.WAITING: ("Waiting", "yellow"),
    VariationState.UNANSWERED: ("Not answered in time", "orange"),
    VariationState.APPROVED: ("Approved", "green"),
    VariationState.REFUSED: ("Refused", "red"),
    VariationState.AS_ORDERED: ("As ordered", "grey"),
    VariationState.REPLACED: ("Replaced", "grey"),
}
"""What each state is called, and its colour."""
COLUMNS = (
    "Reference",
    "Package",
    "Person",
    "Team",
    "Provider",
    "Week from",
    "Hours ordered",
    "Hours the provider takes to be ordered",
    "Hours delivered",
    "Difference",
    "Reason",
    "Note",
    "How it stands",
    "Why",
    "Answer by",
    "Payment changes by",
)


@dataclass(frozen=True)
class Shown:
    """A variation as a page shows it."""

    row: VariationRow
    words: str
    colour: str
    difference: str


@page("see_variations")
def variations(request: Request) -> HttpResponse:
    """Those that wait, or in another state, by provider and week; as CSV with `?as=csv`."""
    asked = {name: request.GET.get(name, "").strip() for name in ("search", "provider", "state")}
    state = asked["state"] if asked["state"] in (*STATES, "all") else VariationState.WAITING
    chosen = {"search": asked["search"], "provider": asked["provider"], "state": "" if state == "all" else state}
    found = queries.variations(request.actor, **chosen)
    if request.GET.get("as") == "csv":
        every = queries.rows_of(found, request.actor)
        return csv_answer("variations.csv", COLUMNS, (_cells(row) for row in every))
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content = {
        "rows": rows,
        "shown": [shown(row) for row in queries.rows_of(rows, request.actor)],
        "asked": asked | {"state": state},
        "states": {code: words for code, (words, _) in STATES.items()} | {"all": "All"},
        "providers": queries.providers_waiting(request.actor),
        "may_answer": may(request.actor, "approve_variations"),
        "all_chosen": request.GET.get("choose") == "all",
        "is_filtered": bool(asked["search"] or asked["provider"]),
        "tabs": tabs(request),
        "wide": True,
    }
    return render(request, "council/variations/list.html", content)


@page("see_variations")
def variation(request: Request, ref: str) -> HttpResponse:
    """One week of a package: why it is paid as it is, with the working, and what was reported before."""
    found = queries.variation(ref, request.actor)
    note_look(request, found.package.person)
    versions = [shown(row) for row in queries.rows_of(queries.versions_of(found, request.actor), request.actor)]
    one = next(version for version in versions if version.row.ref == found.ref)
    team = found.package.team.path
    content = {
        "one": one,
        "row": one.row,
        "facts": facts(one.row),
        "earlier": [version for version in versions if version.row.ref != found.ref],
        "person": found.package.person,
        "may_approve": one.row.is_undecided and may(request.actor, "approve_variations", unit=team),
        "is_own": found.reported_by == request.actor.ref,
        "told": told(timeline(found.ref, found.report.ref), request),
        "wide": True,
    }
    return render(request, "council/variations/variation.html", content)


@action("approve_variations")
def approve(request: Request) -> HttpResponse:
    """Approve those that were chosen."""
    done = commands.approve_variations(variations=request.POST.getlist("variation"), by=request.actor, at=request.at)
    messages.success(request, f"{_how_many(len(done))} approved: paid for the hours delivered.")
    return _back(request)


@form_page("refuse_variations")
def refuse(request: Request) -> HttpResponse:
    """Refuse those that were chosen, with one reason."""
    chosen = request.POST.getlist("variation") or request.GET.getlist("variation")
    if not chosen:
        messages.warning(request, "Nothing was chosen. Tick what is to be refused, then refuse it.")
        return redirect("variations")
    rows = [queries.row_of(queries.variation(ref, request.actor), request.actor) for ref in chosen]
    form = RefuseVariations(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        with refusals_on(form):
            commands.refuse_variations(
                variations=[row.ref for row in rows], **form.cleaned_data, by=request.actor, at=request.at
            )
            messages.success(request, f"{_how_many(len(rows))} refused: paid as ordered. The provider has been told.")
            return _back(request)
    content = {"form": form, "shown": [shown(row) for row in rows], "count": _how_many(len(rows))}
    return render(request, "council/variations/refuse.html", content)


def shown(row: VariationRow) -> Shown:
    """The row with its words."""
    words, colour = STATES[VariationState(row.state)]
    sign = "more" if row.difference > 0 else "less"
    difference = f"{plain(abs(row.difference))} {sign}" if row.difference else "none"
    return Shown(row, words, colour, difference)


def facts(row: VariationRow) -> list[Fact]:
    """What was reported, and what was ordered, as a summary list."""
    ordered = f"{hours_said(row.ordered_hours)} by the order book"
    if row.is_ordered_otherwise and row.reported_ordered is not None:
        ordered += f"; the provider takes it to be {hours_said(row.reported_ordered)}"
    told = [
        Fact("Ordered", ordered),
        Fact("Delivered", hours_said(row.delivered_hours)),
        Fact("Reason", row.reason_words or "None given"),
        Fact("Note", row.note),
        Fact("Refused because", row.answer),
        Fact("Payment changes by", money_said(row)),
    ]
    return [fact for fact in told if fact.value]


def money_said(row: VariationRow) -> str:
    """What approving changes of the week's payment, for who may see it: `£36.80 less`."""
    if not row.change:
        return ""
    return difference_in_words(row.change) + (", if approved" if row.is_undecided else "")


def tabs(request: Request) -> list[Tab]:
    """The pages beside one another: those that there are and that this person may see."""
    pages = (
        ("Changes", "changes", "see_changes"),
        ("Variations", "variations", "see_variations"),
        ("Price requests", "price_requests", "see_price_requests"),
    )
    return [Tab(label, address(name)) for label, name, right in pages if address(name) and may(request.actor, right)]


def _back(request: Request) -> HttpResponseRedirect:
    """To the list as it was filtered."""
    provider = request.POST.get("provider", "")
    return HttpResponseRedirect(f"{reverse('variations')}?provider={provider}" if provider.isascii() else "/")


def _how_many(count: int) -> str:
    return "1 variation" if count == 1 else f"{count} variations"


def _cells(row: VariationRow) -> tuple[Any, ...]:
    return (
        row.ref,
        row.package,
        row.person,
        row.team,
        row.provider_name,
        row.week_on,
        row.ordered_hours,
        row.reported_ordered,
        row.delivered_hours,
        row.difference,
        row.reason_words,
        row.note,
        STATES[VariationState(row.state)][0],
        row.why,
        row.answer_by.isoformat() if row.answer_by else "",
        row.change,
    )
