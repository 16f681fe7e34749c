"""How a package and a provider have moved by small steps (CHG-8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carewright.kernel.hours import Hours


@dataclass(frozen=True)
class Step:
    """A change that took effect: hours a week before and after it."""

    before: Hours
    after: Hours


@dataclass(frozen=True)
class Drift:
    """Cumulative flex of a package since it was ordered, and a provider's steps over the policy's time.

    `package_hours`: hours a week, more or less than ordered. `net_hours`: of all the provider's steps together.
    """

    package_hours: Hours
    increases: int
    decreases: int
    net_hours: Hours


def drift_of(ordered: Hours, current: Hours, steps: Iterable[Step]) -> Drift:
    """The drift of a package of which so much was ordered, and of the provider that took these steps."""
    moved = [step.after - step.before for step in steps]
    return Drift(
        package_hours=current - ordered,
        increases=sum(hours > 0 for hours in moved),
        decreases=sum(hours < 0 for hours in moved),
        net_hours=sum(moved, Decimal("0.00")),
    )
