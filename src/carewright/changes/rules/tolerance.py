"""Tolerance: which changes a provider may apply, and which are for the team manager (CHG-2).

Measured from the hours and cost originally ordered, so that flexes add up. All at one rate, gross of contribution:
weekly cost is rounded half up to the penny and levels go by it; the percentage is exact, at one rate that of the hours.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from carewright.kernel.hours import Hours
from carewright.kernel.money import Money, weekly_cost
from carewright.policy.terms import AboveTop, ChangeTerms, CrossingRule


class Decides(StrEnum):
    """Who may let the change take effect."""

    PROVIDER = "provider"
    TEAM_MANAGER = "team_manager"


@dataclass(frozen=True)
class ChangeFacts:
    """A change of size: hours a week as originally ordered, as they are now and as asked; pounds per hour.

    `carers` multiplies the cost. Ordered hours and rate are more than nothing, the others not less.
    """

    ordered_hours: Hours
    current_hours: Hours
    new_hours: Hours
    hourly_rate: Money
    carers: int = 1


@dataclass(frozen=True)
class Assessment:
    """What the tolerance says of a change, with every figure that it used (POL-2).

    Levels count from 1; the one after the last limit is “above the top”. `percent` is exact and signed, of the cost
    originally ordered. `rules` are the ids that fired, in order; none: the provider may apply the change.
    """

    rules: tuple[str, ...]
    ordered_cost: Money
    current_cost: Money
    new_cost: Money
    ordered_level: int
    current_level: int
    new_level: int
    percent: Fraction

    @property
    def decides(self) -> Decides:
        """The provider within tolerance, else the team manager."""
        return Decides.TEAM_MANAGER if self.rules else Decides.PROVIDER


def level_of(cost: Money, limits: Sequence[Money]) -> int:
    """The level of a weekly cost, from 1. Upper limits are inclusive: 75.00 is level 1, 75.01 level 2."""
    return bisect_left(limits, cost) + 1


def assess(change: ChangeFacts, terms: ChangeTerms) -> Assessment:
    """Judge a change against the tolerance (CHG-2a to 2e)."""
    ordered, current, new = (
        weekly_cost(hours, change.hourly_rate, change.carers)
        for hours in (change.ordered_hours, change.current_hours, change.new_hours)
    )
    limits = terms.level_limits
    figures = Assessment(
        rules=(),
        ordered_cost=ordered,
        current_cost=current,
        new_cost=new,
        ordered_level=level_of(ordered, limits),
        current_level=level_of(current, limits),
        new_level=level_of(new, limits),
        percent=percent_of_ordered(change),
    )
    fired = {
        "CHG-2a": abs(change.new_hours - change.ordered_hours) > terms.max_flex_hours,
        "CHG-2b": _crosses(figures, terms),
        "CHG-2c": _increases_above_top(change, figures, terms),
        "CHG-2d": _decreases_above_top(change, figures, terms),
        "CHG-2e": terms.block_entry_above_top and figures.current_level < _top(terms) <= figures.new_level,
    }
    return Assessment(**vars(figures) | {"rules": tuple(rule for rule, holds in fired.items() if holds)})


def percent_of_ordered(change: ChangeFacts) -> Fraction:
    """The change from originally ordered in percent, exact: at one rate, that of the hours."""
    return Fraction((change.new_hours - change.ordered_hours) * 100) / Fraction(change.ordered_hours)


def _top(terms: ChangeTerms) -> int:
    """The level called “above the top”."""
    return len(terms.level_limits) + 1


def _crosses(figures: Assessment, terms: ChangeTerms) -> bool:
    another_level = figures.new_level != figures.ordered_level
    by_much = abs(figures.percent) > Fraction(terms.crossing_percent)
    return (another_level and by_much) if terms.crossing_rule is CrossingRule.AND else (another_level or by_much)


def _increases_above_top(change: ChangeFacts, figures: Assessment, terms: ChangeTerms) -> bool:
    return _was_above_top(figures, terms) and change.new_hours > change.current_hours


def _decreases_above_top(change: ChangeFacts, figures: Assessment, terms: ChangeTerms) -> bool:
    was_above = figures.ordered_level == _top(terms) or figures.current_level == _top(terms)
    if terms.above_top is AboveTop.ANY_CHANGE:
        return was_above and change.new_hours < change.current_hours
    return was_above and change.ordered_hours - change.new_hours > terms.max_flex_hours


def _was_above_top(figures: Assessment, terms: ChangeTerms) -> bool:
    if terms.above_top is AboveTop.ANY_CHANGE:
        return _top(terms) in (figures.ordered_level, figures.current_level)
    return figures.current_level == _top(terms)


def percent_shown(percent: Fraction) -> Decimal:
    """The percentage rounded half away from nothing to two places, for showing; decisions use the exact one."""
    hundredths = abs(percent) * 100
    rounded = (hundredths.numerator * 2 + hundredths.denominator) // (hundredths.denominator * 2)
    return Decimal(rounded if percent >= 0 else -rounded).scaleb(-2)
