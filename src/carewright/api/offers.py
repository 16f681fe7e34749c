"""Operations about offers and awards: answered by the provider, or by telephone to the broker who notes it."""

from carewright.access.check import may
from carewright.api.operations import Area, File
from carewright.api.paging import Listed
from carewright.api.schemas.answers import (
    Arrangements,
    AwardStanding,
    Considering,
    Decline,
    LaterStart,
    OfferStanding,
    OwnOffer,
    PartAcceptance,
)
from carewright.api.schemas.fields import PathRef
from carewright.api.schemas.sourcing import (
    AwardShown,
    Because,
    CallShown,
    CourtesyCall,
    Documents,
    FailedCall,
    LaterStartDecision,
    OfferShown,
)
from carewright.api.waiting import shown_award
from carewright.look.page import Request
from carewright.sourcing import commands, queries

ANY_FILE = "application/octet-stream"

area = Area("Offers and awards")
answer_area = Area("Answers to offers")
own_area = Area("For providers: offers")


@area.reads("/offers/{ref}", "see_requirements")
def get_offer(request: Request, ref: PathRef) -> OfferShown:
    """An offer to a provider."""
    return OfferShown.model_validate(queries.offer(ref, by=request.actor))


@area.writes("/offers/{ref}/withdrawal", "withdraw_offer")
def withdraw_offer(request: Request, ref: PathRef, asked: Because) -> OfferShown:
    """Withdraw an offer that has not come to an end; the provider is told."""
    done = commands.withdraw_offer(offer=ref, reason=asked.reason, by=request.actor, at=request.at)
    return OfferShown.model_validate(done)


@area.writes("/offers/{ref}/documents", "release_documents")
def release_documents(request: Request, ref: PathRef, asked: Documents) -> OfferShown:
    """Release documents to the provider, which now sees whose they are (SRC-5, ROLE-7)."""
    done = commands.release_documents(offer=ref, documents=asked.documents, by=request.actor, at=request.at)
    return OfferShown.model_validate(done)


@area.writes("/offers/{ref}/next-approach", "ask_next_approach")
def ask_next_approach(request: Request, ref: PathRef) -> OfferShown:
    """Ask the brokerage manager to let the next provider be approached while this one considers (SRC-4)."""
    return OfferShown.model_validate(commands.ask_next_approach(offer=ref, by=request.actor, at=request.at))


@area.writes("/offers/{ref}/next-approach/permission", "allow_next_approach")
def allow_next_approach(request: Request, ref: PathRef) -> OfferShown:
    """Let the next provider be approached meanwhile; the one that considers is told (SRC-4)."""
    return OfferShown.model_validate(commands.allow_next_approach(offer=ref, by=request.actor, at=request.at))


@area.writes("/offers/{ref}/later-start/decision", "decide_later_start")
def decide_later_start(request: Request, ref: PathRef, asked: LaterStartDecision) -> OfferShown:
    """Accept or refuse a later start on risk: both managers accept, or either refuses (SRC-11)."""
    done = commands.decide_later_start(offer=ref, **asked.told(), by=request.actor, at=request.at)
    return OfferShown.model_validate(done)


@area.reads("/awards/{ref}", "see_requirements")
def get_award(request: Request, ref: PathRef) -> AwardShown:
    """The provider of a part, with the courtesy calls."""
    found = queries.award(ref, by=request.actor)
    return shown_award(found, known=may(request.actor, "see_people", unit=found.requirement.team.path))


@area.writes("/awards/{ref}/failed-calls", "record_failed_call", status=201)
def record_failed_call(request: Request, ref: PathRef, asked: FailedCall) -> CallShown:
    """Record a courtesy call that reached nobody; the provider is kept informed (ACC-1)."""
    done = commands.record_failed_call(award=ref, note=asked.note, by=request.actor, at=request.at)
    return CallShown.model_validate(done)


@area.writes("/awards/{ref}/courtesy-call", "record_courtesy_call")
def record_courtesy_call(request: Request, ref: PathRef, asked: CourtesyCall) -> AwardShown:
    """Record the courtesy call, which releases the provider to make contact (ACC-1, ACC-2)."""
    done = commands.record_courtesy_call(award=ref, **asked.told(), by=request.actor, at=request.at)
    return AwardShown.model_validate(done)


