"""The sourcing evidence of a requirement: every provider, offered or passed over with the reason (SRC-1)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.access.queries import names_of_users
from carewright.messages.letters import EvidenceDecision, EvidenceRow, Letterhead, SourcingEvidence
from carewright.sourcing.lifecycle import AwardState
from carewright.sourcing.models import Decision, Offer, Requirement
from carewright.sourcing.queries.one import requirement
from carewright.sourcing.queries.proposing import facts_of, proposal_of, terms_of, unplaced_parts

ROUTES = {"cluster": "Cluster, in protocol order", "ranked": "Ranked list", "advert": "Advert to a lot"}
DECISIONS = {
    "permitted": "A provider without a contract permitted",
    "next_allowed": "Next provider allowed while one considers",
    "change_route": "Route changed",
    "split": "To be split",
    "teleconference": "Provider teleconference",
    "interim_cover": "Interim cover",
}
APPROACHED = "approach"


def evidence(ref: str, *, by: Actor, at: datetime) -> SourcingEvidence:
    """How a provider was looked for, as it stands now; printed by `messages.letters.sourcing_evidence_pdf`."""
    found = requirement(ref, by=by, verb="see_sourcing_evidence")
    check_may(by, "see_sourcing_evidence", unit=found.team.path)
    terms = terms_of(found)
    decisions = list(found.decisions.select_related("offer").order_by("decided_at", "pk"))
    offered = list(_offered(found, decisions, at))
    return SourcingEvidence(
        letterhead=Letterhead(settings.COUNCIL_NAME, settings.COUNCIL_COLOUR),
        requirement=found.ref,
        referral=found.referral.ref,
        service=terms.services.get(found.service, found.service),
        outward_postcode=found.outward_postcode,
        weekly_hours=found.weekly_hours,
        carers=found.carers,
        start_on=found.start_on,
        route=ROUTES.get(found.route, found.route),
        policy_version=found.policy_version,
        snapshot="",
        outcome=_outcome(found),
        rows=(*offered, *_passed_over(found, decisions, {row.provider for row in offered}, at)),
        decisions=tuple(_decided(decisions)),
        printed_at=at,
    )


def _offered(found: Requirement, decisions: list[Decision], at: datetime) -> Iterable[EvidenceRow]:
    why = {kept.offer_id: kept.why for kept in decisions if kept.answer == APPROACHED}
    terms = terms_of(found)
    for offer in found.offers.select_related("provider").order_by("made_at", "pk"):
        facts = facts_of(offer, found, terms)
        yield EvidenceRow(
            provider=offer.provider.name,
            offered=True,
            why=why.get(offer.pk, ""),
            offered_at=offer.made_at,
            how=Offer.How(offer.how).label,
            answer_by=offer.answer_by,
            response=_accepted_words(offer) or facts.in_words(at),
            answered_at=offer.answered_at,
        )


def _accepted_words(offer: Offer) -> str:
    """What became of an acceptance; empty for any other answer, or for one that fell through."""
    award = offer.requirement.awards.filter(offer=offer).exclude(state=AwardState.FALLEN_THROUGH).first()
    if award is None:
        return ""
    part = " in part" if offer.accepted_hours else ""
    return f"Accepted{part}, and confirmed." if award.state == AwardState.CONFIRMED else f"Accepted{part}."


def _passed_over(
    found: Requirement, decisions: list[Decision], offered: set[str], at: datetime
) -> Iterable[EvidenceRow]:
    """Who never got an offer and why: as it is now while somebody is looked for, else as in the last working kept."""
    parts = unplaced_parts(found) if found.state == "waiting" else []
    if parts:
        lines = [(line.name, line.sentence) for line in proposal_of(found, parts[0], at).working]
    else:
        kept: list[dict[str, object]] = next((one.working for one in reversed(decisions) if one.working), [])
        lines = [(str(line["name"]), str(line["sentence"])) for line in kept]
    for name, sentence in lines:
        if name not in offered:
            yield EvidenceRow(provider=name, offered=False, why=sentence)


def _outcome(found: Requirement) -> str:
    awards = found.awards.exclude(state=AwardState.FALLEN_THROUGH).select_related("provider").order_by("part__number")
    states = {"tentative": "accepted", "released": "accepted, person called", "confirmed": "confirmed"}
    held = [f"{award.provider.name}: {states[award.state]}" for award in awards]
    if found.state == "withdrawn":
        return "Taken off the list"
    return (
        "; ".join(held + (["rest still to be placed"] if held and found.state == "waiting" else [])) or "To be placed"
    )


def _decided(decisions: list[Decision]) -> Iterable[EvidenceDecision]:
    names = names_of_users({kept.decided_by for kept in decisions}) | {SYSTEM.ref: SYSTEM.name}
    for kept in decisions:
        if kept.answer != APPROACHED:
            what = DECISIONS.get(kept.answer, kept.answer)
            said = f"{what}: {kept.why}" if kept.why else what
            yield EvidenceDecision(at=kept.decided_at, what=said, by=names.get(kept.decided_by, kept.decided_by))
