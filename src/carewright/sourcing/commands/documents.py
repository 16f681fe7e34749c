"""Documents asked for by a provider and released to it (SRC-5)."""

from collections.abc import Sequence
from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.obligations.commands import meet
from carewright.referrals.models import ReferralDocument
from carewright.sourcing.commands.locking import locked_offer
from carewright.sourcing.commands.owing import DOCUMENTS, limit_from, owe
from carewright.sourcing.commands.recording import offer_fields
from carewright.sourcing.commands.telling import tell_documents
from carewright.sourcing.events import DocumentsAsked, DocumentsReleased
from carewright.sourcing.lifecycle import OFFER, OfferState
from carewright.sourcing.models import Offer, Release
from carewright.sourcing.queries.describing import title_of
from carewright.sourcing.queries.proposing import terms_of
from carewright.sourcing.rules import RELEASABLE, check_in_time, documents_owed
from carewright.trail.command import command, record

REFERRAL_FORM = "Referral form"


@command
def ask_for_documents(*, offer: str, how: str = "", by: Actor, at: datetime) -> Offer:
    """Ask for the documents of an offer: they have to be released within the policy's limit (SRC-5)."""
    found = locked_offer(offer)
    requirement = found.requirement
    check_may(by, "ask_for_documents", unit=requirement.team.path, provider=found.provider.ref)
    OFFER.check_move("ask_for_documents", found.state)
    if found.state == OfferState.OPEN:
        check_in_time(found.answer_by, at)
    if found.documents_asked_at is not None:
        raise Refused("The documents have been asked for already. We will release them soon.", rule="SRC-5")
    found.documents_asked_at = at
    found.save(update_fields=["documents_asked_at"])
    owe(
        requirement,
        rule="SRC-5",
        duty=DOCUMENTS,
        sentence="Release the documents that a provider asked for",
        subject=found.ref,
        role=Role.BROKER,
        due_at=limit_from(requirement, at, terms_of(requirement).sourcing.documents_within),
        at=at,
    )
    default = Offer.How.TELEPHONE if by.is_council else Offer.How.PORTAL
    record(DocumentsAsked(**offer_fields(found), how=Offer.How(how or default).label.lower()))
    return found


@command
def release_documents(*, offer: str, documents: Sequence[str], by: Actor, at: datetime) -> Offer:
    """Release documents to the provider, with the referral form: it now sees whose they are (SRC-5, ROLE-7).

    All that the rule owes have to be among them; nothing but the documents of the rule may be. Refused unless the
    provider has asked.
    """
    found = locked_offer(offer)
    check_may(by, "release_documents", unit=found.requirement.team.path)
    OFFER.check_move("release_documents", found.state)
    if found.documents_asked_at is None:
        raise Refused("The provider has not asked for the documents, so they stay with us.", rule="SRC-5")
    if found.documents_released_at is not None:
        raise Refused("The documents have been released already.", rule="SRC-5")
    chosen = _check_documents(found, documents)
    Release.objects.bulk_create(
        Release(offer=found, document=document, released_by=by.ref, released_at=at) for document in chosen
    )
    found.documents_released_at = at
    found.save(update_fields=["documents_released_at"])
    meet(duty=DOCUMENTS, subject=found.ref, at=at)
    titles = (REFERRAL_FORM, *(title_of(document.code) for document in chosen))
    tell_documents(found, titles, at)
    record(
        DocumentsReleased(**offer_fields(found), documents=tuple(document.ref for document in chosen), titles=titles)
    )
    return found


def _check_documents(offer: Offer, refs: Sequence[str]) -> list[ReferralDocument]:
    referral = offer.requirement.referral
    there = list(referral.documents.filter(code__in=RELEASABLE).defer("content").order_by("code", "-attached_at"))
    chosen = [document for document in there if document.ref in set(refs)]
    if len(chosen) != len(set(refs)):
        sentence = "Only the assessment, final review form and risk assessment of this referral can be released."
        raise Invalid([Fault("documents", sentence)], rule="SRC-5")
    owed = documents_owed(
        (document.code for document in there),
        known_to_community=referral.known_to_community,
        risk_recorded=referral.risk_recorded,
    )
    missing = [title_of(code).lower() for code in owed if code not in {document.code for document in chosen}]
    if missing:
        raise Invalid([Fault("documents", f"These have to be released too: {', '.join(missing)}.")], rule="SRC-5")
    return chosen