@answer_area.writes("/offers/{ref}/acceptance", "accept_offer")
def accept_offer(request: Request, ref: PathRef) -> AwardStanding:
    """Accept all that was offered, which awards it tentatively (SRC-6, SRC-10). By a broker: as told by telephone."""
    return AwardStanding.model_validate(commands.accept_offer(offer=ref, by=request.actor, at=request.at))


@answer_area.writes("/offers/{ref}/part-acceptance", "accept_part_of_offer")
def accept_part_of_offer(request: Request, ref: PathRef, asked: PartAcceptance) -> AwardStanding:
    """Accept some of the hours; the rest stays on the list (SRC-12)."""
    done = commands.accept_part_of_offer(offer=ref, weekly_hours=asked.weekly_hours, by=request.actor, at=request.at)
    return AwardStanding.model_validate(done)


@answer_area.writes("/offers/{ref}/later-start", "accept_with_later_start")
def accept_with_later_start(request: Request, ref: PathRef, asked: LaterStart) -> OfferStanding:
    """Accept with a later start than was asked for: both managers decide on the risk (SRC-11)."""
    done = commands.accept_with_later_start(offer=ref, start_on=asked.start_on, by=request.actor, at=request.at)
    return OfferStanding.model_validate(done)


@answer_area.writes("/offers/{ref}/considering", "keep_considering")
def keep_considering(request: Request, ref: PathRef, asked: Considering) -> OfferStanding:
    """Say until when the offer is still being considered (SRC-4)."""
    done = commands.keep_considering(offer=ref, until=asked.until, by=request.actor, at=request.at)
    return OfferStanding.model_validate(done)


@answer_area.writes("/offers/{ref}/decline", "decline_offer")
def decline_offer(request: Request, ref: PathRef, asked: Decline) -> OfferStanding:
    """Decline an offer, with one of the policy's reasons (SRC-3)."""
    done = commands.decline_offer(offer=ref, **asked.told(), by=request.actor, at=request.at)
    return OfferStanding.model_validate(done)


@answer_area.writes("/offers/{ref}/document-request", "ask_for_documents")
def ask_for_documents(request: Request, ref: PathRef) -> OfferStanding:
    """Ask for the documents of an offer (SRC-5)."""
    return OfferStanding.model_validate(commands.ask_for_documents(offer=ref, by=request.actor, at=request.at))


@answer_area.writes("/awards/{ref}/confirmation", "confirm_arrangements")
def confirm_arrangements(request: Request, ref: PathRef, asked: Arrangements) -> AwardStanding:
    """Confirm what was agreed with the person: the order is made from it (ACC-3, ACC-4)."""
    done = commands.confirm_arrangements(award=ref, **asked.told(), by=request.actor, at=request.at)
    return AwardStanding.model_validate(done)


@answer_area.writes("/awards/{ref}/withdrawal", "withdraw_acceptance")
def withdraw_acceptance(request: Request, ref: PathRef, asked: Because) -> AwardStanding:
    """Withdraw a tentative acceptance: the requirement is back on the list, with the clock it always had (SRC-6)."""
    done = commands.withdraw_acceptance(award=ref, reason=asked.reason, by=request.actor, at=request.at)
    return AwardStanding.model_validate(done)


@own_area.reads("/own/offers", "see_offers")
def list_own_offers(request: Request) -> Listed[OwnOffer]:
    """The provider's offers: those to be answered first, soonest first, then the latest others."""
    found = queries.offers_of_provider(by=request.actor, at=request.at)
    return Listed(items=[OwnOffer.model_validate(offer) for offer in found])


@own_area.reads("/own/offers/{ref}", "see_offers")
def get_own_offer(request: Request, ref: PathRef) -> OwnOffer:
    """One of the provider's offers."""
    return OwnOffer.model_validate(queries.offer_for_provider(ref, by=request.actor, at=request.at))


@own_area.reads("/own/offers/{ref}/documents/{document_ref}", "see_offers", media_type=ANY_FILE)
def get_released_document(request: Request, ref: PathRef, document_ref: PathRef) -> File:
    """A document that was released to the provider for an offer (SRC-5)."""
    found = queries.released_document(ref, document_ref, by=request.actor)
    return File(bytes(found.content), ANY_FILE, found.filename)
