"""What was ordered in a week, what a variation changes of its payment, and what a report may say (MON-2, VAR-2).

Hours are carer-hours: two carers for one hour are 2. A week runs from Monday to Sunday, London's days.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from carewright.kernel.hours import HUNDREDTH, MOST_HOURS_IN_A_WEEK, Hours
from carewright.kernel.hours import in_words as plain
from carewright.kernel.money import PENNY, Money
from carewright.kernel.refused import Fault, Refused
from carewright.packages.rules.charges import monday_of

DAYS_IN_A_WEEK = 7


@dataclass(frozen=True)
class OrderedPart:
    """A line of the order book from a day to a day, both included; `to_on` None: without an end.

    `rate`: pounds per carer-hour. `retainer_percent`: it is suspended, nothing is to be delivered, and so much of its
    cost is paid all the same; None: it is in force.
    """

    weekly_hours: Hours
    carers: int
    rate: Money
    from_on: date
    to_on: date | None = None
    retainer_percent: Decimal | None = None


@dataclass(frozen=True)
class WeekOrdered:
    """What one provider had ordered of one package in a week: the parts in force or suspended on some day of it."""

    week_on: date
    parts: tuple[OrderedPart, ...]

    @cached_property
    def exact_hours(self) -> Fraction:
        """Carer-hours ordered to be delivered; a suspended part orders none."""
        return sum((self._hours(part) for part in self._delivered), Fraction(0))

    @cached_property
    def hours(self) -> Hours:
        """The same as shown and compared: to the hundredth of an hour, half up."""
        return rounded(self.exact_hours, HUNDREDTH)

    @cached_property
    def rate(self) -> Fraction:
        """Pounds per carer-hour: of the line in force; the mean by hours when the price changes within the week.

        With nothing ordered to be delivered, the rate of the last part.
        """
        hours = self.exact_hours
        if not hours:
            return Fraction(max(self.parts, key=lambda part: (part.from_on, part.rate)).rate)
        return sum((self._hours(part) * Fraction(part.rate) for part in self._delivered), Fraction(0)) / hours

    @property
    def most_hours(self) -> Hours:
        """More cannot be delivered: every hour of the week by every carer."""
        return MOST_HOURS_IN_A_WEEK * max(sum(part.carers for part in self.parts), 1)

    @property
    def _delivered(self) -> list[OrderedPart]:
        return [part for part in self.parts if part.retainer_percent is None]

    def _hours(self, part: OrderedPart) -> Fraction:
        return hours_ordered(part.weekly_hours, part.carers, part.from_on, part.to_on, self.week_on)


@dataclass(frozen=True)
class ReportedRow:
    """What a provider reports of a package's week: hours delivered, those that it takes to be ordered, and why.

    A row with a reason for a price asks for `asked_rate` pounds per carer-hour instead (VAR-3).
    """

    package: str
    week_on: date
    delivered_hours: Hours | None = None
    ordered_hours: Hours | None = None
    reason: str = ""
    note: str = ""
    asked_rate: Money | None = None


def last_day_of(week_on: date) -> date:
    """The Sunday of the week that begins on this Monday."""
    return week_on + timedelta(days=DAYS_IN_A_WEEK - 1)


def days_in_force(from_on: date, to_on: date | None, week_on: date) -> int:
    """On how many days of the week a line is in force, its first and last day included."""
    first, last = max(from_on, week_on), min(to_on or date.max, last_day_of(week_on))
    return max((last - first).days + 1, 0)


def hours_ordered(weekly_hours: Hours, carers: int, from_on: date, to_on: date | None, week_on: date) -> Fraction:
    """Carer-hours ordered in the week: weekly hours x carers x days in force / 7, exact (MON-2)."""
    return Fraction(weekly_hours) * carers * days_in_force(from_on, to_on, week_on) / DAYS_IN_A_WEEK


def in_week(parts: Iterable[OrderedPart], week_on: date) -> WeekOrdered | None:
    """What was ordered in the week; none when no part reaches into it."""
    reaching = tuple(part for part in parts if days_in_force(part.from_on, part.to_on, week_on))
    return WeekOrdered(week_on, reaching) if reaching else None


def payment_effect(week: WeekOrdered, delivered: Hours) -> Money:
    """What approving changes of the week's payment: (delivered - ordered) x rate, half up to the penny, signed (VAR-2).

    Both in carer-hours. Nothing when delivered is as ordered to the hundredth of an hour. A retainer is paid
    whatever is delivered, so that it is no part of it.
    """
    if delivered == week.hours:
        return Decimal("0.00")
    return rounded((Fraction(delivered) - week.exact_hours) * week.rate, PENNY)


def rounded(value: Fraction, step: Decimal) -> Decimal:
    """The value to a multiple of the step, half away from nought, from exact arithmetic."""
    steps = int(abs(value) / Fraction(step) + Fraction(1, 2))
    return ((-steps if value < 0 else steps) * step).quantize(step)


def faults_of(row: ReportedRow, week: WeekOrdered, reasons: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with a reported row about hours, by field; `reasons` are those for hours that differ."""
    if row.delivered_hours is None:
        yield Fault("delivered_hours", "Give the hours delivered; 0 when there were none.")
        return
    if not 0 <= row.delivered_hours <= week.most_hours:
        yield Fault("delivered_hours", f"The hours delivered must be between 0 and {plain(week.most_hours)}.")
    if row.ordered_hours is not None and not 0 <= row.ordered_hours <= week.most_hours:
        yield Fault("ordered_hours", f"The hours ordered must be between 0 and {plain(week.most_hours)}.")
    if row.delivered_hours != week.hours and not row.reason:
        yield Fault("reason", f"{differs(week.hours, row.delivered_hours)}: give the reason.")
    if row.reason and row.reason not in reasons:
        yield Fault("reason", f"The reason must be one of: {', '.join(reasons)}.")


