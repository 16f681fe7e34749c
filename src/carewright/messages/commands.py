"""Queueing emails and keeping documents, inside other commands; noting what became of a message."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.messages import rules
from carewright.messages.events import MessageGivenUp, MessageRetried, MessageSent
from carewright.messages.invitations import Invitation, as_calendar
from carewright.messages.lifecycle import LIFECYCLE, Carrier, DocumentKind, State
from carewright.messages.models import Document, DocumentAbout, Message, MessageAbout, message_ref
from carewright.messages.queries import provider_of_addresses
from carewright.messages.rendering import Sender, as_html, as_text, without_link
from carewright.messages.wording import Wording
from carewright.trail.command import command, record, within_command

WORDS = ("text", "html", "calendar")
"""What is long in a message, and only its reader asks for."""
_HOW = {Carrier.MAIL: "sent", Carrier.MAILBOX: "put in the demonstration mailbox"}


def queue_email(
    *,
    to: Sequence[str],
    wording: Wording,
    about: Sequence[str],
    at: datetime,
    cc: Sequence[str] = (),
    attachments: Sequence[str] = (),
    provider: str = "",
    invitation: Invitation | None = None,
) -> Message:
    """Keep an email to be sent after the running command's transaction. Its event is that command's own.

    Without anybody to send it to it is kept as failed, with the reason, for an administrator to mend: never lost.
    A line break in the subject or an address is refused. `provider`: to whose people it goes; worked out from the
    addresses of its users where it isn't given. `attachments` are references of documents. `invitation`: to a calendar.
    """
    within_command()
    ref, subject = message_ref(), rules.check_subject(wording.subject)
    to, cc = rules.addressees(list(to)), rules.addressees(list(cc))
    fault = rules.why_not_deliverable(to, cc)
    message = Message.objects.create(
        ref=ref,
        to=to,
        cc=[address for address in cc if address.lower() not in {other.lower() for other in to}],
        provider=provider or provider_of_addresses([*to, *cc]),
        subject=subject,
        text=as_text(wording, sender()),
        html=as_html(wording, sender()),
        secret_link=sender().link(wording.action) if wording.action and wording.action.secret else "",
        about=list(dict.fromkeys(about)),
        calendar=as_calendar(invitation, sender_address()) if invitation else "",
        message_id=f"<{ref.lower()}@{sender_address().rpartition('@')[2]}>",
        state=State.FAILED if fault else State.QUEUED,
        last_error=fault,
        next_try_at=None if fault else at,
        failed_at=at if fault else None,
        queued_at=at,
    )
    MessageAbout.objects.bulk_create(MessageAbout(message=message, ref=ref) for ref in message.about)
    if attachments:
        message.attachments.set(_documents(attachments))
    return message


def keep_document(
    *, kind: DocumentKind, title: str, pdf: bytes, about: Sequence[str], at: datetime, provider: str = ""
) -> Document:
    """Keep a PDF as it was made, within the running command. `provider`: whose document it is (ROLE-5, 6)."""
    within_command()
    if not pdf.startswith(b"%PDF-"):
        raise ValueError("a document that is kept is a PDF")
    document = Document.objects.create(
        kind=DocumentKind(kind),
        title=rules.check_header(title, "title")[:200],
        content=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        provider=provider,
        made_at=at,
    )
    DocumentAbout.objects.bulk_create(DocumentAbout(document=document, ref=ref) for ref in dict.fromkeys(about))
    return document


def sender() -> Sender:
    """In whose name this installation's emails go out."""
    return Sender(council=settings.COUNCIL_NAME, colour=settings.COUNCIL_COLOUR, address=settings.ADDRESS)


def sender_address() -> str:
    """The address that this installation's emails come from, without a name before it."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("<> ")


@command
def mark_message_sent(*, message: str, carrier: Carrier = Carrier.MAIL, by: Actor, at: datetime) -> Message:
    """Note that a message has been sent; a signed link in it is kept no longer. Refused when it was noted already."""
    found = _locked(message, *WORDS)
    check_may(by, "mark_message_sent")
    found.state = LIFECYCLE.check_move("mark_message_sent", found.state)
    found.sent_at, found.carrier = at, carrier
    found.next_try_at = found.leased_until = found.failed_at = None
    changed = ["state", "sent_at", "carrier", "next_try_at", "leased_until", "failed_at"]
    found.save(update_fields=[*changed, *_take_link_out(found, carrier)])
    record(MessageSent(message=found.ref, about=found.about, subject=found.subject, how=_HOW[carrier]))
    return found


@command
def give_up_message(*, message: str, reason: str, by: Actor, at: datetime) -> Message:
    """Stop trying to deliver a message; it is shown to administrators with the reason."""
    found = _locked(message)
    check_may(by, "give_up_message")
    found.state = LIFECYCLE.check_move("give_up_message", found.state)
    found.last_error, found.failed_at = reason, at
    found.next_try_at = found.leased_until = None
    found.save(update_fields=["state", "last_error", "failed_at", "next_try_at", "leased_until"])
    record(MessageGivenUp(message=found.ref, about=found.about, subject=found.subject, reason=reason))
    return found


@command
def retry_message(*, message: str, to: Sequence[str] | None = None, by: Actor, at: datetime) -> Message:
    """Send a failed message again, to those who haven't got it; `to` gives corrected addresses."""
    found = _locked(message)
    check_may(by, "retry_message")
    found.state = LIFECYCLE.check_move("retry_message", found.state)
    found.to = found.to if to is None else rules.addressees(list(to))
    fault = rules.why_not_deliverable(found.to, found.cc)
    if fault:
        raise Invalid([Fault("to", fault)])
    found.attempts, found.refused, found.next_try_at, found.failed_at = 0, {}, at, None
    found.save(update_fields=["state", "to", "attempts", "refused", "next_try_at", "failed_at"])
    record(MessageRetried(message=found.ref, about=found.about, subject=found.subject, to=", ".join(found.to)))
    return found


def _take_link_out(message: Message, carrier: Carrier) -> list[str]:
    """What has been sent keeps no link that lets its holder in; the demonstration's mailbox is where it is read.

    Returns the fields that changed.
    """
    if carrier is not Carrier.MAIL or not message.secret_link:
        return []
    message.text = without_link(message.text, message.secret_link)
    message.html = without_link(message.html, message.secret_link)
    message.secret_link = ""
    return ["text", "html", "secret_link"]


def _locked(ref: str, *later: str) -> Message:
    """The message, locked; fields named are read when they are asked for."""
    message = Message.objects.select_for_update(no_key=True).defer(*later).filter(ref=ref).first()
    if message is None:
        raise NotFound
    return message


def _documents(refs: Sequence[str]) -> list[Document]:
    found = list(Document.objects.filter(ref__in=refs).defer("content"))
    if len(found) != len(set(refs)):
        raise NotFound
    return found
