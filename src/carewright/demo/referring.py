"""How a team's referral comes about, and what brokerage makes of it (REF-1 to 9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from random import Random

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.asking import Asked, what_is_asked
from carewright.demo.chance import chance, drawn
from carewright.demo.county import ClusterPlan, TeamPlan, clusters, teams
from carewright.demo.names import Names
from carewright.demo.paper import a_document
from carewright.demo.residents import Resident, a_resident
from carewright.demo.stage import Stage, Steps
from carewright.demo.stories import UNFINISHED, Ending, Story
from carewright.people.commands import add_person, add_representative
from carewright.referrals.commands import (
    amend_referral,
    attach_document,
    authorise_spend,
    complete_referral,
    forward_referral,
    refuse_referral,
    report_readiness,
    return_referral,
    start_referral,
    submit_referral,
    withdraw_referral,
)
from carewright.referrals.models import Referral
from carewright.worktime import local

FIRST_NEW_CASE = 5001
"""Case numbers of people who are new to the council count from here."""
_TEAMS = {"community": 40, "hospital": 26, "short_term": 16, "enablement": 18}
_LEFT_OUT = ("charging_letter", "alternatives_explored", "record_declared", "authorisation", "enablement")
_HOME_CLUSTERS = ("Ravenstow Castle", "Ravenstow Riverside")


@dataclass
class Case:
    """One story as it goes: who acts in it, the referral, and chance of its own."""

    story: Story
    stage: Stage
    rng: Random
    team: TeamPlan
    cluster: ClusterPlan
    referral: str = ""

    @property
    def practitioner(self) -> Actor:
        """Who refers."""
        return self.stage.cast.at(Role.PRACTITIONER, self.team.name)

    @property
    def team_manager(self) -> Actor:
        """Who approves in the team."""
        return self.stage.cast.at(Role.TEAM_MANAGER, self.team.name)

    @property
    def broker(self) -> Actor:
        """Who finds the provider: one of the area's, or one in three times the county's."""
        cast = self.stage.cast
        third = self.story.number % 3 == 0
        return cast.one(Role.BROKER) if third else cast.at(Role.BROKER, self.team.area, self.story.number)

    @property
    def manager(self) -> Actor:
        """The area's brokerage manager."""
        return self.stage.cast.at(Role.BROKERAGE_MANAGER, self.team.area)

    @property
    def is_fast(self) -> bool:
        """Whether all of it has to happen this morning."""
        return local(self.story.begins_at).date() == local(self.stage.end).date()

    def minutes(self, least: float, most: float) -> float:
        """How long somebody takes over something, in minutes of office hours."""
        return self.rng.uniform(1, 4) if self.is_fast else self.rng.uniform(least, most)


Placing = Callable[[Case, str], Steps]


def a_case(stage: Stage, story: Story) -> Case:
    """The story's case. Every other unfinished one is where those work whom the demonstration signs in as."""
    rng = chance(stage.seed, f"story {story.number}")
    named = {cluster.name: cluster for cluster in clusters()}
    is_shown = story.ending in UNFINISHED and story.ending is not Ending.STILL_WAITING and story.turn % 2 == 0
    weights = {name: 3 if name in _HOME_CLUSTERS else 1 for name in (_HOME_CLUSTERS if is_shown else named)}
    found = named[drawn(weights, rng)]
    kind = "enablement" if story.ending is Ending.SELF_FUNDER else drawn(_TEAMS, rng)
    team = next(team for team in teams() if (team.locality, team.source_team) == (found.locality, kind))
    return Case(story, stage, rng, team, found)


def told(stage: Stage, story: Story, place: Placing) -> Steps:
    """The story from the first draft on; `place` is what brokerage does with a complete referral."""
    yield stage.until(story.begins_at)
    case = a_case(stage, story)
    person, resident = _person(case)
    asked = what_is_asked(
        story.ending,
        team=case.team,
        resident=resident,
        on=local(stage.now).date(),
        calendar=stage.calendar,
        rng=case.rng,
    )
    yield from drafted(case, person, asked)
    if story.ending is Ending.DRAFT:
        return
    yield from submitted(case, asked)
    if story.ending is Ending.JUST_SUBMITTED:
        return
    yield from _judged(case, asked, place)


def _person(case: Case) -> tuple[str, Resident]:
    stage, number = case.stage, FIRST_NEW_CASE + case.story.number
    today = local(stage.now).date()
    resident = a_resident(number, case.cluster, today, Names(case.rng), case.rng)
    person = stage.act(
        add_person,
        case_number=resident.case_number,
        given_name=resident.name.given,
        family_name=resident.name.family,
        born_on=resident.born_on,
        address=resident.address,
        postcode=resident.postcode,
        team=stage.cast.units[case.team.name],
        known_as=resident.known_as,
        pronoun=resident.name.pronoun,
        telephone=resident.telephone,
        communication_need=resident.communication_need,
        language=resident.language,
        risk_note=resident.risk_note,
        by=case.practitioner,
    )
    if resident.speaker is not None:
        stage.act(
            add_representative,
            person=person.ref,
            kind="representative",
            name=resident.speaker.name,
            relationship=resident.speaker.relationship,
            telephone=resident.speaker.telephone,
            is_first_contact=True,
            by=case.practitioner,
        )
    return person.ref, resident


