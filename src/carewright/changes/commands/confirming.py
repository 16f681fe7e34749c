"""The care coordinator's confirmation, which gives the authority within tolerance (CHG-3)."""

from datetime import datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may, check_not_own
from carewright.access.queries import area_of
from carewright.changes.commands import telling
from carewright.changes.commands.effect import put_in_effect
from carewright.changes.commands.judging import judged_now
from carewright.changes.commands.locking import about, locked_change
from carewright.changes.events import ChangeConfirmed, ChangePassedOn
from carewright.changes.lifecycle import CHANGE
from carewright.changes.models import Change
from carewright.changes.queries import Judged, role_to_decide
from carewright.changes.rules import Decides
from carewright.messages.wording.words import day_words, hours_words
from carewright.obligations.commands import meet, open_obligation
from carewright.packages.commands import flex_part
from carewright.policy.queries import policy_of
from carewright.trail.command import command, record
from carewright.worktime import due


@command
def confirm_change(*, change: str, by: Actor, at: datetime) -> Change:
    """Confirm a provider's change (CHG-3): within tolerance it takes effect from its date, else a manager decides.

    Judged again if what is ordered has moved since the notice, under the notice's policy. Refused to whoever gave the
    notice (ROLE-3).
    """
    found = locked_change(change)
    check_may(by, "confirm_change", unit=found.package.team.path)
    check_not_own(by, found.noticed_by)
    target = CHANGE.check_move("confirm_change", found.state)
    told, moved = judged_now(found, at)
    found.confirmed_at, found.confirmed_by = at, by.ref
    meet(duty="confirm_change", subject=found.ref, at=at)
    if told.decides is Decides.TEAM_MANAGER:
        record(_passed_on(found, told, moved, at))
        return found
    found.state = target
    order = flex_part(
        package=found.package.ref,
        provider=found.provider.ref,
        weekly_hours=found.weekly_hours,
        from_on=found.effective_on,
        because=found.ref,
        part=found.part,
        by=SYSTEM,
        at=at,
    )
    put_in_effect(found, told, order, at)
    record(
        ChangeConfirmed(
            **about(found),
            weekly_hours=found.weekly_hours,
            hours_words=hours_words(found.weekly_hours),
            effective_on=found.effective_on,
            from_words=day_words(found.effective_on),
            moved=moved,
            order=order.ref,
            policy_version=told.policy_version,
        )
    )
    return found


def _passed_on(change: Change, told: Judged, moved: str, at: datetime) -> ChangePassedOn:
    """With the manager from now on: who decides, by when."""
    terms = policy_of(change.policy_version).terms
    role = role_to_decide(told, terms)
    team = change.package.team
    area = area_of(team)
    change.state = CHANGE.check_move("pass_to_manager", change.state)
    change.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    due_at = due(at, terms.changes.decide_within, terms.calendar_for(area.name if area else ""))
    open_obligation(
        rule="CHG-4",
        duty="decide_change",
        sentence="Decide about a provider's change beyond tolerance",
        subject=change.ref,
        about=change.package.ref,
        role=role,
        unit=team,
        due_at=due_at,
        at=at,
    )
    telling.ask_to_decide(change, told, role, due_at, at)
    return ChangePassedOn(
        **about(change),
        role=role.in_words,
        why=told.why,
        moved=moved,
        rules=told.rules,
        policy_version=told.policy_version,
    )
