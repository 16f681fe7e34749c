"""A practitioner asks for a little more, and the provider that has the package takes it without a search (VAR-1)."""

from decimal import Decimal

from carewright.demo.asking import what_is_asked
from carewright.demo.chance import chance
from carewright.demo.county import clusters, teams
from carewright.demo.existing import Existing, Pool, moment_at
from carewright.demo.names import Names
from carewright.demo.referring import Case, drafted, submitted
from carewright.demo.residents import a_resident
from carewright.demo.stage import Stage, Steps
from carewright.demo.stories import Ending, Story
from carewright.packages.commands import order_from_same_provider
from carewright.referrals.commands import complete_referral
from carewright.worktime import local

MORE = Decimal(2)
"""So many hours a week more are asked for."""


def reorders(stage: Stage, pool: Pool) -> None:
    """Let one package be ordered anew by the council."""
    held = pool.take(lambda one: one.hours >= 10)
    if held is not None:
        stage.play(_reordered(stage, held))


def _reordered(stage: Stage, held: Existing) -> Steps:
    rng = chance(stage.seed, "reordered")
    moment = moment_at(stage, 0.5, rng)
    yield stage.until(moment)
    today = local(stage.now).date()
    team = next(plan for plan in teams() if plan.name == held.team)
    cluster = next(plan for plan in clusters() if plan.locality == team.locality)
    case = Case(Story(1, Ending.FIRST_TRY, moment), stage, rng, team, cluster)
    somebody = a_resident(1, cluster, today, Names(rng), rng)
    asked = what_is_asked(
        Ending.FIRST_TRY, team=team, resident=somebody, on=today, calendar=stage.calendar, rng=rng
    ).but(
        kind="change",
        package=held.package,
        weekly_hours=held.hours + MORE,
        carers=held.carers,
        risk_recorded=False,
        risk_note="",
        language_need="",
    )
    yield from drafted(case, held.person, asked)
    yield from submitted(case, asked)
    yield stage.wait(case.minutes(8, 100))
    stage.act(complete_referral, referral=case.referral, by=case.broker)
    yield stage.wait(case.minutes(30, 120))
    stage.act(
        order_from_same_provider,
        referral=case.referral,
        provider=held.provider,
        agreed_with=held.coordinator.name,
        agreed_on=local(stage.now).date(),
        why="Two hours more, which the carers who come already can do.",
        by=case.broker,
    )
