"""The pages about personal budgets, and about who provides a practitioner's change."""

import pytest

from carewright.access.roles import Role
from carewright.packages.commands import record_financial_assessment
from carewright.packages.models import CouncilChange, PersonalBudget
from carewright.packages.sending import send_budget_letters
from tests.conftest import actor
from tests.council.conftest import user_holding
from tests.packages.book import FEBRUARY, flex, provider_of
from tests.packages.builders import a_sent_order
from tests.packages.test_council_changes import a_change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_february(monkeypatch):
    monkeypatch.setattr("carewright.config.middleware.now", lambda: FEBRUARY)


@pytest.fixture
def package():
    """Of a max payer, flexed to 16 hours: £294.40 a week."""
    order = a_sent_order()
    record_financial_assessment(
        order=order.ref,
        contribution=order.weekly_cost,
        is_max_payer=True,
        by=actor(Role.FINANCE_OFFICER),
        at=FEBRUARY,
    )
    flex(order.package, "16")
    return order.package


def as_one(client, thing, *roles):
    client.force_login(user_holding(*roles, unit=thing.team.parent.parent))
    return client


def test_finance_sees_what_is_paid_and_opens_the_letter(client, package):
    list(send_budget_letters(FEBRUARY))
    page = as_one(client, package, Role.FINANCE_OFFICER).get(f"/packages/{package.ref}/personal-budget/")

    told = page.content.decode()
    assert "pays £294.40 a week now, of a personal budget of £294.40" in told
    assert "an amended personal budget letter goes to them" in told
    letter = PersonalBudget.objects.get(state="letter_sent").letter
    assert f"/documents/{letter}/" in told
    assert client.get(f"/documents/{letter}/").status_code == 200


def test_a_practitioner_sees_what_the_person_pays_and_no_price(client, package):
    list(send_budget_letters(FEBRUARY))
    told = as_one(client, package, Role.PRACTITIONER).get(f"/packages/{package.ref}/personal-budget/").content.decode()

    assert "pays £294.40 a week now." in told
    assert "Budget a week" not in told
    letter = PersonalBudget.objects.get(state="letter_sent").letter
    assert client.get(f"/documents/{letter}/").status_code == 404


def test_a_care_coordinator_sees_no_figure(client, package):
    told = as_one(client, package, Role.CARE_COORDINATOR).get(f"/packages/{package.ref}/personal-budget/")

    assert "294.40" not in told.content.decode()


def test_a_personal_budget_is_renewed(client, package):
    client = as_one(client, package, Role.PRACTITIONER)
    answer = client.post(f"/packages/{package.ref}/personal-budget/renew/", {"from_on": "2018-03-01"})

    assert answer.status_code == 302
    assert PersonalBudget.objects.filter(kind="renewed").count() == 1


def test_a_maximum_without_a_max_payer_is_refused_beside_its_field(client):
    order = a_sent_order()
    client = as_one(client, order.package, Role.BROKER)
    answer = client.post(
        f"/packages/{order.package.ref}/orders/{order.ref}/assessment/", {"contribution": "40", "maximum": "50"}
    )

    assert "Only a max payer has an assessed maximum" in answer.content.decode()


def test_a_broker_orders_a_small_change_from_the_same_provider(client):
    referral = a_change()
    client = as_one(client, referral, Role.BROKER)
    page = client.get(f"/referrals/{referral.ref}/change/").content.decode()
    assert "within the 5 hours and 25% that need no search" in page

    package = CouncilChange.objects.get().package
    given = {"provider": f"{provider_of(package)}:1", "agreed_with": "Dana Holt", "agreed_on": "2018-02-12"}
    assert client.post(f"/referrals/{referral.ref}/change/same-provider/", given).status_code == 302
    assert "Ordered from the same provider" in client.get(f"/referrals/{referral.ref}/change/").content.decode()


def test_a_practitioner_sees_the_change_and_decides_nothing(client):
    referral = a_change()
    told = as_one(client, referral, Role.PRACTITIONER).get(f"/referrals/{referral.ref}/change/").content.decode()

    assert "A broker decides." in told
    assert "/change/find/" not in told


def test_a_referral_of_no_change_has_no_such_page(client):
    order = a_sent_order()
    referral = order.package.requirement.referral

    assert as_one(client, referral, Role.BROKER).get(f"/referrals/{referral.ref}/change/").status_code == 404
