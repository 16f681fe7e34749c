"""Who is told what, by email, within the command that causes it (SRC-7, SRC-10, ACC-1, ACC-2, ACC-5)."""

from collections.abc import Sequence
from datetime import datetime

from carewright.access.models import User
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.messages.commands import queue_email
from carewright.messages.wording import Wording, acceptance, offers, referrals
from carewright.messages.wording.words import Care
from carewright.providers.rules import Kind
from carewright.referrals.models import EnablementEpisode
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.queries.describing import essential_times
from carewright.sourcing.queries.proposing import reason_words, terms_of
from carewright.worktime import moment_words


def referral_path(requirement: Requirement) -> str:
    """Where the council's people see the referral."""
    return f"/referrals/{requirement.referral.ref}/"


def requirement_path(requirement: Requirement) -> str:
    """Where the council's people see the requirement."""
    return f"/to-place/{requirement.ref}/"


def offer_path(offer: Offer) -> str:
    """Where the provider's people see the offer, and after its release the person and the confirmation form."""
    return f"/portal/offers/{offer.ref}/"


def answer_path(token: str) -> str:
    """Where the link in an offer's email leads."""
    return f"/answer/{token}/"


def care_of(requirement: Requirement, part: Part) -> Care:
    """What a provider may know before its release: general terms, the outward postcode alone (ROLE-7)."""
    referral = requirement.referral
    extra = [
        ("Part", part.description),
        ("Language", referral.language_need),
        ("Gender of carer", referral.gender_need),
        ("Culture", referral.cultural_need),
    ]
    return Care(
        service=terms_of(requirement).services.get(requirement.service, requirement.service),
        outward_postcode=requirement.outward_postcode,
        weekly_hours=part.weekly_hours,
        carers=requirement.carers,
        start_on=requirement.start_on,
        needs=tuple(line for line in referral.needs.splitlines() if line.strip()),
        essential_times=essential_times(requirement),
        banding=referral.banding,
        extra=tuple((label, value) for label, value in extra if value),
    )


def tell_provider(offer: Offer, wording: Wording, at: datetime, *, copy_to_manager: bool = False) -> None:
    """An email to the provider's address for offers, copied to its manager where a rule says so."""
    provider = offer.provider
    queue_email(
        to=[provider.offers_email],
        cc=[provider.manager_email] if copy_to_manager and provider.manager_email else [],
        wording=wording,
        about=[offer.ref, offer.requirement.ref],
        provider=provider.ref,
        at=at,
    )


def tell_of_offer(offer: Offer, token: str, at: datetime) -> None:
    """The offer itself, with its single-use link (SRC-3)."""
    care = care_of(offer.requirement, offer.part)
    wording = offers.offer_made(offer=offer.ref, care=care, answer_by=offer.answer_by, path=answer_path(token), at=at)
    tell_provider(offer, wording, at)


def acknowledge_decline(offer: Offer, at: datetime, *, reason: str = "", no_response: bool = False) -> None:
    """The standard email to a cluster provider, copied to its manager; other providers get none (SRC-7)."""
    if offer.provider_kind != Kind.CLUSTER:
        return
    words = reason or reason_words(offer, terms_of(offer.requirement))
    care = care_of(offer.requirement, offer.part)
    wording = offers.standard_decline(offer=offer.ref, care=care, reason=words, no_response=no_response)
    tell_provider(offer, wording, at, copy_to_manager=True)


def tell_gone(offer: Offer, at: datetime) -> None:
    """Somebody else was first (SRC-10)."""
    tell_provider(offer, offers.package_gone(offer=offer.ref, care=care_of(offer.requirement, offer.part)), at)


def tell_withdrawn(offer: Offer, at: datetime) -> None:
    """The council withdrew the offer."""
    care = care_of(offer.requirement, offer.part)
    tell_provider(offer, offers.offer_withdrawn(offer=offer.ref, care=care), at)


def tell_considering_noted(offer: Offer, token: str, at: datetime) -> None:
    """Until when the provider is considering, with a new link: the first has been used or is (SRC-4)."""
    until = offer.considering_until or offer.answer_by
    care = care_of(offer.requirement, offer.part)
    wording = offers.considering_noted(
        offer=offer.ref, care=care, considering_until=until, path=answer_path(token), at=at
    )
    tell_provider(offer, wording, at)


def tell_bypassed(offer: Offer, at: datetime) -> None:
    """The provider that is still considering learns that the next one is approached meanwhile (SRC-4)."""
    care = care_of(offer.requirement, offer.part)
    until = offer.considering_until or offer.answer_by
    wording = offers.considering_bypassed(offer=offer.ref, care=care, considering_until=until, at=at)
    tell_provider(offer, wording, at)