def drafted(case: Case, person: str, asked: Asked) -> Steps:
    """The referral is begun, and its documents are attached."""
    stage = case.stage
    yield stage.wait(case.minutes(5, 30))
    visits = [
        (time.fromisoformat(first), time.fromisoformat(last), "every day", why) for first, last, why in asked.visits
    ]
    lacking = _lacking(case)
    details = asked.details | _without(lacking)
    referral = stage.act(
        start_referral,
        person=person,
        team=stage.cast.units[case.team.name],
        essential_visits=visits,
        **details,
        by=case.practitioner,
    )
    case.referral = referral.ref
    for code in asked.documents:
        if code != lacking:
            _attach(case, code, asked)


def submitted(case: Case, asked: Asked) -> Steps:
    """It is approved in the team, and sent to brokerage."""
    stage = case.stage
    yield stage.wait(case.minutes(10, 240))
    if _is_forwarded(asked) and _lacking(case) != "enablement":
        _forward(case)
    if _lacking(case) != "authorisation":
        _authorise(case)
    yield stage.wait(case.minutes(2, 40))
    stage.act(submit_referral, referral=case.referral, by=case.practitioner)


def _judged(case: Case, asked: Asked, place: Placing) -> Steps:
    stage, ending = case.stage, case.story.ending
    yield stage.wait(case.minutes(8, 100))
    if ending is Ending.SELF_FUNDER:
        reason = "Will pay for their own care, and no exception of the charging policy is named."
        stage.act(refuse_referral, referral=case.referral, reason=reason, by=case.broker)
        return
    if _lacking(case):
        stage.act(
            return_referral, referral=case.referral, note="Please send it again when it is all there.", by=case.broker
        )
        if ending is Ending.INCOMPLETE:
            return
        yield from _mended(case, asked)
    if ending is Ending.WITHDRAWN and case.rng.random() < 0.4:
        _withdraw(case)
        return
    stage.act(complete_referral, referral=case.referral, by=case.broker)
    if ending is Ending.NOT_READY:
        yield from _not_ready(case)
    if ending is Ending.WITHDRAWN:
        stage.play(_withdrawn_later(case))
    yield from place(case, case.referral)


def _mended(case: Case, asked: Asked) -> Steps:
    stage, lacking = case.stage, _lacking(case)
    yield stage.wait(case.minutes(60, 700))
    if lacking == "authorisation":
        _authorise(case)
    elif lacking in asked.documents:
        _attach(case, lacking, asked)
    else:
        changes = {name: asked.details[name] for name in _without(lacking)}
        stage.act(amend_referral, referral=case.referral, changes=changes, by=case.practitioner)
        if lacking == "enablement" and _is_forwarded(asked):
            _forward(case)
    stage.act(submit_referral, referral=case.referral, by=case.practitioner)
    yield stage.wait(case.minutes(8, 60))


def _not_ready(case: Case) -> Steps:
    stage = case.stage
    yield stage.wait(30)
    until = local(stage.now).date() + timedelta(days=5)
    reason = drawn({"discharge_put_back": 3, "unwell": 2, "equipment": 1}, case.rng)
    stage.act(report_readiness, referral=case.referral, ready=False, until=until, reason=reason, by=case.practitioner)
    yield stage.wait(4 * 8 * 60)
    stage.act(report_readiness, referral=case.referral, ready=True, until=None, reason="", by=case.practitioner)


def _withdrawn_later(case: Case) -> Steps:
    yield case.stage.wait(case.minutes(30, 100))
    _withdraw(case)


def _withdraw(case: Case) -> None:
    reason = case.rng.choice(
        ("Went to stay with family.", "Went back into hospital.", "Chose a direct payment.", "Died in hospital.")
    )
    case.stage.act(withdraw_referral, referral=case.referral, reason=reason, by=case.practitioner)


def _is_forwarded(asked: Asked) -> bool:
    """Whether the team manager has to forward it (REF-3, REF-4)."""
    return bool(asked.visits) or asked.details["enablement"] == "bypassed"


def _forward(case: Case) -> None:
    case.stage.act(forward_referral, referral=case.referral, note="Discussed in supervision.", by=case.team_manager)


def _authorise(case: Case) -> None:
    """By the team manager, or by whoever's limit reaches the cost (REF-7)."""
    cost = Referral.objects.values_list("weekly_cost", flat=True).get(ref=case.referral)
    limits = case.stage.terms.authority.weekly_limits
    able = cost <= limits[Role.TEAM_MANAGER]
    by = case.team_manager if able else case.stage.cast.one(Role.HEAD_OF_SERVICE)
    if not able and cost > limits[Role.HEAD_OF_SERVICE]:
        by = case.stage.cast.one(Role.ASSISTANT_DIRECTOR)
    case.stage.act(authorise_spend, referral=case.referral, by=by)


def _attach(case: Case, code: str, asked: Asked) -> None:
    words = code.replace("_", " ").capitalize()
    case.stage.act(
        attach_document,
        referral=case.referral,
        code=code,
        filename=f"{code.replace('_', '-')}.pdf",
        dated_on=asked.details["assessed_on"],
        content=a_document(words),
        by=case.practitioner,
    )


def _lacking(case: Case) -> str:
    """What the referral lacks when it is first submitted; empty: nothing. The same each time that it is asked."""
    if case.story.ending not in {Ending.RETURNED, Ending.INCOMPLETE}:
        return ""
    return _LEFT_OUT[case.story.number % len(_LEFT_OUT)]


def _without(lacking: str) -> dict[str, object]:
    """The details as they stand while this is lacking."""
    if lacking == "enablement":
        return {"enablement": "", "bypass_reason": ""}
    return {lacking: False} if lacking in {"alternatives_explored", "record_declared"} else {}
