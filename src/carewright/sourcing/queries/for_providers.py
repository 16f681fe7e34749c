"""What a provider may see of offers made to it: general terms before the release, the person after (ROLE-5, ROLE-7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import User
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.referrals.models import ReferralDocument
from carewright.sourcing.lifecycle import LIVE, AwardState, OfferState
from carewright.sourcing.models import Award, Offer
from carewright.sourcing.queries.describing import essential_times, title_of
from carewright.sourcing.queries.proposing import calendar_of, terms_of
from carewright.worktime import due, is_late, london

_SHOWN_LONG = 50
_MAY_CONTACT = (AwardState.RELEASED, AwardState.CONFIRMED)


@dataclass(frozen=True)
class ReleasedDocument:
    """A document that was released to the provider (SRC-5)."""

    ref: str
    title: str
    dated_on: date | None
    released_at: datetime


@dataclass(frozen=True)
class ReleasedPerson:
    """Whose care it is: only from the courtesy call on, or once documents were released (ROLE-7)."""

    ref: str
    name: str
    pronoun: str
    address: str
    postcode: str
    telephone: str
    communication_need: str
    language: str
    access_note: str
    risk_note: str
    representatives: tuple[str, ...]


@dataclass(frozen=True)
class Broker:
    """Whom at the council to ring or write to about an offer."""

    name: str
    telephone: str
    email: str


@dataclass(frozen=True)
class ProviderAward:
    """How the award stands that came of the offer. `call_failed_at`: the last try to reach the person that failed."""

    ref: str
    state: AwardState
    awarded_at: datetime
    released_at: datetime | None
    confirmed_at: datetime | None
    start_on: date
    planned_times: tuple[str, ...]
    carers_per_visit: int | None
    confirmed_by: str
    may_confirm: bool
    may_withdraw: bool
    call_failed_at: datetime | None = None


@dataclass(frozen=True)
class ProviderOffer:
    """An offer as its provider sees it. `answer_by` is the moment it owes an answer by now; none once it needs none.

    `consider_by` is the last moment that it may name when it is still considering (SRC-4), and is itself allowed.
    """

    ref: str
    provider: str
    state: OfferState
    service: str
    outward_postcode: str
    weekly_hours: Decimal
    carers: int
    start_on: date
    banding: str
    needs: str
    part: str
    essential_times: tuple[str, ...]
    language_need: str
    gender_need: str
    cultural_need: str
    made_at: datetime
    answer_by: datetime | None
    answered_at: datetime | None
    may_answer: bool
    may_consider: bool
    may_ask_for_documents: bool
    decline_reason: str
    later_start_on: date | None
    decline_reasons: dict[str, str] = field(repr=False)
    documents_asked_at: datetime | None
    documents: tuple[ReleasedDocument, ...]
    person: ReleasedPerson | None
    award: ProviderAward | None
    consider_by: datetime | None = None


def offers_of_provider(*, by: Actor, at: datetime, may_identify: bool = True) -> list[ProviderOffer]:
    """The provider's offers: those to be answered first, soonest first, then the latest others.

    `may_identify=False`: without persons and documents, for a list that shows none.
    """
    check_may(by, "see_offers")
    own = _with_all(Offer.objects.filter(provider__ref=by.provider))
    live = list(own.filter(state__in=LIVE).order_by("answer_by", "pk"))
    live.sort(key=lambda offer: (offer.considering_until or offer.answer_by, offer.pk))
    rest = own.exclude(state__in=LIVE).order_by("-made_at", "-pk")[:_SHOWN_LONG]
    return [provider_offer(offer, at, may_identify=may_identify) for offer in [*live, *rest]]


def offer_for_provider(ref: str, *, by: Actor, at: datetime) -> ProviderOffer:
    """One of the provider's own offers; another's is as nonsense (ROLE-5)."""
    return provider_offer(_own(ref, by), at)


def broker_of_offer(offer: str, *, by: Actor) -> Broker | None:
    """The broker of one of the provider's own offers; none when whoever made it has left."""
    return broker_of(_own(offer, by))


def broker_of(offer: Offer) -> Broker | None:
    """The broker who has taken the requirement on, else the one who made the offer."""
    found = {user.ref: user for user in User.objects.filter(ref__in=_brokers(offer), is_active=True)}
    user = next((found[ref] for ref in _brokers(offer) if ref in found), None)
    return Broker(user.name, user.telephone, user.email) if user else None


def is_released_to(person: str, provider: str) -> bool:
    """Whether the person (their reference) is shown to the provider by any of its offers now (ROLE-7)."""
    offers = Offer.objects.filter(provider__ref=provider, requirement__person__ref=person)
    return any(_is_identified(offer, _award(offer)) for offer in offers)


def released_document(offer: str, document: str, *, by: Actor) -> ReferralDocument:
    """A document that was released to this provider for this offer, with its content, while it may still see it."""
    found = _own(offer, by)
    release = found.releases.filter(document__ref=normalised(document, "ATT")).select_related("document").first()
    if release is None or not _is_identified(found, _award(found)):
        raise NotFound
    return release.document


