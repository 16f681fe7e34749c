"""The review itself: its questions, and what it comes to (REV-4)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid
from carewright.kernel.texts import faults_of_texts
from carewright.messages.wording.words import day_words
from carewright.obligations.commands import cancel, meet
from carewright.reviews import rules
from carewright.reviews.commands.found import calendar_of, locked_review, terms_of, told
from carewright.reviews.commands.opening import cancel_review, open_review
from carewright.reviews.commands.owing import BOOK, CONFIRM, HOLD, PAPERWORK, owe
from carewright.reviews.events import QuestionsAnswered, ReviewOutcomeRecorded
from carewright.reviews.lifecycle import (
    OPEN,
    REVIEW,
    AppointmentState,
    ExceptionState,
    Outcome,
    ReviewKind,
    ReviewState,
)
from carewright.reviews.models import Review, ReviewAnswer
from carewright.trail.command import command, record
from carewright.worktime import due


@command
def answer_questions(*, review: str, answers: Mapping[str, rules.Answer], by: Actor, at: datetime) -> Review:
    """Write down the answers to some or all of the eleven questions; answered again, an answer is replaced (REV-4)."""
    found = locked_review(review)
    check_may(by, "answer_questions", unit=found.team.path)
    REVIEW.check_move("answer_questions", found.state)
    rules.check_answers(answers)
    for code, answer in answers.items():
        row = ReviewAnswer(question=code, choice=answer.choice, note=answer.note.strip())
        if faults_of_texts(row):
            raise Invalid([Fault(code, "The answer has characters that can't be shown. Take them out.")])
        ReviewAnswer.objects.update_or_create(
            review=found,
            question=code,
            defaults={"choice": row.choice, "note": row.note, "answered_by": by.ref, "answered_at": at},
        )
    left = rules.unanswered(found.answers.values_list("question", flat=True))
    count = f"{len(answers)} question{'' if len(answers) == 1 else 's'}"
    record(QuestionsAnswered(**told(found), questions=tuple(answers), count=count, left=len(left)))
    return found


@command
def record_outcome(
    *,
    review: str,
    held_on: date,
    outcome: Outcome,
    next_on: date | None = None,
    causes: Sequence[str] = (),
    increase_planned: bool | None = None,
    is_full: bool = True,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Review:
    """Record that the review was held and what it comes to; the next one is opened (REV-2, REV-4, AUD-6).

    Changes no order: an increase or a reduction goes on by a referral (VAR-1). `is_full`: whether an unplanned review
    went through everything, so that the year until the annual one starts anew; new and annual reviews always do.
    `next_on`: when the next one is due; None is a year on, and none after a package that is to end.
    """
    found = locked_review(review)
    check_may(by, "record_outcome", unit=found.team.path)
    found.state = ReviewState(REVIEW.check_move("record_outcome", found.state))
    outcome = _outcome(outcome)
    terms, calendar = terms_of(found), calendar_of(found)
    rules.check_held(held_on, found.earliest_on, at)
    rules.check_complete(found.answers.values_list("question", flat=True), found.contacts.count())
    rules.check_no_exception_waits(found.exceptions.filter(state=ExceptionState.WAITING).count())
    rules.check_causes(outcome, causes, increase_planned, terms.increase_causes)
    found.is_full = is_full or found.kind != ReviewKind.UNPLANNED
    found.next_on = _next(found, outcome, next_on, held_on)
    found.held_on, found.outcome, found.outcome_note = held_on, outcome, note.strip()
    found.causes, found.increase_planned = list(dict.fromkeys(causes)), increase_planned
    found.outcome_at, found.outcome_by = at, by.ref
    if faults := faults_of_texts(found):
        raise Invalid(faults)
    found.save()
    _close(found, at)
    owe(
        found,
        duty=PAPERWORK,
        rule="REV-5",
        sentence="Send the review’s paperwork to the person",
        role=Role.PRACTITIONER,
        due_at=due(at, terms.paperwork_within, calendar),
        at=at,
    )
    _open_the_next(found, at)
    named = [terms.increase_causes[code].lower() for code in found.causes]
    planned = "planned" if increase_planned else "unplanned"
    record(
        ReviewOutcomeRecorded(
            **told(found),
            kind_words=ReviewKind(found.kind).in_words.capitalize(),
            day_words=day_words(held_on),
            held_on=held_on,
            outcome=outcome.value,
            outcome_words=outcome.in_words,
            causes=tuple(found.causes),
            cause_words=f" Why ({planned}): {', '.join(named)}." if named else "",
            is_full=found.is_full,
            next_on=found.next_on,
        )
    )
    return found


def _outcome(given: str) -> Outcome:
    try:
        return Outcome(given)
    except ValueError:
        known = ", ".join(one.value for one in Outcome)
        raise Invalid([Fault("outcome", f"Choose what the review comes to: {known}.")], rule="REV-4") from None


def _next(review: Review, outcome: Outcome, next_on: date | None, held_on: date) -> date | None:
    terms, calendar = terms_of(review), calendar_of(review)
    if outcome is Outcome.ENDED or not review.is_full:
        return None
    if next_on is None:
        return rules.latest_next(held_on, terms, calendar)
    rules.check_next(next_on, held_on, terms, calendar)
    return next_on


def _close(review: Review, at: datetime) -> None:
    """What was owed until it was held is done, or no longer owed; the appointment was kept."""
    meet(duty=HOLD, subject=review.ref, at=at)
    cancel(subject=review.ref, duties=(BOOK, CONFIRM), at=at)
    review.appointments.filter(state=AppointmentState.BOOKED).update(state=AppointmentState.KEPT)


def _open_the_next(review: Review, at: datetime) -> None:
    """A full review starts the year anew: an annual one that was still to come gives way to the next (REV-2)."""
    if not review.is_full:
        return
    others = Review.objects.filter(package=review.package, kind=ReviewKind.ANNUAL, state__in=OPEN)
    for ref in others.exclude(pk=review.pk).values_list("ref", flat=True):
        cancel_review(review=ref, reason=f"A full review was held: {review.ref}.", by=SYSTEM, at=at)
    if review.next_on is not None:
        because = "A year after the last full review" if review.kind == ReviewKind.ANNUAL else "After the last review"
        open_review(
            package=review.package.ref,
            kind=ReviewKind.ANNUAL,
            on=review.next_on,
            because=because,
            by=SYSTEM,
            at=at,
        )
