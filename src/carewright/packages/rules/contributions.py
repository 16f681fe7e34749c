"""What the person pays towards a package, and when its personal budget is told anew (CHG-5, ACC-6)."""

from dataclasses import dataclass

from carewright.kernel.money import Money, in_words
from carewright.kernel.refused import Refused


@dataclass(frozen=True)
class Contribution:
    """What the person pays a week, as assessed. A max payer pays the full assessed `maximum`, or the whole cost when
    that is less; `maximum` None: no ceiling was assessed, so a max payer pays the whole cost."""

    weekly: Money
    is_max_payer: bool = False
    maximum: Money | None = None

    def towards(self, cost: Money) -> "Contribution":
        """What it becomes when the package costs otherwise: nobody pays more than it costs, and a max payer pays all
        of it up to the maximum."""
        ceiling = (cost if self.maximum is None else self.maximum) if self.is_max_payer else self.weekly
        return Contribution(min(ceiling, cost), self.is_max_payer, self.maximum)


def check_contribution(contribution: Money, cost: Money) -> None:
    """A person pays nothing less than nothing, and no more than the package costs."""
    if contribution < 0 or contribution > cost:
        raise Refused(
            "The contribution must be between nothing and the weekly cost of the package.",
            rule="ACC-6",
            field="contribution",
        )


def assessed(contribution: Money, cost: Money, maximum: Money | None, *, is_max_payer: bool) -> Contribution:
    """The contribution as recorded beside the weekly cost it was assessed at; refused when the figures don't agree.

    A max payer pays the assessed maximum, or the whole cost when that is less. Given no maximum, one who pays less
    than the whole cost pays the maximum, which is kept as such; one who pays all of it has no ceiling.
    """
    check_contribution(contribution, cost)
    check_maximum(contribution, maximum, is_max_payer=is_max_payer)
    if is_max_payer and maximum is None and contribution < cost:
        maximum = contribution
    found = Contribution(contribution, is_max_payer, maximum)
    if found.towards(cost).weekly != contribution:
        raise Refused(
            f"A max payer pays the assessed maximum, or the whole cost when that is less. Of this order that is "
            f"{in_words(found.towards(cost).weekly)} a week: correct the contribution or the maximum.",
            rule="CHG-5",
            field="contribution",
        )
    return found


def check_maximum(contribution: Money, maximum: Money | None, *, is_max_payer: bool) -> None:
    """A max payer's assessed maximum is no less than what they pay; others have none."""
    if maximum is None:
        return
    if not is_max_payer:
        raise Refused(
            "Only a max payer has an assessed maximum. Say that the person is one, or leave the maximum out.",
            rule="CHG-5",
            field="maximum",
        )
    if maximum < contribution:
        raise Refused(
            "The assessed maximum must be no less than the contribution.",
            rule="CHG-5",
            field="maximum",
        )