def provider_offer(offer: Offer, at: datetime, *, may_identify: bool = True) -> ProviderOffer:
    """The offer as its provider sees it. `may_identify=False`: never the person, for who holds a link only."""
    requirement, referral = offer.requirement, offer.requirement.referral
    terms, award = terms_of(requirement), _award(offer)
    identified = may_identify and _is_identified(offer, award)
    in_time = offer.state != OfferState.OPEN or not is_late(at, offer.answer_by)
    may_answer = offer.state in (OfferState.OPEN, OfferState.CONSIDERING) and in_time
    return ProviderOffer(
        ref=offer.ref,
        provider=offer.provider.name,
        state=OfferState(offer.state),
        service=terms.services.get(requirement.service, requirement.service),
        outward_postcode=requirement.outward_postcode,
        weekly_hours=offer.part.weekly_hours,
        carers=requirement.carers,
        start_on=requirement.start_on,
        banding=referral.banding,
        needs=referral.needs,
        part=offer.part.description,
        essential_times=essential_times(requirement),
        language_need=referral.language_need,
        gender_need=referral.gender_need,
        cultural_need=referral.cultural_need,
        made_at=offer.made_at,
        answer_by=_answer_by(offer),
        answered_at=offer.answered_at,
        may_answer=may_answer,
        may_consider=may_answer and offer.state == OfferState.OPEN,
        may_ask_for_documents=may_answer and offer.documents_asked_at is None,
        decline_reason=terms.sourcing.decline_reasons.get(offer.decline_reason, ""),
        later_start_on=offer.later_start_on,
        decline_reasons=dict(terms.sourcing.decline_reasons),
        documents_asked_at=offer.documents_asked_at,
        documents=tuple(_documents(offer)) if identified else (),
        person=_person(offer) if identified else None,
        award=_award_facts(award),
        consider_by=_consider_by(offer, at) if may_answer and offer.state == OfferState.OPEN else None,
    )


def _own(ref: str, by: Actor) -> Offer:
    check_may(by, "see_offers")
    own = Offer.objects.filter(provider__ref=by.provider, ref=normalised(ref, "OFR"))
    found = _with_all(own).first()
    if found is None:
        raise NotFound
    return found


def _with_all(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    related = ("part", "provider", "requirement__referral", "requirement__person", "requirement__area")
    return offers.select_related(*related).prefetch_related(
        "award__calls", "releases__document", "requirement__referral__essential_visits"
    )


def _award(offer: Offer) -> Award | None:
    return getattr(offer, "award", None) if offer.state == OfferState.ACCEPTED else None


def _is_identified(offer: Offer, award: Award | None) -> bool:
    """From the release on, or once documents were released, while the provider is still in the running (ROLE-7)."""
    if award is not None:
        standing = award.state != AwardState.FALLEN_THROUGH
        return award.state in _MAY_CONTACT or (standing and offer.documents_released_at is not None)
    return offer.state in LIVE and offer.documents_released_at is not None


def _brokers(offer: Offer) -> tuple[str, str]:
    return offer.requirement.broker, offer.made_by


def _consider_by(offer: Offer, at: datetime) -> datetime | None:
    requirement = offer.requirement
    longest = due(at, terms_of(requirement).sourcing.considering_longest, calendar_of(requirement))
    latest = min(longest, london(requirement.start_on, time(0)) - timedelta(minutes=1))
    return latest if is_late(latest, at) else None


def _answer_by(offer: Offer) -> datetime | None:
    return {OfferState.OPEN: offer.answer_by, OfferState.CONSIDERING: offer.considering_until}.get(
        OfferState(offer.state)
    )


def _documents(offer: Offer) -> Iterable[ReleasedDocument]:
    for release in offer.releases.all():
        document = release.document
        yield ReleasedDocument(document.ref, title_of(document.code), document.dated_on, release.released_at)


def _person(offer: Offer) -> ReleasedPerson:
    person, referral = offer.requirement.person, offer.requirement.referral
    representatives = person.representatives.order_by("-is_first_contact", "name")
    return ReleasedPerson(
        ref=person.ref,
        name=person.name,
        pronoun=person.pronoun,
        address=person.address,
        postcode=person.postcode,
        telephone=person.telephone,
        communication_need=person.communication_need,
        language=person.language or referral.language_need,
        access_note=referral.access_note,
        risk_note=referral.risk_note or person.risk_note,
        representatives=tuple(
            ", ".join(part for part in (one.name, one.relationship, one.telephone, one.email) if part)
            for one in representatives
        ),
    )


def _award_facts(award: Award | None) -> ProviderAward | None:
    if award is None:
        return None
    return ProviderAward(
        ref=award.ref,
        state=AwardState(award.state),
        awarded_at=award.awarded_at,
        released_at=award.released_at,
        confirmed_at=award.confirmed_at,
        start_on=award.start_on,
        planned_times=tuple(award.planned_times),
        carers_per_visit=award.carers_per_visit,
        confirmed_by=award.confirmed_by,
        may_confirm=award.state == AwardState.RELEASED,
        may_withdraw=award.state in (AwardState.TENTATIVE, AwardState.RELEASED),
        call_failed_at=max((call.made_at for call in award.calls.all() if not call.reached), default=None),
    )
