"""What the order book says of a provider's weeks, and of the parts under a contract: all that is read of it here."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from carewright.access.models import Unit
from carewright.monitoring.rules import OrderedPart, WeekOrdered, days_in_force, in_week
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Package
from carewright.packages.queries.book import versions_of, with_book
from carewright.packages.rules import LineFacts, timeline

T = TypeVar("T")
AT_ONCE = 1_000
"""So many packages are read at once."""


@dataclass(frozen=True)
class BookedPackage:
    """A package with the provider's parts of it, each with the contract that it is under (empty: none)."""

    package: Package
    parts: tuple[tuple[OrderedPart, str], ...]

    @property
    def team(self) -> Unit:
        """Whose package it is."""
        return self.package.team

    def week(self, week_on: date) -> WeekOrdered | None:
        """What was ordered in the week; none: nothing was."""
        return in_week((part for part, _ in self.parts), week_on)

    def contract(self, week_on: date) -> str:
        """The reference of the contract of the part in the week that begins last; empty when it is under none."""
        reaching = [(part, ref) for part, ref in self.parts if days_in_force(part.from_on, part.to_on, week_on)]
        return max(reaching, key=lambda one: one[0].from_on)[1] if reaching else ""


@dataclass(frozen=True)
class PricedPart:
    """A provider's part of a package under a contract, from a day to a day, both included, as the rules see it."""

    package: str
    provider: str
    row: LineFacts


def book_of(provider: str, packages: Collection[str] = ()) -> dict[str, BookedPackage]:
    """The provider's packages by reference, or those of them that are named: its own parts as sent to it (ROLE-5)."""
    booked = {}
    for some in _at_once(_held(provider, packages)):
        for package in with_book(Package.objects.filter(pk__in=some).select_related("team", "person")):
            rows = timeline(versions_of(package.orders.all(), sent=True))
            own = [row for row in rows if row.provider == provider and row.fund is None and row.rate is not None]
            lines = _lines(package)
            parts = tuple((_part(row), _contract(lines[row.line])) for row in own)
            booked[package.ref] = BookedPackage(package, parts)
    return booked


def _held(provider: str, packages: Collection[str]) -> list[int]:
    """The keys of the packages that have a line of the provider's. Asked first and by itself: as one question with the
    packages, a server that does not know yet how many there are compared each of ten thousand with each."""
    lines = Line.objects.filter(provider__ref=provider, order__state=OrderState.SENT)
    if not packages:
        return sorted(set(lines.values_list("order__package", flat=True)))
    found: set[int] = set()
    for some in _at_once(sorted(packages)):
        keys = list(Package.objects.filter(ref__in=some).values_list("pk", flat=True))
        found |= set(lines.filter(order__package__in=keys).values_list("order__package", flat=True))
    return sorted(found)


def _at_once(found: Sequence[T]) -> Iterator[Sequence[T]]:
    return (found[first : first + AT_ONCE] for first in range(0, len(found), AT_ONCE))


def parts_under(contract: str, service: str, from_on: date) -> Iterator[PricedPart]:
    """What is ordered under a contract for a service from a day on, sent or about to be."""
    held = Line.objects.filter(contract__ref=contract, service=service)
    for package in with_book(Package.objects.filter(pk__in=held.values("order__package"))).order_by("pk"):
        lines = _lines(package)
        for row in timeline(versions_of(package.orders.all())):
            if row.fund is not None or (row.to_on is not None and row.to_on < from_on):
                continue
            line = lines[row.line]
            if _contract(line) == contract and line.service == service:
                yield PricedPart(package.ref, row.provider, row)


def _lines(package: Package) -> dict[int, Line]:
    return {line.pk: line for order in package.orders.all() for line in order.lines.all()}


def _contract(line: Line) -> str:
    return line.contract.ref if line.contract else ""


def _part(row: LineFacts) -> OrderedPart:
    return OrderedPart(
        weekly_hours=row.weekly_hours,
        carers=row.carers,
        rate=row.rate or Decimal("0.00"),
        from_on=row.from_on,
        to_on=row.to_on,
        retainer_percent=Decimal(row.paid_percent) if row.is_suspended else None,
    )
