"""Answers kept for requests that may be sent again: the same key and request gets the same answer, with one effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from carewright.kernel.refused import Refused
from carewright.trail.models import KeptAnswer


@dataclass(frozen=True)
class Answer:
    """What was answered: an HTTP status, and the body as it was sent."""

    status: int
    body: str


def answer_once(*, actor: str, key: str, fingerprint: str, at: datetime, act: Callable[[], Answer]) -> Answer:
    """The answer of `act`, or the one kept from when this actor last sent this request under this key.

    The key is claimed first, in the transaction that `act` and everything it does are part of: a second request with
    the same key waits for the first, and then gets its answer. What is refused changes nothing and keeps nothing, so
    that it can be sent again under its key once it may succeed. Refused when the key was used for another request.
    """
    with transaction.atomic():
        kept, is_claimed = KeptAnswer.objects.get_or_create(
            actor=actor, key=key, defaults={"fingerprint": fingerprint, "status": 0, "body": "", "at": at}
        )
        if not is_claimed:
            return _again(kept, fingerprint)
        answer = act()
        kept.status, kept.body = answer.status, answer.body
        kept.save(update_fields=["status", "body"])
        return answer


def _again(kept: KeptAnswer, fingerprint: str) -> Answer:
    if kept.fingerprint != fingerprint:
        raise Refused(
            "This idempotency key was used for another request. Send this one with a key of its own.",
            field="Idempotency-Key",
        )
    return Answer(kept.status, kept.body)
