"""A package's book as the council sees it: today, what comes, any day as known on any day, and what is done to it."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from carewright.access.roles import Role
from carewright.kernel.refs import new_ref
from carewright.packages.models import Adjustment, Order, Package, Suspension
from carewright.trail.models import Event
from tests.council.conftest import user_holding
from tests.packages.book import BROKER, DAY, FEBRUARY, TODAY, a_package, flex, provider_of, reorder, resume, suspend
from tests.packages.builders import a_split_order
from tests.portal.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _february(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: FEBRUARY)


@pytest.fixture
def package() -> Package:
    return a_package()


def signed_in(client: Client, package: Package, *roles: Role) -> Client:
    name = " ".join(role.in_words for role in roles)
    client.force_login(user_holding(*roles or (Role.BROKER,), unit=package.team.parent.parent, name=f"Sam {name}"))
    return client


def day_of(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def shown(client: Client, package: Package, page: str = "") -> str:
    return text_of(client.get(f"/packages/{package.ref}/{page}"))


def test_now_is_what_is_in_force_and_not_merely_the_newest_version(client, package):
    flex(package, "16", TODAY + 14 * DAY)

    page = shown(signed_in(client, package), package)

    assert "14 hours a week" in page
    assert "26 February 2018 in 14 days Harbour Care: 14 hours a week became 16 hours a week." in page


def test_a_suspension_says_why_and_when_care_is_expected_again(client, package):
    suspend(package, TODAY - DAY, back_on=TODAY + 3 * DAY)

    page = shown(signed_in(client, package), package)

    assert "In hospital: care is suspended from 11 February 2018." in page
    assert "Care is expected again on 15 February 2018, in 3 days" in page
    assert "50% is paid until 17 February 2018" not in page.partition("Suspended")[0]


def test_a_part_that_ends_with_nothing_after_it_is_a_gap_in_care(client):
    from carewright.packages import commands

    package = a_split_order().package
    commands.end_part(
        package=package.ref,
        provider=provider_of(package),
        last_on=TODAY,
        reason="Handed back.",
        by=BROKER,
        at=FEBRUARY,
    )

    page = shown(signed_in(client, package), package)

    assert (
        "Gap in care 10 hours a week are no longer ordered from 13 February 2018, tomorrow, and nothing follows" in page
    )


def test_a_package_that_was_ended_has_no_gap(client, package):
    from carewright.packages import commands

    commands.end_package(package=package.ref, last_on=TODAY, reason="Moved away.", by=BROKER, at=FEBRUARY)

    assert "Gap in care" not in shown(signed_in(client, package), package)


def test_a_day_is_told_as_it_was_known_on_another(client, package):
    flex(package, "16", date(2018, 1, 31))
    client = signed_in(client, package)

    before = shown(client, package, "orders/?on=2018-02-01&known_on=2018-02-11")
    now = shown(client, package, "orders/?on=2018-02-01")

    assert "Ordered for 1 February 2018, as known on 11 February 2018" in before
    assert "This was learnt to be otherwise later." in before
    assert "This was learnt to be otherwise later." not in now


def test_a_day_that_is_none_is_said_beside_its_question(client, package):
    assert "Ordered for must be a real date" in shown(signed_in(client, package), package, "orders/?on=2018-02-31")


def test_each_version_says_what_it_changed_and_what_is_owed(client, package):
    flex(package, "16", date(2018, 1, 29))

    page = shown(signed_in(client, package), package, "orders/")

    assert "Version 2: changed by the provider within tolerance, from 29 January 2018" in page
    assert "Harbour Care: 14 hours a week became 16 hours a week." in page
    assert "4 hours more, £73.60 is owed to the provider" in page


def test_who_may_not_see_prices_sees_hours_alone(client, package):
    flex(package, "16", date(2018, 1, 29))
    client = signed_in(client, package, Role.PRACTITIONER)

    pages = [client.get(f"/packages/{package.ref}/{page}").content.decode() for page in PAGES]

    assert [page for page in pages if "£" in unescape(page)] == []
    assert "4 hours more" in shown(client, package, "orders/")


PAGES = ("", "orders/", "statement/", "statement.csv", "timeline/", "suspend/")


def test_versions_come_ten_a_page_with_no_more_questions_asked(client, package, django_assert_max_num_queries):
    for number in range(23):
        flex(package, str(15 + number % 2), TODAY + number * DAY)
    client = signed_in(client, package)

    with django_assert_max_num_queries(24):
        first = shown(client, package, "orders/")
    assert first.count("Known since") == 10
    assert shown(client, package, "orders/?page=3").count("Known since") == 4


def test_the_statement_adds_up_week_by_week_and_says_what_was_adjusted(client, package):
    flex(package, "16", date(2018, 1, 29))

    page = shown(signed_in(client, package), package, "statement/?since=2018-01-29&until=2018-02-11")

    assert "32 hours of care, £588.80 from 29 January 2018 to 11 February 2018" in page
    assert "Harbour Care 16 +2 +£36.80 £294.40" in page


def test_the_statement_as_a_file_has_prices_for_who_may_see_them_alone(client, package):
    address = f"/packages/{package.ref}/statement.csv?since=2018-02-05&until=2018-02-11"
    with_prices = signed_in(client, package).get(address).content.decode("utf-8-sig").splitlines()
    without = signed_in(Client(), package, Role.PRACTITIONER).get(address)

    assert with_prices[0].endswith("cost,adjusted")
    assert with_prices[1].endswith(",14.00,0.00,257.60,0.00")
    assert "257.60" not in without.content.decode()


def suspension(day: date, **more: str) -> dict[str, str]:
    return {"reason": "hospital", **day_of("from_on", day), **more}


def test_what_it_does_is_said_before_it_is_done(client, package):
    client = signed_in(client, package)
    address = f"/packages/{package.ref}/suspend/"
    events = Event.objects.count()

    page = text_of(client.post(address, suspension(date(2018, 1, 29))))

    assert "suspended from 29 January 2018; 50% is paid until 4 February 2018, and nothing after it." in page
    assert "£386.40 is owed by Harbour Care for 14 days that are over." in page
    assert "Version 2 of the order goes to Harbour Care." in page
    assert (Order.objects.count(), Suspension.objects.count(), Adjustment.objects.count()) == (1, 0, 0)
    assert not Event.objects.filter(name="order.changed").exists()
    assert Event.objects.count() <= events + 1  # the look at the person


def test_once_sure_it_is_done(client, package):
    client = signed_in(client, package)

    answer = client.post(f"/packages/{package.ref}/suspend/", suspension(TODAY, sure="2"))

    assert answer["Location"] == f"/packages/{package.ref}/"
    assert Suspension.objects.get().from_on == TODAY


def test_what_changed_meanwhile_is_looked_at_again(client, package):
    client = signed_in(client, package)
    reorder(package, "20")

    page = text_of(client.post(f"/packages/{package.ref}/suspend/", suspension(TODAY, sure="2")))

    assert "The order has changed meanwhile." in page
    assert not Suspension.objects.exists()


def test_a_refusal_stands_beside_its_question_before_anything_is_done(client, package):
    page = signed_in(client, package).post(f"/packages/{package.ref}/suspend/", suspension(date(2017, 12, 1)))

    assert page.context["form"].errors["from_on"] == [
        "The package had not started on that day. Give its first day or a later one."
    ]


ACTS: list[tuple[str, dict[str, str], str]] = [
    ("end", {"reason": "Moved away.", **day_of("last_on", TODAY)}, "ended"),
    ("end-part", {"part": "1", "reason": "Handed back.", **day_of("last_on", TODAY)}, "part_ended"),
    ("cancel", {"reason": "Placed twice."}, "cancelled"),
    ("hours", {"part": "1", "weekly_hours": "16", "because": new_ref("REF"), **day_of("from_on", TODAY)}, "reordered"),
    (
        "fund",
        {"kind": "direct_payment", "personal_budget": "300", "contribution": "0", **day_of("from_on", TODAY)},
        "funded",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("address", "given", "kind"), ACTS, ids=[act[0] for act in ACTS])
def test_each_act_is_said_and_then_done(client, package, address, given, kind):
    client = signed_in(client, package)
    path = f"/packages/{package.ref}/{address}/"
    assert client.get(path).status_code == 200

    said = client.post(path, given)
    done = client.post(path, given | {"sure": "2"})

    assert "Version 2 of the order" in text_of(said) or "becomes version 2" in text_of(said)
    assert done.status_code == 302, done.context and done.context["form"].errors
    assert package.orders.get(version=2).kind == kind


def test_care_resumes_with_who_confirmed_it(client, package):
    suspend(package)
    client = signed_in(client, package)
    given: dict[str, Any] = {"confirmed_by": "Dana Holt", **day_of("care_from_on", TODAY + DAY)}

    assert client.post(f"/packages/{package.ref}/resume/", given | {"sure": "3"}).status_code == 302

    assert Suspension.objects.get().confirmed_by == "Dana Holt"


def test_what_may_not_be_done_now_says_why(client, package):
    suspend(package)

    assert "Suspend care It is suspended already." in shown(signed_in(client, package), package)


def test_who_may_do_nothing_is_offered_nothing(client, package):
    assert "Change this package" not in shown(signed_in(client, package, Role.FINANCE_OFFICER), package)


def test_ten_years_of_versions_show_as_one_chart(client, package):
    for number in range(40):
        flex(package, str(15 + number % 2), TODAY + number * 90 * DAY)

    page = signed_in(client, package).get(f"/packages/{package.ref}/orders/").content.decode()

    assert page.count('class="cw-book__care"') == 2 * 41  # on a desk, and on a telephone
    assert page.count(">2027</text>") == 2


def test_the_book_shows_suspended_days_hatched(client, package):
    suspend(package, TODAY - 7 * DAY)
    resume(package, TODAY + timedelta(days=7))

    page = signed_in(client, package).get(f"/packages/{package.ref}/orders/").content.decode()

    assert page.count('fill="url(#cw-hatch-wide)"') == page.count('fill="url(#cw-hatch-narrow)"') == 2
    assert page.count("<svg class=") == 2


def test_a_bar_too_short_for_all_its_words_says_the_hours(client, package):
    flex(package, "15.5", TODAY - 30 * DAY)
    flex(package, "13", TODAY - 10 * DAY)

    page = signed_in(client, package).get(f"/packages/{package.ref}/orders/").content.decode()

    assert "14" in re.findall(r'cw-book__words--care"[^>]*>([0-9][^<]*)</text>', page)
