"""Forwarding a referral and authorising its cost: never one's own (REF-3, REF-4, REF-7, ROLE-3)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, check_not_own
from carewright.access.roles import Role
from carewright.kernel.money import to_penny
from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.policy.queries import policy_of
from carewright.referrals.commands.found import locked_referral
from carewright.referrals.commands.telling import tell_forwarded
from carewright.referrals.events import ReferralForwarded, SpendAuthorised
from carewright.referrals.lifecycle import REFERRAL
from carewright.referrals.models import Authorisation, Referral
from carewright.referrals.queries import facts_of, roles_to_authorise
from carewright.referrals.rules import check_may_authorise, needs_forwarding
from carewright.referrals.rules.completeness import is_authorised, is_forwarded
from carewright.trail.command import command, record


@command
def forward_referral(*, referral: str, note: str = "", by: Actor, at: datetime) -> Referral:
    """Forward a referral that states visit times or bypasses enablement: the evidence of approval (REF-3, REF-4).

    A senior practitioner forwards as deputy, and says in the note why the team manager could not (ROLE-4). Refused to
    whoever asked for the times or the bypass, when there is nothing to forward, and when it is forwarded already.
    """
    found = locked_referral(referral)
    check_may(by, "forward_referral", unit=found.team.path)
    REFERRAL.check_move("forward_referral", found.state)
    for asker in found.times_asked_by:
        check_not_own(by, asker)
    facts = facts_of(found)
    why = needs_forwarding(facts)
    if not why:
        raise Refused("This referral needs no forwarding: no visit times, no bypass of enablement.", rule="REF-3")
    if is_forwarded(facts):
        raise Refused("This referral has been forwarded already.", rule="REF-3")
    if not _reaches(by, found, Role.TEAM_MANAGER) and not note.strip():
        raise Invalid([Fault("note", "Say why the team manager could not forward it.")], rule="ROLE-4")
    found.forwarded_by, found.forwarded_at = by.ref, at
    found.save(update_fields=["forwarded_by", "forwarded_at"])
    tell_forwarded(found, by_role=by.acting_as("forward_referral", unit=found.team.path), at=at)
    record(
        ReferralForwarded(
            referral=found.ref,
            person=found.person.ref,
            why=" and ".join(why),
            rule="REF-3" if facts.states_visit_times else "REF-4",
            note=note.strip(),
        )
    )
    return found


@command
def authorise_spend(*, referral: str, by: Actor, at: datetime) -> Authorisation:
    """Authorise the referral's gross weekly cost within the limit of one's role (REF-7).

    The limit itself is within it; a role without a limit has no authority. Refused to whoever asked for it (ROLE-3),
    and when the cost is authorised already.
    """
    found = locked_referral(referral)
    check_may(by, "authorise_spend", unit=found.team.path)
    REFERRAL.check_move("authorise_spend", found.state)
    for asker in found.cost_asked_by:
        check_not_own(by, asker)
    if is_authorised(facts_of(found)):
        raise Refused("This cost has been authorised already.", rule="REF-7")
    terms = policy_of(found.policy_version).terms
    role = check_may_authorise(roles_to_authorise(by, found), found.weekly_cost, terms)
    made = Authorisation.objects.create(
        referral=found, weekly_cost=found.weekly_cost, role=role, authorised_by=by.ref, authorised_at=at
    )
    record(
        SpendAuthorised(
            referral=found.ref,
            person=found.person.ref,
            weekly_cost=found.weekly_cost,
            role=role.in_words,
            limit=to_penny(terms.authority.weekly_limits[role]),
            policy_version=found.policy_version,
        )
    )
    return made


def _reaches(by: Actor, referral: Referral, role: Role) -> bool:
    return any(h.role == role and h.covers(unit=referral.team.path, provider=None) for h in by.holdings)
