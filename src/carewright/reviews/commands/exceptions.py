"""Likely exceptions: recorded at a review, decided by the team manager (REV-8)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, check_not_own
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, NotFound, Refused
from carewright.kernel.texts import faults_of_texts
from carewright.obligations.commands import meet
from carewright.reviews.commands.found import calendar_of, locked_review, terms_of, told
from carewright.reviews.commands.owing import EXCEPTION, owe
from carewright.reviews.commands.telling import tell_of_exception
from carewright.reviews.events import ExceptionDecided, ExceptionRecorded
from carewright.reviews.lifecycle import EXCEPTION as STATES
from carewright.reviews.lifecycle import REVIEW, ExceptionState
from carewright.reviews.models import LikelyException
from carewright.trail.command import command, record
from carewright.worktime import due


@command
def record_exception(*, review: str, kind: str, note: str, by: Actor, at: datetime) -> LikelyException:
    """Record a likely exception, such as a change of provider that would harm wellbeing; a team manager decides."""
    found = locked_review(review)
    check_may(by, "record_exception", unit=found.team.path)
    REVIEW.check_move("record_exception", found.state)
    terms = terms_of(found)
    if kind not in terms.exceptions:
        raise Invalid([Fault("kind", f"Choose what it is: {', '.join(terms.exceptions)}.")], rule="REV-8")
    if found.exceptions.filter(kind=kind, state=ExceptionState.WAITING).exists():
        raise Refused("This exception waits for the team manager already.", rule="REV-8", field="kind")
    exception = LikelyException(review=found, kind=kind, note=note.strip(), recorded_by=by.ref, recorded_at=at)
    faults = faults_of_texts(exception) + ([] if note.strip() else [Fault("note", "Say what stands against it.")])
    if faults:
        raise Invalid(faults, rule="REV-8")
    is_first = not found.exceptions.filter(state=ExceptionState.WAITING).exists()
    exception.save()
    decide_by = due(at, terms.exception_within, calendar_of(found))
    if is_first:
        owe(
            found,
            duty=EXCEPTION,
            rule="REV-8",
            sentence="Decide on a likely exception",
            role=Role.TEAM_MANAGER,
            due_at=decide_by,
            at=at,
        )
    tell_of_exception(exception, decide_by, at)
    record(
        ExceptionRecorded(
            **told(found), exception=exception.ref, kind_words=terms.exceptions[kind], note=exception.note
        )
    )
    return exception


@command
def decide_exception(*, exception: str, is_agreed: bool, note: str = "", by: Actor, at: datetime) -> LikelyException:
    """Agree to a likely exception or not: for the team manager, and never for who recorded it (REV-8, ROLE-3)."""
    of = LikelyException.objects.filter(ref=exception).values_list("review__ref", flat=True).first()
    if of is None:
        raise NotFound
    review = locked_review(of)
    found = LikelyException.objects.select_for_update(no_key=True).get(ref=exception)
    found.review = review
    check_may(by, "decide_exception", unit=review.team.path)
    found.state = ExceptionState(STATES.check_move("decide_exception", found.state))
    check_not_own(by, found.recorded_by)
    if not is_agreed and not note.strip():
        raise Invalid([Fault("note", "Say why you do not agree.")], rule="REV-8")
    found.is_agreed, found.decision_note = is_agreed, note.strip()
    found.decided_by, found.decided_at = by.ref, at
    if faults := faults_of_texts(found):
        raise Invalid(faults)
    found.save()
    if not review.exceptions.filter(state=ExceptionState.WAITING).exists():
        meet(duty=EXCEPTION, subject=review.ref, at=at)
    record(
        ExceptionDecided(
            **told(review),
            exception=found.ref,
            kind_words=terms_of(review).exceptions.get(found.kind, found.kind),
            decision="agreed" if is_agreed else "not agreed",
            note=found.decision_note,
        )
    )
    return found
