"""A review as its pages show it: how it stands in words, its facts, and what can be done next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from carewright.access.check import may
from carewright.council.looking import note_look
from carewright.look.page import Request
from carewright.look.parts import Fact, Tab
from carewright.messages.queries import documents_about
from carewright.messages.wording.words import day_words
from carewright.reviews import queries
from carewright.reviews.lifecycle import OPEN, ExceptionState, Outcome, ReviewKind, ReviewState
from carewright.reviews.rules import is_overdue, unanswered
from carewright.worktime import is_late

if TYPE_CHECKING:
    from carewright.reviews.models import Review

STANDING = {
    ReviewState.DUE: "To be booked",
    ReviewState.BOOKED: "Booked",
    ReviewState.HELD: "Held: paperwork to be sent",
    ReviewState.PAPERWORK_SENT: "Paperwork with the person",
    ReviewState.PAPERWORK_RECEIVED: "Paperwork received: record to be updated",
    ReviewState.RECORDED: "Done",
    ReviewState.CANCELLED: "Called off",
}
LEADS_ON = {Outcome.INCREASED, Outcome.REDUCED}


@dataclass(frozen=True)
class Step:
    """Something that can be done: its words and address. `post`: it is done at once."""

    words: str
    url: str
    post: bool = False


def kind_words(one: "Review") -> str:
    """`New`, `Annual`, `Unplanned`, with urgent ones said to be."""
    return f"{'Urgent, ' if one.is_urgent else ''}{ReviewKind(one.kind).value}".capitalize()


def standing_words(one: "Review") -> str:
    """How it stands."""
    return STANDING[ReviewState(one.state)]


def everything(request: Request, ref: str, tab: str) -> dict[str, Any]:
    """What each page of a review shows; that somebody looked is recorded (ROLE-8)."""
    found = queries.review(ref, request.actor)
    note_look(request, found.package.person)
    terms = queries.terms_of(found)
    appointment = queries.standing(found)
    first, others = steps_of(request, found)
    return {
        "review": found,
        "person": found.package.person,
        "is_open": found.state in OPEN,
        "kind": ReviewKind(found.kind).in_words,
        "standing": standing_words(found),
        "is_late": is_overdue(found.hold_by, request.at),
        "outcome": Outcome(found.outcome).in_words if found.outcome else "",
        "causes": [terms.increase_causes.get(code, code) for code in found.causes],
        "plan": [(step["who"], terms.contact_methods.get(step["how"], step["how"])) for step in found.plan],
        "contacts": [(one, terms.contact_methods.get(one.how, one.how)) for one in found.contacts.all()],
        "exceptions": [(one, terms.exceptions.get(one.kind, one.kind)) for one in found.exceptions.all()],
        "may_decide": may(request.actor, "decide_exception", unit=found.team.path),
        "appointment": appointment,
        "appointment_how": terms.contact_methods.get(appointment.how, appointment.how) if appointment else "",
        "letters": documents_about(found.ref, request.actor),
        "facts": _facts(found),
        "working": _working(found),
        "first": first,
        "others": others,
        "tabs": [
            Tab("Review", reverse("review", args=[found.ref])),
            Tab("Questions", reverse("review_questions", args=[found.ref])),
            Tab("Timeline", reverse("review_timeline", args=[found.ref])),
        ],
        "tab": tab,
        "wide": True,
    }


def steps_of(request: Request, one: "Review") -> tuple[Step | None, list[Step]]:
    """The next right step of this person, and what else they may do now."""
    mine = [step for verb, step in _steps(request, one) if _may(request, one, verb)]
    return (mine[0], mine[1:]) if mine else (None, [])


def _may(request: Request, one: "Review", verb: str) -> bool:
    if verb in {"book_appointment", "move_appointment"}:
        return queries.may_book(request.actor, one)
    return may(request.actor, verb, unit=one.team.path)


def _steps(request: Request, one: "Review") -> list[tuple[str, Step]]:
    """What can be done with the review as it stands, the most urgent first."""
    if one.state in OPEN:
        return [*_deciding(one), *_holding(request, one), *_also(one)]
    after = {
        ReviewState.HELD: ("send_paperwork", "Send the paperwork to the person", True),
        ReviewState.PAPERWORK_SENT: ("receive_paperwork", "Record that the paperwork was received", False),
        ReviewState.PAPERWORK_RECEIVED: ("update_record", "The record is up to date", True),
    }
    named = after.get(ReviewState(one.state))
    steps = [(named[0], _step(one, named[0], named[1], post=named[2]))] if named else []
    if one.outcome in LEADS_ON:
        asked = urlencode({"person": one.package.person.ref, "package": one.package.ref})
        url = f"{reverse('start_referral')}?{asked}"
        steps.append(("start_referral", Step("Start the referral for the change", url)))
    return steps


def _deciding(one: "Review") -> list[tuple[str, Step]]:
    waiting = [exception for exception in one.exceptions.all() if exception.state == ExceptionState.WAITING]
    return [
        ("decide_exception", Step("Decide on the likely exception", reverse("decide_exception", args=[exception.ref])))
        for exception in waiting
    ]


def _holding(request: Request, one: "Review") -> list[tuple[str, Step]]:
    appointment = queries.standing(one)
    left = unanswered(answer.question for answer in one.answers.all())
    steps = []
    if one.state == ReviewState.DUE:
        steps.append(("book_appointment", _step(one, "book_appointment", "Book an appointment")))
    elif appointment and not appointment.confirmed_at and not is_late(request.at, appointment.slot.starts_at):
        steps.append(("confirm_appointment", _step(one, "confirm_appointment", "Confirm the appointment", post=True)))
    if not one.plan:
        steps.append(("plan_review", _step(one, "plan_review", "Plan the review")))
    if left:
        url = reverse("review_question", args=[one.ref, left[0].code])
        words = "Go on with the review form" if len(left) < 11 else "Fill in the review form"
        steps.append(("answer_questions", Step(words, url)))
    elif not _deciding(one):
        steps.append(("record_outcome", _step(one, "record_outcome", "Record what the review comes to")))
    return steps


def _also(one: "Review") -> list[tuple[str, Step]]:
    booked = [
        ("move_appointment", "Move the appointment"),
        ("cancel_appointment", "Cancel the appointment"),
    ]
    also = [
        *(booked if one.state == ReviewState.BOOKED else []),
        ("record_contact", "Record who was contacted"),
        *([("plan_review", "Change the plan")] if one.plan else []),
        ("record_exception", "Record a likely exception"),
        ("note_provider_led_review", "The provider has reviewed it itself"),
        ("cancel_review", "Call the review off"),
    ]
    return [(verb, _step(one, verb, words)) for verb, words in also]


def _step(one: "Review", name: str, words: str, *, post: bool = False) -> Step:
    return Step(words, reverse(name, args=[one.ref]), post)


def _facts(one: "Review") -> list[Fact]:
    facts = [
        Fact("Why", one.opened_because),
        Fact("Team", one.team.name),
        Fact("Not before", day_words(one.earliest_on) if one.earliest_on else ""),
        Fact("Planned for", day_words(one.scheduled_on)),
        Fact("Reason", one.reason),
        Fact("Communication", one.communication_needs),
        Fact("Access", one.access_needs),
        Fact("Provider’s own review", day_words(one.provider_review_on) if one.provider_review_on else ""),
        Fact("By telephone", "It may be held by telephone" if one.by_telephone else ""),
        Fact("Next review", f"By {day_words(one.next_on)}" if one.next_on else ""),
        Fact("Called off", one.cancelled_because),
    ]
    return [fact for fact in facts if fact.value]


def _working(one: "Review") -> dict[str, str]:
    """Which rules gave the dates, with their figures (POL-2)."""
    terms = queries.terms_of(one)
    figures = {
        ReviewKind.NEW: (
            "REV-1",
            f"Counted from the start: not before {terms.new_earliest}, planned for {terms.new_scheduled}, "
            f"late past {terms.new_latest}.",
        ),
        ReviewKind.ANNUAL: ("REV-2", f"{terms.annual_after} after the last full review, or on the day named then."),
        ReviewKind.UNPLANNED: (
            "REV-6",
            f"Within {terms.unplanned_within} of being asked for, urgent ones within {terms.urgent_within}.",
        ),
    }
    rules, words = figures[ReviewKind(one.kind)]
    return {"rules": rules, "words": words}
