"""What providers answer, each way once: yes, no, nothing, perhaps, later, in part (SRC-3 to 12)."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import simpy

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.chance import drawn
from carewright.demo.hours import after_working, working_days_later
from carewright.demo.referring import Case
from carewright.referrals.models import ReferralDocument
from carewright.sourcing.commands import (
    accept_offer,
    accept_part_of_offer,
    accept_with_later_start,
    allow_next_approach,
    ask_for_documents,
    ask_next_approach,
    decide_later_start,
    decline_offer,
    keep_considering,
    release_documents,
)
from carewright.sourcing.lifecycle import AwardState
from carewright.sourcing.models import Award, Offer

Answering = Generator[simpy.Event, Any, bool]
"""A provider's steps with an offer; true once it has taken it."""
Answer = Callable[["Approach"], Answering]

_REASONS = {
    "no_capacity": 46,
    "times_not_possible": 18,
    "area_not_covered": 10,
    "no_skilled_staff": 10,
    "needs_too_complex": 8,
    "gender_or_language": 4,
    "other": 4,
}


@dataclass
class Approach:
    """An offer that is out, in its case."""

    case: Case
    offer: Offer

    @property
    def provider(self) -> Actor:
        """The coordinator who answers."""
        return self.case.stage.cast.at(Role.PROVIDER_COORDINATOR, self.offer.provider.ref)

    @property
    def answers(self) -> dict[str, Any]:
        """Which offer, how the answer comes, and who gives it: one in four is telephoned, and noted by the broker."""
        if self.case.rng.random() < 0.25:
            return {"offer": self.offer.ref, "how": "telephone", "by": self.case.broker}
        return {"offer": self.offer.ref, "how": "portal", "by": self.provider}

    def within(self, least: float, most: float) -> simpy.Event:
        """A while, in minutes, but within the time to answer."""
        spell = timedelta(minutes=self.case.rng.uniform(least, most))
        stage = self.case.stage
        return stage.until(min(after_working(stage.now, spell, stage.calendar), self.offer.answer_by))


def accept(approach: Approach) -> Answering:
    """Takes it."""
    yield approach.within(6, 105)
    approach.case.stage.act(accept_offer, **approach.answers)
    return True


def decline(approach: Approach) -> Answering:
    """Declines, with a reason."""
    yield approach.within(4, 110)
    reason = drawn(_REASONS, approach.case.rng)
    approach.case.stage.act(decline_offer, reason=reason, note="", **approach.answers)
    return False


def say_nothing(approach: Approach) -> Answering:
    """Lets the time limit pass."""
    yield approach.case.stage.until(approach.offer.answer_by + timedelta(minutes=2))
    return False


def consider_then_accept(approach: Approach) -> Answering:
    """Says that it is still considering, and takes it before the time that it named."""
    case, stage = approach.case, approach.case.stage
    until = yield from _considering(approach)
    if case.story.number % 3 == 0:
        stage.act(ask_next_approach, offer=approach.offer.ref, by=case.broker)
        yield stage.until(stage.now + timedelta(minutes=10))
        stage.act(allow_next_approach, offer=approach.offer.ref, by=case.manager)
    yield stage.until(until - timedelta(minutes=5))
    approach.case.stage.act(accept_offer, **approach.answers)
    return True


def consider_too_long(approach: Approach) -> Answering:
    """Lets the time that it named pass; the brokerage manager lets the next be approached (SRC-4)."""
    case, stage = approach.case, approach.case.stage
    until = yield from _considering(approach)
    yield stage.until(until + timedelta(minutes=3))
    yield stage.wait(case.minutes(10, 60))
    stage.act(allow_next_approach, offer=approach.offer.ref, by=case.manager)
    return False


def consider_on(approach: Approach) -> Answering:
    """Says that it is still considering, until some time after the end."""
    stage = approach.case.stage
    yield approach.within(10, 40)
    until = stage.end + timedelta(minutes=approach.case.rng.randint(15, 75))
    stage.act(keep_considering, until=until, **approach.answers)
    yield stage.until(stage.end + timedelta(days=1))
    return False


def start_later(approach: Approach) -> Answering:
    """Can start some days later, which both managers accept (SRC-11)."""
    return (yield from _later(approach, accepted=True))


def start_too_late(approach: Approach) -> Answering:
    """Can start much later, which is refused."""
    return (yield from _later(approach, accepted=False))


def start_later_undecided(approach: Approach) -> Answering:
    """Can start later; the managers have still to decide."""
    _offer_later(approach, 3)
    yield approach.case.stage.until(approach.case.stage.end + timedelta(days=1))
    return False


def take_part(approach: Approach) -> Answering:
    """Takes about half of the hours."""
    yield approach.within(10, 90)
    hours = (approach.offer.part.weekly_hours / 2).quantize(Decimal("1"))
    approach.case.stage.act(accept_part_of_offer, weekly_hours=hours, **approach.answers)
    return True


def ask_for_papers(approach: Approach) -> Answering:
    """Asks for the documents, gets them, and takes it (SRC-5)."""
    case, stage = approach.case, approach.case.stage
    yield approach.within(5, 20)
    stage.act(ask_for_documents, offer=approach.offer.ref, by=approach.provider)
    papers = ReferralDocument.objects.filter(referral__ref=case.referral).exclude(code="charging_letter")
    yield approach.within(10, 40)
    stage.act(release_documents, offer=approach.offer.ref, documents=[p.ref for p in papers], by=case.broker)
    yield approach.within(10, 30)
    stage.act(accept_offer, **approach.answers)
    return True


def award_of(offer: str) -> Award | None:
    """The award that an offer led to, unless it has fallen through."""
    return Award.objects.filter(offer__ref=offer).exclude(state=AwardState.FALLEN_THROUGH).first()


def _considering(approach: Approach) -> Generator[simpy.Event, Any, Any]:
    stage = approach.case.stage
    yield approach.within(10, 70)
    until = after_working(stage.now, timedelta(minutes=approach.case.rng.choice((60, 90, 120))), stage.calendar)
    stage.act(keep_considering, until=until, **approach.answers)
    return until


def _later(approach: Approach, *, accepted: bool) -> Answering:
    case, stage = approach.case, approach.case.stage
    yield approach.within(10, 90)
    _offer_later(approach, 3 if accepted else 12)
    reason = "Family can manage until then." if accepted else "Not safe to wait that long."
    for by in (case.manager, case.team_manager):
        yield stage.wait(case.minutes(15, 60))
        stage.act(decide_later_start, offer=approach.offer.ref, accept=accepted, reason=reason, by=by)
        if not accepted:
            return False
    return True


def _offer_later(approach: Approach, days: int) -> None:
    stage = approach.case.stage
    start_on = working_days_later(approach.offer.requirement.start_on, days, stage.calendar)
    stage.act(accept_with_later_start, start_on=start_on, **approach.answers)
