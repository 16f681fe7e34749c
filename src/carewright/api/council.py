"""Operations about the council itself: its units, and the codes that its policy knows."""

from carewright.access.queries import units
from carewright.api.operations import Area
from carewright.api.paging import Listed
from carewright.api.schemas.council import Codes, UnitShown
from carewright.look.page import Request
from carewright.policy.queries import policy_at

area = Area("Council")


@area.reads("/units", "see_who_may")
def list_units(request: Request) -> Listed[UnitShown]:
    """The council's areas, localities and teams, each after the one that it lies in."""
    found = units()
    refs = {unit.pk: unit.ref for unit in found}
    return Listed(
        items=[
            UnitShown(
                ref=unit.ref,
                name=unit.name,
                kind=unit.kind,
                parent=refs.get(unit.parent_id) if unit.parent_id else None,
                source_team=unit.source_team,
            )
            for unit in found
        ]
    )


@area.reads("/codes", "see_policy")
def list_codes(request: Request) -> Codes:
    """What the codes of the policy in force mean, such as services and reasons."""
    policy = policy_at(request.at)
    terms = policy.terms
    return Codes(
        version=policy.version,
        services=dict(terms.services),
        need_categories=dict(terms.need_categories),
        urgency_reasons=dict(terms.referrals.urgency_reasons),
        bypass_reasons=dict(terms.referrals.bypass_reasons),
        self_funder_exceptions=dict(terms.referrals.self_funder_exceptions),
        not_ready_reasons=dict(terms.referrals.not_ready_reasons),
        decline_reasons=dict(terms.sourcing.decline_reasons),
        variation_reasons=dict(terms.variations.reasons),
    )
