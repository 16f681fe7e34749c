"""Changes at every stage, made by the real commands.

Edith Attwood of Harbour gets 12 hours a week of home care from Harbour Care at £24.10: £289.20, level 4.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.changes import commands
from carewright.changes.lifecycle import ChangeState
from carewright.changes.models import Change
from carewright.packages.commands import PackageRow, load_packages, record_financial_assessment
from carewright.packages.models import Package
from carewright.providers.models import Provider
from tests.builders import SET_UP
from tests.conftest import actor
from tests.people.builders import a_person
from tests.remembering import remembered
from tests.sourcing.builders import Market, a_market

TUESDAY = datetime(2018, 2, 27, 10, 0, tzinfo=UTC)
"""10am on Tuesday 27 February 2018: when notice is given."""
CONFIRM_BY = datetime(2018, 3, 1, 17, 0, tzinfo=UTC)
"""Two working days later: 5pm on Thursday 1 March."""
WEDNESDAY = datetime(2018, 2, 28, 9, 30, tzinfo=UTC)
THURSDAY = datetime(2018, 3, 1, 14, 0, tzinfo=UTC)
SUNDAY = date(2018, 3, 4)
"""From when the change is to take effect."""
TALK: dict[str, Any] = {
    "reason": "needs_increased",
    "described": "She needs help to get up since her fall.",
    "spoke_with": "Edith, with her daughter Joan",
    "spoke_on": date(2018, 2, 26),
    "said": "She would like more time in the mornings.",
    "agreement": "consent",
    "advocate": "not_required",
}


@remembered
def a_package(
    hours: str = "12", rate: str = "24.10", *, market: Market | None = None, provider: Provider | None = None
) -> Package:
    """A package as originally ordered, in place since the summer before."""
    market = market or a_market()
    person = a_person(market.team)
    number = f"OLD-{Package.objects.count() + 1}"
    row = PackageRow(
        external_number=number,
        case_number=person.case_number,
        regulator_id=(provider or market.harbour).regulator_id,
        service="home_care",
        weekly_hours=Decimal(hours).quantize(Decimal("0.01")),
        carers=1,
        rate=Decimal(rate),
        from_on=date(2017, 6, 1),
    )
    load_packages(rows=[row], by=actor(Role.ADMINISTRATOR), at=SET_UP)
    return Package.objects.select_related("team", "person").get(external_number=number)


def provider_of(package: Package) -> Actor:
    """The coordinator of the provider that has the package."""
    ref = package.orders.latest("version").lines.first().provider.ref
    return actor(Role.PROVIDER_COORDINATOR, provider=ref)


def care_coordinator(thing: Package | Change) -> Actor:
    """The care coordinator of the package's team."""
    return actor(Role.CARE_COORDINATOR, unit=_package(thing).team)


def team_manager(thing: Package | Change) -> Actor:
    """The manager of the package's team, whose limit is £1,000 a week."""
    return actor(Role.TEAM_MANAGER, unit=_package(thing).team)


def _package(thing: Package | Change) -> Package:
    return thing.package if isinstance(thing, Change) else thing


@remembered
def a_notice(
    package: Package | None = None,
    hours: str = "14",
    *,
    at: datetime = TUESDAY,
    effective_on: date = SUNDAY,
    by: Actor | None = None,
    **told: Any,
) -> Change:
    """The provider's notice of so many hours a week from Sunday 4 March."""
    package = package or a_package()
    return commands.notice_change(
        package=package.ref,
        weekly_hours=Decimal(hours),
        effective_on=effective_on,
        **(TALK | {"spoke_on": at.date() - timedelta(days=1)} | told),
        by=by or provider_of(package),
        at=at,
    )


def confirmed(change: Change, *, at: datetime = WEDNESDAY) -> Change:
    """The care coordinator has confirmed it: in effect, or with the manager."""
    return commands.confirm_change(change=change.ref, by=care_coordinator(change), at=at)


@remembered
def a_change_with_the_manager(package: Package | None = None, hours: str = "17.5") -> Change:
    """More than 5 hours, confirmed: the manager decides."""
    return confirmed(a_notice(package, hours))


def in_effect(package: Package, hours: str, *, at: datetime = TUESDAY, effective_on: date = SUNDAY) -> Change:
    """Given notice of, confirmed, and authorised where it has to be."""
    change = confirmed(a_notice(package, hours, at=at, effective_on=effective_on), at=at)
    if change.state == ChangeState.WITH_MANAGER:
        change = commands.authorise_change(change=change.ref, by=team_manager(change), at=at)
    return change


@remembered
def a_change_in(state: str) -> Change:
    """A change in any state, in a council of its own; one under way is beyond tolerance."""
    match state:
        case ChangeState.NOTICED:
            return a_notice(hours="17.5")
        case ChangeState.IN_EFFECT:
            return confirmed(a_notice())
    change = a_change_with_the_manager()
    match state:
        case ChangeState.SENT_TO_REVIEW:
            commands.send_to_full_review(
                change=change.ref, note="Much has changed.", by=team_manager(change), at=WEDNESDAY
            )
        case ChangeState.WITHDRAWN:
            by = provider_of(change.package)
            commands.withdraw_change(change=change.ref, by=by, at=WEDNESDAY)
        case ChangeState.STOPPED:
            stopped(change)
    return Change.objects.select_related("package__team", "package__person", "provider").get(pk=change.pk)


def stopped(change: Change, *, at: datetime = WEDNESDAY) -> Change:
    """The person asked for social care involvement."""
    return commands.ask_for_involvement(
        change=change.ref,
        asked_by="person",
        reason="She would like to talk with her social worker first.",
        by=care_coordinator(change),
        at=at,
    )


def hours(*numbers: str) -> tuple[Decimal, ...]:
    """Hours a week, to compare with."""
    return tuple(map(Decimal, numbers))


def assessed(package: Package, contribution: str, *, is_max_payer: bool = False, at: datetime = SET_UP) -> None:
    """What the person pays a week towards the first order, as assessed."""
    order = package.orders.earliest("version")
    told = {"contribution": Decimal(contribution), "is_max_payer": is_max_payer}
    record_financial_assessment(order=order.ref, **told, by=actor(Role.FINANCE_OFFICER), at=at)
