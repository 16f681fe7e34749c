"""Issuing the signed link in an offer's email: single use, short-lived; only its hash is kept."""

import secrets
from datetime import datetime

from carewright.sourcing.models import AnswerLink, Offer
from carewright.sourcing.queries.links import hash_of_token
from carewright.trail.command import within_command


def issue_link(offer: Offer, *, expires_at: datetime, at: datetime) -> str:
    """A new link to answer the offer by, within the running command; earlier ones of the offer stop working."""
    within_command()
    token = secrets.token_urlsafe(32)
    offer.links.filter(replaced_at=None).update(replaced_at=at)
    AnswerLink.objects.create(
        offer=offer,
        token_hash=hash_of_token(token),
        sent_to=offer.provider.offers_email,
        expires_at=expires_at,
    )
    return token