def faults_of_week(week_on: date, today: date, *, is_closed: bool) -> Iterator[Fault]:
    """What is wrong with the week that a report is about. `is_closed`: the time in which it may be reported is up."""
    if week_on != monday_of(week_on):
        yield Fault("week_on", "A week begins on a Monday: give that date.")
    elif last_day_of(week_on) >= today:
        yield Fault("week_on", "This week is not over yet. Report it from Monday.")
    elif is_closed:
        yield Fault("week_on", "This week is too long ago to be reported or corrected. Ring finance.")


def faults_of_price(row: ReportedRow, week: WeekOrdered) -> Iterator[Fault]:
    """What is wrong with a row that asks for another price: a price uplift is never a variation (VAR-3)."""
    if row.asked_rate is None or row.asked_rate <= 0:
        yield Fault("asked_rate", "Give the price that you ask for, in pounds an hour for one carer.")
    if not row.note:
        yield Fault("note", "Say why the price does not cover the cost: it goes to commissioning as the evidence.")
    if row.delivered_hours is not None and row.delivered_hours != week.hours:
        yield Fault("reason", "A price is no reason for other hours. Report the hours with their own reason.")


def check_as_reported(kept: list[dict[str, str]], now: list[dict[str, str]]) -> None:
    """Refuse to decide on figures that have changed meanwhile (VAR-2)."""
    if kept != now:
        raise Refused(
            "What is ordered for this week has changed since it was reported. Refuse this report, with that as the "
            "reason, so that the provider reports the week again.",
            rule="VAR-2",
        )


def working_of(week: WeekOrdered) -> list[dict[str, str]]:
    """The figures that a decision is made from, as they are kept: for each part its days, hours, rate, retainer."""
    return [
        {
            "days": str(days_in_force(part.from_on, part.to_on, week.week_on)),
            "weekly_hours": f"{part.weekly_hours:.2f}",
            "carers": str(part.carers),
            "rate": f"{part.rate:.2f}",
            "retainer_percent": "" if part.retainer_percent is None else plain(part.retainer_percent),
        }
        for part in sorted(week.parts, key=lambda part: (part.from_on, part.rate, part.weekly_hours))
    ]


def differs(ordered: Hours, delivered: Hours) -> str:
    """`12 hours delivered, 2 less than ordered`."""
    if delivered == ordered:
        return f"{hours_said(delivered)} delivered, as ordered"
    more = "more" if delivered > ordered else "less"
    return f"{hours_said(delivered)} delivered, {plain(abs(delivered - ordered))} {more} than ordered"


def hours_said(hours: Hours) -> str:
    """`1 hour`, `12.5 hours`."""
    return f"{plain(hours)} hour{'' if hours == 1 else 's'}"


def why(state: str, *, ordered: Hours, delivered: Hours, answer: str = "", is_correction: bool = False) -> str:
    """How the week is paid, and why, in one sentence (VAR-2)."""
    meanwhile = "as answered before" if is_correction else "as ordered"
    match state:
        case "as_ordered":
            return "Delivered as ordered, so it is paid as ordered."
        case "waiting":
            return f"{differs(ordered, delivered)}: paid {meanwhile} until case management answers."
        case "approved":
            return f"Approved: paid for {differs(ordered, delivered)}."
        case "refused":
            return f"Refused, so it is paid {meanwhile}: {answer}"
        case "unanswered":
            return f"Not answered in time, so it is paid {meanwhile}."
        case _:
            return "A later report for the same week took its place."
