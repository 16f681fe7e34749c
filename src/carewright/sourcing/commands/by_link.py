"""Answering by the link in an offer's email: once, and never by merely opening it."""

from dataclasses import dataclass
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.hours import Hours
from carewright.kernel.refused import NotFound
from carewright.sourcing.commands.answering import (
    accept_offer,
    accept_part_of_offer,
    accept_with_later_start,
    decline_offer,
    keep_considering,
)
from carewright.sourcing.commands.locking import locked_offer
from carewright.sourcing.commands.recording import offer_fields
from carewright.sourcing.events import OfferAnsweredByLink
from carewright.sourcing.models import AnswerLink, Offer
from carewright.sourcing.queries.links import actor_of_link, check_link_works, hash_of_token
from carewright.trail.command import command, record


@dataclass(frozen=True)
class Accept:
    """All of it."""


@dataclass(frozen=True)
class AcceptPart:
    """Some of the hours."""

    weekly_hours: Hours


@dataclass(frozen=True)
class AcceptLater:
    """With a later start."""

    start_on: date


@dataclass(frozen=True)
class Decline:
    """With one of the policy's reasons."""

    reason: str
    note: str = ""


@dataclass(frozen=True)
class Consider:
    """Still considering, until then."""

    until: datetime


LinkAnswer = Accept | AcceptPart | AcceptLater | Decline | Consider


@command
def answer_by_link(*, token: str, answer: LinkAnswer, by: Actor, at: datetime) -> Offer:
    """Answer the offer that a link was sent for, and use the link up, together or not at all.

    `by` is who the link lets in (`queries.opened_link`). Refused when the link is used, over, or was sent to somebody
    who has been disabled since; a token that was never given is as nonsense.
    """
    link = AnswerLink.objects.select_related("offer").filter(token_hash=hash_of_token(token)).first()
    if link is None:
        raise NotFound
    offer = locked_offer(link.offer.ref)
    link = AnswerLink.objects.get(pk=link.pk)
    link.offer = offer
    check_may(by, "answer_by_link", provider=offer.provider.ref)
    check_link_works(link, at)
    link.used_at = at
    link.save(update_fields=["used_at"])
    record(OfferAnsweredByLink(**offer_fields(offer), link=link.ref))
    _answer(offer.ref, answer, actor_of_link(link), at)
    return offer


def _answer(offer: str, answer: LinkAnswer, by: Actor, at: datetime) -> None:
    how = Offer.How.LINK
    match answer:
        case Accept():
            accept_offer(offer=offer, how=how, by=by, at=at)
        case AcceptPart(weekly_hours):
            accept_part_of_offer(offer=offer, weekly_hours=weekly_hours, how=how, by=by, at=at)
        case AcceptLater(start_on):
            accept_with_later_start(offer=offer, start_on=start_on, how=how, by=by, at=at)
        case Decline(reason, note):
            decline_offer(offer=offer, reason=reason, note=note, how=how, by=by, at=at)
        case Consider(until):
            keep_considering(offer=offer, until=until, how=how, by=by, at=at)
