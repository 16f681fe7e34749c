"""Enablement beside the referrals: asked for, begun or rejected, left or outstayed; bypasses reviewed (REF-4, 8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.chance import chance
from carewright.demo.hours import working_days_later
from carewright.demo.staff import HOME_TEAM
from carewright.demo.stage import Stage, Steps
from carewright.people.models import Person
from carewright.referrals.commands import (
    ask_enablement,
    end_enablement,
    give_enablement_start,
    plan_discharge,
    record_bypass_review,
    reject_enablement,
    start_grace_period,
)
from carewright.worktime import local

WORKING_DAY = 8 * 60
"""In minutes."""


@dataclass(frozen=True)
class _Episode:
    """Somebody's enablement as it goes."""

    number: int
    person: Person
    locality: str
    stage: Stage
    rng: Random

    @property
    def practitioner(self) -> Actor:
        return self.stage.cast.at(Role.PRACTITIONER, f"{self.locality} community team")

    @property
    def supervisor(self) -> Actor:
        return self.stage.cast.at(Role.ENABLEMENT_SUPERVISOR, self.locality)

    @property
    def team(self) -> str:
        return self.stage.cast.units[f"{self.locality} enablement team"]


def enablement(stage: Stage, number: int) -> None:
    """Let so many people go through enablement, one after another over the whole time, and bypasses be reviewed."""
    people = list(Person.objects.select_related("team__parent").order_by("case_number")[:number])
    spell = (stage.end - stage.start) / max(1, number)
    for n, person in enumerate(people):
        locality = person.team.parent.name if person.team.parent else HOME_TEAM
        one = _Episode(n, person, locality, stage, chance(stage.seed, f"enablement {n}"))
        stage.play(_enabled(one, n * spell))
    stage.play(_bypasses_reviewed(stage))


def _enabled(one: _Episode, after: timedelta) -> Steps:
    stage, rng = one.stage, one.rng
    yield stage.until(stage.start + after)
    yield stage.wait(rng.uniform(5, 200))
    episode = stage.act(ask_enablement, person=one.person.ref, team=one.team, by=one.practitioner).ref
    yield stage.wait(rng.uniform(60, 700))
    if one.number % 5 == 4:
        reason = "Every worker in the locality is booked until the week after next."
        stage.act(reject_enablement, episode=episode, reason=reason, by=one.supervisor)
        return
    starts_on = working_days_later(_today(stage), rng.randint(1, 3), stage.calendar)
    stage.act(give_enablement_start, episode=episode, starts_on=starts_on, by=one.supervisor)
    yield stage.wait(rng.uniform(10, 24) * WORKING_DAY)
    planned_on = working_days_later(_today(stage), rng.randint(3, 8), stage.calendar)
    note = "Manages washing and dressing alone; still needs help with meals."
    stage.act(
        plan_discharge, episode=episode, ready_on=_today(stage), planned_on=planned_on, note=note, by=one.supervisor
    )
    if one.number % 6 == 1:
        yield from _in_grace(one, episode)
    yield stage.wait(rng.uniform(3, 12) * WORKING_DAY)
    stage.act(end_enablement, episode=episode, ended_on=_today(stage), note="Went well.", by=one.supervisor)


def _in_grace(one: _Episode, episode: str) -> Steps:
    """Will pay for their own care, and has five working days without charge to find it (REF-8)."""
    yield one.stage.wait(WORKING_DAY)
    one.stage.act(
        start_grace_period,
        episode=episode,
        potential_reached=True,
        ongoing_need=True,
        liaison_agreed=True,
        will_self_fund=True,
        by=one.supervisor,
    )


def _bypasses_reviewed(stage: Stage) -> Steps:
    """Every four weeks the home team's bypasses are reviewed by both managers."""
    team, weeks = f"{HOME_TEAM} community team", timedelta(weeks=4)
    team_manager, manager = stage.cast.at(Role.TEAM_MANAGER, team), stage.cast.one(Role.BROKERAGE_MANAGER)
    while True:
        yield stage.until(stage.now + weeks)
        yield stage.wait(90)
        stage.act(
            record_bypass_review,
            team=stage.cast.units[team],
            since_on=_today(stage) - weeks,
            until_on=_today(stage),
            actions="Ask enablement again where it had no capacity; remind the team that a reason is needed.",
            brokerage_manager=manager.ref,
            team_manager=team_manager.ref,
            by=manager,
        )


def _today(stage: Stage) -> date:
    return local(stage.now).date()
