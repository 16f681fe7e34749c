"""Operations about reviews, slots and appointments; and the one with which a provider asks for a review."""

from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.looks import note_look
from carewright.api.operations import Area
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Line, PathRef
from carewright.api.schemas.reviews import (
    Answers,
    AppointmentShown,
    Booking,
    ContactMade,
    ContactShown,
    ExceptionDecision,
    ExceptionToRecord,
    LikelyExceptionShown,
    Move,
    OutcomeToRecord,
    OwnReviewShown,
    OwnReviewToAsk,
    PaperworkReceived,
    Plan,
    PromptShown,
    ProviderLed,
    ReviewReason,
    ReviewRow,
    ReviewShown,
    ReviewToAsk,
    SlotShown,
    SlotsToPublish,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.look.page import Request
from carewright.reviews import commands, queries
from carewright.reviews.lifecycle import AskedBy
from carewright.reviews.queries import Show
from carewright.reviews.rules import PROMPTS, Answer, Choice
from carewright.reviews.sending import paperwork_pdf

if TYPE_CHECKING:
    from carewright.reviews.models import Review

area = Area("Reviews")
own_area = Area("For providers: reviews")

Reference = Annotated[str, Field(max_length=24, pattern="^[A-Z0-9-]*$")]


@area.reads("/reviews", "see_reviews")
def list_reviews(
    request: Request,
    page: Query[Paging],
    *,
    show: Annotated[Show, Field(description="Which.")] = Show.OPEN,
    kind: Annotated[str, Field(pattern="^(new|annual|unplanned)?$")] = "",
    team: Annotated[Reference, Field(description="A team's reference.")] = "",
    search: Line = "",
) -> Page[ReviewRow]:
    """Reviews of the teams that the key's user reaches: urgent ones first, then by when they have to be held."""
    found = queries.reviews(request.actor, request.at, show=show, kind=kind, team=team, search=search)
    return paged(request, found, page, order=("-is_urgent", "hold_by", "ref"), shown=ReviewRow.model_validate)


@area.reads("/reviews/{ref}", "see_reviews")
def get_review(request: Request, ref: PathRef) -> ReviewShown:
    """A review with its plan, contacts, answers and appointments. The look at the person is recorded (ROLE-8)."""
    found = queries.review(ref, request.actor)
    note_look(request, found.package.person)
    return ReviewShown.model_validate(found)


@area.reads("/reviews/{ref}/timeline", "see_reviews")
def get_review_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a review, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.review(ref, request.actor).ref)


@area.reads("/reviews/{ref}/slots", "see_reviews")
def list_slots_for_review(request: Request, page: Query[Paging], ref: PathRef) -> Page[SlotShown]:
    """Free slots that the review could be booked into, the earliest first (REV-3)."""
    found = queries.free_slots(queries.review(ref, request.actor), request.actor, request.at)
    return paged(request, found, page, order=("starts_at", "ref"), shown=SlotShown.model_validate)


@area.reads("/review-questions", "see_reviews")
def list_review_questions(request: Request) -> Listed[PromptShown]:
    """The questions of a review, in their order (REV-4)."""
    return Listed(
        items=[
            PromptShown(
                code=prompt.code,
                question=prompt.question,
                choices=[choice.value for choice in prompt.choices],
                explain=[choice.value for choice in prompt.choices if choice in prompt.explain],
            )
            for prompt in PROMPTS
        ]
    )


@area.reads("/slots", "see_reviews")
def list_slots(
    request: Request,
    page: Query[Paging],
    practitioner: Annotated[Reference, Field(description="A practitioner's reference.")] = "",
) -> Page[SlotShown]:
    """Practitioners' slots to come, free and taken, the earliest first (REV-3)."""
    found = queries.slots(request.actor, request.at, practitioner=practitioner)
    return paged(request, found, page, order=("starts_at", "ref"), shown=SlotShown.model_validate)


@area.writes("/packages/{ref}/reviews", "ask_for_review", status=201)
def ask_for_review(request: Request, ref: PathRef, asked: ReviewToAsk) -> ReviewShown:
    """Ask for an unplanned review of a package, at any time (REV-6)."""
    told = asked.told() | {"asked_by": AskedBy(asked.asked_by)}
    made = commands.ask_for_review(package=ref, **told, by=request.actor, at=request.at)
    return _shown(made)


