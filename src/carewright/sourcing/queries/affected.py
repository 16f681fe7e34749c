"""What a thing that happened elsewhere touches here: for the reactions to it (wiring)."""

from datetime import datetime

from django.db.models import Q

from carewright.providers.models import Sanction
from carewright.sourcing.lifecycle import OfferState, RequirementState
from carewright.sourcing.models import Offer, Requirement
from carewright.worktime import local


def requirement_of_referral(referral: str) -> str:
    """The referral's requirement that is not closed yet; empty when there is none."""
    under_way = (RequirementState.WAITING, RequirementState.TAKEN)
    found = Requirement.objects.filter(referral__ref=referral, state__in=under_way).first()
    return found.ref if found else ""


def offers_barred_by(sanction: str, at: datetime) -> list[str]:
    """Unanswered offers to the provider that the sanction bars, if it is in force now (SRC-2, SRC-9)."""
    found = Sanction.objects.get(ref=sanction)
    today = local(at).date()
    if found.from_on > today or (found.to_on and found.to_on < today):
        return []
    scope = Q()
    if found.area_id:
        scope &= Q(requirement__area=found.area_id)
    if found.service:
        scope &= Q(requirement__service=found.service)
    open_ones = (OfferState.OPEN, OfferState.CONSIDERING, OfferState.LATER_START)
    offers = Offer.objects.filter(scope, provider=found.provider_id, state__in=open_ones).order_by(
        "requirement_id", "pk"
    )
    return list(offers.values_list("ref", flat=True))
