"""Edith's care grows twice: two hours from the provider she has, then more than it can give (VAR-1, CHG-5, HBK-5)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.messages.models import Message
from carewright.packages import commands
from carewright.packages.models import Order, Package
from carewright.packages.queries import budget_on, contribution_effect, own_lines
from carewright.packages.sending import send_budget_letters, send_made_orders
from carewright.sourcing import commands as sourcing
from carewright.sourcing.models import Award, Requirement
from carewright.trail.queries import timeline, verify
from tests.conftest import actor
from tests.journeys.county import County, a_county
from tests.referrals.builders import a_complete_referral

pytestmark = pytest.mark.django_db

DECEMBER = datetime(2017, 12, 18, 10, tzinfo=UTC)
FEBRUARY = datetime(2018, 2, 12, 10, tzinfo=UTC)
APRIL = datetime(2018, 4, 3, 10, tzinfo=UTC)


@pytest.fixture
def county() -> County:
    return a_county(at=DECEMBER)


def placed(county: County, requirement: Requirement, provider: str, start: date, at: datetime) -> Award:
    """Offered to the provider, accepted, the person called, confirmed."""
    offer = sourcing.make_offer(requirement=requirement.ref, provider=provider, by=county.broker, at=at)
    award = sourcing.accept_offer(offer=offer.ref, by=county.coordinators[provider], at=at)
    sourcing.record_courtesy_call(award=award.ref, spoke_to="Edith", by=county.broker, at=at)
    return sourcing.confirm_arrangements(
        award=award.ref,
        start_on=start,
        planned_times=["8am to 9am"],
        carers_per_visit=1,
        confirmed_by="Dana Holt",
        by=county.coordinators[provider],
        at=at,
    )


def test_her_care_grows_twice(county: County) -> None:
    first, second = (provider.ref for provider in county.cluster_providers[:2])

    # 14 hours from Harbour Care. Edith pays the full assessed maximum, £275 a week, or the whole cost while it is less.
    needed = county.a_waiting_requirement(weekly_hours=Decimal(14), carers=1, start_on=date(2018, 1, 8), at=DECEMBER)
    placed(county, needed, first, date(2018, 1, 8), DECEMBER)
    list(send_made_orders(DECEMBER))
    package = Package.objects.get()
    commands.record_financial_assessment(
        order=Order.objects.get().ref,
        contribution=Decimal("257.60"),
        is_max_payer=True,
        maximum=Decimal(275),
        by=county.practitioner,
        at=DECEMBER,
    )

    # Two hours more: authorised, complete, and small enough. Harbour Care agrees; nobody is searched for.
    change = {"kind": "change", "package": package.ref, "by": county.practitioner, "broker": county.broker}
    wanted = a_complete_referral(
        county.person, **change, weekly_hours=Decimal(16), start_on=date(2018, 2, 19), at=FEBRUARY
    )
    commands.order_from_same_provider(
        referral=wanted.ref,
        provider=first,
        agreed_with="Dana Holt",
        agreed_on=FEBRUARY.date(),
        by=county.broker,
        at=FEBRUARY,
    )
    grown = package.orders.get(version=2)
    list(send_made_orders(FEBRUARY))
    list(send_budget_letters(FEBRUARY))
    assert contribution_effect(grown) == "letter"
    assert told_to_finance() == 1

    # Twice the hours: a provider is looked for, and Elm Homecare takes it. Edith pays the maximum already.
    larger = a_complete_referral(county.person, **change, weekly_hours=Decimal(32), start_on=date(2018, 4, 9), at=APRIL)
    requirement = commands.find_provider_for_change(
        referral=larger.ref, why="Harbour Care has no more staff.", by=county.broker, at=APRIL
    )
    declined = sourcing.make_offer(requirement=requirement.ref, provider=first, by=county.broker, at=APRIL)
    sourcing.decline_offer(offer=declined.ref, reason="no_capacity", by=county.coordinators[first], at=APRIL)
    placed(county, requirement, second, date(2018, 4, 9), APRIL)
    list(send_made_orders(APRIL))
    list(send_budget_letters(APRIL))

    # One package, three versions; the old provider's last day is the one before the new one's first.
    assert [order.version for order in package.orders.order_by("version")] == [1, 2, 3]
    assert Package.objects.count() == 1
    [elm] = own_lines(actor(Role.PROVIDER_COORDINATOR, provider=second), APRIL)
    assert (elm.weekly_hours, elm.from_on) == (Decimal(32), date(2018, 4, 9))
    old = actor(Role.PROVIDER_COORDINATOR, provider=first)
    assert [line.to_on for line in own_lines(old, APRIL)] == [date(2018, 4, 8)]
    assert own_lines(old, APRIL + timedelta(days=14)) == []
    assert Message.objects.filter(provider=first, subject__startswith="No longer ordered").count() == 1

    # She pays £257.60, then £275; it did not change again, and the record says so.
    budgets = package.personal_budgets.all()
    paid = [budget_on(budgets, day) for day in (date(2018, 2, 18), date(2018, 2, 19), date(2018, 4, 9))]
    assert [step.contribution for step in paid if step] == [Decimal("257.60"), Decimal(275), Decimal(275)]
    assert told_to_finance() == 1
    assert any("left to the annual review" in entry.sentence for entry in timeline(package.ref))
    assert list(verify()) == []


def told_to_finance() -> int:
    return Message.objects.filter(subject__startswith="Personal budget letter").count()
