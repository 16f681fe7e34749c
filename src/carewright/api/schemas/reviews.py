"""Reviews, slots and appointments, as they are sent and answered."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import (
    ROWS,
    AnyRef,
    Asked,
    Day,
    Line,
    LongLine,
    LongNote,
    Moment,
    Note,
    Prose,
    Ref,
    RefOf,
    Shown,
    Word,
)

Kind = Literal["new", "annual", "unplanned"]


class SlotShown(Shown):
    """A time at which a practitioner can hold a review (REV-3)."""

    ref: Ref = Field(description="The slot's reference.")
    practitioner: RefOf = Field(description="The practitioner's reference.")
    practitioner_name: str = Field(validation_alias=AliasPath("practitioner", "name"), description="Their name.")
    team: RefOf = Field(description="The team's reference.")
    starts_at: datetime = Field(description="From when.")
    ends_at: datetime = Field(description="Until when.")
    state: str = Field(description="free, taken or withdrawn.")


class AppointmentShown(Shown):
    """An appointment for a review (REV-3)."""

    ref: Ref = Field(description="The appointment's reference.")
    slot: SlotShown = Field(description="The slot that it takes.")
    state: str = Field(description="booked, kept or cancelled.")
    how: str = Field(description="How it is held: a way of contact of the policy.")
    place: str = Field(description="Where, if not at home.")
    sequence: int = Field(description="How often it was changed, as in the calendar invitation.")
    confirmed_at: datetime | None = Field(description="When the practitioner confirmed it.")


class StepShown(Shown):
    """A contact that is planned (REV-4)."""

    who: str = Field(description="Whom, in words.")
    how: str = Field(description="A way of contact of the policy.")


class ContactShown(Shown):
    """Somebody who was contacted (REV-4)."""

    who: str = Field(description="Who, in words.")
    how: str = Field(description="A way of contact of the policy.")
    contacted_on: date = Field(description="On which day.")
    note: str = Field(description="What was noted.")


class AnswerShown(Shown):
    """The answer to one of the eleven questions (REV-4)."""

    question: str = Field(description="The question's code.")
    choice: str = Field(description="yes, partly or no; empty for a question that is answered in words.")
    note: str = Field(description="In words.")
    answered_at: datetime = Field(description="When.")


class LikelyExceptionShown(Shown):
    """A likely exception, for the team manager (REV-8)."""

    ref: Ref = Field(description="Its reference.")
    review: RefOf = Field(description="The review's reference.")
    kind: str = Field(description="A code of the policy.")
    note: str = Field(description="What stands against a change.")
    state: str = Field(description="waiting or decided.")
    is_agreed: bool | None = Field(description="Whether the team manager agreed.")
    decision_note: str = Field(description="Why.")


class ReviewRow(Shown):
    """A review as the diary shows it."""

    ref: Ref = Field(description="The review's reference.")
    package: RefOf = Field(description="The package's reference.")
    person: RefOf = Field(validation_alias=AliasPath("package", "person", "ref"), description="The person's reference.")
    team: RefOf = Field(description="The team's reference.")
    kind: str = Field(description="new, annual or unplanned.")
    state: str = Field(description="due, booked, held, paperwork_sent, paperwork_received, recorded or cancelled.")
    is_urgent: bool = Field(description="Urgent ones come first (REV-6).")
    scheduled_on: date = Field(description="The day that it is planned for.")
    hold_by: datetime = Field(description="Late after this moment.")
    held_on: date | None = Field(description="The day on which it was held.")
    outcome: str = Field(description="reduced, increased, same or ended; empty: not held yet.")


class ReviewShown(ReviewRow):
    """A review with all that was written down."""

    opened_because: str = Field(description="Why it was opened.")
    opened_at: datetime = Field(description="When.")
    policy_version: str = Field(description="The policy that its dates come from.")
    earliest_on: date | None = Field(description="Not before this day (REV-1).")
    asked_by: str = Field(description="Who asked for an unplanned review.")
    reason: str = Field(description="Why an unplanned review was asked for.")
    because: AnyRef = Field(description="The change or concern that it came from.")
    plan: list[StepShown] = Field(description="Whom to contact, in order.")
    communication_needs: str = Field(description="What is needed to talk with the person.")
    access_needs: str = Field(description="What is needed to get there.")
    by_telephone: bool = Field(description="Whether it may be held by telephone after a provider's own review (REV-2).")
    provider_review_on: date | None = Field(description="When the provider reviewed the package itself.")
    provider_review_note: str = Field(description="What it found.")
    contacts: Annotated[list[ContactShown], ROWS] = Field(description="Who was contacted.")
    answers: Annotated[list[AnswerShown], ROWS] = Field(description="The answers so far.")
    exceptions: Annotated[list[LikelyExceptionShown], ROWS] = Field(description="Likely exceptions.")
    appointments: Annotated[list[AppointmentShown], ROWS] = Field(description="Appointments, the latest first.")
    outcome_note: str = Field(description="A note on what it comes to.")
    causes: list[str] = Field(description="Causes of an increase (AUD-6).")
    increase_planned: bool | None = Field(description="Whether an increase was planned.")
    is_full: bool = Field(description="Whether the year until the annual review starts anew.")
    next_on: date | None = Field(description="When the next review is due.")
    paperwork_sent_at: datetime | None = Field(description="When the paperwork went to the person.")
    paperwork_received_on: date | None = Field(description="When it came back.")
    recorded_at: datetime | None = Field(description="When the record was up to date.")
    cancelled_because: str = Field(description="Why it was called off.")


class OwnReviewShown(Shown):
    """What a provider is told of a review that it asked for."""

    ref: Ref = Field(description="The review's reference.")
    is_urgent: bool = Field(description="Whether it is urgent.")
    hold_by: datetime = Field(description="By when it is to be held.")


class ReviewToAsk(Asked):
    """An unplanned review (REV-6)."""

    asked_by: Literal["person", "representative", "provider", "authoriser", "concern"] = Field(
        description="On whose behalf."
    )
    reason: Prose = Field(description="Why it is needed.", min_length=1)
    urgent: bool = Field(default=False, description="Urgent ones come first.")
    because: AnyRef = Field(default="", description="The reference of the change or concern that it comes from.")


class OwnReviewToAsk(Asked):
    """An unplanned review that a provider asks for (REV-6)."""

    reason: Prose = Field(description="Why it is needed.", min_length=1)
    urgent: bool = Field(default=False, description="Urgent ones come first.")


class StepAsked(Asked):
    """A contact to plan."""

    who: LongLine = Field(description="Whom, in words.")
    how: Word = Field(description="A way of contact of the policy.")


class Plan(Asked):
    """Whom to contact, in order, and what they need (REV-4)."""

    steps: list[StepAsked] = Field(description="In order.", max_length=10)
    communication_needs: LongNote = Field(default="", description="What is needed to talk with the person.")
    access_needs: LongNote = Field(default="", description="What is needed to get there.")

    def told(self) -> dict[str, Any]:
        """The fields as the command's arguments."""
        return super().told() | {"steps": [step.told() for step in self.steps]}


