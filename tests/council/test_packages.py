"""The pages about packages."""

import pytest

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.refs import new_ref
from carewright.messages.delivery import deliver_due
from carewright.packages.models import Order
from carewright.sourcing.models import Requirement
from carewright.trail.models import Event
from tests.council.conftest import user_holding
from tests.packages.builders import THURSDAY, a_sent_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(monkeypatch) -> Order:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: THURSDAY)
    return a_sent_order()


def signed_in_to(client, order, *roles: Role):
    client.force_login(user_holding(*roles, unit=order.package.team.parent.parent))
    return client


def test_the_list_leads_from_the_name_and_writes_hours_as_people_do(client, order):
    page = signed_in_to(client, order, Role.BROKER).get("/packages/").content.decode()

    assert f'href="/packages/{order.package.ref}/">Edith Attwood</a>' in page
    assert "14.00" not in page


def test_looking_at_a_package_is_looking_at_a_person(client, order):
    client = signed_in_to(client, order, Role.BROKER)
    for _ in range(2):
        assert client.get(f"/packages/{order.package.ref}/").status_code == 200

    assert Event.objects.filter(name="person.viewed", subject=order.package.person.ref).count() == 1


def test_emails_are_folded_away_until_asked_for(client, order, settings):
    settings.DEMONSTRATION = True
    list(deliver_due(THURSDAY))
    client = signed_in_to(client, order, Role.BROKER)
    address = f"/to-place/{order.package.requirement.ref}/"

    assert "Email “" not in client.get(address).content.decode()
    assert "Email “" in client.get(f"{address}?emails=1").content.decode()


def test_a_long_list_asks_no_more_than_a_short_one(client, order, django_assert_max_num_queries):
    client = signed_in_to(client, order, Role.BROKER)
    for _ in range(30):
        package = order.package
        package.pk, package.ref, package.requirement = None, new_ref("PKG"), None
        package.save()

    with django_assert_max_num_queries(14):
        client.get("/packages/")


def test_who_referred_somebody_of_another_team_sees_what_becomes_of_it(client, order):
    requirement = order.package.requirement
    hospital = Unit.objects.get(source_team="hospital")
    Requirement.objects.filter(pk=requirement.pk).update(team=hospital)
    client.force_login(user_holding(Role.PRACTITIONER, unit=hospital))

    assert client.get(f"/to-place/{requirement.ref}/").status_code == 200
