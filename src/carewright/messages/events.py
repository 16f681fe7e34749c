"""What is recorded about messages. Queueing one is told by the event of the command that queues it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class MessageSent:
    """A message was taken by the mail server, or, in the demonstration, put in the mailbox."""

    NAME: ClassVar[str] = "message.sent"
    SENTENCE: ClassVar[str] = "Email “{subject}” {how}."
    PERSONAL: ClassVar[tuple[str, ...]] = ("subject",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("message", "about")
    message: str
    about: list[str]
    subject: str
    how: str


@dataclass(frozen=True, kw_only=True)
class MessageGivenUp:
    """A message could not be delivered, and will not be tried again by itself."""

    NAME: ClassVar[str] = "message.given_up"
    SENTENCE: ClassVar[str] = "Email “{subject}” could not be delivered: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("subject", "reason")
    SUBJECTS: ClassVar[tuple[str, ...]] = ("message", "about")
    message: str
    about: list[str]
    subject: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageRetried:
    """Somebody had a failed message sent again, perhaps to a corrected address."""

    NAME: ClassVar[str] = "message.retried"
    SENTENCE: ClassVar[str] = "Email “{subject}” to be sent again, to {to}."
    PERSONAL: ClassVar[tuple[str, ...]] = ("subject", "to")
    SUBJECTS: ClassVar[tuple[str, ...]] = ("message", "about")
    message: str
    about: list[str]
    subject: str
    to: str
