"""The link in an offer's email, opened: reading it changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from carewright.access.actors import Actor, Holding
from carewright.access.models import User
from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, WrongState
from carewright.sourcing.models import AnswerLink
from carewright.sourcing.queries.for_providers import Broker, ProviderOffer, broker_of, provider_offer
from carewright.worktime import is_late


class LinkEnded(WrongState):
    """The link works no more: says what to do instead."""


@dataclass(frozen=True)
class OpenedLink:
    """What a link lets its holder see: the offer, as whom to answer, and why it can't be used (empty: it can).

    `broker` is whom to ring about it.
    """

    offer: ProviderOffer
    by: Actor
    why_not: str
    broker: Broker | None = None


def opened_link(token: str, at: datetime) -> OpenedLink:
    """The offer behind a link, to be shown; a token that was never given is as nonsense."""
    found = AnswerLink.objects.select_related("offer__provider", "offer__part").filter(token_hash=hash_of_token(token))
    link = found.select_related("offer__requirement__referral", "offer__requirement__area").first()
    if link is None:
        raise NotFound
    why_not = ""
    try:
        check_link_works(link, at)
    except LinkEnded as ended:
        why_not = ended.sentence
    shown = provider_offer(link.offer, at, may_identify=False)
    return OpenedLink(shown, actor_of_link(link), why_not, broker_of(link.offer))


def check_link_works(link: AnswerLink, at: datetime) -> None:
    """Refused once it is used, replaced, past its time (exactly then it still works), or sent to a disabled user."""
    otherwise = "Sign in to see where the offer stands, or ring the brokerage team."
    if link.used_at is not None:
        raise LinkEnded(f"This link has been used. {otherwise}")
    if link.replaced_at is not None:
        raise LinkEnded(f"A newer link was sent to you: use that one. {otherwise}")
    if is_late(at, link.expires_at):
        raise LinkEnded(f"The time to answer by this link is over. {otherwise}")
    if User.objects.filter(email__iexact=link.sent_to, is_active=False).exists():
        raise LinkEnded(f"This link works no more. {otherwise}")


def actor_of_link(link: AnswerLink) -> Actor:
    """Whoever holds the link, acting for the provider that it was sent to."""
    holding = Holding(Role.PROVIDER_COORDINATOR, provider=link.offer.provider.ref)
    return Actor(ref=link.ref, name=link.sent_to, holdings=frozenset({holding}))


def hash_of_token(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()
