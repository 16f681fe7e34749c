"""[changes]: what a provider may change by itself, and what becomes of it. The tolerance's six keys are fixed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from carewright.kernel.hours import in_words as plain
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Codes, Count, Days, Hours, Percentage, Pounds, Table, TimeLimit, YesNo, said
from carewright.policy.terms.codes import AboveTop, CrossingRule

_CROSSING = {
    CrossingRule.AND: "into another level and by more than the percentage",
    CrossingRule.OR: "into another level or by more than the percentage",
}
_ABOVE = {
    AboveTop.INCREASES_AND_LARGE_DECREASES: "increases and large decreases",
    AboveTop.ANY_CHANGE: "any change",
}


class ChangeTerms(Table):
    """Tolerance for provider-led changes (CHG-2), and how one is confirmed and decided (CHG-1, 3, 4, 6, 8).

    The first six keys are fixed; a file that has them alone takes the others from the pack below it.
    """

    max_flex_hours: Annotated[Hours, said("A provider may change a package by up to", "CHG-2a", unit="hours")]
    crossing_percent: Annotated[
        Percentage, said("Of the originally ordered cost, within tolerance up to", "CHG-2b", unit="percent")
    ]
    level_limits: Annotated[
        tuple[Pounds, ...],
        Field(min_length=1),
        said("Upper limits of the levels of weekly cost", "CHG-2", unit="pounds"),
    ]
    crossing_rule: Annotated[CrossingRule, said("For the team manager when it goes", "CHG-2b", words=_CROSSING)]
    above_top: Annotated[AboveTop, said("Above the top level, for the team manager", "CHG-2c", "CHG-2d", words=_ABOVE)]
    block_entry_above_top: Annotated[
        YesNo, said("Any change that ends above the top is for the team manager", "CHG-2e")
    ]

    confirm_within: Annotated[TimeLimit, said("The care coordinator confirms a change within", "CHG-3")]
    decide_within: Annotated[TimeLimit, said("A change that is for the team manager is decided within", "CHG-4")]
    backdating_days: Annotated[Days, said("Within tolerance, days back from which a change may take effect", "CHG-6")]
    drift_months: Annotated[Count, said("Months over which a provider's earlier changes are counted", "CHG-8")]
    reasons: Annotated[Codes, said("Reasons for a change", "CHG-1", unit="codes")]

    def contradictions(self) -> Iterator[Fault]:
        """Levels that do not go up."""
        for lower, upper in zip((Decimal(0), *self.level_limits), self.level_limits, strict=False):
            if upper <= lower:
                sentence = f"The limits must go up, from more than 0: {plain(upper)} comes after {plain(lower)}."
                yield Fault("level_limits", sentence)
