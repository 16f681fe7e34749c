"""What an order holds and costs, worked out and never typed in (ORD-1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from carewright.kernel.hours import Hours
from carewright.kernel.money import Money, to_penny, weekly_cost
from carewright.kernel.refused import Refused

NOTHING = Decimal("0.00")
IN_FULL = 100


@dataclass(frozen=True)
class LineFacts:
    """One provider's part of an order. `to_on` is inclusive; `rate`: pounds per carer-hour, None without a contract.

    `part` numbers the parts of a package: it stays the same from version to version. `ordered_hours` are those
    originally ordered of this part, which tolerance is measured from (CHG-2); None: its weekly hours. While it
    `is_suspended` no care is due, and `paid_percent` of the cost is paid (ORD-3). `fund`: pounds a week of a direct
    payment or service fund, in the place of hours (ORD-5), net of what the person pays, `fund_contribution`. `line` is
    the row it comes from.
    """

    provider: str
    weekly_hours: Hours
    carers: int
    rate: Money | None
    from_on: date
    to_on: date | None = None
    part: int = 1
    ordered_hours: Hours | None = None
    is_suspended: bool = False
    paid_percent: int = IN_FULL
    fund: Money | None = None
    fund_contribution: Money = NOTHING
    line: int = field(default=0, compare=False)

    @property
    def full_cost(self) -> Money:
        """What a week costs in full: the fund, or hours x carers x rate (ORD-1); nothing while there is no rate."""
        if self.fund is not None:
            return self.fund
        return weekly_cost(self.weekly_hours, self.rate, self.carers) if self.rate is not None else NOTHING

    @property
    def weekly_cost(self) -> Money:
        """What is paid for a week, rounded half up to the penny: in full, or the retainer while suspended."""
        return to_penny(self.full_cost * self.paid_percent / IN_FULL) if self.is_suspended else self.full_cost

    @property
    def hours_due(self) -> Hours:
        """Hours of care to be given a week: none while suspended."""
        return NOTHING if self.is_suspended else self.weekly_hours

    @property
    def baseline(self) -> Hours:
        """The hours a week that tolerance is measured from."""
        return self.weekly_hours if self.ordered_hours is None else self.ordered_hours

    def is_in_force(self, day: date) -> bool:
        """Whether care is ordered on that day, first and last day included."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def order_cost(lines: Iterable[LineFacts]) -> Money:
    """The weekly cost of an order: the sum of its lines' (ORD-1)."""
    return sum((line.weekly_cost for line in lines), NOTHING)


def weekly_hours(lines: Iterable[LineFacts]) -> Hours:
    """The hours a week of lines together, suspended or not."""
    return sum((line.weekly_hours for line in lines), NOTHING)


def hours_due(lines: Iterable[LineFacts]) -> Hours:
    """The hours of care to be given a week: none of what is suspended."""
    return sum((line.hours_due for line in lines), NOTHING)


def ordered_hours(lines: Iterable[LineFacts]) -> Hours:
    """The weekly hours originally ordered, that tolerance is measured from (CHG-2)."""
    return sum((line.baseline for line in lines), NOTHING)


def with_rate(line: LineFacts, rate: Money) -> LineFacts:
    """The line once its individual contract gives a rate."""
    return replace(line, rate=rate)


def check_hours_ordered(lines: list[LineFacts], required: Hours) -> None:
    """Hours ordered never exceed hours required (SRC-12)."""
    if weekly_hours(lines) > required:
        raise Refused(
            "The providers' hours together are more than the hours required. Look at the split again.", rule="SRC-12"
        )


def service_in_words(services: Mapping[str, str], code: str) -> str:
    """The service as the policy names it; its code made readable where the policy no longer has it."""
    return services.get(code) or code.replace("_", " ").capitalize()


def standing(lines: Sequence[LineFacts], day: date, *, is_sent: bool) -> str:
    """How a package stands on a day, in words: not ordered yet, starts, in place, suspended, or ended."""
    if not lines:
        return "Not ordered yet"
    if not is_sent:
        return "Order being made"
    in_force = [line for line in lines if line.is_in_force(day)]
    if in_force:
        return "Suspended" if all(line.is_suspended for line in in_force) else "In place"
    starts = [line.from_on for line in lines if line.from_on > day]
    if starts:
        return f"Starts {_day(min(starts))}"
    return f"Ended {_day(max(line.to_on for line in lines if line.to_on))}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
