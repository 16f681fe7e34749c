"""What is done to a package in February 2018, by the real commands."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from carewright.access.roles import Role
from carewright.packages import commands
from carewright.packages.models import Line, Order, Package
from tests.conftest import actor
from tests.packages.builders import a_sent_order
from tests.remembering import remembered

FEBRUARY = datetime(2018, 2, 12, 10, tzinfo=UTC)
"""Monday 12 February 2018; care started on Monday 8 January, 14 hours a week at £18.40."""
TODAY = FEBRUARY.date()
DAY = timedelta(days=1)
WEEK = Decimal(14) * Decimal("18.40")
BROKER = actor(Role.BROKER)


@remembered
def a_package() -> Package:
    return a_sent_order().package


def the_line(package: Package) -> Line:
    return package.orders.latest("version").lines.get()


def provider_of(package: Package) -> str:
    return Line.objects.filter(order__package=package).order_by("pk")[0].provider.ref


def flex(package: Package, hours: str, day: date = TODAY, at: datetime = FEBRUARY) -> Order:
    return commands.flex_part(
        package=package.ref, provider=provider_of(package), weekly_hours=Decimal(hours), from_on=day,
        because="CHG-TEST", by=actor(Role.CARE_COORDINATOR), at=at,
    )  # fmt: skip


def reorder(package: Package, hours: str, day: date = TODAY) -> Order:
    return commands.reorder_part(
        package=package.ref, provider=provider_of(package), weekly_hours=Decimal(hours), from_on=day,
        because="REF-TEST", by=BROKER, at=FEBRUARY,
    )  # fmt: skip


def suspend(package: Package, day: date = TODAY, back_on: date | None = None) -> Order:
    return commands.suspend_package(
        package=package.ref, reason="hospital", from_on=day, expected_return_on=back_on, by=BROKER, at=FEBRUARY
    )


def resume(package: Package, day: date) -> Order:
    return commands.resume_package(
        package=package.ref, care_from_on=day, confirmed_by="Dana Holt", by=BROKER, at=FEBRUARY
    )


@remembered
def a_suspended_package(_: str = "") -> Package:
    package = a_package()
    suspend(package, TODAY - 7 * DAY)
    return package
