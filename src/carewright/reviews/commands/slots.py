"""Practitioners' slots: published, and withdrawn while nobody has them (REV-3)."""

from collections.abc import Sequence
from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit, User
from carewright.access.queries import actor_of
from carewright.kernel.refused import Fault, Invalid, NotAllowed, NotFound
from carewright.reviews import rules
from carewright.reviews.commands.found import locked_slots
from carewright.reviews.commands.telling import when_words
from carewright.reviews.events import SlotsPublished, SlotWithdrawn
from carewright.reviews.lifecycle import SLOT, SlotState
from carewright.reviews.models import Slot
from carewright.reviews.queries.practitioners import FOR_OTHERS, HOLDS_REVIEWS
from carewright.trail.command import command, record


@command
def publish_slots(
    *, team: str, starts: Sequence[datetime], minutes: int, practitioner: str = "", by: Actor, at: datetime
) -> list[Slot]:
    """Publish times at which a practitioner of the team can hold reviews, each so many minutes long (REV-3).

    A practitioner publishes their own; a review administrator or manager may do it for somebody of the team.
    """
    place = Unit.objects.filter(ref=team, kind=Unit.Kind.TEAM).first()
    if place is None:
        raise NotFound
    check_may(by, "publish_slots", unit=place.path)
    whose = _practitioner(practitioner or by.ref, place)
    _check_may_for(whose, place, by)
    there = Slot.objects.filter(practitioner=whose, ends_at__gt=at).exclude(state=SlotState.WITHDRAWN)
    taken = [rules.Span(slot.starts_at, slot.ends_at) for slot in there]
    rules.check_slots(starts, minutes, taken, at)
    made = Slot.objects.bulk_create(
        Slot(practitioner=whose, team=place, starts_at=span.starts_at, ends_at=span.ends_at, published_at=at)
        for span in rules.spans_of(starts, minutes)
    )
    refs = tuple(slot.ref for slot in made)
    record(SlotsPublished(slots=refs, practitioner=whose.ref, practitioner_name=whose.name, count=len(made)))
    return made


@command
def withdraw_slot(*, slot: str, by: Actor, at: datetime) -> Slot:
    """Withdraw a slot that nobody has booked; one with an appointment is moved or cancelled first (REV-3)."""
    found = locked_slots(slot)[slot]
    check_may(by, "withdraw_slot", unit=found.team.path)
    _check_may_for(found.practitioner, found.team, by)
    found.state = SlotState(SLOT.check_move("withdraw_slot", found.state))
    found.save(update_fields=["state"])
    record(SlotWithdrawn(slot=found.ref, practitioner=found.practitioner.ref, when=when_words(found.starts_at)))
    return found


def _practitioner(ref: str, team: Unit) -> User:
    """The user, locked so that their slots can't overlap; refused unless they hold reviews over the team."""
    user = User.objects.select_for_update(no_key=True).filter(ref=ref, is_active=True).first()
    if user is None or not actor_of(user).roles_over(unit=team.path) & set(HOLDS_REVIEWS):
        raise Invalid(
            [Fault("practitioner", "Choose a practitioner of this team: only they can hold its reviews.")], rule="REV-3"
        )
    return user


def _check_may_for(practitioner: User, team: Unit, by: Actor) -> None:
    if practitioner.ref != by.ref and not by.roles_over(unit=team.path) & set(FOR_OTHERS):
        raise NotAllowed("These are another practitioner’s slots. Ask them, or the review administrator.", rule="REV-3")
