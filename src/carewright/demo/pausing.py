"""Care that pauses, ends, is cancelled, or is paid otherwise, by the council (ORD-3, ORD-5)."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random

from carewright.access.roles import Role
from carewright.demo.chance import chance
from carewright.demo.existing import Existing, Pool, days_on, moment_at, moment_before
from carewright.demo.hours import after_working
from carewright.demo.stage import Stage, Steps
from carewright.packages.commands import (
    cancel_order,
    end_package,
    replace_with_fund,
    resume_package,
    suspend_package,
)
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Order
from carewright.worktime import local


class Fate(StrEnum):
    """What becomes of a package that was in place."""

    RESUMED = "suspended and resumed"
    PAUSED = "suspended, to return"
    OVERDUE = "suspended, the return overdue"
    ENDED = "ended"
    FUNDED = "paid as a direct payment"


MANY: Mapping[Fate, int] = {Fate.OVERDUE: 1, Fate.PAUSED: 1, Fate.FUNDED: 1, Fate.RESUMED: 4, Fate.ENDED: 3}
"""How many packages go so."""
_WHY = ("hospital", "hospital", "respite", "family")
_ENDED = ("Moved into a care home.", "Moved to live with family in another county.", "Died at home.")


def pauses(stage: Stage, pool: Pool) -> None:
    """Let care pause and end, each on a day of its own; one order is cancelled before it begins."""
    for fate, number in MANY.items():
        for n in range(number):
            held = pool.take(is_shown=fate in {Fate.OVERDUE, Fate.PAUSED})
            if held is not None:
                stage.play(_fate(stage, held, fate, chance(stage.seed, f"{fate} {n}"), n))
    stage.play(_cancelled(stage, chance(stage.seed, "cancelled")))


def _fate(stage: Stage, held: Existing, fate: Fate, rng: Random, n: int) -> Steps:
    before = {Fate.OVERDUE: 8, Fate.PAUSED: 3}.get(fate)
    share = rng.uniform(0.1, 0.6)
    yield stage.until(moment_before(stage, before, rng) if before else moment_at(stage, share, rng))
    if fate is Fate.ENDED:
        last, why = days_on(stage, rng.randint(1, 6)), _ENDED[n % len(_ENDED)]
        stage.act(end_package, package=held.package, last_on=last, reason=why, by=held.practitioner)
    elif fate is Fate.FUNDED:
        stage.act(
            replace_with_fund,
            package=held.package,
            kind="direct_payment",
            from_on=days_on(stage, 14),
            personal_budget=held.weekly_cost,
            contribution=min(Decimal(24), held.weekly_cost),
            by=held.broker,
        )
    else:
        yield from _suspended(stage, held, fate, rng)


def _suspended(stage: Stage, held: Existing, fate: Fate, rng: Random) -> Steps:
    away = {Fate.OVERDUE: 7, Fate.PAUSED: 12}.get(fate, rng.randint(5, 9))
    stage.act(
        suspend_package,
        package=held.package,
        reason=rng.choice(_WHY),
        from_on=local(stage.now).date(),
        expected_return_on=days_on(stage, away),
        by=held.broker,
    )
    if fate is Fate.RESUMED:
        yield stage.until(after_working(stage.now + timedelta(days=away), timedelta(0), stage.calendar))
        stage.act(resume_package, package=held.package, care_from_on=days_on(stage, 0), by=held.coordinator)


def _cancelled(stage: Stage, rng: Random) -> Steps:
    """Once there is an order of which nothing has begun, its person finds that no care is wanted."""
    yield stage.until(moment_at(stage, 0.4, rng))
    for _ in range(10):
        today = local(stage.now).date()
        fresh = Order.objects.filter(state=OrderState.SENT, version=1, from_on__gt=today).exclude(
            package__requirement=None
        )
        order = fresh.filter(package__orders__version=1).order_by("pk").first()
        if order is not None and order.package.orders.count() == 1:
            why = "Family will look after everything after all."
            stage.act(cancel_order, package=order.package.ref, reason=why, by=stage.cast.one(Role.BROKER))
            return
        yield stage.wait(480)
