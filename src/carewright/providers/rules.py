"""The market as sourcing sees it, ratings and their order, when contracts' ends are looked ahead to. Pure."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from carewright.kernel.refused import Fault

RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
"""The regulator's overall ratings, best first. Anything else it writes (not yet inspected ...) is unrated."""
TIMES_OF_DAY = {"": "any time", "morning": "morning", "lunch": "lunch", "tea": "tea", "bed": "bed", "night": "night"}


class Kind(StrEnum):
    """What a provider is for one package: the order in which SRC-20 goes through them."""

    CLUSTER = "cluster"
    OTHER_CONTRACTED = "other_contracted"
    NON_CONTRACTED = "non_contracted"


@dataclass(frozen=True)
class SanctionFacts:
    """A sanction that bars a placement: its reference, last day (none: until lifted), and what it says in words."""

    ref: str
    to_on: date | None
    words: str


@dataclass(frozen=True)
class Placed:
    """What a provider was placed lately: hours a week of placements this month, and when the last one was."""

    hours_this_month: Decimal = Decimal(0)
    last_at: datetime | None = None


@dataclass(frozen=True)
class ProviderFacts:
    """A provider as a route judges it for one package (SRC-2, SRC-20).

    `contract` is the one in force on the start date for the service and area, with its `hourly_rate` then; `position`
    the place in the cluster's protocol order. `ended_contract` is the last one for them that is over by then (SRC-8).
    `capacity_hours` are free hours a week in the cluster (None: none declared). `rating` is empty when unrated.
    """

    ref: str
    name: str
    kind: Kind
    position: int | None = None
    is_registered: bool = True
    is_dormant: bool = False
    rating: str = ""
    contract: str | None = None
    contract_kind: str = ""
    hourly_rate: Decimal | None = None
    accepts_need: bool = True
    sanction: SanctionFacts | None = None
    ended_contract: str | None = None
    ended_on: date | None = None
    capacity_hours: Decimal | None = None
    capacity_is_stale: bool = False
    hours_placed_this_month: Decimal = Decimal(0)
    last_placed_at: datetime | None = None


@dataclass(frozen=True)
class ContractFacts:
    """A contract as the market judges it: areas and clusters by reference; both empty: the whole council."""

    ref: str
    kind: str
    services: tuple[str, ...]
    need_categories: tuple[str, ...]
    areas: frozenset[str]
    clusters: frozenset[str]
    from_on: date
    to_on: date | None

    def is_in_force(self, on: date) -> bool:
        """From its first to its last day, both included."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)

    def accepts(self, need_category: str) -> bool:
        """Whether it takes people with this category of need; a contract that names none takes all."""
        return not self.need_categories or need_category in self.need_categories

    def kind_for(self, service: str, area: str, cluster: str | None) -> Kind | None:
        """What it makes its provider for a package; none when it isn't for the service or the area.

        A cluster contract counts as one in its own clusters, and as another contract elsewhere in its areas. Contracts
        for one person (individual, exception) are for nobody else.
        """
        if service not in self.services or self.kind in {"individual", "exception"}:
            return None
        if self.kind == "cluster" and cluster is not None and cluster in self.clusters:
            return Kind.CLUSTER
        everywhere = not self.areas and not self.clusters
        if area in self.areas or everywhere or (cluster is not None and cluster in self.clusters):
            return Kind.OTHER_CONTRACTED
        return None


def best_contract(
    contracts: Iterable[ContractFacts], *, service: str, need_category: str, area: str, cluster: str | None, on: date
) -> tuple[ContractFacts, Kind] | None:
    """The contract to place a package under: cluster before other, accepting the need before not, oldest first."""
    fitting = [
        (contract, kind)
        for contract in contracts
        if contract.is_in_force(on) and (kind := contract.kind_for(service, area, cluster)) is not None
    ]
    return min(
        fitting,
        key=lambda one: (one[1] != Kind.CLUSTER, not one[0].accepts(need_category), one[0].from_on, one[0].ref),
        default=None,
    )


def last_ended(
    contracts: Iterable[ContractFacts], *, service: str, area: str, cluster: str | None, on: date
) -> ContractFacts | None:
    """The contract for the service and area that ended last before the day."""
    over = [
        c for c in contracts if c.to_on is not None and c.to_on < on and c.kind_for(service, area, cluster) is not None
    ]
    return max(over, key=lambda contract: (contract.to_on or date.max, contract.ref), default=None)


def day_in_words(day: date) -> str:
    """As written in a sentence: 8 January 2018."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def span_in_words(from_on: date, to_on: date | None, *, open_end: str = "") -> str:
    """From a day to a day, both included; `open_end` says what no last day means."""
    return f"from {day_in_words(from_on)}{f' to {day_in_words(to_on)}' if to_on else open_end}"


