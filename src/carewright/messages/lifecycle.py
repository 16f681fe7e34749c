"""The states of a message, and what a document is."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Queued until it is sent, or given up as failed (an administrator may send it again)."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class Carrier(StrEnum):
    """What took the message: the council's mail server, or, in the demonstration, the mailbox that is shown."""

    MAIL = "mail"
    MAILBOX = "mailbox"


class DocumentKind(StrEnum):
    """What a kept document is. Those that hold a contract's prices are shown to fewer people (ROLE-6)."""

    ORDER = "order"
    GRACE_PERIOD_LETTER = "grace_period_letter"
    SOURCING_EVIDENCE = "sourcing_evidence"
    BUDGET_LETTER = "budget_letter"
    CASE_DOCUMENT = "case_document"
    REVIEW_APPOINTMENT_LETTER = "review_appointment_letter"
    REVIEW_PAPERWORK = "review_paperwork"
    PROGRAMME_LETTER = "programme_letter"

    @property
    def holds_prices(self) -> bool:
        """Whether it may be seen only by those who may see a contract's prices, and by its own provider."""
        return self in {DocumentKind.ORDER, DocumentKind.SOURCING_EVIDENCE, DocumentKind.BUDGET_LETTER}


LIFECYCLE = Lifecycle(
    "message",
    State,
    [
        Move.of("mark_message_sent", {State.QUEUED, State.FAILED}, State.SENT),
        Move.of("give_up_message", State.QUEUED, State.FAILED),
        Move.of("retry_message", State.FAILED, State.QUEUED),
    ],
)
"""A message given up by one worker while another's slow sending succeeds after all is sent: the truth wins."""
