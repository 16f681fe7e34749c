"""Answers kept for requests that may be sent again: the same key and request gets the same answer, with one effect."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from carewright.kernel.refused import Refused
from carewright.trail.models import KeptAnswer

KEPT_FOR = timedelta(days=30)
"""How long an answer is kept, in elapsed time: it may hold personal text, and no program tries again for so long."""


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


def forget_old_answers(now: datetime, size: int = 1_000) -> Iterator[str]:
    """Delete answers that have been kept for long enough, so many at most; yields each one's key.

    They are looked at in the order in which they were kept, so that when the first is not old, nothing is.
    """
    before = now - KEPT_FOR
    kept = KeptAnswer.objects.order_by("pk").values_list("pk", "key", "at")
    first = kept.first()
    if first is None or first[2] >= before:
        return
    old = {pk: key for pk, key, at in kept[:size] if at < before}
    KeptAnswer.objects.filter(pk__in=list(old)).delete()
    yield from old.values()


def _again(kept: KeptAnswer, fingerprint: str) -> Answer:
    if kept.fingerprint != fingerprint:
        raise Refused(
            "This idempotency key was used for another request. Send this one with a key of its own.",
            field="Idempotency-Key",
        )
    return Answer(kept.status, kept.body)
