"""One requirement: what is needed, who comes next and why, and why not the others; its evidence."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.access.queries import names_of_users
from carewright.council.looking import note_look
from carewright.council.requirements.steps import steps_of
from carewright.kernel import hours, money
from carewright.look.days import in_full
from carewright.look.page import Request, page
from carewright.look.parts import Fact, told
from carewright.messages.letters import sourcing_evidence_pdf
from carewright.messages.wording.words import carers_words
from carewright.sourcing import queries
from carewright.sourcing.queries import SourcingPanel
from carewright.sourcing.queries.describing import essential_times, title_of
from carewright.sourcing.queries.proposing import terms_of
from carewright.sourcing.rules import Standing
from carewright.trail.queries import timeline

if TYPE_CHECKING:
    from carewright.sourcing.models import Requirement

MOST_LINES = 200
DECISIONS = frozenset(
    {
        "offer.made",
        "offer.withdrawn",
        "award.made",
        "later_start.decided",
        "next_approach.allowed",
        "non_contracted.permitted",
        "exhaustion.decided",
        "requirement.split",
        "waiting.escalated",
        "reassessment.agreed",
    }
)
"""Events that are decisions, for “Show only decisions”."""
READY = {"ready": "Ready", "not_ready": "Not ready"}


@page("see_requirements")
def requirement(request: Request, ref: str) -> HttpResponse:
    """Facts at the left, sourcing at the right, the timeline under both. Looking at the person is recorded (ROLE-8)."""
    panel = queries.sourcing_panel(ref, by=request.actor, at=request.at)
    found = panel.requirement
    knows = may(request.actor, "see_people", unit=found.team.path)
    if knows:
        note_look(request, found.person)
    content = {
        "panel": panel,
        "requirement": found,
        "person": found.person if knows else None,
        "facts": _facts(found, knows),
        "documents": _documents(found) if knows else [],
        "steps": steps_of(panel, request.actor, request.at),
        "parts": [_part(panel, part) for part in panel.parts],
        "notes": _notes(found) if knows else [],
        "permissions": list(found.permissions.select_related("provider")),
        "may_print": may(request.actor, "see_sourcing_evidence", unit=found.team.path),
        "policy_version": found.policy_version,
        "wide": True,
    }
    return render(request, "council/requirements/requirement.html", content | _timeline(request, found, knows))


@page("see_requirements")
def offer(request: Request, ref: str) -> HttpResponse:
    """An offer stands on its requirement's page."""
    found = queries.offer(ref, by=request.actor)
    return redirect(f"{reverse('requirement', args=[found.requirement.ref])}#{found.ref}")


@page("see_sourcing_evidence")
def evidence(request: Request, ref: str) -> HttpResponse:
    """How a provider was looked for: every one, offered or passed over, with the reason (SRC-1)."""
    found = queries.evidence(ref, by=request.actor, at=request.at)
    return render(request, "council/requirements/evidence.html", {"evidence": found, "wide": True})


@page("see_sourcing_evidence")
def evidence_pdf(request: Request, ref: str) -> HttpResponse:
    """The same as a PDF."""
    found = queries.evidence(ref, by=request.actor, at=request.at)
    answer = HttpResponse(sourcing_evidence_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="sourcing-evidence-{found.requirement.lower()}.pdf"'
    return answer


def _facts(found: "Requirement", knows: bool) -> list[Fact]:
    referral, terms = found.referral, terms_of(found)
    needs = [
        Fact("Service", terms.services.get(found.service, found.service)),
        Fact("Category of need", terms.need_categories.get(found.need_category, found.need_category)),
        Fact("Hours", f"{hours.in_words(found.weekly_hours)} a week, {carers_words(found.carers)}"),
        Fact("Start asked for", in_full(found.start_on)),
        Fact("Needs", referral.needs),
        Fact("Essential visit times", "; ".join(essential_times(found)) or "None"),
        Fact("Where", f"{found.outward_postcode}, {found.cluster.name if found.cluster else 'in no cluster'}"),
    ]
    wishes = {
        "Language": referral.language_need,
        "Gender of carer": referral.gender_need,
        "Culture": referral.cultural_need,
        "Banding": referral.banding,
    }
    needs += [Fact(label, value) for label, value in wishes.items() if value]
    return needs + (_facts_of_casework(found) if knows else [])


def _facts_of_casework(found: "Requirement") -> list[Fact]:
    referral = found.referral
    ready = READY.get(referral.readiness, referral.readiness)
    if referral.readiness == "not_ready":
        until = f" until {in_full(referral.not_ready_until)}" if referral.not_ready_until else ""
        ready = f"{ready}{until}: {referral.not_ready_reason}"
    authorised = referral.authorisations.order_by("-authorised_at").first()
    names = names_of_users({authorised.authorised_by, found.broker} if authorised else {found.broker})
    by_whom = (
        f", authorised by {names.get(authorised.authorised_by, authorised.role.replace('_', ' '))}"
        if authorised
        else ""
    )
    return [
        Fact("Outcomes", referral.outcomes),
        Fact("Access", referral.access_note or "Nothing noted"),
        Fact("Readiness", ready),
        Fact("Cost", f"{money.in_words(referral.weekly_cost)} a week{by_whom}"),
        Fact("Team", found.team.name),
        Fact("Broker", names.get(found.broker, "Nobody yet")),
    ]


def _documents(found: "Requirement") -> list[str]:
    return [
        f"{title_of(document.code)}{f', {in_full(document.dated_on)}' if document.dated_on else ''}"
        for document in found.referral.documents.all()
    ]


def _part(panel: SourcingPanel, part: Any) -> dict[str, Any]:
    """The working as the page shows it: those asked and in turn, those passed over, those without a contract."""
    lines = part.proposal.working if part.proposal else ()
    uncontracted = [line for line in lines if line.kind == "non_contracted" and line.number is None]
    return {
        "panel": part,
        "several": len(panel.parts) > 1,
        "line": [line for line in lines if line.number is not None],
        "passed_over": [line for line in lines if line.number is None and line not in uncontracted],
        "uncontracted": uncontracted,
        "needing": sum(line.standing == Standing.NEEDS_PERMISSION for line in uncontracted),
        "calls": list(part.award.calls.order_by("-made_at")) if part.award else [],
    }


def _notes(found: "Requirement") -> list[Any]:
    return list(found.waiting_notes.order_by("-recorded_at"))


def _timeline(request: Request, found: "Requirement", knows: bool) -> dict[str, Any]:
    """What happened, for those who may know the person: its sentences hold what people wrote."""
    only = request.GET.get("only") == "decisions"
    if not knows:
        return {"told": None, "only_decisions": only}
    entries = timeline(found.ref, limit=MOST_LINES)
    shown = [entry for entry in entries if not only or entry.name in DECISIONS]
    return {"told": told(shown, request), "only_decisions": only}
