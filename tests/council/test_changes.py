"""The council's pages about changes (CHG-2 to 8, ROLE-6)."""

import pytest
from django.test import Client

from carewright.access.models import Unit, User
from carewright.access.roles import Role
from carewright.changes.models import Change
from tests.builders import a_user
from tests.changes.builders import THURSDAY, a_change_with_the_manager, a_notice, a_package, in_effect
from tests.portal.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: THURSDAY)


def signed_in(*roles: Role) -> Client:
    client = Client()
    actor = a_user(*roles, unit=Unit.objects.get(kind="council"))
    client.force_login(User.objects.get(ref=actor.ref))
    return client


def test_without_changes_the_list_says_what_would_fill_it() -> None:
    a_package()

    assert "There are no changes yet" in text_of(signed_in(Role.CARE_COORDINATOR).get("/changes/"))


def test_the_page_shows_figures_why_and_drift_and_confirms() -> None:
    package = a_package("12", "20.00")
    in_effect(package, "13")
    change = a_notice(package, "14")
    client = signed_in(Role.CARE_COORDINATOR)

    page = text_of(client.get(f"/changes/{change.ref}/"))
    assert "Harbour Care asks: 13 to 14 hours a week, from 4 March 2018" in page
    assert "Confirm by 5pm" in page
    assert "Asked 14 hours a week, £280.00, level 4" in page
    assert "From ordered 2 hours a week more (+16.67%)" in page
    assert "Why: Within tolerance" in page
    assert "1 increase, 0 decreases in 12 months. This package: 1 hour a week more since it was ordered." in page

    client.post(f"/changes/{change.ref}/confirm/")
    page = text_of(client.get(f"/changes/{change.ref}/"))
    assert "Confirmed. The order is amended" in page
    assert "Order Version 3" in page


def test_the_manager_has_four_choices_and_none_to_refuse() -> None:
    change = a_change_with_the_manager()
    client = signed_in(Role.TEAM_MANAGER)

    assert change.ref in client.get("/referrals/approvals/").content.decode()
    for address in ("/referrals/approvals/", "/changes/waiting/"):
        assert "Decide by" in text_of(client.get(address))
    assert "With the manager By 5pm" in text_of(client.get("/changes/"))
    page = text_of(client.get(f"/changes/{change.ref}/"))
    assert "more than 5 hours from what was ordered (CHG-2a)" in page
    assert "Refuse" not in page
    faulty = text_of(client.post(f"/changes/{change.ref}/decide/", {"choice": "talk", "note": ""}))
    assert "Say who talks with the person, and when." in faulty
    client.post(f"/changes/{change.ref}/decide/", {"choice": "talk", "note": "I ring her on Friday."})
    client.post(f"/changes/{change.ref}/decide/", {"choice": "authorise", "note": ""})

    page = text_of(client.get(f"/changes/{change.ref}/"))
    assert "arranges to talk with the person" in page
    assert "In effect" in page


def test_a_practitioner_sees_no_costs() -> None:
    change = a_change_with_the_manager()

    page = text_of(signed_in(Role.PRACTITIONER).get(f"/changes/{change.ref}/"))

    assert "12 hours a week, level 4" in page
    assert not any(cost in page for cost in ("£289.20", "£421.75", "£24.10"))


def test_a_contract_officer_sees_the_change_and_not_the_person() -> None:
    change = a_change_with_the_manager()
    client = signed_in(Role.CONTRACT_OFFICER)

    for address in ("/changes/", f"/changes/{change.ref}/", "/changes/list.csv"):
        page = client.get(address).content.decode()
        assert change.ref in page
        assert "Attwood" not in page
        assert "daughter" not in page


def test_an_increase_above_the_limit_says_whose_it_is() -> None:
    change = a_change_with_the_manager(a_package("40", "20.00"), "50.01")

    page = text_of(signed_in(Role.TEAM_MANAGER).get(f"/changes/{change.ref}/"))

    assert "£1,000.20 a week is above your limit. The head of service authorises it (REF-7)." in page


def test_somebody_asks_for_involvement() -> None:
    change = a_notice()
    client = signed_in(Role.PRACTITIONER)

    client.post(f"/changes/{change.ref}/involvement/", {"asked_by": "representative", "reason": "Joan rang us."})

    assert Change.objects.get(pk=change.pk).state == "stopped"
    assert "Their representative" in text_of(client.get(f"/changes/{change.ref}/"))


def test_the_list_is_narrowed_by_what_the_address_says() -> None:
    change = a_notice()
    client = signed_in(Role.CARE_COORDINATOR)

    for narrowed, there in (
        (f"provider={change.provider.ref}&reason=needs_increased&state=under_way", True),
        ("search=attw", True),
        ("state=in_effect", False),
        ("since=2018-02-28", False),
        ("until=2018-02-27", True),
        ("since=nonsense", True),
    ):
        assert (change.ref in client.get(f"/changes/?{narrowed}").content.decode()) is there, narrowed