@area.writes("/reviews/{ref}/cancellation", "cancel_review")
def cancel_review(request: Request, ref: PathRef, asked: ReviewReason) -> ReviewShown:
    """Call off a review that has not been held; its appointment is cancelled."""
    return _shown(commands.cancel_review(review=ref, **asked.told(), by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/plan", "plan_review")
def plan_review(request: Request, ref: PathRef, asked: Plan) -> ReviewShown:
    """Plan whom to contact and how, and what they need; planned anew, it replaces (REV-4)."""
    return _shown(commands.plan_review(review=ref, **asked.told(), by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/contacts", "record_contact", status=201)
def record_contact(request: Request, ref: PathRef, asked: ContactMade) -> ContactShown:
    """Record who was contacted (REV-4)."""
    made = commands.record_contact(review=ref, **asked.told(), by=request.actor, at=request.at)
    return ContactShown.model_validate(made)


@area.writes("/reviews/{ref}/provider-led-review", "note_provider_led_review")
def note_provider_led_review(request: Request, ref: PathRef, asked: ProviderLed) -> ReviewShown:
    """Note that the provider has reviewed the package itself: the council's review stays due (REV-2)."""
    return _shown(commands.note_provider_led_review(review=ref, **asked.told(), by=request.actor, at=request.at))


@area.writes("/slots", "publish_slots", status=201)
def publish_slots(request: Request, asked: SlotsToPublish) -> Listed[SlotShown]:
    """Publish times at which a practitioner can hold reviews (REV-3)."""
    made = commands.publish_slots(**asked.told(), by=request.actor, at=request.at)
    return Listed(items=[SlotShown.model_validate(slot) for slot in made])


@area.writes("/slots/{ref}/withdrawal", "withdraw_slot")
def withdraw_slot(request: Request, ref: PathRef) -> SlotShown:
    """Withdraw a slot that nobody has booked."""
    return SlotShown.model_validate(commands.withdraw_slot(slot=ref, by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/appointment", "book_appointment", status=201)
def book_appointment(request: Request, ref: PathRef, asked: Booking) -> AppointmentShown:
    """Book a review into a slot; the practitioner is invited, letters follow (REV-3)."""
    made = commands.book_appointment(review=ref, **asked.told(), by=request.actor, at=request.at)
    return AppointmentShown.model_validate(made)


@area.writes("/reviews/{ref}/appointment/move", "move_appointment")
def move_appointment(request: Request, ref: PathRef, asked: Move) -> AppointmentShown:
    """Move the appointment to another slot; the one before is free again (REV-3)."""
    made = commands.move_appointment(review=ref, **asked.told(), by=request.actor, at=request.at)
    return AppointmentShown.model_validate(made)


@area.writes("/reviews/{ref}/appointment/cancellation", "cancel_appointment")
def cancel_appointment(request: Request, ref: PathRef, asked: ReviewReason) -> AppointmentShown:
    """Cancel the appointment; the review is to be booked anew (REV-3)."""
    made = commands.cancel_appointment(review=ref, **asked.told(), by=request.actor, at=request.at)
    return AppointmentShown.model_validate(made)


@area.writes("/reviews/{ref}/appointment/confirmation", "confirm_appointment")
def confirm_appointment(request: Request, ref: PathRef) -> AppointmentShown:
    """The practitioner confirms the appointment beforehand (REV-3)."""
    made = commands.confirm_appointment(review=ref, by=request.actor, at=request.at)
    return AppointmentShown.model_validate(made)


@area.writes("/reviews/{ref}/answers", "answer_questions")
def answer_questions(request: Request, ref: PathRef, asked: Answers) -> ReviewShown:
    """Write down answers to some or all of the eleven questions (REV-4)."""
    answers = {given.question: Answer(Choice(given.choice), given.note) for given in asked.answers}
    return _shown(commands.answer_questions(review=ref, answers=answers, by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/outcome", "record_outcome")
def record_outcome(request: Request, ref: PathRef, asked: OutcomeToRecord) -> ReviewShown:
    """Record that the review was held and what it comes to; the next one is opened (REV-2, REV-4)."""
    return _shown(commands.record_outcome(review=ref, **asked.told(), by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/exceptions", "record_exception", status=201)
def record_exception(request: Request, ref: PathRef, asked: ExceptionToRecord) -> LikelyExceptionShown:
    """Record a likely exception, for the team manager to decide (REV-8)."""
    made = commands.record_exception(review=ref, **asked.told(), by=request.actor, at=request.at)
    return LikelyExceptionShown.model_validate(made)


@area.writes("/exceptions/{ref}/decision", "decide_exception")
def decide_exception(request: Request, ref: PathRef, asked: ExceptionDecision) -> LikelyExceptionShown:
    """Agree to a likely exception or not; never by who recorded it (REV-8, ROLE-3)."""
    made = commands.decide_exception(exception=ref, **asked.told(), by=request.actor, at=request.at)
    return LikelyExceptionShown.model_validate(made)


@area.writes("/reviews/{ref}/paperwork", "send_paperwork")
def send_paperwork(request: Request, ref: PathRef) -> ReviewShown:
    """Send the person what was talked about (REV-5)."""
    pdf = paperwork_pdf(queries.review(ref, request.actor).ref, request.at)
    return _shown(commands.send_paperwork(review=ref, pdf=pdf, by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/paperwork/receipt", "receive_paperwork")
def receive_paperwork(request: Request, ref: PathRef, asked: PaperworkReceived) -> ReviewShown:
    """The paperwork has come back: the record is to be updated (REV-5)."""
    return _shown(commands.receive_paperwork(review=ref, **asked.told(), by=request.actor, at=request.at))


@area.writes("/reviews/{ref}/record", "update_record")
def update_record(request: Request, ref: PathRef) -> ReviewShown:
    """Note that the person's record is up to date (REV-5)."""
    return _shown(commands.update_record(review=ref, by=request.actor, at=request.at))


@own_area.writes("/own/packages/{ref}/reviews", "ask_for_review", status=201)
def ask_for_own_review(request: Request, ref: PathRef, asked: OwnReviewToAsk) -> OwnReviewShown:
    """Ask for an unplanned review of a package of one's own (REV-6)."""
    told = asked.told() | {"asked_by": AskedBy.PROVIDER}
    made = commands.ask_for_review(package=ref, **told, by=request.actor, at=request.at)
    return OwnReviewShown.model_validate(made)


def _shown(review: "Review") -> ReviewShown:
    return ReviewShown.model_validate(review)
