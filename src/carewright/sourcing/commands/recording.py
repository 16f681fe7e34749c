"""What events of this area have in common, and the sourcing evidence kept with a decision (SRC-1, POL-2)."""

from dataclasses import asdict
from datetime import datetime

from carewright.access.actors import Actor
from carewright.sourcing.models import Award, Decision, Offer, Part, Requirement
from carewright.sourcing.rules import Proposal
from carewright.trail.command import within_command


def keep_decision(
    requirement: Requirement,
    proposal: Proposal | None,
    answer: str,
    *,
    why: str = "",
    rule: str = "",
    part: Part | None = None,
    offer: Offer | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Keep what was decided and the working it was decided on: the sourcing evidence (SRC-1, POL-2)."""
    within_command()
    Decision.objects.create(
        requirement=requirement,
        part=part,
        offer=offer,
        answer=answer,
        why=why or (proposal.why if proposal else ""),
        rule=rule or (proposal.rule if proposal else ""),
        working=[asdict(line) for line in proposal.working] if proposal else [],
        policy_version=requirement.policy_version,
        decided_by=by.ref,
        decided_at=at,
    )


def requirement_fields(requirement: Requirement) -> dict[str, str]:
    """The references that every event about a requirement holds."""
    return {
        "requirement": requirement.ref,
        "referral": requirement.referral.ref,
        "person": requirement.person.ref,
    }


def offer_fields(offer: Offer) -> dict[str, str]:
    """The references that every event about an offer holds."""
    return requirement_fields(offer.requirement) | {
        "offer": offer.ref,
        "part": offer.part.ref,
        "provider": offer.provider.ref,
        "provider_name": offer.provider.name,
    }


def award_fields(award: Award) -> dict[str, str]:
    """The references that every event about an award holds."""
    return offer_fields(award.offer) | {"award": award.ref}
