"""One requirement as the council sees it: its parts, whom to approach next and why, what was decided (SRC-1)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.models import Representative
from carewright.people.queries import visible_to
from carewright.referrals.models import ReferralDocument
from carewright.sourcing.lifecycle import LIVE, AwardState, RequirementState
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.queries.proposing import proposal_of, unplaced_parts
from carewright.sourcing.queries.waiting import rag_of
from carewright.sourcing.rules import Answer, Proposal, Rag

_NOTHING_LEFT = Proposal(Answer.TAKEN, "Every part of this package has been taken.", "SRC-12", ())


@dataclass(frozen=True)
class PartPanel:
    """A part: its award if somebody holds it, else what the route answers; and its offers, the first made first."""

    part: Part
    award: Award | None
    proposal: Proposal | None
    offers: tuple[Offer, ...]

    @property
    def live(self) -> tuple[Offer, ...]:
        """Offers that are out."""
        return tuple(offer for offer in self.offers if offer.state in LIVE)


@dataclass(frozen=True)
class SourcingPanel:
    """Who next and why. `proposal` is that of the first part that is still to be placed."""

    requirement: Requirement
    rag: Rag
    parts: tuple[PartPanel, ...]
    proposal: Proposal

    @property
    def is_waiting(self) -> bool:
        """Whether some part is still to be placed."""
        return self.requirement.state == RequirementState.WAITING


def requirement(ref: str, *, by: Actor, verb: str = "see_requirements") -> Requirement:
    """The requirement with its referral, person, area and cluster; as nonsense when the actor may not know of it.

    `verb`: by which right it is seen, such as that to print its evidence.
    """
    found = _visible(by, verb).filter(ref=normalised(ref, "REQ"))
    documents = Prefetch("referral__documents", ReferralDocument.objects.defer("content").order_by("code", "pk"))
    related = ("referral__team", "person", "team", "area", "locality", "cluster")
    asked = (
        found.select_related(*related)
        .prefetch_related(documents, "referral__essential_visits", "person__representatives")
        .first()
    )
    if asked is None:
        raise NotFound
    return asked


def sourcing_panel(ref: str, *, by: Actor, at: datetime) -> SourcingPanel:
    """The requirement's parts with what the route answers for each now."""
    found = requirement(ref, by=by)
    free = unplaced_parts(found) if found.state == RequirementState.WAITING else []
    offers = list(found.offers.select_related("provider", "part").order_by("made_at", "pk"))
    parts = tuple(_part_panel(part, found, free, offers, at) for part in _parts(found))
    first = next((panel.proposal for panel in parts if panel.proposal is not None), _NOTHING_LEFT)
    return SourcingPanel(requirement=found, rag=rag_of(found, at), parts=parts, proposal=first)


def offer(ref: str, *, by: Actor) -> Offer:
    """An offer for the council's people; as nonsense when they may not know of its requirement."""
    visible = visible_to(by, "requirement__team", "see_requirements")
    related = ("provider", "part", "requirement__referral", "requirement__person", "requirement__team")
    found = Offer.objects.filter(visible, ref=normalised(ref, "OFR")).select_related(*related).first()
    check_may(by, "see_requirements")
    if found is None:
        raise NotFound
    return found


def award(ref: str, *, by: Actor) -> Award:
    """An award for the council's people, or for its own provider once released; else as nonsense."""
    awards = Award.objects.select_related("provider", "part", "offer", "requirement__referral", "requirement__person")
    awards = awards.filter(ref=normalised(ref, "AWD"))
    if by.provider:
        found = awards.filter(provider__ref=by.provider, state__in=[AwardState.RELEASED, AwardState.CONFIRMED]).first()
    else:
        check_may(by, "see_requirements")
        found = awards.filter(visible_to(by, "requirement__team", "see_requirements")).first()
    if found is None:
        raise NotFound
    return found


def documents_of(offer: Offer) -> list[ReferralDocument]:
    """The documents attached to the offer's referral, without their content."""
    return list(offer.requirement.referral.documents.defer("content").order_by("code", "-attached_at"))


def representatives_of(award: Award) -> list[Representative]:
    """Who speaks for the person whom the courtesy call is to, the first contact first."""
    return list(award.requirement.person.representatives.order_by("-is_first_contact", "name"))


def requirement_from(referral: str, *, by: Actor) -> Requirement | None:
    """The requirement that a referral became, for links; none when it isn't on the list or may not be seen."""
    return _visible(by).filter(referral__ref=referral).first()


def _visible(by: Actor, verb: str = "see_requirements") -> QuerySet[Requirement]:
    check_may(by, verb)
    return Requirement.objects.filter(visible_to(by, "team", verb))


def _parts(found: Requirement) -> list[Part]:
    return list(found.parts.filter(is_split=False).order_by("number"))


def _part_panel(part: Part, found: Requirement, free: list[Part], offers: list[Offer], at: datetime) -> PartPanel:
    standing = found.awards.exclude(state=AwardState.FALLEN_THROUGH).filter(part=part)
    award = standing.select_related("provider", "offer").prefetch_related("calls").first()
    proposal = proposal_of(found, part, at) if part in free else None
    own = tuple(offer for offer in offers if offer.part_id == part.pk)
    return PartPanel(part=part, award=award, proposal=proposal, offers=own)