def standing_of_contract(from_on: date, to_on: date | None, on: date, *, soon_months: int) -> str:
    """How a contract stands on a day: coming, in_force, ending (within so many months) or ended."""
    if on < from_on:
        return "coming"
    if to_on is None:
        return "in_force"
    if to_on < on:
        return "ended"
    return "ending" if months_before(to_on, soon_months) <= on else "in_force"


def scope_in_words(area: str, service: str) -> str:
    """What a sanction bars: all new placements, or those of an area (its name), of a service, or of both."""
    of_what = f" of {service.replace('_', ' ')}" if service else ""
    where = f" in {area}" if area else ""
    return f"no new placements{of_what}{where}" if of_what or where else "no new placements at all"


def is_worse(new: str, old: str) -> bool:
    """Whether a rating is worse than the one before. From or to unrated is neither better nor worse (PRO-1)."""
    return new in RATINGS and old in RATINGS and RATINGS.index(new) > RATINGS.index(old)


def rating_of(text: str) -> str:
    """One of the RATINGS from what the regulator wrote, whatever its capitals; empty: unrated."""
    plain = " ".join(text.split()).lower()
    return next((rating for rating in RATINGS if rating.lower() == plain), "")


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_notice(to_on: date, *, after: date, notices: Iterable[int]) -> tuple[int, date] | None:
    """When a contract's end has to be planned for next: how many months ahead, and by which day. None: no more."""
    ahead = ((months, months_before(to_on, months)) for months in notices)
    return next((notice for notice in ahead if notice[1] > after), None)


@dataclass(frozen=True)
class PricedLine:
    """A line of an order under a contract: hours a week, carers, pounds per carer-hour, both days included."""

    weekly_hours: Decimal
    carers: int
    rate: Decimal
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True)
class SpendEffect:
    """What another price does to spend in the year from its first day, on the lines ordered now (PRO-5)."""

    lines: int
    weekly_hours: Decimal
    a_week: Decimal
    a_year: Decimal


def spend_effect(lines: Iterable[PricedLine], hourly: Decimal, from_on: date) -> SpendEffect:
    """The effect of paying `hourly` from a day on, for the 12 months from it (PRO-5).

    Each line counts for its days within them / 7 weeks, at its own price now. Pounds half up to the penny, carer-hours;
    `a_week` is of the lines in force on the first day.
    """
    last = _year_later(from_on) - timedelta(days=1)
    reached = [line for line in lines if _days_within(line, from_on, last)]
    a_day = {id(line): Fraction(line.weekly_hours) * line.carers * Fraction(hourly - line.rate) / 7 for line in reached}
    at_once = [line for line in reached if _days_within(line, from_on, from_on)]
    return SpendEffect(
        lines=len(reached),
        weekly_hours=sum((line.weekly_hours * line.carers for line in at_once), Decimal("0.00")),
        a_week=_pennies(sum((a_day[id(line)] * 7 for line in at_once), Fraction(0))),
        a_year=_pennies(sum((a_day[id(line)] * _days_within(line, from_on, last) for line in reached), Fraction(0))),
    )


def faults_of_price_request(
    hourly: Decimal, from_on: date, evidence: str, *, now: Decimal | None, first: date, last: date | None
) -> Iterator[Fault]:
    """What is wrong with a request for another price: the price, the day, nothing said for it (VAR-3)."""
    if hourly <= 0:
        yield Fault("hourly", "The price must be more than £0.00 an hour.")
    elif hourly == now:
        yield Fault("hourly", "That is the price already. Give the one that you ask for.")
    if from_on < first or (last is not None and from_on > last):
        yield Fault("from_on", "The day must be within the contract, and not before today.")
    if not evidence.strip():
        yield Fault("evidence", "Say why the price should change: commissioning decides by it.")


def _year_later(day: date) -> date:
    later = day.year + 1
    return date(later, day.month, min(day.day, calendar.monthrange(later, day.month)[1]))


def _days_within(line: PricedLine, first: date, last: date) -> int:
    return max((min(line.to_on or last, last) - max(line.from_on, first)).days + 1, 0)


def _pennies(amount: Fraction) -> Decimal:
    pence = int(abs(amount) * 100 + Fraction(1, 2))
    return (Decimal(-pence if amount < 0 else pence) / 100).quantize(Decimal("0.01"))
