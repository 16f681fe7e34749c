"""Packages with their weeks, reported by the real commands.

Harbour Care has 14 hours a week for one carer at £18.40, from Monday 8 January 2018. Its first week is over on Monday
15 January, when it reports.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from carewright.access.actors import SYSTEM, Actor
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.monitoring.commands import approve_variations, pay_as_ordered, refuse_variations, report_variations
from carewright.monitoring.lifecycle import VariationState
from carewright.monitoring.models import Variation
from carewright.monitoring.rules import ReportedRow
from carewright.packages.commands import PackageRow, load_packages
from carewright.packages.models import Package
from carewright.providers.models import Provider
from tests.conftest import actor
from tests.packages.builders import a_sent_order
from tests.people.builders import a_person
from tests.remembering import remembered
from tests.sourcing.builders import FRIDAY

WEEK = date(2018, 1, 8)
NEXT_WEEK = date(2018, 1, 15)
MONDAY = datetime(2018, 1, 15, 10, 0, tzinfo=UTC)
"""10am on Monday 15 January 2018: the week before is over. Its variations are answered by 5pm on Monday 22 January."""
TUESDAY = datetime(2018, 1, 16, 11, 0, tzinfo=UTC)
ANSWER_BY = datetime(2018, 1, 22, 17, 0, tzinfo=UTC)
TOO_LATE = datetime(2018, 1, 22, 17, 0, 1, tzinfo=UTC)
_numbers = count(1)


@dataclass(frozen=True)
class Held:
    """A package with its one provider."""

    package: Package
    provider: Provider

    @property
    def coordinator(self) -> Actor:
        """Somebody of the provider."""
        return actor(Role.PROVIDER_COORDINATOR, provider=self.provider.ref)

    @property
    def practitioner(self) -> Actor:
        """Somebody of the package's team."""
        return actor(Role.PRACTITIONER, unit=self.package.team)

    def row(self, delivered: str = "12", **details: Any) -> ReportedRow:
        """A report of the first week, with a reason when it is not 14 hours."""
        reason = "" if Decimal(delivered) == 14 else "hospital"
        told = {"package": self.package.ref, "week_on": WEEK, "reason": reason} | details
        return ReportedRow(delivered_hours=Decimal(delivered), **told)


@remembered
def a_held_package() -> Held:
    """Placed, ordered and sent; under Harbour Care's contract."""
    order = a_sent_order()
    return Held(order.package, order.lines.get().provider)


def a_loaded_package(team: Unit, provider: Provider, *, at: datetime = FRIDAY, **line: Any) -> Held:
    """A package that was there before, in a line as told: 10 hours a week for one carer from April 2017."""
    told: dict[str, Any] = {
        "service": "home_care",
        "weekly_hours": Decimal(10),
        "carers": 1,
        "rate": Decimal("18.40"),
        "from_on": date(2017, 4, 1),
    } | line
    row = PackageRow(
        external_number=f"OLD-{next(_numbers)}",
        case_number=a_person(team).case_number,
        regulator_id=provider.regulator_id,
        **told,
    )
    [package] = load_packages(rows=[row], by=actor(Role.ADMINISTRATOR), at=at)
    return Held(package, provider)


def report(held: Held, *rows: ReportedRow, at: datetime = MONDAY, week_on: date = WEEK) -> Variation:
    """Report these rows, or 12 hours delivered in the first week; what holds of the package's week then."""
    report_variations(provider=held.provider.ref, rows=rows or [held.row()], by=held.coordinator, at=at)
    return holding(held, week_on)


def holding(held: Held, week_on: date = WEEK) -> Variation:
    """The version that holds of the package's week."""
    return Variation.objects.exclude(state=VariationState.REPLACED).get(package=held.package, week_on=week_on)


@remembered
def a_waiting_variation() -> Variation:
    """12 hours delivered of 14 ordered."""
    return report(a_held_package())


@remembered
def a_variation_in(state: str) -> Variation:
    """A variation in any state, in a council of its own."""
    held = a_held_package()
    if state == VariationState.AS_ORDERED:
        return report(held, held.row("14"))
    one = report(held)
    if state == VariationState.APPROVED:
        approve_variations(variations=[one.ref], by=held.practitioner, at=TUESDAY)
    if state == VariationState.REFUSED:
        refuse_variations(variations=[one.ref], reason="She was at home.", by=held.practitioner, at=TUESDAY)
    if state == VariationState.UNANSWERED:
        pay_as_ordered(variation=one.ref, by=SYSTEM, at=TOO_LATE)
    if state == VariationState.REPLACED:
        report(held, held.row("11"))
    return Variation.objects.get(pk=one.pk)


def approver(one: Variation) -> Actor:
    """Somebody of the package's team who did not report it."""
    return actor(Role.PRACTITIONER, unit=one.package.team)
