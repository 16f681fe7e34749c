"""The pages about providers and clusters: who gets in, prices only to those who may see them, what is shown first."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import SEES_PRICES, Role
from carewright.access.who_may import WHO_MAY
from carewright.providers.commands import declare_capacity, impose_sanction, note_regulator_change
from carewright.providers.models import Capacity, Cluster, Contract, Provider, Rate, Sanction
from carewright.providers.queries import protocol_of
from tests.builders import a_council
from tests.conftest import actor
from tests.council.conftest import user_holding
from tests.providers.builders import HOME_CARE, a_cluster, a_contract, a_msoa, a_provider, cluster_providers

pytestmark = pytest.mark.django_db
CANARY = "7193.71"
SHOWN = "7,193.71"
NOW = datetime(2018, 1, 8, 9, tzinfo=UTC)
OFFICER = actor(Role.CONTRACT_OFFICER)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("carewright.config.middleware.now", lambda: NOW)


@pytest.fixture
def westmarch():
    return a_council()


@pytest.fixture
def whitstable(westmarch):
    return a_cluster(westmarch.east)


@pytest.fixture
def harbour(westmarch, whitstable):
    (harbour,) = cluster_providers(whitstable, "Harbour Care")
    a_contract(harbour, area=westmarch.east, rate=CANARY, terms=f"Uplift to {CANARY}", to_on=date(2018, 6, 30))
    return harbour


@pytest.fixture
def as_role(client, westmarch):
    def sign_in(role, unit=None):
        client.force_login(user_holding(role, unit=unit or westmarch.unit))
        return client

    return sign_in


READ = ["", "contracts/", "capacity/", "sanctions/", "timeline/"]


def reads(harbour, whitstable):
    own = [f"/providers/{harbour.ref}/{part}" for part in READ]
    return [*own, "/providers/", "/providers/?as=csv", "/clusters/", f"/clusters/{whitstable.ref}/"]


def writes(harbour, whitstable):
    contract = harbour.contracts.first()
    return {
        f"/providers/{harbour.ref}/amend/": "amend_provider",
        f"/providers/{harbour.ref}/rating/": "review_worse_rating",
        f"/providers/{harbour.ref}/contracts/add/": "make_contract",
        f"/contracts/{contract.ref}/price/": "set_rate",
        f"/contracts/{contract.ref}/end/": "end_contract",
        f"/contracts/{contract.ref}/plan/": "plan_contract_end",
        f"/providers/{harbour.ref}/sanctions/add/": "impose_sanction",
        f"/clusters/{whitstable.ref}/order/{HOME_CARE}/": "set_protocol_order",
        "/providers/add/": "register_provider",
        "/clusters/add/": "define_cluster",
    }


def test_every_page_opens_for_a_contract_officer(as_role, harbour, whitstable):
    client = as_role(Role.CONTRACT_OFFICER)

    for address in [*reads(harbour, whitstable), *writes(harbour, whitstable)]:
        assert client.get(address).status_code == 200, address


def test_a_practitioner_reads_and_changes_nothing(as_role, harbour, whitstable):
    client = as_role(Role.PRACTITIONER)

    assert {client.get(address).status_code for address in reads(harbour, whitstable)} == {200}
    assert {client.get(address).status_code for address in writes(harbour, whitstable)} == {403}


@pytest.mark.parametrize("role", [Role.POLICY_OWNER, Role.CASE_AUDITOR])
def test_who_may_not_see_providers_is_told_so(as_role, harbour, whitstable, role):
    client = as_role(role)

    assert {client.get(address).status_code for address in reads(harbour, whitstable)} == {403}


def test_a_provider_s_user_finds_nothing_here(as_role, harbour, whitstable):
    client = as_role(Role.PROVIDER_MANAGER)

    assert {client.get(address).status_code for address in reads(harbour, whitstable)} == {404}


@pytest.mark.parametrize(
    "address", ["/providers/PRV-0000-0000-0/", "/providers/x/contracts/", "/clusters/x/", "/contracts/x/end/"]
)
def test_nonsense_is_not_found(as_role, harbour, address):
    assert as_role(Role.CONTRACT_OFFICER).get(address).status_code == 404


@pytest.mark.parametrize("role", sorted(WHO_MAY["see_providers"].roles - SEES_PRICES))
def test_no_price_is_in_any_page_of_who_may_not_see_prices(as_role, harbour, whitstable, role):
    client = as_role(role)

    for address in reads(harbour, whitstable):
        page = client.get(address).content.decode()
        assert CANARY not in page, address
        assert SHOWN not in page, address


@pytest.mark.parametrize("role", sorted(SEES_PRICES))
def test_prices_and_terms_are_shown_to_those_who_may_see_them(as_role, harbour, role):
    page = as_role(role).get(f"/providers/{harbour.ref}/contracts/").content.decode()

    assert f"£{SHOWN}" in page
    assert f"Uplift to {CANARY}" in page


def test_what_bars_a_provider_stands_above_everything(as_role, harbour):
    impose_sanction(
        provider=harbour.ref, from_on=date(2018, 1, 1), to_on=date(2018, 1, 31), reason="Late", by=OFFICER, at=NOW
    )
    note_regulator_change(
        provider=harbour.ref, rating="Inadequate", is_dormant=True, rated_on=date(2018, 1, 5), by=OFFICER, at=NOW
    )

    page = as_role(Role.BROKER).get(f"/providers/{harbour.ref}/").content.decode()
    top, _, rest = page.partition("cw-tabs")

    assert "no new placements, until 31 January 2018" in top
    assert "Dormant with the regulator" in top
    assert "Look into the worse rating of Harbour Care" in top
    assert "Good to Inadequate" in rest


def test_an_ending_contract_says_what_is_owed(as_role, harbour):
    page = as_role(Role.CONTRACT_OFFICER).get(f"/providers/{harbour.ref}/contracts/").content.decode()

    assert "Ending" in page
    assert "to 30 June 2018" in page
    assert "Its end has to be planned for by" in page
    assert "Say what happens then" in page


def test_stale_capacity_is_shown_as_such(as_role, harbour, whitstable):
    told = {"provider": harbour.ref, "cluster": whitstable.ref, "by": OFFICER}
    declare_capacity(**told, weekly_hours=Decimal("12.5"), time_of_day="morning", at=NOW - timedelta(days=8))
    client = as_role(Role.BROKER)

    page = client.get(f"/providers/{harbour.ref}/capacity/").content.decode()

    assert "12.5" in page
    assert "Stale" in page
    assert "Stale" in client.get("/providers/").content.decode()


def test_the_list_is_found_by_name_area_and_service_and_comes_as_csv(as_role, harbour, westmarch):
    a_provider("=Elm Homecare")
    client = as_role(Role.BROKER)

    by_area = client.get(f"/providers/?area={westmarch.east.ref}").content.decode()
    csv = client.get("/providers/?as=csv").content.decode()

    assert "Harbour Care" in by_area
    assert "Elm Homecare" not in by_area
    assert "Elm Homecare" in client.get("/providers/?search=elm").content.decode()
    assert "No provider matches" in client.get("/providers/?search=zzz").content.decode()
    assert ",'=Elm Homecare," in csv


def test_a_provider_is_registered_and_amended(as_role, westmarch):
    client = as_role(Role.CONTRACT_OFFICER)
    told = {"name": "Elm Homecare", "regulator_id": "1-101", "offers_email": "offers@elm.example", "rating": "Good"}

    response = client.post("/providers/add/", told)

    elm = Provider.objects.get()
    assert response.url == f"/providers/{elm.ref}/"
    client.post(f"/providers/{elm.ref}/amend/", {"name": "Elm Homecare", "telephone": "01632 960111"})
    elm.refresh_from_db()
    assert (elm.telephone, elm.offers_email) == ("01632 960111", "")


def test_a_contract_is_made_with_its_prices(as_role, westmarch, whitstable):
    elm = a_provider("Elm Homecare")
    told = {
        "kind": "cluster",
        "services": [HOME_CARE],
        f"rate_{HOME_CARE}": "£18.40",
        "clusters": [whitstable.ref],
        "from_on_day": "1",
        "from_on_month": "4",
        "from_on_year": "2018",
    }

    response = as_role(Role.COMMISSIONER).post(f"/providers/{elm.ref}/contracts/add/", told)

    assert response.status_code == 302
    assert Rate.objects.get().hourly == Decimal("18.40")
    assert Contract.objects.get().clusters.get() == whitstable


def test_a_price_for_a_service_that_is_not_chosen_is_refused_beside_it(as_role, westmarch):
    elm = a_provider("Elm Homecare")
    told = {"kind": "framework", "services": [HOME_CARE], "rate_day_services": "9", "from_on": "2018-04-01"}

    page = as_role(Role.COMMISSIONER).post(f"/providers/{elm.ref}/contracts/add/", told).content.decode()

    assert page.count("Choose the service as well, or leave its price empty.") == 2
    assert not Contract.objects.exists()


def test_prices_last_days_and_plans_are_set(as_role, harbour):
    client = as_role(Role.CONTRACT_OFFICER)
    contract = harbour.contracts.get(kind="other_contracted")

    client.post(f"/contracts/{contract.ref}/price/", {"service": HOME_CARE, "hourly": "19.05", "from_on": "2018-04-01"})
    client.post(f"/contracts/{contract.ref}/plan/", {"plan": "To be bought anew"})
    client.post(f"/contracts/{contract.ref}/end/", {"to_on": "2018-09-30", "reason": "Extended"})

    contract.refresh_from_db()
    assert contract.to_on == date(2018, 9, 30)
    assert contract.rates.count() == 2
    assert "To be bought anew" in client.get(f"/providers/{harbour.ref}/timeline/").content.decode()


def test_a_sanction_is_imposed_and_lifted(as_role, harbour, westmarch):
    client = as_role(Role.COMMISSIONER)
    told = {"from_on": "2018-01-08", "reason": "Missed visits", "area": westmarch.east.ref}

    client.post(f"/providers/{harbour.ref}/sanctions/add/", told)
    sanction = Sanction.objects.get()
    shown = client.get(f"/providers/{harbour.ref}/sanctions/").content.decode()
    client.post(f"/providers/{harbour.ref}/sanctions/{sanction.ref}/lift/", {"reason": "Put right"})

    assert "No new placements in East" in shown
    assert "Lifted" in client.get(f"/providers/{harbour.ref}/sanctions/").content.decode()


def test_a_sanction_of_another_provider_is_not_lifted_here(as_role, harbour):
    rival = a_provider("Elm Homecare")
    sanction = impose_sanction(provider=rival.ref, from_on=date(2018, 1, 1), reason="Late", by=OFFICER, at=NOW)

    response = as_role(Role.COMMISSIONER).post(
        f"/providers/{harbour.ref}/sanctions/{sanction.ref}/lift/", {"reason": "Put right"}
    )

    assert response.status_code == 404


def test_free_hours_are_noted(as_role, harbour, whitstable):
    told = {"cluster": whitstable.ref, "time_of_day": "bed", "weekly_hours": "7.5"}

    as_role(Role.BROKER).post(f"/providers/{harbour.ref}/capacity/declare/", told)

    assert Capacity.objects.get().weekly_hours == Decimal("7.50")


def test_a_cluster_is_defined_and_its_order_set(as_role, harbour, whitstable, westmarch):
    (elm,) = cluster_providers(a_cluster(westmarch.east, "Herne Bay", postcodes=["CT6 1AB"]), "Elm Homecare")
    a_contract(elm, kind="cluster", cluster=whitstable)
    client = as_role(Role.COMMISSIONER)

    client.post(
        "/clusters/add/", {"area": westmarch.west.ref, "name": "Vale", "msoas": f"{a_msoa().code}, {a_msoa().code}"}
    )
    client.post(f"/clusters/{whitstable.ref}/order/{HOME_CARE}/", {harbour.ref: "2", elm.ref: "1"})

    assert Cluster.objects.get(name="Vale").msoas.count() == 2
    assert [place.provider.name for place in protocol_of(whitstable.ref)] == ["Elm Homecare", "Harbour Care"]


def test_one_place_for_two_is_refused_beside_both(as_role, harbour, whitstable, westmarch):
    (elm,) = cluster_providers(a_cluster(westmarch.east, "Herne Bay", postcodes=["CT6 1AB"]), "Elm Homecare")
    a_contract(elm, kind="cluster", cluster=whitstable)

    page = as_role(Role.COMMISSIONER).post(
        f"/clusters/{whitstable.ref}/order/{HOME_CARE}/", {harbour.ref: "1", elm.ref: "1"}
    )

    assert page.content.decode().count("Place 1 is given twice.") == 4


def test_the_list_takes_few_queries(as_role, harbour, westmarch, django_assert_max_num_queries):
    client = as_role(Role.BROKER)
    for number in range(20):
        a_contract(a_provider(f"Other {number}"), area=westmarch.east)

    with django_assert_max_num_queries(16):
        client.get("/providers/")
