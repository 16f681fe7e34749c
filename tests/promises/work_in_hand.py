"""What the county of the canaries has in hand besides its placements: a reported week, a price asked for, changes."""

from datetime import date
from decimal import Decimal

from carewright.access.roles import Role
from carewright.changes.models import Change
from carewright.monitoring.commands import approve_variations
from carewright.packages.commands import PackageRow, load_packages
from carewright.packages.models import Package
from carewright.people.models import Person
from carewright.providers.commands import ask_price
from tests.changes import builders as changes
from tests.conftest import actor
from tests.monitoring.builders import Held, report
from tests.sourcing.builders import FRIDAY, START, Market

HOURS = (Decimal(14), 1, Decimal("18.47"))
LAST_WEEK = date(2017, 12, 11)


def a_week_and_a_price(market: Market, family_name: str) -> str:
    """Harbour delivered nothing of a week's 14 hours, corrects it after the approval, and asks for another price."""
    confirmed = Person.objects.get(family_name=family_name)
    row = PackageRow("OLD-1", confirmed.case_number, market.harbour.regulator_id, "home_care", *HOURS, date(2017, 4, 1))
    [package] = load_packages(rows=[row], by=actor(Role.ADMINISTRATOR), at=FRIDAY)
    held = Held(package, market.harbour)
    one = report(held, held.row("0", week_on=LAST_WEEK), at=FRIDAY, week_on=LAST_WEEK)
    approve_variations(variations=[one.ref], by=held.practitioner, at=FRIDAY)
    report(held, held.row("7", week_on=LAST_WEEK), at=FRIDAY, week_on=LAST_WEEK)
    asked = ask_price(
        contract=market.harbour.contracts.get().ref,
        service="home_care",
        hourly=Decimal("19.71"),
        from_on=START,
        evidence="Travel between visits",
        by=held.coordinator,
        at=FRIDAY,
    )
    return asked.ref


def changes_of(package: Package) -> Change:
    """Each package is changed: Harbour's is with the team manager, Elm's is to be confirmed."""
    change = changes.a_notice(
        package, "20", at=FRIDAY, effective_on=START, spoke_with="Those at home", said="More time in the mornings."
    )
    return changes.confirmed(change, at=FRIDAY) if change.provider.name == "Harbour Care" else change