class ContactMade(Asked):
    """Somebody was contacted."""

    who: LongLine = Field(description="Who, in words.")
    how: Word = Field(description="A way of contact of the policy.")
    contacted_on: Day = Field(description="On which day.")
    note: LongNote = Field(default="", description="What was noted.")


class ProviderLed(Asked):
    """The provider has reviewed the package itself (REV-2)."""

    held_on: Day = Field(description="On which day.")
    by_telephone: bool = Field(description="Whether the council's review may be held by telephone because of it.")
    note: LongNote = Field(default="", description="What the provider found.")


class SlotsToPublish(Asked):
    """Times at which a practitioner can hold reviews (REV-3)."""

    team: Ref = Field(description="The team's reference.")
    practitioner: AnyRef = Field(default="", description="The practitioner's reference; empty: the key's user.")
    starts: list[Moment] = Field(description="When each begins.", min_length=1, max_length=60)
    minutes: int = Field(description="How long each is.", ge=15, le=480)


class Booking(Asked):
    """An appointment (REV-3)."""

    slot: Ref = Field(description="The slot's reference.")
    how: Word = Field(description="A way of contact of the policy.")
    place: LongLine = Field(default="", description="Where, if not at home.")
    spoke_to: LongLine = Field(default="", description="With whom it was agreed on the telephone.")


class Move(Asked):
    """Another slot for an appointment."""

    slot: Ref = Field(description="The slot's reference.")


class ReviewReason(Asked):
    """Why."""

    reason: Note = Field(description="Why.", min_length=1)


class AnswerGiven(Asked):
    """An answer to a question."""

    question: Word = Field(description="The question's code.")
    choice: Literal["", "yes", "partly", "no"] = Field(default="", description="Empty where it is answered in words.")
    note: Prose = Field(default="", description="In words.")


class Answers(Asked):
    """Answers to some or all of the questions (REV-4)."""

    answers: list[AnswerGiven] = Field(description="One for each question.", min_length=1, max_length=11)


class OutcomeToRecord(Asked):
    """What a review comes to (REV-4)."""

    held_on: Day = Field(description="The day on which it was held.")
    outcome: Literal["reduced", "increased", "same", "ended"] = Field(description="For the package.")
    causes: list[Word] = Field(default=[], description="Causes of an increase: codes of the policy.", max_length=10)
    increase_planned: bool | None = Field(default=None, description="Whether an increase was planned.")
    is_full: bool = Field(default=True, description="Of an unplanned review: whether everything was gone through.")
    next_on: Day | None = Field(default=None, description="When the next is due; null: as late as the policy allows.")
    note: Annotated[Prose, Field(max_length=2000)] = Field(default="", description="A note.")


class ExceptionToRecord(Asked):
    """A likely exception (REV-8)."""

    kind: Word = Field(description="A code of the policy.")
    note: LongNote = Field(description="What stands against a change.", min_length=1)


class ExceptionDecision(Asked):
    """The team manager's decision (REV-8)."""

    is_agreed: bool = Field(description="Whether the exception is agreed to.")
    note: LongNote = Field(default="", description="Why; needed when it is not.")


class PaperworkReceived(Asked):
    """The paperwork has come back (REV-5)."""

    received_on: Day = Field(description="On which day.")


class PromptShown(Shown):
    """A question of the review."""

    code: Line = Field(description="Its code.")
    question: str = Field(description="As it is asked.")
    choices: list[str] = Field(description="How it can be answered; none: in words.")
    explain: list[str] = Field(description="The choices that need words as well.")
