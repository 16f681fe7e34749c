"""The list of packages to be placed, and one of them, as answered: no identity for who may not know it (WAIT-4)."""

from typing import TYPE_CHECKING, Any

from django.core import signing

from carewright.access.check import may
from carewright.api.paging import next_page, opened
from carewright.api.schemas.sourcing import (
    AwardShown,
    OfferShown,
    PartShown,
    PartStanding,
    RagShown,
    RequirementShown,
    WaitingNoteShown,
    WaitingPage,
    WaitingRowShown,
)
from carewright.look.page import Request
from carewright.sourcing.queries import PartPanel, SourcingPanel, requirements_waiting

if TYPE_CHECKING:
    from carewright.sourcing.models import Award

SALT = "carewright.api.waiting"


def waiting_page(request: Request, cursor: str, chosen: dict[str, str]) -> WaitingPage:
    """The page after the cursor's. The order is worked out anew for each: a row may have moved meanwhile."""
    number = int(opened(cursor, SALT)[0]) if cursor else 1
    kept: dict[str, Any] = dict(chosen)
    found = requirements_waiting(by=request.actor, at=request.at, page=number, **kept)
    more = found.page < found.pages
    return WaitingPage(
        items=[WaitingRowShown.model_validate(row) for row in found.rows],
        next=next_page(request, signing.dumps([found.page + 1], salt=SALT)) if more else None,
        total=found.total,
        red=found.red,
        amber=found.amber,
        longest_working_days=found.longest_working_days,
    )


def shown_requirement(panel: SourcingPanel, request: Request) -> RequirementShown:
    """The requirement with its parts."""
    found = panel.requirement
    known = may(request.actor, "see_people", unit=found.team.path)
    return RequirementShown(
        ref=found.ref,
        referral=found.referral.ref,
        person=found.person.ref if known else "",
        person_name=found.person.name if known else "",
        state=found.state,
        rag=RagShown.model_validate(panel.rag),
        route=found.route,
        area=found.area.ref,
        cluster=found.cluster.ref if found.cluster else "",
        outward_postcode=found.outward_postcode,
        service=found.service,
        need_category=found.need_category,
        weekly_hours=found.weekly_hours,
        carers=found.carers,
        start_on=found.start_on,
        waiting_since=found.waiting_since,
        escalated_at=found.escalated_at,
        broker=found.broker,
        policy_version=found.policy_version,
        parts=[_part(part, known=known) for part in panel.parts],
        notes=[WaitingNoteShown.model_validate(note) for note in found.waiting_notes.order_by("recorded_at", "pk")]
        if known
        else [],
    )


def shown_award(award: "Award", *, known: bool) -> AwardShown:
    """The award; whom the broker spoke to only for who may know whose care it is."""
    shown = AwardShown.model_validate(award)
    return shown if known else shown.model_copy(update={"calls": []})


def _part(part: PartPanel, *, known: bool) -> PartStanding:
    return PartStanding(
        part=PartShown.model_validate(part.part),
        award=shown_award(part.award, known=known) if part.award else None,
        offers=[OfferShown.model_validate(offer) for offer in part.offers],
    )
