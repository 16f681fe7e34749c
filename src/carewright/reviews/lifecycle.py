"""The states of a review, of an appointment, of a slot, of a likely exception, of a programme and of its letters."""

from enum import StrEnum

from carewright.kernel.lifecycle import Lifecycle, Move


class ReviewKind(StrEnum):
    """New after a start or a change of service or provider; annual; unplanned, asked for by somebody."""

    NEW = "new"
    ANNUAL = "annual"
    UNPLANNED = "unplanned"

    @property
    def in_words(self) -> str:
        """As written in a sentence: new review."""
        return f"{self.value} review"


class ReviewState(StrEnum):
    """Due until an appointment is booked; held once its outcome is recorded; recorded when all of it is done."""

    DUE = "due"
    BOOKED = "booked"
    HELD = "held"
    PAPERWORK_SENT = "paperwork_sent"
    PAPERWORK_RECEIVED = "paperwork_received"
    RECORDED = "recorded"
    CANCELLED = "cancelled"


OPEN = {ReviewState.DUE, ReviewState.BOOKED}
"""States of a review that has still to be held."""

REVIEW = Lifecycle(
    "review",
    ReviewState,
    [
        Move.of("plan_review", OPEN, None),
        Move.of("record_contact", OPEN, None),
        Move.of("answer_questions", OPEN, None),
        Move.of("record_exception", OPEN, None),
        Move.of("note_provider_led_review", OPEN, None),
        Move.of("book_appointment", ReviewState.DUE, ReviewState.BOOKED),
        Move.of("move_appointment", ReviewState.BOOKED, None),
        Move.of("cancel_appointment", ReviewState.BOOKED, ReviewState.DUE),
        Move.of("confirm_appointment", ReviewState.BOOKED, None),
        Move.of("record_outcome", OPEN, ReviewState.HELD),
        Move.of("send_paperwork", ReviewState.HELD, ReviewState.PAPERWORK_SENT),
        Move.of("receive_paperwork", ReviewState.PAPERWORK_SENT, ReviewState.PAPERWORK_RECEIVED),
        Move.of("update_record", ReviewState.PAPERWORK_RECEIVED, ReviewState.RECORDED),
        Move.of("cancel_review", OPEN, ReviewState.CANCELLED),
    ],
)


class SlotState(StrEnum):
    """Free to be booked, taken by an appointment, or withdrawn by its practitioner."""

    FREE = "free"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


SLOT = Lifecycle("slot", SlotState, [Move.of("withdraw_slot", SlotState.FREE, SlotState.WITHDRAWN)])


class AppointmentState(StrEnum):
    """Booked until the review is held, or cancelled."""

    BOOKED = "booked"
    KEPT = "kept"
    CANCELLED = "cancelled"


class ExceptionState(StrEnum):
    """A likely exception waits for the team manager, who agrees to it or does not."""

    WAITING = "waiting"
    DECIDED = "decided"


EXCEPTION = Lifecycle(
    "exception", ExceptionState, [Move.of("decide_exception", ExceptionState.WAITING, ExceptionState.DECIDED)]
)


class Outcome(StrEnum):
    """What a review comes to for the package, and so for its cost (REV-4, REV-7). It changes no order by itself."""

    REDUCED = "reduced"
    INCREASED = "increased"
    SAME = "same"
    ENDED = "ended"

    @property
    def in_words(self) -> str:
        """As written in a sentence."""
        return {
            "reduced": "the package is to be reduced",
            "increased": "the package is to be increased",
            "same": "the package stays as it is",
            "ended": "the package is to end",
        }[self.value]

    @property
    def of_the_cost(self) -> str:
        """As a figure's label: `same cost`."""
        return {"same": "same cost"}.get(self.value, self.value)


class AskedBy(StrEnum):
    """Who asks for an unplanned review (REV-6)."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    PROVIDER = "provider"
    AUTHORISER = "authoriser"
    CONCERN = "concern"

    @property
    def in_words(self) -> str:
        """As written in a sentence."""
        return {
            "person": "the person",
            "representative": "their representative",
            "provider": "the provider",
            "authoriser": "an authoriser",
            "concern": "somebody who raised a concern",
        }[self.value]


class ProgrammeState(StrEnum):
    """Drafted and planned; running, so that reviews are recorded; closed."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


class ProgrammeLetterState(StrEnum):
    """Waiting to be set; held, with the reason, until that is mended; kept on the record."""

    QUEUED = "queued"
    HELD = "held"
    KEPT = "kept"


OPEN_PROGRAMME = {ProgrammeState.DRAFT, ProgrammeState.RUNNING}

PROGRAMME = Lifecycle(
    "review programme",
    ProgrammeState,
    [
        Move.of("start_programme", ProgrammeState.DRAFT, ProgrammeState.RUNNING),
        Move.of("replan_programme", OPEN_PROGRAMME, None),
        Move.of("mark_programme_urgent", OPEN_PROGRAMME, None),
        Move.of("ask_programme_letters", OPEN_PROGRAMME, None),
        Move.of("record_programme_review", ProgrammeState.RUNNING, None),
        Move.of("import_programme_outcomes", ProgrammeState.RUNNING, None),
        Move.of("close_programme", OPEN_PROGRAMME, ProgrammeState.CLOSED),
    ],
)
PROGRAMME_LETTER = Lifecycle(
    "letter",
    ProgrammeLetterState,
    [
        Move.of("keep_programme_letter", ProgrammeLetterState.QUEUED, ProgrammeLetterState.KEPT),
        Move.of("record_translated_copy", ProgrammeLetterState.KEPT, None),
    ],
)
