"""Referrals: the list and its file, one referral, its documents, what waits for approval."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from carewright.access.check import may
from carewright.council.changes.shown import waiting_rows
from carewright.council.referrals.download import csv_answer
from carewright.council.referrals.shown import STATES, everything, headline, note_look
from carewright.look.page import Request, page
from carewright.look.parts import told
from carewright.packages.queries import council_change_of
from carewright.people.queries import teams
from carewright.policy.queries import policy_at, policy_of
from carewright.referrals import queries
from carewright.referrals.rules.documents import media_type
from carewright.trail.queries import timeline
from carewright.worktime import local

if TYPE_CHECKING:
    from carewright.referrals.models import Referral

ROWS_ON_A_PAGE = 50
FILTERS = ("state", "team", "service", "urgency", "search")
HEADINGS = (
    "Reference", "Your number", "State", "Team", "Service", "Hours a week", "Carers", "Start", "Urgency",
    "Received", "Gross weekly cost",
)  # fmt: skip
"""No names: a file leaves the building."""


@page("see_referrals")
def referrals(request: Request) -> HttpResponse:
    """Referrals of the user's teams; what is filtered by is in the address."""
    by, terms = request.actor, policy_at(request.at).terms
    asked = _asked(request)
    rows = Paginator(queries.referrals(by, **asked), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content = {
        "rows": rows,
        "shown": [(row, headline(row, policy_of(row.policy_version).terms), *STATES[row.state]) for row in rows],
        "asked": asked,
        "states": {state: words for state, (words, _) in STATES.items()},
        "counts": queries.counts_by_state(by),
        "teams": teams(by, "see_referrals"),
        "services": terms.services,
        "urgencies": terms.referrals.urgency_reasons,
        "may_start": may(by, "start_referral"),
        "may_approve": may(by, "forward_referral") or may(by, "authorise_spend"),
        "may_load": may(by, "import_referrals"),
        "may_review": may(by, "see_bypass_report"),
        "wide": True,
    }
    return render(request, "council/referrals/list.html", content)


@page("see_referrals")
def download(request: Request) -> HttpResponse:
    """The same list as CSV, without names."""
    rows = queries.referrals(request.actor, **_asked(request))
    return csv_answer("referrals.csv", HEADINGS, map(_row, rows))


@page("see_referrals")
def referral(request: Request, ref: str) -> HttpResponse:
    """One referral: what is needed, what is missing and what to do about it, approvals, documents, timeline."""
    found = queries.referral(ref, request.actor)
    note_look(request.actor, found, request.at)
    content = everything(request.actor, found, request.at) | {
        "headline": headline(found, policy_of(found.policy_version).terms),
        "returns": found.returns.order_by("-returned_at"),
        "told": told(timeline(found.ref), request),
        "change": council_change_of(found.ref),
        "may_see_change": may(request.actor, "see_packages"),
    }
    return render(request, "council/referrals/referral.html", content)


@page("see_referrals")
def document(request: Request, ref: str, document_ref: str) -> HttpResponse:
    """A document that was attached: kept as a file, never shown within our pages."""
    found = queries.document(ref, document_ref, request.actor)
    content = bytes(found.content)
    response = HttpResponse(content, content_type=media_type(content))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.filename)}"
    return response


@page("see_approvals")
def approvals(request: Request) -> HttpResponse:
    """What waits for this user: to be forwarded, to have its cost authorised; and changes to be decided."""
    waiting = queries.waiting_for_approval(request.actor)
    rows = [(waits, headline(waits.referral, policy_of(waits.referral.policy_version).terms)) for waits in waiting]
    content = {"rows": rows, "changes": waiting_rows(request.actor), "wide": True}
    return render(request, "council/referrals/approvals.html", content)


def _asked(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in FILTERS}


def _row(referral: "Referral") -> list[Any]:
    terms = policy_of(referral.policy_version).terms
    return [
        referral.ref,
        referral.external_number,
        STATES[referral.state][0],
        referral.team.name,
        terms.services[referral.service],
        referral.weekly_hours,
        referral.carers,
        referral.start_on,
        terms.referrals.urgency_reasons.get(referral.urgency, ""),
        local(referral.received_at).strftime("%Y-%m-%d %H:%M") if referral.received_at else "",
        referral.weekly_cost,
    ]
