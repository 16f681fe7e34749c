"""The manager's four choices about a change beyond tolerance; refusing by itself is none of them (CHG-4)."""

from datetime import datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may, check_not_own
from carewright.access.roles import Role
from carewright.changes.commands import telling
from carewright.changes.commands.effect import keep_case_note, put_in_effect
from carewright.changes.commands.judging import judged_now
from carewright.changes.commands.locking import about, locked_change
from carewright.changes.events import ChangeAuthorised, ChangeDiscussed, ChangeSentToReview, TalkArranged
from carewright.changes.lifecycle import CHANGE, ManagersChoice, NoteKind
from carewright.changes.models import Change, Decision
from carewright.changes.queries import roles_to_decide
from carewright.changes.queries.deciding import costs_more
from carewright.kernel.refused import Fault, Invalid
from carewright.messages.wording.words import day_words, hours_words
from carewright.obligations.commands import meet
from carewright.packages.commands import reorder_part
from carewright.policy.queries import policy_of
from carewright.referrals.rules import check_may_authorise
from carewright.trail.command import command, record


@command
def authorise_change(*, change: str, note: str = "", by: Actor, at: datetime) -> Change:
    """Authorise a change beyond tolerance: ordered from its date, and from now on what tolerance is measured from.

    Judged again if what is ordered has moved. An increase needs a limit that reaches the package's new gross weekly
    cost (REF-7), the limit itself included. Refused to whoever gave the notice (ROLE-3); a senior practitioner acts as
    deputy and says in the note why the team manager could not (ROLE-4).
    """
    found = locked_change(change)
    check_may(by, "authorise_change", unit=found.package.team.path)
    check_not_own(by, found.noticed_by)
    state = CHANGE.check_move("authorise_change", found.state)
    told, moved = judged_now(found, at)
    roles = roles_to_decide(by, found)
    if costs_more(told):
        terms = policy_of(found.policy_version).terms
        roles = [check_may_authorise(roles, told.new_package_cost, terms)]
    _check_deputy_says_why(roles, note)
    _keep(found, ManagersChoice.AUTHORISE, note, by, at, verb="authorise_change")
    found.state = state
    order = reorder_part(
        package=found.package.ref,
        provider=found.provider.ref,
        weekly_hours=found.weekly_hours,
        from_on=found.effective_on,
        because=found.ref,
        part=found.part,
        by=SYSTEM,
        at=at,
    )
    meet(duty="decide_change", subject=found.ref, at=at)
    put_in_effect(found, told, order, at)
    record(
        ChangeAuthorised(
            **about(found),
            role=_lowest(roles).in_words,
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


@command
def discuss_change(*, change: str, note: str, by: Actor, at: datetime) -> Change:
    """Discuss the change further with the provider, who is told. It stays with the manager, and the limit runs on."""
    found = locked_change(change)
    check_may(by, "discuss_change", unit=found.package.team.path)
    check_not_own(by, found.noticed_by)
    CHANGE.check_move("discuss_change", found.state)
    _check_says_what(note, "Say what is to be discussed.")
    _keep(found, ManagersChoice.DISCUSS, note, by, at, verb="discuss_change")
    telling.tell_provider_to_discuss(found, by, at)
    record(ChangeDiscussed(**about(found)))
    return found


@command
def arrange_talk(*, change: str, note: str, by: Actor, at: datetime) -> Change:
    """Arrange to talk with the person before deciding. It stays with the manager, and the limit runs on."""
    found = locked_change(change)
    check_may(by, "arrange_talk", unit=found.package.team.path)
    check_not_own(by, found.noticed_by)
    CHANGE.check_move("arrange_talk", found.state)
    _check_says_what(note, "Say who talks with the person, and when.")
    _keep(found, ManagersChoice.TALK, note, by, at, verb="arrange_talk")
    telling.tell_provider_of_talk(found, at)
    record(TalkArranged(**about(found)))
    return found


@command
def send_to_full_review(*, change: str, note: str, by: Actor, at: datetime) -> Change:
    """Have a full review in the change's place: the change is over, and what is ordered now goes on."""
    found = locked_change(change)
    check_may(by, "send_to_full_review", unit=found.package.team.path)
    check_not_own(by, found.noticed_by)
    found.state = CHANGE.check_move("send_to_full_review", found.state)
    _check_says_what(note, "Say why a full review is needed.")
    _keep(found, ManagersChoice.REVIEW, note, by, at, verb="send_to_full_review")
    found.closed_at, found.closing_note = at, note.strip()
    found.save(update_fields=["state", "closed_at", "closing_note"])
    meet(duty="decide_change", subject=found.ref, at=at)
    keep_case_note(found, NoteKind.SENT_TO_REVIEW, note.strip(), at)
    telling.tell_provider_over(found, "A full review takes the place of your change.", at)
    record(ChangeSentToReview(**about(found), reason=note.strip()))
    return found


def _check_says_what(note: str, sentence: str) -> None:
    if not note.strip():
        raise Invalid([Fault("note", sentence)], rule="CHG-4")


def _check_deputy_says_why(roles: list[Role], note: str) -> None:
    if set(roles) == {Role.SENIOR_PRACTITIONER} and not note.strip():
        raise Invalid([Fault("note", "Say why the team manager could not authorise it.")], rule="ROLE-4")


def _lowest(roles: list[Role]) -> Role:
    order = (Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR)
    return min(roles, key=order.index)


def _keep(change: Change, choice: ManagersChoice, note: str, by: Actor, at: datetime, *, verb: str) -> None:
    Decision.objects.create(
        change=change,
        choice=choice,
        note=note.strip(),
        decided_by=by.ref,
        acting_as=by.acting_as(verb, unit=change.package.team.path),
        decided_at=at,
    )
