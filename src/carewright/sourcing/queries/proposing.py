"""What the route answers for a requirement now: market and history read, the pure rule asked (SRC-1)."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import OuterRef, Subquery, Sum

from carewright.policy.queries import policy_of
from carewright.policy.terms import Terms
from carewright.providers.models import Provider
from carewright.providers.queries import market
from carewright.providers.rules import Placed, ProviderFacts
from carewright.sourcing.lifecycle import AwardState, OfferState
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.rules import OfferFacts, PartFacts, Proposal, next_approach
from carewright.worktime import Calendar, local, london

NO_RESPONSE_WORDS = "No response in time"


def terms_of(requirement: Requirement) -> Terms:
    """The terms that the case started under (POL-1)."""
    return policy_of(requirement.policy_version).terms


def calendar_of(requirement: Requirement) -> Calendar:
    """The calendar of the requirement's area, under its terms."""
    return terms_of(requirement).calendar_for(requirement.area.name)


def unplaced_parts(requirement: Requirement) -> list[Part]:
    """Parts that nobody holds, by number."""
    held = Award.objects.filter(requirement=requirement).exclude(state=AwardState.FALLEN_THROUGH).values("part")
    return list(requirement.parts.filter(is_split=False).exclude(pk__in=held).order_by("number"))


def proposal_of(requirement: Requirement, part: Part, at: datetime) -> Proposal:
    """Whom the route would approach next for the part, and the working."""
    terms = terms_of(requirement)
    permitted = requirement.permissions.values_list("provider__ref", "placed_as")
    return next_approach(
        part=PartFacts(
            route=requirement.route,
            weekly_hours=part.weekly_hours,
            start_on=requirement.start_on,
            cluster=requirement.cluster.name if requirement.cluster else "",
        ),
        market=market_of(requirement, at),
        history=history_of(requirement, part, terms),
        permitted=dict(permitted),
        terms=terms.sourcing,
        at=at,
    )


def market_of(requirement: Requirement, at: datetime) -> list[ProviderFacts]:
    """Every provider as the route judges it for this requirement."""
    return market(
        service=requirement.service,
        need_category=requirement.need_category,
        area=requirement.area.ref,
        cluster=requirement.cluster.ref if requirement.cluster else None,
        start_on=requirement.start_on,
        at=at,
        placed=placed_lately(at),
    )


def history_of(requirement: Requirement, part: Part, terms: Terms) -> list[OfferFacts]:
    """The part's offers, and acceptances in part of the requirement's other parts, as the route judges them."""
    offers: Iterable[Offer] = requirement.offers.select_related("provider").order_by("made_at", "pk")
    standing = set(
        Award.objects.filter(requirement=requirement)
        .exclude(state=AwardState.FALLEN_THROUGH)
        .values_list("offer_id", flat=True)
    )
    facts = []
    for offer in offers:
        took_part = offer.part_id != part.pk and offer.accepted_hours > 0 and offer.pk in standing
        if offer.part_id == part.pk or took_part:
            facts.append(facts_of(offer, requirement, terms, took_part=took_part))
    return facts


def facts_of(offer: Offer, requirement: Requirement, terms: Terms, *, took_part: bool = False) -> OfferFacts:
    """An offer as the route judges it."""
    began = requirement.round_from_at
    return OfferFacts(
        ref=offer.ref,
        provider=offer.provider.ref,
        provider_name=offer.provider.name,
        state=OfferState(offer.state),
        made_at=offer.made_at,
        answer_by=offer.answer_by,
        considering_until=offer.considering_until,
        answered_at=offer.answered_at,
        reason=reason_words(offer, terms),
        next_allowed=offer.next_allowed_at is not None,
        took_part=took_part,
        is_over=began is not None and offer.made_at <= began,
    )


def reason_words(offer: Offer, terms: Terms) -> str:
    """Why it was declined, in the policy's words; empty when it wasn't."""
    if offer.state == OfferState.NO_RESPONSE:
        return NO_RESPONSE_WORDS
    return terms.sourcing.decline_reasons.get(offer.decline_reason, offer.decline_reason)


def placed_lately(at: datetime) -> dict[str, Placed]:
    """Hours a week placed with each provider this month (London's), and when it was placed last; one query.

    Awards that stand count, from the moment they were made. Asked of each provider, so that one without any costs as
    little as one with many.
    """
    standing = Award.objects.filter(awarded_at__lte=at, provider=OuterRef("pk")).exclude(
        state=AwardState.FALLEN_THROUGH
    )
    month = london(local(at).date().replace(day=1), time(0))
    hours = standing.filter(awarded_at__gte=month).values("provider").annotate(hours=Sum("weekly_hours"))
    last = standing.order_by("-awarded_at").values("awarded_at")[:1]
    placed = Provider.objects.annotate(last_at=Subquery(last), hours=Subquery(hours.values("hours")))
    return {
        ref: Placed(hours_this_month=hours or Placed().hours_this_month, last_at=last_at)
        for ref, last_at, hours in placed.filter(last_at__isnull=False).values_list("ref", "last_at", "hours")
    }
