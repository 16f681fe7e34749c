"""Whose slots somebody may publish or withdraw (REV-3)."""

from collections.abc import Sequence

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.access.models import HeldRole, Unit, User
from carewright.access.roles import Role
from carewright.people.queries import teams
from carewright.reviews.lifecycle import SlotState
from carewright.reviews.models import Slot

HOLDS_REVIEWS = (Role.PRACTITIONER, Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER)
FOR_OTHERS = (Role.REVIEW_ADMINISTRATOR, Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER)


def who_can_have_slots(by: Actor) -> list[tuple[User, Unit]]:
    """Practitioners with the team of their slots: oneself, and all of the teams for who may do it for others."""
    reached = {team.pk: team for team in teams(by, "publish_slots")}
    held = HeldRole.objects.filter(role__in=HOLDS_REVIEWS, unit__in=reached, user__is_active=True)
    pairs = {(row.user, reached[row.unit_id]) for row in held.select_related("user") if row.unit_id is not None}
    mine = {
        (user, team)
        for user in User.objects.filter(ref=by.ref, is_active=True)
        for team in reached.values()
        if by.roles_over(unit=team.path) & set(HOLDS_REVIEWS)
    }
    seen = [(user, team) for user, team in pairs | mine if user.ref == by.ref or _for_others(by, team)]
    return sorted(seen, key=lambda pair: (pair[0].name, pair[1].name))


def own_to_withdraw(by: Actor, slots: Sequence[Slot]) -> set[str]:
    """Of these slots those that the actor may withdraw now."""
    return {
        slot.ref
        for slot in slots
        if slot.state == SlotState.FREE
        and may(by, "withdraw_slot", unit=slot.team.path)
        and (slot.practitioner.ref == by.ref or _for_others(by, slot.team))
    }


def _for_others(by: Actor, team: Unit) -> bool:
    return bool(by.roles_over(unit=team.path) & set(FOR_OTHERS))
