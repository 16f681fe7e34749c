"""Reads of messages and documents, each only as far as the one who asks may see it (ROLE-5 to 7)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.models import HeldRole
from carewright.kernel.refused import NotFound
from carewright.messages.lifecycle import DocumentKind, State
from carewright.messages.models import Document, Message, MessageAbout

_PRICED = [kind.value for kind in DocumentKind if kind.holds_prices]


@dataclass(frozen=True)
class Outbox:
    """How the outbox stands: how many messages wait (and since when the oldest), how many failed."""

    waiting: int
    oldest_queued_at: datetime | None
    failed: int


def mailbox(by: Actor, at: datetime, search: str = "") -> QuerySet[Message]:
    """The demonstration's mailbox at a moment, newest first: the council's people see all that was queued, a provider's
    people what went to their own provider. Nobody has a mailbox outside the demonstration. `search`: a part of the
    subject or of an address, or a reference that the message is about.
    """
    if not settings.DEMONSTRATION:
        raise NotFound
    found = _visible_to(by).filter(queued_at__lte=at)
    if search:
        named = MessageAbout.objects.filter(ref__iexact=search).values("message")
        found = found.filter(
            Q(subject__icontains=search) | Q(to__icontains=search) | Q(cc__icontains=search) | Q(pk__in=named)
        )
    return found.prefetch_related(_light_attachments())


def mailbox_message(ref: str, by: Actor, at: datetime) -> Message:
    """One message of the mailbox; the same answer for another's as for none (ROLE-5)."""
    found = mailbox(by, at).filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def documents_with(message: Message, by: Actor) -> list[str]:
    """The references of those documents attached to a message that this actor may open."""
    return list(_documents_of(by).filter(messages=message).values_list("ref", flat=True))


def text_with_links_to(message: Message, address: str) -> str:
    """The message's text with its links leading to the address at which it is being read."""
    return message.text.replace(f"{settings.ADDRESS.rstrip('/')}/", f"{address.rstrip('/')}/")


def messages_about(ref: str, by: Actor) -> QuerySet[Message]:
    """What was or will be sent about a thing, newest first. The caller has checked that the thing may be seen."""
    return _visible_to(by).filter(mentions__ref=ref).prefetch_related(_light_attachments())


def documents_about(ref: str, by: Actor) -> QuerySet[Document]:
    """The documents about a thing that this actor may open, newest first, without their content."""
    return _documents_of(by).filter(mentions__ref=ref).defer("content")


def failed_messages(by: Actor) -> QuerySet[Message]:
    """What could not be delivered, newest first, with the reason in `last_error`."""
    check_may(by, "see_failed_messages")
    return (
        Message.objects.filter(state=State.FAILED).order_by("-failed_at", "-id").prefetch_related(_light_attachments())
    )


def document(ref: str, by: Actor) -> Document:
    """A document with its content. One with prices opens only for those who may see prices and for its own provider."""
    found = _documents_of(by).filter(ref=ref).first()
    if found is None:
        raise NotFound
    return found


def outbox() -> Outbox:
    """How the outbox stands, for `doctor` and administrators."""
    waiting = Message.objects.filter(state=State.QUEUED)
    oldest = waiting.order_by("queued_at").values_list("queued_at", flat=True).first()
    return Outbox(waiting.count(), oldest, Message.objects.filter(state=State.FAILED).count())


def provider_of_addresses(addresses: list[str]) -> str:
    """The provider whose users have these addresses; empty when they are nobody's, or of more than one."""
    of_users = Q()
    for address in addresses:
        of_users |= Q(user__email__iexact=address)
    if not of_users:
        return ""
    found = set(HeldRole.objects.filter(of_users).exclude(provider="").values_list("provider", flat=True))
    return found.pop() if len(found) == 1 else ""


def _visible_to(by: Actor) -> QuerySet[Message]:
    if by.is_council:
        return Message.objects.all()
    return Message.objects.filter(provider=by.provider) if by.provider else Message.objects.none()


def _documents_of(by: Actor) -> QuerySet[Document]:
    if by.is_council:
        priced = may(by, "see_contract_prices")
        casework = may(by, "see_packages") or priced
        seen = Document.objects.all() if casework else Document.objects.none()
        return seen if priced else seen.exclude(kind__in=_PRICED)
    return Document.objects.filter(provider=by.provider) if by.provider else Document.objects.none()


def _light_attachments() -> "Prefetch[str, QuerySet[Document], str]":
    return Prefetch("attachments", Document.objects.defer("content"))
