"""Reviews: slots, appointments, what reviews come to, their paperwork, an exception, an urgent one (REV-1 to 8)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import Q

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.chance import chance
from carewright.demo.county import teams
from carewright.demo.existing import HOME, Pool, days_on, moment_at, moment_before
from carewright.demo.hours import working_days_later
from carewright.demo.stage import Stage, Steps
from carewright.reviews import commands
from carewright.reviews.lifecycle import AskedBy, Outcome, ReviewState
from carewright.reviews.models import Review
from carewright.reviews.rules import PROMPTS, Answer, Choice
from carewright.reviews.sending import paperwork_pdf
from carewright.worktime import local, london

HELD = 12
"""So many reviews are held. Of these, counted from the first, paperwork is sent, comes back, and is recorded:"""
SENT, RECEIVED, RECORDED = 9, 5, 4
TEAMS = 3
SLOTS = 6
"""So many community teams' practitioners publish so many slots each."""
BOOKED, MOVED, CALLED_OFF, CONFIRMED = 10, 2, 1, 3
_OUTCOMES: tuple[dict[str, Any], ...] = (
    {"outcome": Outcome.SAME, "note": "Things go well; nothing is to change."},
    {"outcome": Outcome.REDUCED, "note": "Gets breakfast alone again: the morning visit can be shorter."},
    {
        "outcome": Outcome.INCREASED,
        "causes": ("health_change", "reduced_mobility"),
        "increase_planned": False,
        "note": "Two carers are needed for transfers since the stay in hospital.",
    },
    {"outcome": Outcome.SAME, "note": "Content with the carers; the next review by telephone."},
    {
        "outcome": Outcome.INCREASED,
        "causes": ("loss_of_main_carer",),
        "increase_planned": True,
        "note": "The daughter moves away in spring.",
    },
)
_ANSWERS = {
    prompt.code: Answer(
        Choice.OPEN if prompt.is_open else next(one for one in prompt.choices if one not in prompt.explain),
        "The carers come on time and know what matters." if prompt.is_open else "",
    )
    for prompt in PROMPTS
}


@dataclass
class _Reviewing:
    """Reviews as they fall due, each picked by one story alone."""

    stage: Stage
    pool: Pool
    picked: set[str] = field(default_factory=set)

    def next_due(self, team: str = "") -> Review | None:
        """The one to be held soonest of what nothing else happens to; a team's, if one is named."""
        today = local(self.stage.now).date()
        found = Review.objects.filter(Q(earliest_on=None) | Q(earliest_on__lte=today), state=ReviewState.DUE)
        if team:
            found = found.filter(team__name=team)
        busy = found.exclude(package__ref__in=self.pool.taken).exclude(ref__in=self.picked)
        review = busy.select_related("team", "package__person").order_by("hold_by", "pk").first()
        if review is not None:
            self.picked.add(review.ref)
        return review

    def practitioner(self, review: Review) -> Actor:
        """Whose work it is in the review's team."""
        return self.stage.cast.at(Role.PRACTITIONER, review.team.name)

    def act(self, command: Callable[..., Any], **told: Any) -> Any:
        """Carry out a command on the stage."""
        return self.stage.act(command, **told)


def reviews(stage: Stage, pool: Pool) -> None:
    """Let reviews be booked and held, each on a day of its own."""
    reviewing = _Reviewing(stage, pool)
    for n in range(HELD):
        share = 0.45 + 0.5 * n / HELD
        stage.play(_held(reviewing, n, share, chance(stage.seed, f"review {n}")))
    stage.play(_booked(reviewing, chance(stage.seed, "appointments")))
    stage.play(_excepted(reviewing, chance(stage.seed, "exception")))
    stage.play(_urgent(reviewing, chance(stage.seed, "urgent review")))


def _held(reviewing: _Reviewing, n: int, share: float, rng: Random) -> Steps:
    """One is held, every third in the team of those who sign in; of the first few the paperwork goes out."""
    stage = reviewing.stage
    yield stage.until(moment_at(stage, share, rng))
    review = reviewing.next_due(HOME if n % 3 == 0 else "") or reviewing.next_due()
    if review is None:
        return
    by, today = reviewing.practitioner(review), local(stage.now).date()
    reviewing.act(commands.record_contact, review=review.ref, who="The person", how="visit", contacted_on=today, by=by)
    reviewing.act(commands.answer_questions, review=review.ref, answers=_ANSWERS, by=by)
    told = _OUTCOMES[n % len(_OUTCOMES)]
    reviewing.act(commands.record_outcome, review=review.ref, held_on=today, **told, by=by)
    if n < SENT:
        yield from _papers(reviewing, review, n, by)


