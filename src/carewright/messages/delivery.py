"""Sending what is queued: at least once, recognisably (the same Message-ID each time), and nothing lost.

A message is leased, tried, then marked sent. A worker killed in between leaves a lease that runs out, and the message
is sent again. That a message is leased, tried or put off is bookkeeping, and is written here outside commands: the one
module where that is allowed. What became of it in the end (sent, given up) is a command with its event.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet

from carewright.access.actors import SYSTEM
from carewright.kernel.refused import WrongState
from carewright.messages.commands import give_up_message, mark_message_sent
from carewright.messages.invitations import method_of
from carewright.messages.lifecycle import Carrier, State
from carewright.messages.models import Message
from carewright.messages.rules import MOST_ATTEMPTS, file_name, is_address, next_try

LEASE = timedelta(minutes=10)
"""Longer than a whole batch takes when each of its messages waits for the mail server until it gives up."""
BATCH = 20
_PERMANENT = 500


def deliver_due(now: datetime) -> Iterator[str]:
    """Try the messages that are due; yields the reference of each one tried, whatever became of it.

    With a mail server one batch at a time, ended early when the server can't be reached: call again while it yields.
    Without one, in the demonstration, all of them go to the mailbox; elsewhere they wait, and `doctor` says so.
    Any number of processes may deliver at once: who changes the lease has the message.
    """
    carrier = _carrier()
    if carrier is None:
        return
    if carrier is Carrier.MAILBOX:
        yield from _kept_in_mailbox(now)
        return
    for ref in _first_due(now):
        message = _leased(ref, now)
        if message is None:
            continue
        reached = _mailed(message, now)
        yield ref
        if not reached:
            return


def _carrier() -> Carrier | None:
    if settings.EMAIL_HOST:
        return Carrier.MAIL
    return Carrier.MAILBOX if settings.DEMONSTRATION else None


def _due(now: datetime) -> QuerySet[Message]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return Message.objects.filter(free, state=State.QUEUED, next_try_at__lte=now)


def _first_due(now: datetime) -> list[str]:
    return list(_due(now).order_by("next_try_at", "id").values_list("ref", flat=True)[:BATCH])


def _leased(ref: str, now: datetime) -> Message | None:
    changed = _due(now).filter(ref=ref).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    return Message.objects.get(ref=ref) if changed else None


def _kept_in_mailbox(now: datetime) -> Iterator[str]:
    """Put all that is due into the demonstration's mailbox: nothing is handed to anybody, so nothing is leased."""
    while batch := _first_due(now):
        for ref in batch:
            _mark_sent(ref, Carrier.MAILBOX, now)
            yield ref


@dataclass
class _Outcome:
    """How a try went: whether the server was reached, who has the message, who never will, what to try again for."""

    reached: bool = True
    delivered: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """What went wrong, address by address."""
        return " ".join(f"{address}: {why}" for address, why in (self.refused | self.troubles).items())


def _mailed(message: Message, now: datetime) -> bool:
    """Try the message once. False when the mail server could not be reached at all."""
    outcome = _tried(message)
    retry_at = next_try(message.attempts, now)
    if not outcome.troubles and not outcome.refused:
        _mark_sent(message.ref, Carrier.MAIL, now)
        return True
    _note(message, outcome)
    if outcome.troubles and retry_at is not None:
        kept = {"leased_until": None, "next_try_at": retry_at, "last_error": outcome.reason}
        _held(message).update(**kept)
    else:
        _give_up(message, outcome.reason, now)
    return outcome.reached


def _tried(message: Message) -> _Outcome:
    addresses = [*message.to, *message.cc]
    outcome = _Outcome(delivered=list(message.delivered_to))
    outcome.refused = {address: "this is not an email address." for address in addresses if not is_address(address)}
    left = [a for a in addresses if a not in outcome.delivered and a not in message.refused and is_address(a)]
    outcome.refused |= {address: why for address, why in message.refused.items() if address in addresses}
    if message.attempts > MOST_ATTEMPTS:
        outcome.refused |= dict.fromkeys(left, f"tried {MOST_ATTEMPTS} times, each time without an end.")
        return outcome
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as trouble:
        outcome.reached = False
        outcome.troubles = dict.fromkeys(left, _in_words(trouble))
        return outcome
    try:
        _send_to_each(message, left, outcome, connection)
    finally:
        connection.close()
    return outcome


def _send_to_each(message: Message, left: list[str], outcome: _Outcome, connection: BaseEmailBackend) -> None:
    """One envelope for each address, so that one refused is not hidden behind another accepted."""
    mail = _mail(message, connection)
    for address in left:
        mail.only = address
        try:
            mail.send()
        except (SMTPException, OSError) as trouble:
            (outcome.refused if _is_final(trouble) else outcome.troubles)[address] = _in_words(trouble)
            continue
        outcome.delivered.append(address)
        if len(left) > 1:
            _note(message, outcome)


def _note(message: Message, outcome: _Outcome) -> None:
    _held(message).update(delivered_to=outcome.delivered, refused=outcome.refused)


def _held(message: Message) -> QuerySet[Message]:
    """The message as long as this worker's lease stands."""
    return Message.objects.filter(pk=message.pk, leased_until=message.leased_until)


def _mark_sent(message: str, carrier: Carrier, now: datetime) -> None:
    try:
        mark_message_sent(message=message, carrier=carrier, by=SYSTEM, at=now)
    except WrongState:
        return  # another worker, to which the lease had passed, has sent it too


def _give_up(message: Message, reason: str, now: datetime) -> None:
    if not _held(message).exists():
        return
    try:
        give_up_message(message=message.ref, reason=reason, by=SYSTEM, at=now)
    except WrongState:
        return  # another worker has sent it meanwhile


class _Mail(EmailMultiAlternatives):
    """A mail whose envelope has one address, whoever its headers name."""

    only = ""

    def recipients(self) -> list[str]:
        """The address on the envelope."""
        return [self.only]


def _mail(message: Message, connection: BaseEmailBackend) -> _Mail:
    mail = _Mail(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address for address in message.to if is_address(address)],
        cc=[address for address in message.cc if is_address(address)],
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.queued_at),
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        mail.attach_alternative(message.calendar, f"text/calendar; method={method_of(message.calendar)}")
        mail.attach("invitation.ics", message.calendar.encode(), "application/ics")
    for document in message.attachments.all():
        mail.attach(file_name(document.title), bytes(document.content), "application/pdf")
    return mail


def _is_final(trouble: Exception) -> bool:
    """Whether the server will never take it for this address: a 5xx answer to the recipient or the mail itself."""
    if isinstance(trouble, SMTPRecipientsRefused):
        return all(code >= _PERMANENT for code, _ in trouble.recipients.values())
    return isinstance(trouble, SMTPDataError) and trouble.smtp_code >= _PERMANENT


def _in_words(trouble: Exception) -> str:
    if isinstance(trouble, SMTPRecipientsRefused):
        answers = [f"{code} {_plain(said)}" for code, said in trouble.recipients.values()]
        return f"the mail server answered {', '.join(answers)}."
    if isinstance(trouble, SMTPResponseException):
        return f"the mail server answered {trouble.smtp_code} {_plain(trouble.smtp_error)}."
    return f"the mail server could not be reached ({_plain(str(trouble) or type(trouble).__name__)})."


def _plain(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:200].rstrip(".")
