"""The personal budget: what the package costs a week from day to day, and what the person pays of it (CHG-5, ORD-5).

A personal budget is never overwritten. Each tells everything *from a day on*; what it tells holds until a later one
speaks for the same day, as the versions of an order do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from carewright.kernel.money import Money, to_penny
from carewright.packages.rules.book import DAY, Rows, on_day
from carewright.packages.rules.contributions import Contribution
from carewright.packages.rules.lines import IN_FULL, NOTHING, LineFacts, order_cost


@dataclass(frozen=True)
class Step:
    """From a day on, in pounds a week: the personal budget (what the care costs, gross) and what the person pays."""

    from_on: date
    weekly_amount: Money
    contribution: Money

    @property
    def council_pays(self) -> Money:
        """What the council pays a week."""
        return self.weekly_amount - self.contribution


@dataclass(frozen=True)
class Budget:
    """A personal budget as it was known: from `from_on` on, its steps and nothing else. Later numbers come first."""

    number: int
    from_on: date
    steps: tuple[Step, ...]


def steps_of(rows: Rows, first: date, terms: Contribution | None) -> tuple[Step, ...]:
    """What is due from the day `first` on under the contribution as assessed: a step for each day that changes it.

    What is paid is what counts: nobody pays more than it, so that while care is suspended a person pays no more than
    the retainer, and nothing once nothing is paid (ORD-3). A fund says itself what the person pays (ORD-5).
    """
    starts = {row.from_on for row in rows if row.from_on > first}
    ends = {row.to_on + DAY for row in rows if row.to_on is not None and row.to_on >= first}
    found: list[Step] = []
    for day in sorted({first} | starts | ends):
        step = _step(on_day(rows, day), day, terms)
        if not found or replace(step, from_on=found[-1].from_on) != found[-1]:
            found.append(step)
    return tuple(found)


def steps_in_force(budgets: Iterable[Budget]) -> tuple[Step, ...]:
    """What the budgets together tell of every day: of each day, what the newest that speaks for it does."""
    horizon: date | None = None
    found: list[Step] = []
    for budget in sorted(budgets, key=lambda one: one.number, reverse=True):
        if horizon is None or budget.from_on < horizon:
            found += [step for step in budget.steps if horizon is None or step.from_on < horizon]
            horizon = budget.from_on
    return tuple(sorted(found, key=lambda step: step.from_on))


def step_on(steps: Sequence[Step], day: date) -> Step | None:
    """The step in force on a day; None before the first."""
    return max((step for step in steps if step.from_on <= day), key=lambda step: step.from_on, default=None)


def pays_otherwise_from(before: Sequence[Step], after: Sequence[Step], first: date) -> date | None:
    """The first day from `first` on, on which the person pays another amount than was told; None: there is none."""
    days = sorted({first} | {step.from_on for step in (*before, *after) if step.from_on > first})
    return next((day for day in days if _paid(before, day) != _paid(after, day)), None)


def from_step(steps: Sequence[Step], day: date) -> tuple[Step, ...]:
    """The steps from a day on, the one in force on it first, from that day."""
    now = step_on(steps, day)
    later = tuple(step for step in steps if step.from_on > day)
    return later if now is None else (replace(now, from_on=day), *later)


def gross_cost(rows: Iterable[LineFacts]) -> Money:
    """What rows in force cost a week in all: what the council pays for them, and what the person pays to a fund."""
    rows = tuple(rows)
    return order_cost(rows) + sum((_of_fund(row) for row in rows), NOTHING)


def _step(rows: Rows, day: date, terms: Contribution | None) -> Step:
    cost = gross_cost(rows)
    if terms is None or any(row.fund is not None for row in rows):
        return Step(day, cost, sum((_of_fund(row) for row in rows), NOTHING))
    return Step(day, cost, terms.towards(cost).weekly)


def _of_fund(row: LineFacts) -> Money:
    """What the person pays towards a fund: as much of it as is paid of the fund."""
    return to_penny(row.fund_contribution * row.paid_percent / IN_FULL)


def _paid(steps: Sequence[Step], day: date) -> Money | None:
    step = step_on(steps, day)
    return step.contribution if step else None
