"""The managers' decision on a later start (SRC-11)."""

from datetime import datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed, Refused
from carewright.messages.wording.words import day_words
from carewright.obligations.commands import meet
from carewright.sourcing.commands.awarding import award_part
from carewright.sourcing.commands.locking import locked_offer
from carewright.sourcing.commands.owing import (
    LATER_START,
    LATER_START_TEAM,
    ask_when_nobody_is_left,
    no_longer_owed,
)
from carewright.sourcing.commands.recording import offer_fields
from carewright.sourcing.commands.telling import tell_later_start_decided
from carewright.sourcing.events import LaterStartDecided
from carewright.sourcing.lifecycle import OFFER, OfferState
from carewright.sourcing.models import Offer
from carewright.trail.command import command, record

_TEAM = (Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER)
_DUTIES = {Role.BROKERAGE_MANAGER: LATER_START, Role.TEAM_MANAGER: LATER_START_TEAM}


@command
def decide_later_start(*, offer: str, accept: bool, reason: str, by: Actor, at: datetime) -> Offer:
    """Accept or refuse a later start on risk (SRC-11).

    Accepted once both the brokerage manager and the team manager (or its deputy) have, who are two people; refused when
    either refuses. Then the part is awarded, or the next provider approached.
    """
    found = locked_offer(offer)
    check_may(by, "decide_later_start", unit=found.requirement.team.path)
    OFFER.check_move("decide_later_start", found.state)
    if not reason.strip():
        raise Refused("Say what the risk is and why you decide so.", rule="SRC-11", field="reason")
    role = _deciding_as(found, by)
    meet(duty=_DUTIES[role], subject=found.ref, at=at)
    found.later_start_agreed_by = found.later_start_agreed_by | ({role.value: by.ref} if accept else {})
    is_final = not accept or len(found.later_start_agreed_by) == len(_DUTIES)
    if is_final:
        found.state = OfferState.ACCEPTED if accept else OfferState.LATER_START_REFUSED
    found.save(update_fields=["state", "later_start_agreed_by"])
    record(_decided(found, role, reason, accept=accept, is_final=is_final))
    if is_final:
        tell_later_start_decided(found, at, accepted=accept)
    if is_final and accept:
        award_part(offer=found.ref, by=SYSTEM, at=at)
    elif is_final:
        no_longer_owed(found, at)
        ask_when_nobody_is_left(found.requirement, at)
    return found


def _decided(offer: Offer, role: Role, reason: str, *, accept: bool, is_final: bool) -> LaterStartDecided:
    start_on = offer.later_start_on or offer.requirement.start_on
    return LaterStartDecided(
        **offer_fields(offer),
        start_on=start_on,
        start_words=day_words(start_on),
        decided=f"{'accepted' if accept else 'refused'} by the {role.in_words}",
        reason=reason,
        is_final=is_final,
    )


def _deciding_as(offer: Offer, by: Actor) -> Role:
    """As which of the two managers this person decides; nobody decides as both."""
    agreed = offer.later_start_agreed_by
    if by.ref in agreed.values():
        raise NotAllowed("You have decided already. The other manager decides too.", rule="SRC-11")
    path = offer.requirement.team.path
    held = {h.role for h in by.holdings if h.covers(unit=path, provider=None)}
    if Role.BROKERAGE_MANAGER in held and Role.BROKERAGE_MANAGER not in agreed:
        return Role.BROKERAGE_MANAGER
    if held & set(_TEAM) and Role.TEAM_MANAGER not in agreed:
        return Role.TEAM_MANAGER
    raise NotAllowed("Your role's decision has been taken already. The other manager decides.", rule="SRC-11")
