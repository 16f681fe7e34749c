"""Providers change the packages that they have: within tolerance, and beyond it (CHG-1 to 7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any, TypeVar

from carewright.access.roles import Role
from carewright.changes.commands import (
    ask_for_involvement,
    authorise_change,
    confirm_change,
    discuss_change,
    notice_change,
    send_to_full_review,
    withdraw_change,
)
from carewright.changes.lifecycle import ChangeState
from carewright.changes.models import Change
from carewright.demo.chance import chance
from carewright.demo.existing import Existing, Fits, Pool, days_on, moment_at, moment_before
from carewright.demo.stage import Stage, Steps
from carewright.packages.commands import record_financial_assessment
from carewright.worktime import local

T = TypeVar("T")


class Turn(StrEnum):
    """How a provider's change goes, or where it stands when the demonstration begins."""

    WITHIN = "confirmed, in effect"
    ADDS_UP = "a second one, authorised since the two add up"
    AUTHORISED = "authorised"
    DISCUSSED = "being discussed with the provider"
    REVIEWED = "sent to full review"
    STOPPED = "stopped by the person"
    WITHDRAWN = "withdrawn"
    TO_DECIDE = "waiting for the team manager"
    TO_CONFIRM = "waiting for the care coordinator"


MANY: Mapping[Turn, int] = {
    Turn.TO_DECIDE: 2,
    Turn.TO_CONFIRM: 2,
    Turn.ADDS_UP: 2,
    Turn.AUTHORISED: 1,
    Turn.DISCUSSED: 1,
    Turn.REVIEWED: 1,
    Turn.STOPPED: 1,
    Turn.WITHDRAWN: 1,
    Turn.WITHIN: 12,
}
"""How many changes go so; of those that add up, two changes each."""
MAX_PAYERS = 4
"""Of those whose change takes effect, so many pay up to an assessed maximum, so that a letter tells them anew."""
_SHOWN = {Turn.TO_DECIDE: 3, Turn.TO_CONFIRM: 1, Turn.DISCUSSED: 4}
"""What stands open at the end, where somebody signs in to see it: noticed so many working days before."""
_TALKS = {
    "more": (
        ("needs_increased", "More help is needed in the mornings since a fall.", "More time to wash would be welcome."),
        ("informal_care_less", "The daughter has gone back to work.", "Evenings on one's own are long."),
        ("visits_take_longer", "The visits run over every day.", "The carers are always in a hurry."),
    ),
    "fewer": (
        ("skills_regained", "Breakfast is made without help again.", "It is good to manage breakfast alone."),
        ("informal_care_more", "The son has moved in and cooks.", "With family in the house less help is needed."),
        ("person_asked", "The lunch visits were not wanted any more.", "Lunch is at the club now, with friends."),
    ),
}


@dataclass
class _Story:
    """One package whose provider changes it."""

    stage: Stage
    held: Existing
    turn: Turn
    rng: Random
    is_max_payer: bool = False

    def noticed(self, by_hours: Decimal) -> Change:
        """The provider gives notice of so many hours more, or fewer, a week from a few days on."""
        reason, described, said = self.rng.choice(_TALKS["more" if by_hours > 0 else "fewer"])
        now = self.stage.now
        hours = Change.objects.filter(package__ref=self.held.package, state=ChangeState.IN_EFFECT)
        before = hours.order_by("-pk").values_list("weekly_hours", flat=True).first() or self.held.hours
        return self.act(
            notice_change,
            package=self.held.package,
            weekly_hours=before + by_hours,
            effective_on=days_on(self.stage, self.rng.randint(3, 6)),
            reason=reason,
            described=described,
            spoke_with="The person, at home",
            spoke_on=local(now - timedelta(days=1)).date(),
            said=said,
            agreement="consent",
            by=self.held.coordinator,
        )

    def confirmed(self, change: Change) -> Change:
        """The care coordinator has confirmed it."""
        return self.act(confirm_change, change=change.ref, by=self.stage.cast.one(Role.CARE_COORDINATOR))

    def act(self, command: Callable[..., T], **told: Any) -> T:
        """Carry out a command now."""
        return self.stage.act(command, **told)


