"""How a package stands on a day, from its book: what is in force, what comes next, where care is missing (ORD-3)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from carewright.packages.lifecycle import OrderKind
from carewright.packages.models import Line, Order, Package, Suspension
from carewright.packages.queries.book import FUND_PART
from carewright.packages.queries.versions import names_of
from carewright.packages.rules import Gap, LineFacts, gaps, held_by, on_day, turning_days, what_changed
from carewright.packages.rules.book import DAY, Rows
from carewright.policy.queries import policy_of
from carewright.worktime import london

MOST_COMING = 5
"""So many coming days are told; the chart has them all."""
_MEANT = {OrderKind.ENDED, OrderKind.CANCELLED}


@dataclass(frozen=True)
class PartRow:
    """A part of a package on a day: whose, and what is ordered. `visits`: planned times; none: as agreed."""

    facts: LineFacts
    held_by: str
    service: str
    visits: list[str]

    @property
    def is_fund(self) -> bool:
        """Whether it is money in the place of care."""
        return self.facts.part == FUND_PART


@dataclass(frozen=True)
class Coming:
    """What is ordered otherwise from a coming day on, in sentences."""

    on: date
    changes: list[str]


@dataclass(frozen=True)
class SuspensionRow:
    """A time without care, its reason in words."""

    suspension: Suspension
    reason: str


@dataclass(frozen=True)
class Outlook:
    """A package from a day on. `later`: on so many days after those in `coming` something turns, too."""

    now: list[PartRow]
    coming: list[Coming]
    later: int
    gaps: tuple[Gap, ...]
    suspended: SuspensionRow | None


def outlook(package: Package, book: Rows, day: date, *, priced: bool) -> Outlook:
    """How a package with this book stands on a day, and what comes. `priced`: whether money is told."""
    names = names_of(package)
    orders = list(package.orders.all())
    found = gaps(book, meant_to_end=_is_meant_to_end(book, orders), settled_on=_settled_on(orders))
    turning = turning_days(book, day)
    going = next((one for one in suspensions(package) if one.suspension.closed_at is None), None)
    return Outlook(
        now=parts_on(package, on_day(book, day)),
        coming=[Coming(on, _said(book, on, names, priced=priced)) for on in turning[:MOST_COMING]],
        later=len(turning[MOST_COMING:]),
        gaps=tuple(gap for gap in found if gap.to_on is None or gap.to_on >= day),
        suspended=going,
    )


def parts_on(package: Package, rows: Rows) -> list[PartRow]:
    """Rows of a package's book with what its lines say besides."""
    wanted = {row.line for row in rows}
    every = (line for order in package.orders.all() for line in order.lines.all())
    lines: dict[int, Line] = {line.pk: line for line in every if line.pk in wanted}
    names = names_of(package)
    return [
        PartRow(
            facts=row,
            held_by=held_by(row, names),
            service=lines[row.line].service if row.fund is None else "",
            visits=[str(visit) for visit in lines[row.line].visits] if row.fund is None else [],
        )
        for row in rows
    ]


def suspensions(package: Package) -> list[SuspensionRow]:
    """Every time without care of a package, the last first, with the reasons as the policy named them then."""
    found: QuerySet[Suspension] = package.suspensions.order_by("-from_on", "-pk")
    reasons: dict[str, dict[str, str]] = {}
    rows = []
    for one in found:
        if one.policy_version not in reasons:
            reasons[one.policy_version] = dict(policy_of(one.policy_version).terms.suspensions.reasons)
        rows.append(SuspensionRow(one, reasons[one.policy_version].get(one.reason, one.reason.capitalize())))
    return rows


def known_at_end_of(day: date, at: datetime) -> datetime:
    """The last moment of a day in London: what was known on a day is what was known then. Never after `at`."""
    return min(london(day + DAY, time(0)) - timedelta(microseconds=1), at)


def _said(book: Rows, on: date, names: dict[str, str], *, priced: bool) -> list[str]:
    """What turns on a day of the book, against the day before."""
    before, after = _endless(on_day(book, on - DAY)), _endless(on_day(book, on))
    return what_changed(before, after, on, names, priced=priced)


def _endless(rows: Rows) -> Rows:
    return tuple(replace(row, to_on=None) for row in rows)


def _is_meant_to_end(book: Rows, orders: list[Order]) -> bool:
    """Whether the version that speaks for the last day ended or cancelled all of it."""
    last = max((row.to_on for row in book if row.to_on), default=None)
    speaks = next((order for order in orders if order.known_at and (last is None or order.from_on <= last)), None)
    return speaks is not None and speaks.kind in _MEANT


def _settled_on(orders: list[Order]) -> date | None:
    """The day from which the council last ordered anew or placed a part."""
    anew = [order.from_on for order in orders if order.kind == OrderKind.REORDERED]
    return max(anew, default=None)
