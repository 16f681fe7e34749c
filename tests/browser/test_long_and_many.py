"""The lists with two hundred rows, and with names as long as names get."""

from typing import Any

import pytest

from carewright.access.roles import Role
from carewright.kernel.refs import new_ref
from carewright.packages.models import Package
from tests.council.test_work import owe
from tests.people.builders import a_person
from tests.providers.builders import a_provider
from tests.referrals.builders import a_draft_referral
from tests.sourcing.builders import a_market, a_waiting_requirement, an_open_offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MANY = 200
LONG = {
    "given_name": "Bartholomew-Maximilian",
    "family_name": "Featherstonehaugh-Cholmondeley-Wriothesley",
    "communication_need": "Prefers calls after 10am, hard of hearing, and would rather that her daughter is there too",
}


def copies(of: Any, prefix: str, count: int = MANY, **changes: Any) -> list[Any]:
    """As many rows like this one, each with a reference of its own; `changes` say what differs, by the row's number."""
    rows = []
    for number in range(count):
        row = of._meta.model.objects.get(pk=of.pk)
        row.pk, row.ref = None, new_ref(prefix)
        for name, changed in changes.items():
            setattr(row, name, changed(number))
        rows.append(row)
    made: list[Any] = of._meta.model.objects.bulk_create(rows)
    return made


def test_lists_of_two_hundred(as_user, looked):
    market = a_market()
    requirement = a_waiting_requirement(market)
    people = copies(requirement.person, "PER", case_number=lambda number: f"X{number}")
    referrals = copies(requirement.referral, "REF", person=people.__getitem__)
    copies(requirement, "REQ", referral=referrals.__getitem__, person=people.__getitem__)
    first = Package.objects.create(
        person=people[0], team=market.team, service="home_care", started_at=requirement.opened_at
    )
    copies(first, "PKG", person=people.__getitem__)
    copies(market.outside, "PRV", regulator_id=lambda number: f"1-7{number:08}")
    for number in range(MANY):
        owe(market.council.unit, f"Duty {number}", number, f"REQ-{number}")

    page = as_user(Role.BROKERAGE_MANAGER, Role.BROKER, unit=market.council.unit)
    for address, name in [
        ("/to-place/?page=3", "to place"),
        ("/referrals/?page=2", "referrals"),
        ("/packages/?page=4", "packages"),
        ("/people/?search=attwood", "people"),
        ("/providers/", "providers"),
        ("/work/?page=2", "work"),
    ]:
        page.goto(address)
        assert page.get_by_role("navigation", name="Pagination").is_visible(), name
        looked(page, f"two hundred, {name}")


def test_names_as_long_as_names_get(as_user, looked):
    market = a_market()
    person = a_person(market.team, **LONG)
    provider = a_provider("The Incorporated Society of Homecarers of Westmarch-upon-Wriothesley and District Limited")
    referral = a_draft_referral(person, at=person.added_at)
    requirement = a_waiting_requirement(market)
    requirement.person = person
    requirement.save()
    market.harbour.name = provider.name + " (Harbour)"
    market.harbour.save()
    an_open_offer(requirement)

    page = as_user(Role.BROKERAGE_MANAGER, unit=market.council.unit, name="Bartholomew Featherstonehaugh-Cholmondeley")
    for address, name in [
        ("/work/", "work"),
        ("/to-place/", "to place"),
        (f"/to-place/{requirement.ref}/", "requirement"),
        ("/referrals/", "referrals"),
        (f"/referrals/{referral.ref}/", "referral"),
        (f"/people/{person.ref}/", "person"),
        (f"/providers/{provider.ref}/", "provider"),
    ]:
        page.goto(address)
        looked(page, f"long names, {name}")