def changes(stage: Stage, pool: Pool) -> None:
    """Let the providers change what they have, each on a day of its own."""
    many = MANY[Turn.WITHIN]
    for turn, number in MANY.items():
        for n in range(number):
            held = pool.take(_fits(turn), is_shown=turn in _SHOWN)
            if held is None:
                continue
            rng = chance(stage.seed, f"change {turn} {n}")
            pays = turn is Turn.WITHIN and n < MAX_PAYERS
            share = (n + 1) / (many + 2) if turn is Turn.WITHIN else rng.uniform(0.05, 0.45)
            stage.play(_changed(_Story(stage, held, turn, rng, pays), share))


def _fits(turn: Turn) -> Fits:
    """Packages whose change goes so: what is fewer by three twice is beyond tolerance together, not alone."""
    least = {Turn.ADDS_UP: Decimal("17.5"), Turn.AUTHORISED: Decimal(14)}.get(turn, Decimal("3.5"))
    return lambda held: held.hours >= least


def _changed(story: _Story, share: float) -> Steps:
    stage, rng, turn = story.stage, story.rng, story.turn
    if turn in _SHOWN:
        yield stage.until(moment_before(stage, _SHOWN[turn], rng))
    else:
        yield stage.until(moment_at(stage, share, rng))
    if story.is_max_payer:
        _assessed(story)
    change = story.noticed(_hours(story))
    if turn is Turn.TO_CONFIRM:
        return
    yield stage.wait(rng.uniform(120, 500))
    if turn is Turn.STOPPED:
        why = "Does not want fewer visits before somebody from the council has been."
        story.act(ask_for_involvement, change=change.ref, asked_by="person", reason=why, by=story.held.coordinator)
        return
    if turn is Turn.WITHDRAWN:
        why = "The family found another way."
        story.act(withdraw_change, change=change.ref, reason=why, by=story.held.coordinator)
        return
    story.confirmed(change)
    if turn is Turn.ADDS_UP:
        yield stage.wait(rng.uniform(4000, 5500))
        change = story.noticed(Decimal(-3))
        yield stage.wait(rng.uniform(120, 500))
        story.confirmed(change)
    yield from _decided(story, change)


def _decided(story: _Story, change: Change) -> Steps:
    """What the team manager makes of it, some hours later."""
    stage, by = story.stage, story.held.team_manager
    if story.turn in {Turn.WITHIN, Turn.TO_DECIDE}:
        return
    yield stage.wait(story.rng.uniform(60, 600))
    if story.turn is Turn.DISCUSSED:
        note = "Could two of the three longer visits be shorter?"
        story.act(discuss_change, change=change.ref, note=note, by=by)
    elif story.turn is Turn.REVIEWED:
        note = "So many more hours are for a review with everybody."
        story.act(send_to_full_review, change=change.ref, note=note, by=by)
    else:
        story.act(authorise_change, change=change.ref, note="As talked over with the person.", by=by)


def _assessed(story: _Story) -> None:
    """What the person pays: up to a maximum above today's cost, so that whatever changes is told anew (CHG-5)."""
    cost = story.held.weekly_cost
    story.act(
        record_financial_assessment,
        order=story.held.order,
        contribution=cost,
        is_max_payer=True,
        maximum=cost + Decimal(60),
        by=story.held.practitioner,
    )


def _hours(story: _Story) -> Decimal:
    """Hours a week more or fewer: within tolerance, or beyond it, as the story has it (CHG-2)."""
    held, turn = story.held, story.turn
    if turn is Turn.ADDS_UP:
        return Decimal(-3)
    if turn is Turn.AUTHORISED:
        return Decimal(-6)
    if turn in {Turn.DISCUSSED, Turn.REVIEWED, Turn.TO_DECIDE}:
        return Decimal(6)
    little = Decimal(1) if held.hours >= 7 else Decimal("0.5")
    may_grow = held.weekly_cost <= 260 and story.rng.random() < 0.6
    return little if may_grow and turn is not Turn.STOPPED else -little
