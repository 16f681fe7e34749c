"""Enablement before long-term care: asked for, answered within 48 hours, left again (REF-4)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit, User
from carewright.access.queries import area_of
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.messages.commands import queue_email
from carewright.messages.wording import Wording, enablement
from carewright.obligations.commands import cancel, meet, open_obligation
from carewright.people.models import Person
from carewright.people.queries import visible_to
from carewright.policy.queries import policy_at, policy_of
from carewright.referrals.commands.found import locked_episode, team_of
from carewright.referrals.events import (
    DischargePlanned,
    EnablementAccepted,
    EnablementAsked,
    EnablementEnded,
    EnablementRejected,
)
from carewright.referrals.lifecycle import ENABLEMENT, EpisodeState
from carewright.referrals.models import EnablementEpisode
from carewright.trail.command import command, record
from carewright.worktime import Limit, due, local

ANSWER = "answer_enablement"
"""The duty to give a start or to reject."""


@command
def ask_enablement(*, person: str, team: str, by: Actor, at: datetime) -> EnablementEpisode:
    """Ask an enablement team to take a person: a start, or a rejection, is owed in 48 hours (policy, REF-4).

    Refused for a team of another kind, and while the person is in enablement already.
    """
    whose = Person.objects.select_related("team").filter(visible_to(by), ref=person).first()
    if whose is None:
        raise NotFound
    check_may(by, "ask_enablement", unit=whose.team.path)
    place = team_of(team)
    _check_askable(whose, place)
    policy = policy_at(at)
    limit = policy.terms.referrals.enablement_start_within
    made = EnablementEpisode.objects.create(
        person=whose, team=place, asked_by=by.ref, asked_at=at, policy_version=policy.version
    )
    answer_by = deadline(made, limit, at)
    open_obligation(
        rule="REF-4",
        duty=ANSWER,
        sentence="Give an enablement start, or reject for capacity",
        subject=made.ref,
        about=made.ref,
        role=Role.ENABLEMENT_SUPERVISOR,
        unit=place,
        due_at=answer_by,
        at=at,
    )
    told = enablement.asked(episode=made.ref, team=whose.team.name, answer_by=answer_by, path=path_of(made), at=at)
    queue_email(to=[place.email], wording=told, about=[made.ref], at=at)
    record(EnablementAsked(episode=made.ref, person=whose.ref, team=whose.team.name, limit=limit.in_words()))
    return made


@command
def give_enablement_start(*, episode: str, starts_on: date, by: Actor, at: datetime) -> EnablementEpisode:
    """Give the day on which enablement starts, today or later (REF-4)."""
    found = locked_episode(episode)
    check_may(by, "give_enablement_start", unit=found.team.path)
    found.state = ENABLEMENT.check_move("give_enablement_start", found.state)
    if starts_on < local(at).date():
        raise Invalid([Fault("starts_on", "The start must be today or later.")], rule="REF-4")
    found.starts_on = starts_on
    found.save(update_fields=["state", "starts_on"])
    meet(duty=ANSWER, subject=found.ref, at=at)
    _tell_asker(found, enablement.start_given(episode=found.ref, starts_on=starts_on, path=path_of(found)), at)
    record(
        EnablementAccepted(episode=found.ref, person=found.person.ref, starts_on=starts_on, start=in_full(starts_on))
    )
    return found


@command
def reject_enablement(*, episode: str, reason: str, by: Actor, at: datetime) -> EnablementEpisode:
    """Reject for capacity, with the reason (REF-4)."""
    found = locked_episode(episode)
    check_may(by, "reject_enablement", unit=found.team.path)
    found.state = ENABLEMENT.check_move("reject_enablement", found.state)
    found.rejected_reason = _checked(reason, "reason", 200)
    found.save(update_fields=["state", "rejected_reason"])
    meet(duty=ANSWER, subject=found.ref, at=at)
    told = enablement.rejected(episode=found.ref, reason=found.rejected_reason, path=path_of(found))
    _tell_asker(found, told, at)
    record(EnablementRejected(episode=found.ref, person=found.person.ref, reason=found.rejected_reason))
    return found


@command
def plan_discharge(
    *, episode: str, ready_on: date, planned_on: date, note: str = "", by: Actor, at: datetime
) -> EnablementEpisode:
    """Record since when somebody is ready to leave enablement and the planned discharge: until it has ended they are
    listed as an overstayer (REF-4). The planned day is the day of being ready or later.
    """
    found = locked_episode(episode)
    check_may(by, "plan_discharge", unit=found.team.path)
    ENABLEMENT.check_move("plan_discharge", found.state)
    if ready_on > local(at).date():
        raise Invalid([Fault("ready_on", "The day on which the person was ready to leave must be today or earlier.")])
    if planned_on < ready_on:
        raise Invalid([Fault("planned_on", "The planned discharge must not be before the person is ready to leave.")])
    found.ready_on, found.planned_discharge_on = ready_on, planned_on
    found.discharge_note = _checked(note, "note", 300) if note.strip() else ""
    found.save(update_fields=["ready_on", "planned_discharge_on", "discharge_note"])
    record(
        DischargePlanned(
            episode=found.ref,
            person=found.person.ref,
            ready_on=ready_on,
            ready=in_full(ready_on),
            planned_on=planned_on,
            planned=in_full(planned_on),
            note=found.discharge_note,
        )
    )
    return found


@command
def end_enablement(*, episode: str, ended_on: date, note: str = "", by: Actor, at: datetime) -> EnablementEpisode:
    """Record that enablement has ended, today or earlier; a grace period still running ends with it, care found."""
    found = locked_episode(episode)
    check_may(by, "end_enablement", unit=found.team.path)
    found.state = ENABLEMENT.check_move("end_enablement", found.state)
    if ended_on > local(at).date():
        raise Invalid([Fault("ended_on", "The day on which enablement ended must be today or earlier.")])
    words = _checked(note, "note", 300) if note.strip() else ""
    found.ended_on = ended_on
    found.save(update_fields=["state", "ended_on"])
    cancel(subject=found.ref, at=at)
    record(
        EnablementEnded(
            episode=found.ref, person=found.person.ref, ended_on=ended_on, ended=in_full(ended_on), note=words
        )
    )
    return found


def deadline(episode: EnablementEpisode, limit: Limit, at: datetime) -> datetime:
    """When a limit that starts now is up, by the calendar of the team's area."""
    area = area_of(episode.team)
    return due(at, limit, policy_of(episode.policy_version).terms.calendar_for(area.name if area else ""))


