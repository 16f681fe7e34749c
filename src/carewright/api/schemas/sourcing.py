"""Requirements, whom to approach next and why, offers and awards, as the council sees them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import (
    ROWS,
    AmountShown,
    AnyRef,
    Asked,
    Hours,
    LongLine,
    LongNote,
    Note,
    Prose,
    Ref,
    RefOf,
    Shown,
)


class RagShown(Shown):
    """How a wait stands (WAIT-2)."""

    colour: str = Field(description="red, amber or green.")
    why: str = Field(description="Why, in a sentence.")
    working_days: int = Field(description="Working days waited.")
    rule: str = Field(description="The rule's id.")


class WaitingRowShown(Shown):
    """A package to be placed, as the list shows it."""

    ref: Ref = Field(description="The requirement's reference.")
    referral: Ref = Field(description="The referral's reference.")
    person: AnyRef = Field(validation_alias="person_ref", description="The person's reference; empty: not for you.")
    person_name: str = Field(validation_alias="person", description="The person's name; empty: not for you (WAIT-4).")
    outward_postcode: str = Field(description="First half of the postcode.")
    area: str = Field(description="The area's name.")
    cluster: str = Field(description="The cluster's name; empty: in none.")
    service: str = Field(description="The service's name.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    carers: int = Field(description="Carers at each visit.")
    start_on: date = Field(description="When care is wanted from.")
    waiting_since: datetime = Field(description="When the complete referral was received (WAIT-1).")
    rag: RagShown = Field(description="How the wait stands.")
    now: str = Field(description="Where it stands, in a sentence.")
    provider: str = Field(description="The provider that has an offer; empty: none has.")
    answer_by: datetime | None = Field(description="By when that provider answers.")
    broker: AnyRef = Field(description="The broker's reference; empty: nobody has taken it on.")
    is_ready: bool = Field(description="Whether the person is ready for the service.")


class WaitingPage(Shown):
    """A page of the list in RAG, then waiting order, and what stands above it."""

    items: list[WaitingRowShown] = Field(description="The rows.")
    next: str | None = Field(description="The address of the next page; null when this is the last.")
    total: int = Field(description="How many wait.")
    red: int = Field(description="How many of them are red.")
    amber: int = Field(description="How many of them are amber.")
    longest_working_days: int = Field(description="The longest wait, in working days.")


class OfferShown(Shown):
    """An offer to a provider (SRC-3)."""

    ref: Ref = Field(description="The offer's reference.")
    requirement: RefOf = Field(description="The requirement's reference.")
    part: RefOf = Field(description="The part's reference.")
    provider: RefOf = Field(description="The provider's reference.")
    provider_name: str = Field(validation_alias=AliasPath("provider", "name"), description="The provider's name.")
    provider_kind: str = Field(description="cluster, other_contracted or non_contracted, when it was made.")
    state: str = Field(description="open, considering, later_start, accepted, declined, no_response, gone ...")
    how: str = Field(description="portal, link or telephone.")
    made_at: datetime = Field(description="When it was made.")
    answer_by: datetime = Field(description="By when it is answered.")
    considering_until: datetime | None = Field(description="Until when the provider considers.")
    answered_at: datetime | None = Field(description="When it was answered.")
    answered_how: str = Field(description="portal, link or telephone.")
    decline_reason: str = Field(description="Why it was declined, by the policy's code.")
    note: str = Field(description="In words.")
    accepted_hours: AmountShown = Field(description="Of an acceptance in part: the hours; otherwise 0.00.")
    later_start_on: date | None = Field(description="The later start that the provider could make.")
    next_asked_at: datetime | None = Field(description="When the next approach was asked for (SRC-4).")
    next_allowed_at: datetime | None = Field(description="When it was allowed.")
    documents_asked_at: datetime | None = Field(description="When the provider asked for documents (SRC-5).")
    documents_released_at: datetime | None = Field(description="When they were released.")


class CallShown(Shown):
    """A courtesy call, tried or made (ACC-1)."""

    reached: bool = Field(description="Whether anybody was reached.")
    spoke_to: str = Field(description="Who.")
    note: str = Field(description="In words.")
    made_at: datetime = Field(description="When.")


class AwardShown(Shown):
    """The provider of a part (SRC-10)."""

    ref: Ref = Field(description="The award's reference.")
    requirement: RefOf = Field(description="The requirement's reference.")
    part: RefOf = Field(description="The part's reference.")
    offer: RefOf = Field(description="The offer's reference.")
    provider: RefOf = Field(description="The provider's reference.")
    provider_name: str = Field(validation_alias=AliasPath("provider", "name"), description="The provider's name.")
    state: str = Field(description="tentative, released, confirmed or fallen_through.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    start_on: date = Field(description="When care starts.")
    awarded_at: datetime = Field(description="When it was awarded.")
    released_at: datetime | None = Field(description="When the provider was released to make contact (ACC-2).")
    confirmed_at: datetime | None = Field(description="When the provider confirmed (ACC-3).")
    confirmed_by: str = Field(description="Who at the provider confirmed.")
    planned_times: list[str] = Field(description="Planned visit times.")
    carers_per_visit: int | None = Field(description="Carers at each visit, as confirmed.")
    fell_through_at: datetime | None = Field(description="When it fell through (SRC-6).")
    fell_through_reason: str = Field(description="Why it fell through.")
    calls: Annotated[list[CallShown], ROWS] = Field(description="Courtesy calls.")


class WeighedShown(Shown):
    """One provider in the working (SRC-1)."""

    provider: Ref = Field(description="The provider's reference.")
    name: str = Field(description="The provider's name.")
    kind: str = Field(description="cluster, other_contracted or non_contracted.")
    standing: str = Field(description="next, in_turn, offered, answered, needs_permission or passed_over.")
    sentence: str = Field(description="Why, in words.")
    rule: str = Field(description="The rule's id.")
    number: int | None = Field(description="Its place in the order of approach; null: passed over.")
    offer: AnyRef = Field(description="Its offer's reference; empty: none.")


class ProposalShown(Shown):
    """What the route answers: whom to approach next, why, and why not each other one (SRC-1)."""

    answer: str = Field(description="approach, wait, ask, exhausted or taken.")
    why: str = Field(description="Why, in words.")
    rule: str = Field(description="The rule's id.")
    provider: AnyRef = Field(description="To approach: the provider's reference.")
    provider_name: str = Field(description="To approach: the provider's name.")
    role: str | None = Field(description="To ask: the role.")
    offer: AnyRef = Field(description="To wait for: the offer's reference.")
    working: list[WeighedShown] = Field(description="Every provider, each once.")


class PartShown(Shown):
    """A part of a requirement that one provider takes whole (SRC-12)."""

    ref: Ref = Field(description="The part's reference.")
    number: int = Field(description="1 for the first.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    description: str = Field(description="Which hours or visits.")


class PartStanding(Shown):
    """A part with who holds it and what was offered."""

    part: PartShown = Field(description="The part.")
    award: AwardShown | None = Field(description="Its award; null: nobody holds it.")
    offers: list[OfferShown] = Field(description="Its offers, the first made first.")


class PartProposal(Shown):
    """A part with what the route answers for it."""

    part: PartShown = Field(description="The part.")
    proposal: ProposalShown | None = Field(description="What the route answers; null: it has been taken.")


class WaitingNoteShown(Shown):
    """What was agreed about somebody who has waited long (WAIT-3)."""

    kind: str = Field(description="reassessment or risk.")
    level: str = Field(description="Of risk: low, medium or high.")
    who: str = Field(description="Who re-assesses.")
    note: str = Field(description="In words.")
    recorded_at: datetime = Field(description="When.")


class RequirementShown(Shown):
    """A package to be placed, with its parts, offers and awards."""

    ref: Ref = Field(description="The requirement's reference.")
    referral: Ref = Field(description="The referral's reference.")
    person: AnyRef = Field(description="The person's reference; empty: not for you.")
    person_name: str = Field(description="The person's name; empty: not for you (WAIT-4).")
    state: str = Field(description="waiting, taken, placed or withdrawn.")
    rag: RagShown = Field(description="How the wait stands.")
    route: str = Field(description="cluster, ranked or advert.")
    area: Ref = Field(description="The area's reference.")
    cluster: AnyRef = Field(description="The cluster's reference; empty: in none.")
    outward_postcode: str = Field(description="First half of the postcode.")
    service: str = Field(description="The service's code.")
    need_category: str = Field(description="The need category's code.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    carers: int = Field(description="Carers at each visit.")
    start_on: date = Field(description="When care is wanted from.")
    waiting_since: datetime = Field(description="When the complete referral was received (WAIT-1).")
    escalated_at: datetime | None = Field(description="When the wait was escalated (WAIT-3).")
    broker: AnyRef = Field(description="The broker's reference.")
    policy_version: str = Field(description="The policy that judges it.")
    parts: list[PartStanding] = Field(description="Its parts.")
    notes: list[WaitingNoteShown] = Field(description="What was agreed while it waited.")


class OfferToMake(Asked):
    """An offer to the provider that the route names next."""

    provider: Ref = Field(description="The provider's reference.")
    part: Ref | Literal[""] = Field(default="", description="The part's reference; empty: the first that is free.")
    how: Literal["portal", "telephone"] = Field(default="portal", description="telephone: read out, no email goes.")


class PermissionAsked(Asked):
    """A provider without a contract to be approached for this requirement (SRC-8)."""

    provider: Ref = Field(description="The provider's reference.")
    reason: LongNote = Field(description="Why it is needed.")
    placed_as: Literal["", "exception", "individual"] = Field(default="", description="Empty: what the policy says.")


class PermissionShown(Shown):
    """Permission to approach a provider without a contract."""

    requirement: RefOf = Field(description="The requirement's reference.")
    provider: RefOf = Field(description="The provider's reference.")
    placed_as: str = Field(description="exception or individual.")
    reason: str = Field(description="Why.")
    role: str = Field(description="In which role it was permitted.")
    permitted_at: datetime = Field(description="When.")


class ExhaustionDecision(Asked):
    """What to do when nobody is left to approach (SRC-23)."""

    decision: Literal["change_route", "split", "teleconference", "interim_cover"] = Field(description="What to do.")
    note: Prose = Field(description="Why, and what happens next.")
    route: Literal["", "cluster", "ranked", "advert"] = Field(default="", description="Of change_route: to which.")


class DecisionShown(Shown):
    """A decision about a requirement, with what it was decided on."""

    answer: str = Field(description="What was decided.")
    why: str = Field(description="Why.")
    rule: str = Field(description="The rule's id.")
    policy_version: str = Field(description="The policy that it was decided under.")
    decided_by: AnyRef = Field(description="The user's reference.")
    decided_at: datetime = Field(description="When.")


class Split(Asked):
    """A part split into others, whose hours are exactly its own (SRC-12)."""

    hours: list[Hours] = Field(min_length=2, max_length=20, description="Hours a week of each.")
    descriptions: list[Note] = Field(default=[], max_length=20, description="Which hours or visits each is.")
    part: Ref | Literal[""] = Field(default="", description="The part's reference; empty: the first that is free.")


class Reassessment(Asked):
    """Who re-assesses whether the care asked for is still right (WAIT-3)."""

    who: LongLine = Field(description="Who.")
    note: Prose = Field(default="", description="In words.")


class WaitingRisk(Asked):
    """The risk of a wait, and what mitigates it (WAIT-3)."""

    level: Literal["low", "medium", "high"] = Field(description="The level of risk.")
    note: Prose = Field(description="What the risk is and what mitigates it.")


class Because(Asked):
    """A reason."""

    reason: Note = Field(min_length=1, description="Why.")


class Documents(Asked):
    """Documents of the referral to release."""

    documents: list[Ref] = Field(max_length=50, description="Their references.")


class LaterStartDecision(Asked):
    """A manager's decision on a later start, on risk (SRC-11)."""

    accept: bool = Field(description="Whether to accept it.")
    reason: Note = Field(description="What the risk is and why.")


