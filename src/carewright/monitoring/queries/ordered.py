"""What the order book says of a provider's weeks: the one place that reads it, so that it can be read otherwise.

Lines of the last sent order of each package. A line without a contract that waits for one is on no sent order.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from carewright.access.models import Unit
from carewright.monitoring.rules import OrderedPart, WeekOrdered, days_in_force, in_week
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Line, Order, Package


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


def book_of(provider: str, packages: Collection[str] = ()) -> dict[str, BookedPackage]:
    """The provider's packages by reference, or those of them that are named, with its own parts alone (ROLE-5)."""
    lines = current_lines().filter(provider__ref=provider)
    if packages:
        lines = lines.filter(order__package__ref__in=packages)
    lines = lines.select_related("order__package__team", "order__package__person", "contract")
    return _booked(lines.defer("visits", "order__terms", "contract__terms"))


def current_lines() -> QuerySet[Line]:
    """The lines of the last sent order of each package."""
    newest = Order.objects.filter(package=OuterRef("order__package"), state=OrderState.SENT).order_by("-version")
    return Line.objects.filter(order=Subquery(newest.values("pk")[:1]))


def _booked(lines: Iterable[Line]) -> dict[str, BookedPackage]:
    parts: dict[str, list[tuple[OrderedPart, str]]] = defaultdict(list)
    packages: dict[str, Package] = {}
    for line in lines:
        package = line.order.package
        packages[package.ref] = package
        part = OrderedPart(line.weekly_hours, line.carers, line.rate, line.from_on, line.to_on)
        parts[package.ref].append((part, line.contract.ref if line.contract else ""))
    return {ref: BookedPackage(package, tuple(parts[ref])) for ref, package in packages.items()}
