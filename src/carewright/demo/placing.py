"""How brokerage finds a provider: whom the route names, what they answer, and what when nobody is left (SRC)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.accepting import arranged, called
from carewright.demo.answering import (
    Answer,
    Answering,
    Approach,
    accept,
    ask_for_papers,
    award_of,
    consider_on,
    consider_then_accept,
    consider_too_long,
    decline,
    say_nothing,
    start_later,
    start_later_undecided,
    start_too_late,
    take_part,
)
from carewright.demo.hours import before_working
from carewright.demo.referring import Case
from carewright.demo.stage import Steps
from carewright.demo.stories import Ending
from carewright.kernel.refused import Refused
from carewright.providers.models import Provider
from carewright.sourcing.commands import (
    agree_reassessment,
    decide_when_exhausted,
    make_offer,
    permit_non_contracted,
    record_waiting_risk,
    split_requirement,
    withdraw_acceptance,
)
from carewright.sourcing.lifecycle import RequirementState
from carewright.sourcing.models import Award, Offer, Part, Requirement
from carewright.sourcing.queries.proposing import proposal_of, unplaced_parts
from carewright.sourcing.rules import Answer as Route
from carewright.sourcing.rules import Proposal, Standing
from carewright.worktime import Limit, Unit, due

_ANSWERS: dict[Ending, Sequence[Answer]] = {
    Ending.NO_RESPONSE: (say_nothing,),
    Ending.CONSIDERED: (consider_then_accept,),
    Ending.CONSIDERED_TOO_LONG: (consider_too_long,),
    Ending.LATER_START: (start_later,),
    Ending.LATER_START_REFUSED: (start_too_late,),
    Ending.PART_TAKEN: (take_part,),
    Ending.DOCUMENTS: (ask_for_papers,),
    Ending.OFFER_OPEN: (say_nothing,),
    Ending.CONSIDERING_NOW: (consider_on,),
    Ending.LATER_START_OPEN: (start_later_undecided,),
}
"""What the first provider asked answers, where the ending says so; any after it accept."""
_LIVE = {Ending.OFFER_OPEN, Ending.CONSIDERING_NOW, Ending.LATER_START_OPEN, Ending.TO_CALL}
_MINUTES_LEFT = (47, 9, 22, 4, 95, 15, 70, 34)
_SLOW = {Ending.WAITED_LONG, Ending.STILL_WAITING}
"""A stretched market: a day or so goes by between one approach and the next."""
_NOBODY = {Ending.WAITED_LONG, Ending.STILL_WAITING, Ending.NON_CONTRACTED}


def placed(case: Case, referral: str) -> Steps:
    """Whatever brokerage does from the complete referral on."""
    stage = case.stage
    requirement = Requirement.objects.select_related("area", "team", "cluster", "person").get(referral__ref=referral)
    if case.story.ending in _LIVE:
        yield stage.until(_live_moment(case))
    else:
        yield stage.wait(case.minutes(3, 45))
    if case.story.ending is Ending.SPLIT:
        half = (requirement.weekly_hours / 2).quantize(Decimal("1"))
        hours = [half, requirement.weekly_hours - half]
        words = ["Mornings", "Evenings"]
        stage.act(split_requirement, requirement=requirement.ref, hours=hours, descriptions=words, by=case.broker)
    if case.story.ending in _SLOW:
        stage.play(_noted(case, requirement))
    yield from _approached(case, requirement)


def _approached(case: Case, requirement: Requirement) -> Steps:
    """Approach whom the route names until every part is taken or the referral is withdrawn."""
    stage, asked, turns = case.stage, 0, _Turns(case, requirement)
    while part := _next_part(requirement):
        offer = turns.offer_next(part)
        if offer is None and turns.proposal.answer == Route.WAIT:
            yield stage.wait(20)
            continue
        if offer is None:
            if not (yield from _nobody_left(case, requirement, turns.proposal)):
                return
            continue
        taken = yield from _answer(case, asked)(Approach(case, offer))
        asked += 1
        award = award_of(offer.ref) if taken else None
        if award is not None and (yield from _fell_through(case, award, asked)):
            continue
        if award is not None and case.story.ending is not Ending.TO_CALL:
            stage.play(arranged(case, award))
        yield stage.wait(case.rng.uniform(90, 700) if case.story.ending in _SLOW else case.minutes(2, 50))


@dataclass
class _Turns:
    """Whose turn it is: the broker goes down the list last looked at, and looks anew when refused or at its end."""

    case: Case
    requirement: Requirement
    ahead: list[str] = field(default_factory=list)
    part: int = 0

    def offer_next(self, part: Part) -> Offer | None:
        """Offer the part to the next in turn; None: there is nobody to approach now, as `proposal` says."""
        if self.part == part.pk and self.ahead:
            try:
                return self._offered(part)
            except Refused:
                self.ahead = []
        self.part = part.pk
        self.proposal = proposal_of(self.requirement, part, self.case.stage.now)
        in_turn = (Standing.NEXT, Standing.IN_TURN)
        self.ahead = [line.provider for line in self.proposal.working if line.standing in in_turn]
        return self._offered(part) if self.proposal.answer == Route.APPROACH else None

    def _offered(self, part: Part) -> Offer:
        return self.case.stage.act(
            make_offer,
            requirement=self.requirement.ref,
            provider=self.ahead.pop(0),
            part=part.ref,
            by=self.case.broker,
        )


def _answer(case: Case, asked: int) -> Answer:
    """What a provider answers, so many having been asked before it."""
    ending = case.story.ending
    if ending in _NOBODY and not _has_turned(case):
        return say_nothing if case.rng.random() < 0.18 else decline
    if ending is Ending.WITHDRAWN:
        return say_nothing
    first = _ANSWERS.get(ending, ())
    declines = 1 + case.story.number % 3 if ending is Ending.AFTER_DECLINES else 0
    if asked < declines or (ending is Ending.SPLIT and asked == 1):
        return decline
    return first[asked] if asked < len(first) else accept


def _has_turned(case: Case) -> bool:
    """Whether the market has come round: after its manager has decided something about it."""
    return (
        Requirement.objects.filter(
            referral__ref=case.referral, decisions__answer__in=["permitted", "teleconference"]
        ).exists()
        and case.story.ending is not Ending.STILL_WAITING
    )


def _nobody_left(case: Case, requirement: Requirement, proposal: Proposal) -> Answering:
    """The brokerage manager decides; true when there is somebody to approach again."""
    stage, ending = case.stage, case.story.ending
    if ending is Ending.STILL_WAITING and case.story.number % 4 == 0:
        return False
    yield stage.wait(case.minutes(20, 110))
    if ending in _SLOW:
        _begin_anew(case, requirement)
        yield stage.wait(case.rng.uniform(300, 900))
        return True
    candidate = next((line for line in proposal.working if line.standing == Standing.NEEDS_PERMISSION), None)
    if candidate is None:
        return False
    stage.act(
        permit_non_contracted,
        requirement=requirement.ref,
        provider=candidate.provider,
        reason="Nobody under contract has the hours; well rated, and works in the next street.",
        by=_who_permits(case, candidate.provider),
    )
    return True


def _begin_anew(case: Case, requirement: Requirement) -> None:
    """The brokerage manager has everybody asked again: after a teleconference, or with cover meanwhile (SRC-23)."""
    decision = "teleconference" if case.story.ending is Ending.WAITED_LONG else "interim_cover"
    note = {
        "teleconference": "Rang round: two providers have a carer back next week. Ask everybody again.",
        "interim_cover": "Family and the short-term team cover until Friday week. Ask everybody again.",
    }[decision]
    case.stage.act(decide_when_exhausted, requirement=requirement.ref, decision=decision, note=note, by=case.manager)


def _noted(case: Case, requirement: Requirement) -> Steps:
    """What is agreed after five working days, and the risk recorded after ten; one in five is not done in time."""
    stage = case.stage
    if case.story.number % 5 == 0:
        return
    yield stage.until(_waited(case, requirement, 5) - timedelta(minutes=case.rng.randint(30, 300)))
    if not _is_waiting(requirement):
        return
    note = "Seen at home: the care asked for is still right; family cover most evenings."
    supervisor = case.team.source_team == "enablement"
    by = stage.cast.at(Role.ENABLEMENT_SUPERVISOR, case.team.locality) if supervisor else case.team_manager
    stage.act(agree_reassessment, requirement=requirement.ref, who="The referring practitioner", note=note, by=by)
    yield stage.until(_waited(case, requirement, 10))
    yield stage.wait(case.minutes(20, 100))
    if _is_waiting(requirement):
        level = case.rng.choice(("low", "medium", "medium", "high"))
        note = "Daily call by the team; meals delivered; family away at weekends, so a sitter is booked."
        stage.act(record_waiting_risk, requirement=requirement.ref, level=level, note=note, by=case.team_manager)


def _fell_through(case: Case, award: Award, asked: int) -> Answering:
    """Whether the first acceptance comes to nothing, after the person has been told (SRC-6)."""
    if case.story.ending is not Ending.FELL_THROUGH or asked > 1:
        return False
    yield from called(case, award)
    yield case.stage.wait(case.minutes(60, 300))
    coordinator = case.stage.cast.at(Role.PROVIDER_COORDINATOR, award.provider.ref)
    reason = "The carer who was to take this on has left us."
    case.stage.act(withdraw_acceptance, award=award.ref, reason=reason, by=coordinator)
    return True


def _live_moment(case: Case) -> datetime:
    """When to make the offer so that minutes are left of it at the end; one that is answered, some time before."""
    stage = case.stage
    left = _MINUTES_LEFT[case.story.turn % len(_MINUTES_LEFT)]
    answer_within = timedelta(minutes=120 - left if case.story.ending is Ending.OFFER_OPEN else 110)
    return before_working(stage.end, answer_within, stage.calendar)


def _waited(case: Case, requirement: Requirement, days: int) -> datetime:
    calendar = case.stage.terms.calendar_for(case.team.area)
    return due(requirement.waiting_since, Limit(days, Unit.WORKING_DAYS), calendar)


def _next_part(requirement: Requirement) -> Part | None:
    return next(iter(unplaced_parts(requirement)), None) if _is_waiting(requirement) else None


def _is_waiting(requirement: Requirement) -> bool:
    requirement.refresh_from_db()
    return requirement.state == RequirementState.WAITING


def _who_permits(case: Case, provider: str) -> Actor:
    """The assistant director for a provider without a rating, else the brokerage manager (SRC-8)."""
    is_rated = Provider.objects.exclude(rating="").filter(ref=provider).exists()
    return case.manager if is_rated else case.stage.cast.one(Role.ASSISTANT_DIRECTOR)