def path_of(episode: EnablementEpisode) -> str:
    """Where the page about it is on this installation."""
    return f"/enablement/{episode.ref}/"


def in_full(day: date) -> str:
    """A day as a sentence has it: 8 January 2018."""
    return f"{day.day} {day:%B %Y}"


def _check_askable(person: Person, team: Unit) -> None:
    if team.source_team != "enablement":
        raise Invalid([Fault("team", "Choose an enablement team.")], rule="REF-4")
    current = EnablementEpisode.objects.filter(person=person)
    if current.exclude(state__in=[EpisodeState.REJECTED, EpisodeState.ENDED]).exists():
        raise Invalid([Fault("person", "The person is with enablement already.")], rule="REF-4")


def _tell_asker(episode: EnablementEpisode, told: Wording, at: datetime) -> None:
    asker = User.objects.filter(ref=episode.asked_by, is_active=True).first()
    queue_email(to=[asker.email if asker else episode.person.team.email], wording=told, about=[episode.ref], at=at)


def _checked(text: str, field: str, longest: int) -> str:
    words = text.strip()
    if not words:
        raise Invalid([Fault(field, "Give the reason.")])
    if len(words) > longest:
        raise Invalid([Fault(field, f"This must be {longest} characters or fewer. Shorten it.")])
    return words