def _papers(reviewing: _Reviewing, review: Review, n: int, by: Actor) -> Steps:
    stage = reviewing.stage
    yield stage.wait(500)
    pdf = paperwork_pdf(review.ref, stage.now)
    reviewing.act(commands.send_paperwork, review=review.ref, pdf=pdf, by=by)
    if n < RECEIVED:
        yield stage.wait(2200)
        reviewing.act(commands.receive_paperwork, review=review.ref, received_on=days_on(stage, 0), by=by)
    if n < RECORDED:
        yield stage.wait(600)
        reviewing.act(commands.update_record, review=review.ref, by=by)


def _booked(reviewing: _Reviewing, rng: Random) -> Steps:
    """Slots of the days after the end are published; the administrator books some, and moves or cancels a few."""
    stage, administrator = reviewing.stage, reviewing.stage.cast.one(Role.REVIEW_ADMINISTRATOR)
    yield stage.until(moment_before(stage, 2, rng))
    places = [HOME, *(plan.name for plan in teams() if plan.source_team == "community" and plan.name != HOME)][:TEAMS]
    free = [(place, slot) for place in places for slot in _published(reviewing, place)]
    for n in range(BOOKED):
        yield stage.wait(rng.uniform(20, 60))
        place, slot = free.pop(0 if n % 2 else -1)
        review = reviewing.next_due(place)
        if review is None:
            continue
        reviewing.act(
            commands.book_appointment,
            review=review.ref,
            slot=slot,
            how="telephone" if n % 4 == 3 else "visit",
            spoke_to="Their daughter" if n % 2 else "The person",
            by=administrator,
        )
        yield stage.wait(rng.uniform(20, 60))
        other = next((one for one in free if one[0] == place), None)
        if n < MOVED and other is not None:
            free.remove(other)
            reviewing.act(commands.move_appointment, review=review.ref, slot=other[1], by=administrator)
        elif n < MOVED + CALLED_OFF:
            why = "Back in hospital for a few days; to be booked anew."
            reviewing.act(commands.cancel_appointment, review=review.ref, reason=why, by=administrator)
        elif n < MOVED + CALLED_OFF + CONFIRMED:
            reviewing.act(commands.confirm_appointment, review=review.ref, by=reviewing.practitioner(review))


def _published(reviewing: _Reviewing, place: str) -> list[str]:
    """The references of a practitioner's slots: mornings and afternoons of the working days after the end."""
    stage = reviewing.stage
    by = stage.cast.at(Role.PRACTITIONER, place)
    starts = [_slot(stage, 1 + n // 2, time(14) if n % 2 else time(10)) for n in range(SLOTS)]
    unit = stage.cast.units[place]
    return [one.ref for one in reviewing.act(commands.publish_slots, team=unit, starts=starts, minutes=60, by=by)]


def _slot(stage: Stage, days: int, at: time) -> datetime:
    day: date = working_days_later(local(stage.end).date(), days, stage.calendar)
    return london(day, at)


def _excepted(reviewing: _Reviewing, rng: Random) -> Steps:
    """At a review something stands against a change, which the team manager has still to decide (REV-8)."""
    stage = reviewing.stage
    yield stage.until(moment_before(stage, 2, rng))
    review = reviewing.next_due(HOME)
    if review is not None:
        note = "Has had the same two carers for nine years and does not eat with anybody else."
        by = reviewing.practitioner(review)
        reviewing.act(commands.record_exception, review=review.ref, kind="harmful_change", note=note, by=by)


def _urgent(reviewing: _Reviewing, rng: Random) -> Steps:
    """Somebody cannot wait for the year to come round (REV-6)."""
    stage = reviewing.stage
    yield stage.until(moment_before(stage, 1, rng) - timedelta(minutes=5))
    held = reviewing.pool.take(is_shown=True)
    if held is not None:
        reason = "Her husband, who does the nights, was taken into hospital yesterday."
        told = {"package": held.package, "asked_by": AskedBy.REPRESENTATIVE, "reason": reason, "urgent": True}
        reviewing.act(commands.ask_for_review, **told, by=held.practitioner)
