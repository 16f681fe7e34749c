"""A provider's packages, free hours and own details (ROLE-5, ROLE-6, ROLE-8, PRO-3)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.packages.commands import send_order
from carewright.packages.models import Order
from carewright.providers.commands import declare_capacity
from carewright.providers.models import Capacity
from carewright.reviews.models import Review
from carewright.trail.models import Event
from tests.conftest import actor
from tests.packages.builders import a_made_order, a_sent_order, a_split_order, documents_of
from tests.portal.conftest import text_of
from tests.providers.builders import a_cluster, a_provider
from tests.sourcing.builders import FRIDAY, a_market, coordinator

pytestmark = pytest.mark.django_db


def test_without_packages_the_page_says_what_would_fill_it(as_provider):
    page = text_of(as_provider(a_market().harbour).get("/portal/packages/"))

    assert "You have no packages yet." in page


def test_a_package_appears_once_its_order_was_sent(as_provider):
    made = a_made_order()

    assert "Attwood" not in text_of(as_provider(made.lines.get()).get("/portal/packages/"))


def test_a_package_shows_who_what_is_ordered_and_the_order_itself(as_provider):
    order = a_sent_order()
    client = as_provider(order.lines.get())
    assert "Edith Attwood Home care, CT5 1AB 14 hours a week from 8 January 2018" in text_of(
        client.get("/portal/packages/")
    )

    response = client.get(f"/portal/packages/{order.package.ref}/")

    page = text_of(response)
    assert "Prefers calls after 10am, hard of hearing" in page
    assert "Your price £18.40 an hour for each carer" in page
    assert "A week £257.60" in page
    document = response.content.decode().partition('href="/documents/')[2].partition('"')[0]
    assert client.get(f"/documents/{document}").content == documents_of(order)[order.lines.get().provider.ref]


def test_looking_at_a_package_is_recorded(as_provider):
    order = a_sent_order()

    as_provider(order.lines.get()).get(f"/portal/packages/{order.package.ref}/")

    assert Event.objects.filter(name="person.viewed", subject=order.package.person.ref).count() == 1


def test_of_a_shared_package_each_sees_its_own_part_alone(as_provider):
    order = a_split_order()
    for version in Order.objects.filter(package=order.package).order_by("version"):
        send_order(order=version.ref, documents=documents_of(version), by=actor(Role.BROKER), at=FRIDAY)
    ten, four = order.lines.order_by("-weekly_hours")

    page = text_of(as_provider(four).get(f"/portal/packages/{order.package.ref}/"))

    assert "4 hours a week" in page
    assert "10 hours a week" not in page
    assert ten.provider.name not in page


@pytest.fixture
def market():
    return a_market()


def test_without_free_hours_the_page_says_what_declaring_does(as_provider, market):
    assert "You have declared no free hours." in text_of(as_provider(market.harbour).get("/portal/capacity/"))


def test_free_hours_are_declared_for_a_week_when_no_day_is_given(as_provider, market):
    client = as_provider(market.harbour)

    answered = client.post(
        "/portal/capacity/declare/",
        {"cluster": market.cluster.ref, "time_of_day": "morning", "weekly_hours": "12.5"},
    )

    declared = Capacity.objects.get()
    assert (declared.provider, declared.weekly_hours) == (market.harbour, Decimal("12.50"))
    assert declared.expires_at == FRIDAY + timedelta(days=7)
    assert "Whitstable, morning: 12.5 hours" in text_of(client.get(answered.url))


def test_they_hold_until_the_end_of_the_day_that_is_named(as_provider, market):
    told = {"cluster": market.cluster.ref, "time_of_day": "", "weekly_hours": "8", "last_day": "2018-01-31"}

    as_provider(market.harbour).post("/portal/capacity/declare/", told)

    assert Capacity.objects.get().expires_at == datetime(2018, 1, 31, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "anchor"),
    [
        ({"cluster": "CLU-0000-0000-0"}, "id_cluster"),
        ({"weekly_hours": "-1"}, "id_weekly_hours"),
        ({"weekly_hours": "lots"}, "id_weekly_hours"),
        ({"time_of_day": "tomorrow"}, "id_time_of_day_0"),
        ({"last_day": "2018-02-30"}, "id_last_day_day"),
    ],
)
def test_a_fault_stands_beside_its_question_and_declares_nothing(as_provider, market, wrong, anchor):
    told = {"cluster": market.cluster.ref, "time_of_day": "", "weekly_hours": "8"} | wrong

    page = as_provider(market.harbour).post("/portal/capacity/declare/", told).content.decode()

    assert f'href="#{anchor}"' in page
    assert not Capacity.objects.exists()


def test_what_is_out_of_date_says_so_and_is_renewed_by_one_press(as_provider, market, at):
    declare_capacity(
        provider=market.harbour.ref,
        cluster=market.cluster.ref,
        weekly_hours=Decimal(10),
        by=coordinator(market.harbour),
        at=FRIDAY,
    )
    at.append(FRIDAY + timedelta(days=8))
    client = as_provider(market.harbour)
    page = client.get("/portal/capacity/").content.decode()
    assert "Out of date" in page
    assert "1 of 1 is out of date." in page

    client.post("/portal/capacity/declare/", {"cluster": market.cluster.ref, "time_of_day": "", "weekly_hours": "10"})

    assert "Out of date" not in client.get("/portal/capacity/").content.decode()


def test_only_clusters_that_its_contracts_reach_are_offered(as_provider, market):
    a_cluster(market.council.west, "Moorside", postcodes=("CT1 1AA",))
    a_cluster(market.council.east, "Herne", postcodes=("CT6 1AA",))

    def offered(provider):
        page = text_of(as_provider(provider).get("/portal/capacity/declare/"))
        return [name for name in ("Whitstable", "Herne", "Moorside") if name in page]

    assert offered(market.harbour) == ["Whitstable"]
    assert offered(market.county) == ["Whitstable", "Herne"]
    assert offered(market.outside) == ["Whitstable", "Herne", "Moorside"]


def test_a_rival_s_free_hours_are_not_shown(as_provider, market):
    declare_capacity(
        provider=market.elm.ref,
        cluster=market.cluster.ref,
        weekly_hours=Decimal(33),
        by=coordinator(market.elm),
        at=FRIDAY,
    )

    assert "33" not in text_of(as_provider(market.harbour).get("/portal/capacity/"))


def test_own_details_and_prices_are_shown(as_provider, market):
    page = text_of(as_provider(market.harbour).get("/portal/agency/"))

    assert "Offers are sent to offers@harbour-care.example" in page
    assert "Home care 1 April 2017 £18.40" in page
    assert "Elm" not in page


def test_who_has_no_contract_is_told_what_would_be_there(as_provider):
    page = text_of(as_provider(a_provider("New Care")).get("/portal/agency/"))

    assert "You have no contract with the council." in page


def test_a_provider_asks_for_a_review_of_its_own_package(as_provider, at):
    order = a_sent_order()
    client = as_provider(order.lines.get())
    address = f"/portal/packages/{order.package.ref}/review/"
    assert "Ask for a review of Edith Attwood’s care" in text_of(client.get(address))
    assert "Say why a review is needed" in text_of(client.post(address, {"reason": ""}))

    answer = client.post(address, {"reason": "He eats nothing.", "urgent": "on"})

    review = Review.objects.get(kind="unplanned")
    assert answer["Location"] == f"/portal/packages/{order.package.ref}/"
    assert (review.asked_by, review.is_urgent, review.reason) == ("provider", True, "He eats nothing.")


def test_a_rival_cannot_ask_for_a_review(as_provider, at):
    order = a_sent_order()
    rival = as_provider(a_provider("Rival Care"))

    assert rival.get(f"/portal/packages/{order.package.ref}/review/").status_code == 404
    assert rival.post(f"/portal/packages/{order.package.ref}/review/", {"reason": "x"}).status_code == 404
    assert not Review.objects.filter(kind="unplanned").exists()
