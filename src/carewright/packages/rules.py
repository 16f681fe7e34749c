"""What an order holds and costs, worked out and never typed in (ORD-1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from carewright.kernel.hours import Hours
from carewright.kernel.money import Money, weekly_cost
from carewright.kernel.refused import Refused


@dataclass(frozen=True)
class LineFacts:
    """One provider's part of an order. `to_on` is inclusive; `rate`: pounds per carer-hour, None without a contract."""

    provider: str
    weekly_hours: Hours
    carers: int
    rate: Money | None
    from_on: date
    to_on: date | None = None

    @property
    def weekly_cost(self) -> Money:
        """Hours x carers x rate, rounded half up to the penny; nothing while there is no rate."""
        return weekly_cost(self.weekly_hours, self.rate, self.carers) if self.rate is not None else Decimal("0.00")

    def is_in_force(self, day: date) -> bool:
        """Whether care is ordered on that day, first and last day included."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def order_cost(lines: list[LineFacts]) -> Money:
    """The weekly cost of an order: the sum of its lines' (ORD-1)."""
    return sum((line.weekly_cost for line in lines), Decimal("0.00"))


def ordered_hours(lines: list[LineFacts]) -> Hours:
    """The weekly hours of an order, that tolerance is measured from."""
    return sum((line.weekly_hours for line in lines), Decimal("0.00"))


def with_rate(line: LineFacts, rate: Money) -> LineFacts:
    """The line once its individual contract gives a rate."""
    return replace(line, rate=rate)


def check_hours_ordered(lines: list[LineFacts], required: Hours) -> None:
    """Hours ordered never exceed hours required (SRC-12)."""
    if ordered_hours(lines) > required:
        raise Refused(
            "The providers' hours together are more than the hours required. Look at the split again.", rule="SRC-12"
        )


def check_contribution(contribution: Money, cost: Money) -> None:
    """A person pays nothing less than nothing, and no more than the package costs."""
    if contribution < 0 or contribution > cost:
        raise Refused(
            "The contribution must be between nothing and the weekly cost of the package.",
            rule="ACC-6",
            field="contribution",
        )


def service_in_words(services: Mapping[str, str], code: str) -> str:
    """The service as the policy names it; its code made readable where the policy no longer has it."""
    return services.get(code) or code.replace("_", " ").capitalize()


def standing(lines: list[LineFacts], day: date, *, is_sent: bool) -> str:
    """How a package stands on a day, in words: not ordered yet, starts, in place, or ended."""
    if not lines:
        return "Not ordered yet"
    if not is_sent:
        return "Order being made"
    if any(line.is_in_force(day) for line in lines):
        return "In place"
    starts = [line.from_on for line in lines if line.from_on > day]
    if starts:
        return f"Starts {_day(min(starts))}"
    return f"Ended {_day(max(line.to_on for line in lines if line.to_on))}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
