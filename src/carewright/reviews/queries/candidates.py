"""Whom a programme would review: packages in force on a day, each with its cohort (REV-7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from carewright.access.models import Unit
from carewright.kernel.money import Money
from carewright.packages.models import Line, Package
from carewright.packages.queries import book_of
from carewright.packages.queries.book import with_book
from carewright.packages.rules import on_day, order_cost
from carewright.policy.terms import ReviewProgrammeTerms
from carewright.providers.models import Contract

ON_FRAMEWORK = (Contract.Kind.FRAMEWORK, Contract.Kind.CLUSTER, Contract.Kind.OTHER_CONTRACTED)
"""Kinds of contract by which a provider is one of the council's own; any other is off the framework."""
AT_ONCE = 500


@dataclass(frozen=True)
class Candidate:
    """A package that belongs to a cohort."""

    package: Package
    cohort: str


def candidates(unit: Unit, terms: ReviewProgrammeTerms, day: date) -> list[Candidate]:
    """The unit's packages with care or money in force on the day that a cohort takes, the longest in place first."""
    frameworks = _Frameworks(day)
    packages = with_book(Package.objects.filter(team__path__startswith=unit.path).select_related("team", "person"))
    found = (_candidate(package, terms, day, frameworks) for package in _in_turn(packages))
    return [one for one in found if one is not None]


def weekly_cost_on(package: str, day: date) -> Money | None:
    """What a package costs a week on a day by the order book; none when nothing is in force then."""
    found = with_book(Package.objects.filter(ref=package)).first()
    rows = on_day(book_of(found), day) if found else ()
    return order_cost(rows) if rows else None


def _in_turn(packages: QuerySet[Package]) -> Iterator[Package]:
    yield from packages.order_by("started_at", "pk").iterator(AT_ONCE)


def _candidate(package: Package, terms: ReviewProgrammeTerms, day: date, frameworks: "_Frameworks") -> Candidate | None:
    in_force = {row.line for row in on_day(book_of(package), day)}
    if not in_force:
        return None
    lines = [line for order in package.orders.all() for line in order.lines.all() if line.pk in in_force]
    is_off = any(frameworks.is_off(line) for line in lines)
    services = [line.service for line in lines] or [package.service]
    for cohort in terms.cohorts:
        if any(cohort.takes(service, is_off_framework=is_off) for service in services):
            return Candidate(package, cohort.code)
    return None


class _Frameworks:
    """Which providers have a contract of the council's own for a service on a day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def is_off(self, line: Line) -> bool:
        """Whether a line's provider is not on the framework: by its contract, or, loaded without one, by any it has."""
        if line.contract is not None:
            return line.contract.kind not in ON_FRAMEWORK
        return (line.provider_id, line.service) not in self.contracted

    @cached_property
    def contracted(self) -> set[tuple[int, str]]:
        """Providers and the services that they have such a contract for."""
        in_force = Contract.objects.filter(kind__in=ON_FRAMEWORK, from_on__lte=self.day).filter(
            Q(to_on__isnull=True) | Q(to_on__gte=self.day)
        )
        rows = in_force.values_list("provider", "services")
        return {(provider, service) for provider, services in rows for service in services}
