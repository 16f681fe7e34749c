"""Packages: the list, one package today, its timeline, and what is done with its orders."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.access.check import may
from carewright.changes.queries import case_notes_of, changes_of_package
from carewright.council.changes.shown import row as change_row
from carewright.council.packages.acting import acts_of
from carewright.council.packages.forms import AssessmentForm, IndividualContractForm
from carewright.council.packages.tabs import top_of
from carewright.council.reviews.shown import kind_words, standing_words
from carewright.kernel.refused import NotFound
from carewright.look.days import today
from carewright.look.forms import refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.look.parts import told
from carewright.packages import commands, queries
from carewright.packages.rules import order_cost
from carewright.packages.sending import order_pdfs
from carewright.reviews.queries import reviews_of_package
from carewright.trail.queries import entry_of, events_about

ROWS_ON_A_PAGE = 50
LINES_ON_A_PAGE = 100


@page("see_packages")
def packages(request: Request) -> HttpResponse:
    """Packages in the user's units, with a search by name, case number or reference."""
    search, service = request.GET.get("search", "").strip(), request.GET.get("service", "")
    found = queries.packages(request.actor, search=search, service=service)
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = queries.rows_of(rows, request.at)
    content = {
        "rows": rows,
        "shown": shown,
        "search": search,
        "service": service,
        "services": queries.services_at(request.at),
    }
    return render(request, "council/packages/list.html", content | {"wide": True})


@page("see_packages")
def package(request: Request, ref: str) -> HttpResponse:
    """What the person gets today, what comes next, and what may be done; costs where they may be seen."""
    content = top_of(request, ref, "Now")
    found = content["package"]
    shown = queries.outlook(found, content["book"], today(request.at), priced=content["sees_prices"])
    content |= {
        "outlook": shown,
        "cost_now": order_cost(part.facts for part in shown.now),
        "acts": acts_of(request, found, is_suspended=shown.suspended is not None) if content["book"] else [],
        "assessed": next((order for order in content["orders"] if hasattr(order, "assessment")), None),
        "may_resume": may(request.actor, "resume_package", unit=found.team.path),
        "may_assess": may(request.actor, "record_financial_assessment", unit=found.team.path),
        "may_contract": may(request.actor, "complete_individual_contract", unit=found.team.path),
        "may_send": may(request.actor, "send_order", unit=found.team.path),
    }
    return render(request, "council/packages/now.html", content)


@page("see_packages")
def changes(request: Request, ref: str) -> HttpResponse:
    """The changes that providers gave notice of, and the case notes about them (CHG-5)."""
    content = top_of(request, ref, "Changes")
    found = changes_of_package(ref, request.actor)
    shown = {"shown": [change_row(one, request.actor) for one in found], "notes": case_notes_of(ref, request.actor)}
    return render(request, "council/packages/changes.html", content | shown)


@page("see_packages")
def timeline_page(request: Request, ref: str) -> HttpResponse:
    """What happened, in sentences."""
    content = top_of(request, ref, "Timeline")
    rows = Paginator(events_about(ref), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"rows": rows, "told": told(map(entry_of, rows), request)}
    return render(request, "council/packages/timeline.html", content | shown)


@page("see_reviews")
def reviews(request: Request, ref: str) -> HttpResponse:
    """The package's reviews, with a way to ask for one."""
    content = top_of(request, ref, "Reviews")
    rows = [(one, kind_words(one), standing_words(one)) for one in reviews_of_package(ref, request.actor)]
    may_ask = may(request.actor, "ask_for_review", unit=content["package"].team.path)
    return render(request, "council/packages/reviews.html", content | {"reviews": rows, "may_ask": may_ask})


@form_page("record_financial_assessment")
def assessment(request: Request, ref: str, order: str) -> HttpResponse:
    """Record what the person pays a week."""
    content = top_of(request, ref, "Orders")
    _own_order(content, order)
    form = AssessmentForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.record_financial_assessment(order=order, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Financial assessment recorded and sent to finance.")
            return redirect("package", ref)
    return render(request, "council/packages/assessment.html", content | {"form": form})


@form_page("complete_individual_contract")
def contract(request: Request, ref: str, order: str) -> HttpResponse:
    """Record that an individual contract is complete."""
    content = top_of(request, ref, "Orders")
    version = _own_order(content, order)
    waiting = [(line.provider.ref, line.provider.name) for line in version.lines.all() if line.contract_id is None]
    form = IndividualContractForm(request.POST or None, providers=waiting)
    if form.is_valid():
        with refusals_on(form):
            commands.complete_individual_contract(order=order, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Individual contract recorded. The order goes out next.")
            return redirect("package", ref)
    return render(request, "council/packages/contract.html", content | {"form": form})


@action("send_order")
def send(request: Request, ref: str, order: str) -> HttpResponse:
    """Send the order now, rather than with the next round of the worker."""
    _own_order(top_of(request, ref, "Orders"), order)
    commands.send_order(order=order, documents=order_pdfs(order), by=request.actor, at=request.at)
    messages.success(request, "Order sent.")
    return redirect("package", ref)


def _own_order(content: dict[str, Any], order: str) -> Any:
    """The order of this package; for another's, as for nothing there."""
    found = next((version for version in content["orders"] if version.ref == order), None)
    if found is None:
        raise NotFound
    return found
