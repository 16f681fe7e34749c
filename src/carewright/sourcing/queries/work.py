"""What a list of work asks: whose package a duty is about, whom to offer to next, and for whom one waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.obligations.lifecycle import State as ObligationState
from carewright.obligations.models import Obligation
from carewright.people.models import Person
from carewright.people.queries import visible_to
from carewright.sourcing.lifecycle import LIVE, AwardState, OfferState, RequirementState
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.queries.proposing import proposal_of
from carewright.sourcing.queries.waiting import rag_of, rank_of_colour, whose_turn
from carewright.sourcing.rules import Answer, Rag


@dataclass(frozen=True)
class NextApproach:
    """A package whose next step is the broker's: whom the route would approach now, and how its wait stands."""

    requirement: Requirement
    part: Part
    provider: str
    provider_name: str
    rag: Rag

    @property
    def person(self) -> Person:
        """Whose care it is."""
        return self.requirement.person


@dataclass(frozen=True)
class Awaited:
    """A package that waits for somebody else: what for, in a sentence, and by when they owe it, if there is a limit."""

    requirement: Requirement
    sentence: str
    due_at: datetime | None = None

    @property
    def person(self) -> Person:
        """Whose care it is."""
        return self.requirement.person


def persons_of_requirements(refs: Iterable[str], by: Actor) -> dict[str, Person]:
    """Whose packages to be placed these are, by reference: of persons whom the actor sees, and no others."""
    found = Requirement.objects.filter(visible_to(by, "team"), ref__in=refs).select_related("person")
    return {one.ref: one.person for one in found}


def approaches_to_make(by: Actor, at: datetime, *, most: int) -> list[NextApproach]:
    """Packages that wait for this broker to approach somebody: theirs or nobody's, the most urgent first.

    None while an offer holds up the next (SRC-4), and none that waits for a manager's decision (SRC-8, SRC-23). At most
    so many are looked at, since each asks the route anew.
    """
    if not may(by, "make_offer"):
        return []
    asked = Obligation.objects.filter(state=ObligationState.OPEN, duty="decide_exhausted", about=OuterRef("ref"))
    found = (
        Requirement.objects.filter(visible_to(by, "team", "make_offer"), state=RequirementState.WAITING)
        .filter(Q(broker=by.ref) | Q(broker=""), Exists(_free_parts()), ~Exists(asked))
        .select_related("person", "team", "area", "cluster", "referral")
        .order_by(rank_of_colour(at), "waiting_since", "pk")
    )
    proposed = [_next_approach(requirement, at) for requirement in found[:most]]
    return [one for one in proposed if one is not None]


def answers_awaited(by: Actor, *, most: int) -> list[Awaited]:
    """Offers that are out and confirmations to come, of the packages that this broker places; the soonest due first."""
    if not may(by, "make_offer"):
        return []
    own = visible_to(by, "requirement__team", "make_offer") & (
        Q(requirement__broker=by.ref) | Q(requirement__broker="")
    )
    related = ("provider", "requirement__person", "requirement__team")
    offers = Offer.objects.filter(own, state__in=[OfferState.OPEN, OfferState.CONSIDERING])
    awards = Award.objects.filter(own, state=AwardState.RELEASED).select_related(*related).order_by("released_at", "pk")
    waits = [(_due(offer), _of_offer(offer)) for offer in offers.select_related(*related)]
    soonest = [wait for _, wait in sorted(waits, key=lambda pair: (pair[0], pair[1].sentence))]
    soonest += [Awaited(one.requirement, f"{one.provider.name} to confirm the arrangements") for one in awards[:most]]
    return soonest[:most]


def placements_awaited(by: Actor, *, most: int) -> list[Awaited]:
    """Packages that the actor referred and that are not placed yet, with whose turn it is; the latest first."""
    if not may(by, "see_requirements"):
        return []
    found = (
        Requirement.objects.filter(visible_to(by, "team", "see_requirements"), referral__referrer=by.ref)
        .filter(state__in=[RequirementState.WAITING, RequirementState.TAKEN])
        .select_related("person", "area", "cluster", "referral")
        .order_by("-waiting_since", "-pk")
    )
    return [_for_referrer(*standing) for standing in whose_turn(list(found[:most]))]


def _free_parts() -> QuerySet[Part]:
    """Parts that nobody holds and that no offer keeps from being offered."""
    held = Award.objects.filter(part=OuterRef("pk")).exclude(state=AwardState.FALLEN_THROUGH)
    out = Offer.objects.filter(part=OuterRef("pk"), state__in=LIVE, next_allowed_at=None)
    return Part.objects.filter(~Exists(held), ~Exists(out), requirement=OuterRef("pk"), is_split=False)


def _next_approach(requirement: Requirement, at: datetime) -> NextApproach | None:
    free = Part.objects.filter(requirement=requirement, is_split=False)
    held = Award.objects.filter(requirement=requirement).exclude(state=AwardState.FALLEN_THROUGH).values("part")
    for part in free.exclude(pk__in=held).order_by("number"):
        proposal = proposal_of(requirement, part, at)
        if proposal.answer == Answer.APPROACH:
            return NextApproach(requirement, part, proposal.provider, proposal.provider_name, rag_of(requirement, at))
    return None


def _due(offer: Offer) -> datetime:
    considering = offer.state == OfferState.CONSIDERING and offer.considering_until
    return considering or offer.answer_by


def _of_offer(offer: Offer) -> Awaited:
    is_considering = offer.state == OfferState.CONSIDERING
    words = "is considering the offer" if is_considering else "to answer the offer"
    return Awaited(offer.requirement, f"{offer.provider.name} {words}", _due(offer))


def _for_referrer(requirement: Requirement, offer: Offer | None, manager_decides: bool) -> Awaited:
    """Whose turn it is, as the one who referred reads it."""
    if offer is not None and offer.state in (OfferState.OPEN, OfferState.CONSIDERING):
        return _of_offer(offer)
    if offer is not None and requirement.state == RequirementState.TAKEN:
        return Awaited(requirement, f"{offer.provider.name} has accepted, to be arranged with the person")
    if manager_decides or (offer is not None and offer.state == OfferState.LATER_START):
        return Awaited(requirement, "The brokerage manager to decide what happens next")
    return Awaited(requirement, "Brokerage to approach the next provider")