class FailedCall(Asked):
    """A courtesy call that reached nobody."""

    note: LongNote = Field(default="", description="In words.")


class CourtesyCall(Asked):
    """The courtesy call that releases the provider."""

    spoke_to: LongLine = Field(description="Whom you spoke to.")
    note: LongNote = Field(default="", description="In words.")


class EvidenceRowShown(Shown):
    """A provider that was offered the package or passed over."""

    provider: str = Field(description="The provider's name.")
    offered: bool = Field(description="Whether it was offered.")
    why: str = Field(description="Why it was, or was not.")
    offered_at: datetime | None = Field(description="When it was offered.")
    how: str = Field(description="How it was offered.")
    answer_by: datetime | None = Field(description="By when an answer was owed.")
    response: str = Field(description="What it answered.")
    answered_at: datetime | None = Field(description="When it answered.")


class EvidenceDecisionShown(Shown):
    """A decision about the requirement."""

    at: datetime = Field(description="When.")
    what: str = Field(description="What was decided.")
    by: str = Field(description="By whom.")


class EvidenceShown(Shown):
    """The sourcing evidence of a requirement (SRC-1). It holds no price and nobody's identity."""

    requirement: Ref = Field(description="The requirement's reference.")
    referral: Ref = Field(description="The referral's reference.")
    route: str = Field(description="The route.")
    policy_version: str = Field(description="The policy that it was decided under.")
    outcome: str = Field(description="What came of it.")
    rows: list[EvidenceRowShown] = Field(description="Every provider.")
    decisions: list[EvidenceDecisionShown] = Field(description="Decisions beside the offers.")
