"""People, providers, clusters and files, in their states."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from carewright.access.roles import Role
from carewright.providers.commands import declare_capacity, impose_sanction, note_regulator_change
from tests.browser.conftest import WEDNESDAY_MORNING, press
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person, a_representative
from tests.providers.builders import HOME_CARE, a_cluster, a_contract, a_provider, cluster_providers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICER = actor(Role.CONTRACT_OFFICER)
DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def westmarch():
    return a_council()


@pytest.fixture
def edith(westmarch):
    edith = a_person(westmarch.team("Harbour"), risk_note="Large dog: telephone before the visit", language="Polish")
    a_representative(edith)
    a_representative(edith, kind="advocate", name="Amir Khan", relationship="", is_first_contact=False)
    a_person(westmarch.team("Vale"), given_name="Arthur", family_name="Attwood-Pell", known_as="Art")
    return edith


@pytest.fixture
def harbour(westmarch):
    cluster = a_cluster(westmarch.east, "Whitehaven")
    harbour, elm = cluster_providers(cluster, "Harbour Care", "Elm Homecare")
    a_contract(harbour, area=westmarch.east, rate="18.85", to_on=date(2018, 3, 31), terms="Uplift by the index")
    a_contract(harbour, kind="framework", from_on=date(2015, 4, 1), to_on=date(2017, 3, 31))
    a_provider("Kestrel Care", rating="")
    at = WEDNESDAY_MORNING
    for time_of_day, declared in (("morning", at - timedelta(days=8)), ("bed", at - timedelta(days=1))):
        told = {"provider": harbour.ref, "cluster": cluster.ref, "weekly_hours": Decimal("12.5")}
        declare_capacity(**told, time_of_day=time_of_day, by=OFFICER, at=declared)
    note_regulator_change(
        provider=harbour.ref, rating="Requires improvement", rated_on=date(2017, 12, 20), by=OFFICER, at=at
    )
    impose_sanction(
        provider=elm.ref, from_on=date(2017, 12, 1), to_on=date(2018, 1, 31), reason="Missed visits", by=OFFICER, at=at
    )
    return harbour


def test_pages_about_people(as_user, looked, westmarch, edith):
    page = as_user(Role.BROKER, unit=westmarch.unit)
    for address, name in [
        ("/people/", "people, before a search"),
        ("/people/?search=attwood", "people found"),
        ("/people/?search=zzz", "people, none found"),
        (f"/people/{edith.ref}/", "person"),
        (f"/people/{edith.ref}/timeline/?looks=1", "person's timeline"),
        (f"/people/{edith.ref}/correct/", "person, correct"),
        (f"/people/{edith.ref}/representatives/add/", "representative"),
        ("/people/add/", "person, add"),
    ]:
        page.goto(address)
        looked(page, name)
    press(page, "Add person")
    looked(page, "person, add, nothing filled in")


def test_pages_about_providers(as_user, looked, westmarch, harbour):
    page = as_user(Role.CONTRACT_OFFICER, unit=westmarch.unit)
    elm = harbour.__class__.objects.get(name="Elm Homecare")
    contract = harbour.contracts.get(kind="other_contracted")
    cluster = harbour.capacity.first().cluster
    for address, name in [
        ("/providers/", "providers"),
        ("/providers/?search=zzz", "providers, none found"),
        (f"/providers/{harbour.ref}/", "provider"),
        (f"/providers/{harbour.ref}/contracts/", "provider, contracts"),
        (f"/providers/{harbour.ref}/capacity/", "provider, capacity"),
        (f"/providers/{harbour.ref}/sanctions/", "provider, no sanctions"),
        (f"/providers/{elm.ref}/sanctions/", "provider, sanctions"),
        (f"/providers/{harbour.ref}/timeline/", "provider, timeline"),
        (f"/providers/{harbour.ref}/amend/", "provider, amend"),
        (f"/providers/{harbour.ref}/rating/", "provider, worse rating"),
        (f"/providers/{harbour.ref}/contracts/add/", "contract, make"),
        (f"/contracts/{contract.ref}/price/", "contract, price"),
        (f"/contracts/{contract.ref}/end/", "contract, last day"),
        (f"/contracts/{contract.ref}/plan/", "contract, plan"),
        (f"/providers/{harbour.ref}/capacity/declare/", "capacity, note"),
        (f"/providers/{harbour.ref}/sanctions/add/", "sanction, impose"),
        ("/clusters/", "clusters"),
        (f"/clusters/{cluster.ref}/", "cluster"),
        (f"/clusters/{cluster.ref}/order/{HOME_CARE}/", "cluster, order"),
        (f"/clusters/{cluster.ref}/order/live_in_care/", "cluster, nobody for an order"),
        ("/clusters/add/", "cluster, define"),
        ("/providers/add/", "provider, add"),
    ]:
        page.goto(address)
        looked(page, name)
    press(page, "Add provider")
    looked(page, "provider, add, nothing filled in")


def test_a_file_is_tried_and_loaded(as_user, looked, westmarch, tmp_path):
    faulty = tmp_path / "people of Westmarch with a long name, of January 2018.csv"
    faulty.write_bytes((DATA / "people.csv").read_bytes().replace(b"14/05/1938", b"31/02/1938"))
    page = as_user(Role.BROKERAGE_MANAGER, unit=westmarch.unit)
    page.goto("/files/")
    looked(page, "files, none")
    page.goto("/files/load/people/")
    page.get_by_text("Columns", exact=True).click()
    looked(page, "file, load")
    press(page, "Continue")
    looked(page, "file, none chosen")

    page.get_by_label("File", exact=True).set_input_files(faulty)
    press(page, "Continue")
    looked(page, "file, tried")
    page.get_by_label("File", exact=True).set_input_files(faulty)
    page.get_by_label("Load it").check()
    press(page, "Continue")
    looked(page, "file, loaded")
    page.goto("/files/")
    looked(page, "files")
