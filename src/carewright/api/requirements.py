"""Operations about packages to be placed: the list, whom to approach next and why, and what is decided."""

from typing import Annotated

from ninja import Query
from pydantic import Field

from carewright.api.looks import note_look
from carewright.api.operations import Area, File
from carewright.api.paging import Listed, Page, Paging
from carewright.api.schemas.fields import PathRef, Word
from carewright.api.schemas.sourcing import (
    DecisionShown,
    EvidenceShown,
    ExhaustionDecision,
    OfferShown,
    OfferToMake,
    PartProposal,
    PartShown,
    PermissionAsked,
    PermissionShown,
    Reassessment,
    RequirementShown,
    Split,
    WaitingNoteShown,
    WaitingPage,
    WaitingRisk,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.api.waiting import shown_requirement, waiting_page
from carewright.look.page import Request
from carewright.messages.letters import sourcing_evidence_pdf
from carewright.sourcing import commands, queries

Reference = Annotated[str, Field(max_length=24, pattern="^[A-Z0-9-]*$")]
Cursor = Annotated[str, Field(max_length=600, description="From `next` of the page before; without one, the first.")]

PDF = "application/pdf"

area = Area("Requirements")


@area.reads("/requirements", "see_requirements")
def list_requirements(
    request: Request,
    *,
    area: Annotated[Reference, Field(description="An area's reference.")] = "",
    cluster: Annotated[Reference, Field(description="A cluster's reference.")] = "",
    service: Annotated[Word, Field(description="A service's code.")] = "",
    colour: Annotated[str, Field(pattern="^(red|amber|green)?$")] = "",
    state: Annotated[str, Field(pattern="^(waiting|taken)$", description="waiting, or taken: accepted.")] = "waiting",
    cursor: Cursor = "",
) -> WaitingPage:
    """Packages to be placed, in RAG and then waiting order, each with its reason (WAIT-2)."""
    chosen = {"area": area, "cluster": cluster, "service": service, "colour": colour, "state": state}
    return waiting_page(request, cursor, chosen)


@area.reads("/requirements/{ref}", "see_requirements")
def get_requirement(request: Request, ref: PathRef) -> RequirementShown:
    """A package to be placed, with its parts, offers and awards. That the person was looked at is recorded (ROLE-8)."""
    panel = queries.sourcing_panel(ref, by=request.actor, at=request.at)
    note_look(request, panel.requirement.person)
    return shown_requirement(panel, request)


@area.reads("/requirements/{ref}/proposal", "see_requirements")
def get_proposal(request: Request, ref: PathRef) -> Listed[PartProposal]:
    """Whom to approach next for each part, why, and why not each other provider (SRC-1)."""
    panel = queries.sourcing_panel(ref, by=request.actor, at=request.at)
    return Listed(items=[PartProposal.model_validate(part) for part in panel.parts])


@area.reads("/requirements/{ref}/evidence", "see_sourcing_evidence")
def get_evidence(request: Request, ref: PathRef) -> EvidenceShown:
    """How a provider was looked for: every provider, offered or passed over with the reason, times, answers (SRC-1)."""
    return EvidenceShown.model_validate(queries.evidence(ref, by=request.actor, at=request.at))


@area.reads("/requirements/{ref}/evidence.pdf", "see_sourcing_evidence", media_type=PDF)
def print_evidence(request: Request, ref: PathRef) -> File:
    """The same, to be printed (PDF)."""
    found = queries.evidence(ref, by=request.actor, at=request.at)
    return File(sourcing_evidence_pdf(found), PDF, f"sourcing-evidence-{found.requirement.lower()}.pdf")


@area.reads("/requirements/{ref}/timeline", "see_referrals")
def get_requirement_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a requirement, newest first, in plain sentences (TRAIL-3).

    For those who may know whose it is: commissioning sees requirements without identities (WAIT-4).
    """
    return timeline_page(request, page, queries.requirement(ref, by=request.actor).ref)


@area.writes("/requirements/{ref}/offers", "make_offer", status=201)
def make_offer(request: Request, ref: PathRef, asked: OfferToMake) -> OfferShown:
    """Offer a part to the provider that the route names next; the time limit starts now (SRC-3)."""
    made = commands.make_offer(requirement=ref, **asked.told(), by=request.actor, at=request.at)
    return OfferShown.model_validate(made)


@area.writes("/requirements/{ref}/permissions", "permit_non_contracted", status=201)
def permit_non_contracted(request: Request, ref: PathRef, asked: PermissionAsked) -> PermissionShown:
    """Permit a provider without a contract to be approached for this requirement (SRC-8)."""
    made = commands.permit_non_contracted(requirement=ref, **asked.told(), by=request.actor, at=request.at)
    return PermissionShown.model_validate(made)


@area.writes("/requirements/{ref}/decisions", "decide_when_exhausted", status=201)
def decide_when_exhausted(request: Request, ref: PathRef, asked: ExhaustionDecision) -> DecisionShown:
    """Decide what to do when nobody is left to approach (SRC-23)."""
    made = commands.decide_when_exhausted(requirement=ref, **asked.told(), by=request.actor, at=request.at)
    return DecisionShown.model_validate(made)


@area.writes("/requirements/{ref}/split", "split_requirement")
def split_requirement(request: Request, ref: PathRef, asked: Split) -> Listed[PartShown]:
    """Split a part that nobody holds into others, each placed by itself (SRC-12)."""
    made = commands.split_requirement(requirement=ref, **asked.told(), by=request.actor, at=request.at)
    return Listed(items=[PartShown.model_validate(part) for part in made])


@area.writes("/requirements/{ref}/reassessment", "agree_reassessment", status=201)
def agree_reassessment(request: Request, ref: PathRef, asked: Reassessment) -> WaitingNoteShown:
    """Agree who re-assesses whether the care asked for is still right and the person safe (WAIT-3)."""
    made = commands.agree_reassessment(requirement=ref, **asked.told(), by=request.actor, at=request.at)
    return WaitingNoteShown.model_validate(made)


@area.writes("/requirements/{ref}/risk", "record_waiting_risk", status=201)
def record_waiting_risk(request: Request, ref: PathRef, asked: WaitingRisk) -> WaitingNoteShown:
    """Record the level of risk of a wait and what mitigates it (WAIT-3)."""
    made = commands.record_waiting_risk(requirement=ref, **asked.told(), by=request.actor, at=request.at)
    return WaitingNoteShown.model_validate(made)
