"""Before a review is held: the plan, who was contacted, and what the provider has reviewed itself (REV-2, REV-4)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid
from carewright.kernel.texts import faults_of_texts
from carewright.messages.wording.words import day_words
from carewright.reviews.commands.found import locked_review, terms_of, told
from carewright.reviews.events import ProviderLedReviewNoted, ReviewContactRecorded, ReviewPlanned
from carewright.reviews.lifecycle import REVIEW
from carewright.reviews.models import Contact, Review
from carewright.trail.command import command, record
from carewright.worktime import local

MOST_STEPS = 10
LONGEST_NAME = 160


@command
def plan_review(
    *,
    review: str,
    steps: Sequence[Mapping[str, str]],
    communication_needs: str = "",
    access_needs: str = "",
    by: Actor,
    at: datetime,
) -> Review:
    """Plan whom to contact and how, in order, and what they need to take part (REV-4). Planned anew, it replaces.

    `steps`: of each `who`, in words, and `how`, a way of contact of the policy.
    """
    found = locked_review(review)
    check_may(by, "plan_review", unit=found.team.path)
    REVIEW.check_move("plan_review", found.state)
    found.plan = [_step(found, step) for step in steps]
    if not 1 <= len(found.plan) <= MOST_STEPS:
        raise Invalid([Fault("steps", f"Plan between 1 and {MOST_STEPS} contacts.")], rule="REV-4")
    found.communication_needs, found.access_needs = communication_needs.strip(), access_needs.strip()
    found.planned_at, found.planned_by = at, by.ref
    if faults := faults_of_texts(found):
        raise Invalid(faults)
    found.save(update_fields=["plan", "communication_needs", "access_needs", "planned_at", "planned_by"])
    methods = terms_of(found).contact_methods
    words = ", then ".join(f"{step['who']} ({methods[step['how']].lower()})" for step in found.plan)
    record(ReviewPlanned(**told(found), steps=words))
    return found


@command
def record_contact(
    *, review: str, who: str, how: str, contacted_on: date, note: str = "", by: Actor, at: datetime
) -> Contact:
    """Record who was contacted for the review, how, and when (REV-4)."""
    found = locked_review(review)
    check_may(by, "record_contact", unit=found.team.path)
    REVIEW.check_move("record_contact", found.state)
    step = _step(found, {"who": who, "how": how})
    if contacted_on > local(at).date():
        raise Invalid([Fault("contacted_on", "This day is still to come.")], rule="REV-4")
    contact = Contact(
        review=found, **step, contacted_on=contacted_on, note=note.strip(), recorded_by=by.ref, recorded_at=at
    )
    if faults := faults_of_texts(contact):
        raise Invalid(faults)
    contact.save()
    record(
        ReviewContactRecorded(
            **told(found),
            who=contact.who,
            how=terms_of(found).contact_methods[contact.how].lower(),
            day_words=day_words(contacted_on),
        )
    )
    return contact


@command
def note_provider_led_review(
    *, review: str, held_on: date, by_telephone: bool, note: str = "", by: Actor, at: datetime
) -> Review:
    """Note that the provider has reviewed the package itself: this review stays due on its day (REV-2).

    It may be held by telephone because of it; that is all that it changes.
    """
    found = locked_review(review)
    check_may(by, "note_provider_led_review", unit=found.team.path)
    REVIEW.check_move("note_provider_led_review", found.state)
    if held_on > local(at).date():
        raise Invalid([Fault("held_on", "This day is still to come.")], rule="REV-2")
    found.provider_review_on, found.provider_review_note, found.by_telephone = held_on, note.strip(), by_telephone
    if faults := faults_of_texts(found):
        raise Invalid(faults)
    found.save(update_fields=["provider_review_on", "provider_review_note", "by_telephone"])
    how = ", and may be held by telephone" if by_telephone else ""
    record(ProviderLedReviewNoted(**told(found), day_words=day_words(held_on), how=how))
    return found


def _step(review: Review, step: Mapping[str, str]) -> dict[str, str]:
    methods = terms_of(review).contact_methods
    who, how = str(step.get("who", "")).strip(), str(step.get("how", ""))
    faults = []
    if not who or len(who) > LONGEST_NAME or not who.isprintable():
        faults.append(Fault("who", f"Say whom, in 1 to {LONGEST_NAME} characters."))
    if how not in methods:
        faults.append(Fault("how", f"Choose how: {', '.join(methods)}."))
    if faults:
        raise Invalid(faults, rule="REV-4")
    return {"who": who, "how": how}