def tell_documents(offer: Offer, titles: Sequence[str], at: datetime) -> None:
    """The documents are there to read, behind sign-in (SRC-5)."""
    care = care_of(offer.requirement, offer.part)
    wording = offers.documents_released(offer=offer.ref, care=care, documents=titles, path=offer_path(offer))
    tell_provider(offer, wording, at)


def tell_later_start_decided(offer: Offer, at: datetime, *, accepted: bool) -> None:
    """What was decided about the later start (SRC-11)."""
    care = care_of(offer.requirement, offer.part)
    start_on = offer.later_start_on or offer.requirement.start_on
    wording = acceptance.later_start_decided(offer=offer.ref, care=care, accepted=accepted, start_on=start_on)
    tell_provider(offer, wording, at)


def tell_managers_of_later_start(offer: Offer, at: datetime) -> None:
    """Brokerage manager and team manager are asked to decide (SRC-11)."""
    requirement = offer.requirement
    wording = acceptance.later_start_to_decide(
        referral=requirement.referral.ref,
        provider=offer.provider.name,
        asked_for=requirement.start_on,
        offered=offer.later_start_on or requirement.start_on,
        path=requirement_path(requirement),
    )
    managers = [
        address
        for role in (Role.BROKERAGE_MANAGER, Role.TEAM_MANAGER)
        for address in users_holding(role, unit=requirement.team).values_list("email", flat=True)
    ]
    queue_email(to=managers, wording=wording, about=[offer.ref, requirement.ref], at=at)


def tell_call_failed(award: Award, at: datetime) -> None:
    """The provider is kept informed of a courtesy call that reached nobody (ACC-1)."""
    care = care_of(award.requirement, award.part)
    wording = acceptance.call_failed_provider_informed(offer=award.offer.ref, care=care, tried_at=at, at=at)
    tell_provider(award.offer, wording, at)


def tell_released(award: Award, at: datetime) -> None:
    """The provider may make contact: the confirmation form stands behind sign-in (ACC-2)."""
    care = care_of(award.requirement, award.part)
    wording = acceptance.released_to_make_contact(offer=award.offer.ref, care=care, path=offer_path(award.offer))
    tell_provider(award.offer, wording, at)


def tell_referrer_approached(requirement: Requirement, at: datetime) -> None:
    """A first provider has been approached (ACC-5)."""
    path = referral_path(requirement)
    _tell_referrer(requirement, referrals.approached(referral=requirement.referral.ref, path=path), at)


def tell_referrer_accepted(award: Award, at: datetime) -> None:
    """A provider has accepted (ACC-5)."""
    requirement = award.requirement
    wording = referrals.accepted(
        referral=requirement.referral.ref, provider=award.provider.name, path=referral_path(requirement)
    )
    _tell_referrer(requirement, wording, at)


def tell_referrer_fell_through(award: Award, at: datetime) -> None:
    """The acceptance that the referrer was told of no longer stands (ACC-5, SRC-6)."""
    requirement = award.requirement
    wording = referrals.acceptance_fell_through(
        referral=requirement.referral.ref,
        provider=award.provider.name,
        waiting_since=moment_words(requirement.waiting_since, at),
        path=referral_path(requirement),
    )
    _tell_referrer(requirement, wording, at)


def tell_confirmed(award: Award, at: datetime) -> None:
    """The referrer learns the start date; enablement too, where it is under way, so that it can end (ACC-5)."""
    requirement, path = award.requirement, referral_path(award.requirement)
    wording = referrals.confirmed_with_start_date(
        referral=requirement.referral.ref, provider=award.provider.name, start_on=award.start_on, path=path
    )
    _tell_referrer(requirement, wording, at)
    supervisors = _enablement_addresses(requirement)
    if supervisors:
        ending = referrals.enablement_can_end(referral=requirement.referral.ref, start_on=award.start_on, path=path)
        queue_email(to=supervisors, wording=ending, about=_about(requirement), at=at)


def _tell_referrer(requirement: Requirement, wording: Wording, at: datetime) -> None:
    referrer = User.objects.filter(ref=requirement.referral.referrer).values_list("email", flat=True).first()
    address = referrer or requirement.team.email
    queue_email(to=[address] if address else [], wording=wording, about=_about(requirement), at=at)


def _about(requirement: Requirement) -> list[str]:
    return [requirement.ref, requirement.referral.ref]


def _enablement_addresses(requirement: Requirement) -> list[str]:
    """Supervisors (else the address) of the team whose enablement of the person has not ended."""
    episode = (
        EnablementEpisode.objects.filter(person=requirement.person, ended_on=None, rejected_reason="")
        .select_related("team")
        .order_by("-asked_at")
        .first()
    )
    under_way = requirement.referral.enablement == "under_way"
    if episode is None and not under_way:
        return []
    team = episode.team if episode else requirement.team
    found = list(users_holding(Role.ENABLEMENT_SUPERVISOR, unit=team).values_list("email", flat=True))
    return found or ([team.email] if team.email else [])
