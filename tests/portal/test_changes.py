"""A provider gives notice of a change on its telephone, and sees what becomes of it (CHG-1, CHG-7, ROLE-5)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carewright.changes.models import Change
from tests.changes.builders import TUESDAY, a_notice, a_package, confirmed
from tests.portal.conftest import text_of
from tests.sourcing.builders import a_market

pytestmark = pytest.mark.django_db

SIZE = {"weekly_hours": "14", "effective_on_day": "4", "effective_on_month": "3", "effective_on_year": "2018"}
SPOKEN = {
    "spoke_with": "Edith and Joan",
    "spoke_on": "2018-02-26",
    "said": "More time in the mornings.",
    "reason": "needs_increased",
    "described": "She fell.",
}
MET = {"agreement": "consent", "advocate": "not_required", "has_safeguarding_concern": "no"}


@pytest.fixture
def package(at):
    at.append(TUESDAY)
    return a_package()


@pytest.fixture
def client(as_provider, package):
    return as_provider(package.orders.get().lines.get())


def sent(client: Any, package: Any, step: str, **answers: str) -> Any:
    return client.post(f"/portal/packages/{package.ref}/change/", {"step": step} | answers)


def test_without_changes_the_page_says_what_would_fill_it(client) -> None:
    assert "You have given notice of no changes yet." in text_of(client.get("/portal/changes/"))


def test_one_thing_a_page_then_what_comes_of_it_then_the_notice(client, package) -> None:
    page = client.get(f"/portal/packages/{package.ref}/change/")
    assert "step 1 of 4 Change the hours 12 hours a week are ordered now." in text_of(page)

    talk = sent(client, package, "size", **SIZE)
    assert "step 2 of 4" in text_of(talk)
    assert 'name="weekly_hours" value="14"' in talk.content.decode()
    assert "step 3 of 4" in text_of(sent(client, package, "talk", **SIZE, **SPOKEN))
    check = text_of(sent(client, package, "criteria", **SIZE, **SPOKEN, **MET))
    assert "This takes effect by itself" in check
    assert "Changed 14 hours a week, £337.40, above the top" in check
    assert not Change.objects.exists()

    sent(client, package, "check", **SIZE, **SPOKEN, **MET)
    change = Change.objects.get()
    page = text_of(client.get(f"/portal/changes/{change.ref}/"))
    assert "With the care coordinator, who confirms it, by 5pm" in page
    assert "Edith Attwood: 12 to 14 hours a week" in text_of(client.get("/portal/changes/"))


def test_before_sending_it_says_that_the_manager_decides_and_why(client, package) -> None:
    check = text_of(sent(client, package, "criteria", **(SIZE | {"weekly_hours": "17.5"}), **SPOKEN, **MET))

    assert "This goes to the team manager" in check
    assert "More than 5 hours from what was ordered (CHG-2a)" in check


def test_a_criterion_not_met_says_what_to_do_instead(client, package) -> None:
    page = text_of(sent(client, package, "criteria", **SIZE, **SPOKEN, **(MET | {"has_safeguarding_concern": "yes"})))

    assert "step 3 of 4" in page
    assert "Report the concern to the council now" in page


@pytest.mark.parametrize(("hours", "says"), [("12", "is what is ordered"), ("0", "not ended by a change")])
def test_hours_that_change_nothing_go_back_to_the_first_page(client, package, hours, says) -> None:
    page = text_of(sent(client, package, "criteria", **(SIZE | {"weekly_hours": hours}), **SPOKEN, **MET))

    assert "step 1 of 4" in page
    assert says in page


def test_one_may_go_back_and_change_an_answer(client, package) -> None:
    page = sent(client, package, "check", go="talk", **SIZE, **SPOKEN, **MET)

    assert "step 2 of 4" in text_of(page)
    assert "More time in the mornings." in page.content.decode()
    assert 'name="agreement" value="consent"' in page.content.decode()


def test_a_second_is_told_of_the_first(client, package) -> None:
    first = a_notice(package)

    page = text_of(sent(client, package, "criteria", **SIZE, **SPOKEN, **MET))

    assert f"Change {first.ref} of this package is under way" in page


def test_it_may_be_withdrawn_until_it_is_decided(client, package) -> None:
    change = a_notice(package)

    client.post(f"/portal/changes/{change.ref}/withdraw/", {"reason": "A mistake"})

    page = text_of(client.get(f"/portal/changes/{change.ref}/"))
    assert "Change withdrawn." in page
    assert "Withdraw the change" not in page


def test_involvement_stops_it(client, package) -> None:
    change = a_notice(package)

    client.post(f"/portal/changes/{change.ref}/involvement/", {"asked_by": "person", "reason": "She would rather wait"})

    assert "Stopped: social care is involved" in text_of(client.get(f"/portal/changes/{change.ref}/"))


def test_another_provider_finds_nothing(as_provider, package) -> None:
    change = confirmed(a_notice(package))
    elm = as_provider(next(one for one in type(change.provider).objects.all() if one.name == "Elm Homecare"))

    for address in (f"changes/{change.ref}/", f"changes/{change.ref}/withdraw/", f"packages/{package.ref}/change/"):
        assert elm.get(f"/portal/{address}").status_code == 404
    assert "Attwood" not in text_of(elm.get("/portal/changes/"))


def test_a_list_of_many_takes_no_more_queries_than_one_of_two(as_provider, at) -> None:
    at.append(TUESDAY)
    market = a_market()
    packages = [a_package(market=market) for _ in range(8)]
    client = as_provider(packages[0].orders.get().lines.get())
    for package in packages[:2]:
        a_notice(package)
    with CaptureQueriesContext(connection) as few:
        client.get("/portal/changes/")
    for package in packages[2:]:
        a_notice(package)
    with CaptureQueriesContext(connection) as many:
        page = text_of(client.get("/portal/changes/"))

    assert page.count("With the care coordinator") == 8
    assert len(many) <= len(few)
