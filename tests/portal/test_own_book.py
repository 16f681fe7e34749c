"""A provider's packages while care pauses: said plainly, and the return confirmed by the provider itself (ORD-3)."""

from decimal import Decimal

import pytest
from django.test import Client

from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused
from carewright.packages import commands
from carewright.packages.models import Package, Suspension
from carewright.packages.queries import own_lines
from carewright.packages.sending import send_made_orders
from carewright.providers.models import Provider
from tests.conftest import actor
from tests.packages.book import BROKER, DAY, FEBRUARY, TODAY, a_package, flex, provider_of, suspend
from tests.packages.builders import a_split_order
from tests.portal.conftest import signed_in_for, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _february(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: FEBRUARY)


@pytest.fixture
def package() -> Package:
    return a_package()


def as_its_provider(package: Package) -> Client:
    return signed_in_for(Provider.objects.get(ref=provider_of(package)))


def a_day(day: object) -> dict[str, str]:
    return {"care_from_on": str(day)}


def test_a_suspension_and_what_is_paid_meanwhile_are_said_plainly(package):
    suspend(package, TODAY - DAY, back_on=TODAY + 3 * DAY)
    list(send_made_orders(FEBRUARY))
    client = as_its_provider(package)

    page = text_of(client.get(f"/portal/packages/{package.ref}/"))

    assert "Care is suspended from 11 February 2018. It is expected again on 15 February 2018, in 3 days" in page
    assert "No care is due. 50% of the week is paid until" in page
    assert "Suspended" in text_of(client.get("/portal/packages/"))


def test_what_is_ordered_now_stands_apart_from_what_comes(package):
    flex(package, "16", TODAY + 14 * DAY)
    list(send_made_orders(FEBRUARY))

    page = text_of(as_its_provider(package).get(f"/portal/packages/{package.ref}/"))

    now, _, coming = page.partition("What comes next")
    assert "14 hours a week" in now
    assert "16 hours a week" in coming


def test_the_provider_confirms_that_care_resumes_in_its_own_name(package):
    suspend(package, TODAY - DAY)
    client = as_its_provider(package)

    answer = client.post(f"/portal/packages/{package.ref}/resume/", a_day(TODAY))

    assert answer.status_code == 302
    assert Suspension.objects.get().confirmed_by == "Dana of Harbour Care"


def test_further_back_than_the_policy_allows_the_council_has_to_record_it(package):
    suspend(package, TODAY - 14 * DAY)

    page = text_of(as_its_provider(package).post(f"/portal/packages/{package.ref}/resume/", a_day(TODAY - 8 * DAY)))

    assert "You can confirm this up to 7 days back." in page
    assert Suspension.objects.get().closed_at is None


def test_a_part_that_goes_on_stays_in_sight_whatever_is_ordered_of_another_later():
    package = a_split_order().package
    first, second = (line.provider for line in package.orders.latest("version").lines.order_by("part"))
    commands.end_part(
        package=package.ref, provider=first.ref, last_on=TODAY + 9 * DAY, reason="Handed back.", by=BROKER, at=FEBRUARY
    )
    commands.reorder_part(
        package=package.ref, provider=second.ref, weekly_hours=Decimal(9), from_on=TODAY + 30 * DAY, because="REF-TEST",
        by=BROKER, at=FEBRUARY,
    )  # fmt: skip
    list(send_made_orders(FEBRUARY))

    page = text_of(signed_in_for(first).get(f"/portal/packages/{package.ref}/"))

    assert "10 hours a week" in page
    assert "9 hours a week" not in page
    later = actor(Role.PROVIDER_COORDINATOR, provider=first.ref)
    assert own_lines(later, FEBRUARY + 10 * DAY) == []


def test_nobody_else_confirms_for_a_provider(package):
    suspend(package)
    rival = actor(Role.PROVIDER_MANAGER, provider="PRV-0000-0000-0")

    with pytest.raises(NotFound):
        commands.resume_package(package=package.ref, care_from_on=TODAY, by=rival, at=FEBRUARY)


def test_what_is_not_suspended_cannot_resume(package):
    with pytest.raises((NotFound, Refused)):
        commands.resume_package(
            package=package.ref,
            care_from_on=TODAY,
            by=actor(Role.PROVIDER_MANAGER, provider=provider_of(package)),
            at=FEBRUARY,
        )
