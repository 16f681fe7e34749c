"""The market's files: the register, contracts, places, and what the regulator publishes (PRO-1, PRO-2, SRC-20)."""

import os
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from carewright.access.roles import Role
from carewright.files.limits import OPERATOR
from carewright.files.tables import open_table
from carewright.imports.commands import load_file
from carewright.kernel.refused import NotAllowed, WrongState
from carewright.obligations.models import Obligation
from carewright.providers.commands import amend_provider
from carewright.providers.models import Cluster, Contract, Location, Msoa, Postcode, Provider
from carewright.providers.queries import cluster_of_postcode, rate_of
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from carewright.wiring.files import KINDS
from tests.builders import a_council
from tests.conftest import actor
from tests.files.builders import ods, ods_table
from tests.providers.builders import HOME_CARE

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "data"
PUBLISHED = Path(os.environ.get("CAREWRIGHT_PUBLIC_DATA", Path(__file__).parents[3] / "shared" / "data"))
OFFICER = actor(Role.CONTRACT_OFFICER)
RATINGS = [
    "Location ID",
    "Location Name",
    "Domain",
    "Latest Rating",
    "Publication Date",
    "Service / Population Group",
    "Provider ID",
]


@pytest.fixture(autouse=True)
def council():
    return a_council()


def load(kind, at, content=None, *, by=OFFICER, name="", **more):
    content = content if content is not None else (DATA / f"{name or kind}.csv").read_bytes()
    return load_file(KINDS[kind], BytesIO(content), "", by=by, at=at, **more).outcome


def counts(outcome):
    return outcome.added, outcome.changed, outcome.same, outcome.passed_over, len(outcome.rejects)


@pytest.fixture
def market(friday):
    for kind in ("providers", "msoas", "clusters", "contracts"):
        assert not load(kind, friday).rejects


def test_providers_are_registered_and_the_same_file_again_changes_nothing(friday):
    assert counts(load("providers", friday)) == (3, 0, 0, 0, 0)
    assert counts(load("providers", friday)) == (0, 0, 3, 0, 0)

    harbour = Provider.objects.get(regulator_id="1-990000001")
    assert (harbour.name, harbour.rating, harbour.rated_on) == ("Harbour Care", "Good", date(2017, 3, 14))
    assert Provider.objects.get(name="Kestrel Care").rating == ""


def test_a_worse_rating_in_the_register_s_file_has_to_be_looked_into(friday):
    load("providers", friday)
    worse = (DATA / "providers.csv").read_bytes().replace(b"Good,14/03/2017", b"Inadequate,20/12/2017")

    assert counts(load("providers", friday, worse)) == (0, 1, 2, 0, 0)
    assert Obligation.objects.get(rule="PRO-1").subject == Provider.objects.get(name="Harbour Care").ref


def test_contracts_are_made_with_a_price_for_each_service(market):
    elm = Contract.objects.get(provider__name="Elm Homecare")

    assert {unit.name for unit in elm.areas.all()} == {"East", "West"}
    assert elm.need_categories == ["frailty", "dementia"]
    assert rate_of(elm.ref, "day_services", elm.from_on) == Decimal("15.20")
    assert rate_of(elm.ref, HOME_CARE, elm.from_on) == Decimal("18.85")


def test_contracts_are_made_once_however_often_the_file_is_sent(market, friday):
    assert counts(load("contracts", friday)) == (0, 0, 3, 0, 0)
    assert Contract.objects.count() == 3


def test_no_price_of_a_file_is_told_by_a_timeline(market):
    refs = Provider.objects.values_list("ref", flat=True)

    told = " ".join(entry.sentence for entry in timeline(*refs))

    assert "contracts" in told
    assert not any(price in told for price in ("18.40", "18.85", "15.20", "17.95"))


def test_faulty_contracts_are_named_by_row_and_column(market, friday):
    content = b"""provider,kind,services,from,to,rates,areas,clusters,needs
1-999,cluster,home care,2017-04-01,,18.40,,Whitehaven,
1-990000001,handshake,gardening,01/13/2017,,cheap,North,Nowhere,tall
1-990000001,cluster,home care,2018-04-01,2018-03-31,18.40,,,
1-990000001,other contracted,home care|day services,2018-04-01,,18.40|15|3,East,,
1-990000001,other contracted,,2018-04-01,,,East,,
"""

    outcome = load("contracts", friday, content)

    assert [(r.row.number, {fault.field for fault in r.faults}) for r in outcome.rejects] == [
        (2, {"provider"}),
        (3, {"kind", "services", "from_on", "rates", "areas", "clusters", "need_categories"}),
        (5, {"rates"}),
        (6, {"services"}),
        (4, {"clusters", "to_on"}),
    ]


def test_an_administrator_may_not_load_prices(friday):
    with pytest.raises(NotAllowed):
        load("contracts", friday, by=actor(Role.ADMINISTRATOR))


def test_clusters_have_the_msoas_of_the_file(market, friday):
    assert set(Cluster.objects.get(name="Whitehaven").msoas.values_list("name", flat=True)) == {
        "Quayside",
        "Castle Hill",
    }

    outcome = load(
        "clusters",
        friday,
        b"area,cluster,msoa code\nEast,Whitehaven,E02990001\nNorth,Moor,E02990003\nEast,Moor,E02990003\n",
    )

    assert (outcome.changed, [r.row.number for r in outcome.rejects]) == (1, [3, 4])
    assert "Long Vale" in outcome.rejects[1].reason
    assert Msoa.objects.get(code="E02990002").cluster is None


@pytest.mark.parametrize(("vintage", "expected"), [("2025", (2, 0, 0, 2, 0)), ("2023", (2, 0, 0, 0, 0))])
def test_live_postcodes_of_ours_are_taken_from_the_lookup_of_any_year(market, friday, vintage, expected):
    assert counts(load("postcodes", friday, name=f"postcodes_{vintage}")) == expected
    assert cluster_of_postcode("WM1 1AA") == Cluster.objects.get(name="Whitehaven")


def test_a_postcode_moves_with_a_newer_lookup_and_goes_when_it_is_terminated(market, friday):
    load("postcodes", friday, name="postcodes_2023")
    newer = (DATA / "postcodes_2025.csv").read_bytes().replace(b'"WM1 1AA","198001",""', b'"WM1 1AA","198001","201711"')

    assert counts(load("postcodes", friday, newer)) == (0, 1, 0, 3, 0)
    assert dict(Postcode.objects.values_list("code", "msoa")) == {"WM11AB": "E02990002"}


def test_postcodes_need_the_council_s_msoas_first(friday):
    with pytest.raises(WrongState, match="Load the MSOAs or clusters first"):
        load("postcodes", friday, name="postcodes_2025")


def test_the_directory_s_locations_are_kept_and_who_is_not_in_it_is_no_longer_registered(market, friday):
    outcome = load("cqc-directory", friday, name="cqc_directory")

    assert (outcome.added, outcome.passed_over) == (2, 1)
    assert Location.objects.get(regulator_id="1-990000011").provider.name == "Harbour Care"
    registered = dict(Provider.objects.values_list("name", "is_registered"))
    assert registered == {"Harbour Care": True, "Elm Homecare": True, "Kestrel Care": False}
    kestrel = Provider.objects.get(name="Kestrel Care")
    assert "registered to not registered" in " ".join(entry.sentence for entry in timeline(kestrel.ref))


def test_who_is_in_the_directory_again_is_registered_again(market, friday):
    load("cqc-directory", friday, name="cqc_directory")
    whole = (DATA / "cqc_directory.csv").read_bytes() + (b"Kestrel Care," + b"," * 12 + b"1-990000031,1-990000003\n")

    load("cqc-directory", friday, whole)

    assert not Provider.objects.filter(is_registered=False).exists()


def test_dormancy_is_taken_from_the_directory_with_filters(market, friday):
    headings = ["Location ID", "Dormant (Y/N)", "Location Name", "Location Postal Code", "Provider ID"]
    rows = [["1-990000011", "Y", "Harbour Care Quayside", "WM1 1AA", "1-990000001"]]
    rows += [[f"1-99000002{n}", dormant, f"Elm {n}", "WM1 1AB", "1-990000002"] for n, dormant in enumerate("YN")]

    load(
        "cqc-directory",
        friday,
        ods(ods_table("README", ["About"]), ods_table("HSCA_Active_Locations", headings, *rows)),
    )

    assert set(Provider.objects.filter(is_dormant=True).values_list("name", flat=True)) == {"Harbour Care"}


def test_a_part_of_the_directory_is_refused(friday):
    lines = "".join(f"1-98000000{n},Provider {n}\n" for n in range(9))
    load("providers", friday, f"regulator id,name\n{lines}".encode())

    with pytest.raises(WrongState, match="9 of the 9 providers on the register aren't in this file"):
        load("cqc-directory", friday, name="cqc_directory")


def ratings(*rows):
    return ods(ods_table("README", ["About"]), ods_table("Locations", RATINGS, *rows))


def rated(location, provider, rating, published, domain="Overall", group="Overall"):
    return [location, "Quayside", domain, rating, published, group, provider]


def test_a_worse_overall_rating_is_noticed_kept_and_owed(market, friday):
    content = ratings(
        rated("1-990000011", "1-990000001", "Inadequate", "20/12/2017"),
        rated("1-990000011", "1-990000001", "Good", "20/12/2017", domain="Safe"),
        rated("1-990000021", "1-990000002", "Outstanding", "20/12/2017"),
        rated("1-990000091", "1-990000009", "Good", "20/12/2017"),
    )

    outcome = load("cqc-ratings", friday, content)

    assert counts(outcome) == (2, 0, 0, 2, 0)
    harbour = Provider.objects.get(name="Harbour Care")
    assert (harbour.rating, harbour.rated_on) == ("Inadequate", date(2017, 12, 20))
    assert [owed.subject for owed in Obligation.objects.filter(rule="PRO-1")] == [harbour.ref]
    assert counts(load("cqc-ratings", friday, content)) == (0, 0, 2, 2, 0)


def test_the_latest_of_several_ratings_counts_and_the_worse_of_one_day(market, friday):
    content = ratings(
        rated("1-990000011", "1-990000001", "Requires improvement", "20/12/2017"),
        rated("1-990000012", "1-990000001", "Good", "20/12/2017"),
        rated("1-990000011", "1-990000001", "Inadequate", "01/02/2016"),
    )

    load("cqc-ratings", friday, content)

    assert Provider.objects.get(name="Harbour Care").rating == "Requires improvement"


def test_a_rating_older_than_what_is_known_changes_nothing(market, friday):
    load("cqc-ratings", friday, ratings(rated("1-990000011", "1-990000001", "Inadequate", "01/02/2016")))

    assert Provider.objects.get(name="Harbour Care").rating == "Good"


def test_one_event_tells_of_a_file_and_one_of_each_change(market, friday):
    before = Event.objects.count()
    amended = (DATA / "providers.csv").read_bytes().replace(b"01632 960001", b"01632 960009")

    load("providers", friday, amended)

    told = list(Event.objects.filter(seq__gt=before).order_by("seq").values_list("name", flat=True))
    assert sorted(told) == ["market.imported", "provider.amended"]


def test_an_empty_cell_amends_nothing(market, friday):
    harbour = Provider.objects.get(name="Harbour Care")
    amend_provider(provider=harbour.ref, changes={"telephone": "01632 960009"}, by=OFFICER, at=friday)

    load("providers", friday, b"regulator id,name,phone\n1-990000001,Harbour Care,\n")

    harbour.refresh_from_db()
    assert harbour.telephone == "01632 960009"


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("cqc-directory", "cqc/cqc_directory_layout_sample.csv"),
        ("cqc-ratings", "cqc/noncarehome_location_ratings_history.csv"),
        ("postcodes", "geo/nspl_2025_sample_3rows.csv"),
        ("msoas", "geo/msoa21_kent_essex_bristol_hackney.csv"),
    ],
)
def test_real_published_files_are_understood(kind, file):
    path = PUBLISHED / file
    if not path.exists():
        pytest.skip(f"the public file {file} is not here: set CAREWRIGHT_PUBLIC_DATA to the folder that has it")

    with path.open("rb") as stream:
        rows = list(open_table(stream, path.name, KINDS[kind].layout, OPERATOR).rows)

    assert rows
    assert not any(row.fault for row in rows)
    needed = [column.key for column in KINDS[kind].layout.columns if column.is_needed]
    assert all(rows[0].cells[key] for key in needed)


def test_the_real_msoas_and_history_of_ratings_load(friday, market):
    files = [
        ("msoas", "geo/msoa21_kent_essex_bristol_hackney.csv"),
        ("cqc-ratings", "cqc/noncarehome_location_ratings_history.csv"),
    ]
    if not all((PUBLISHED / file).exists() for _, file in files):
        pytest.skip("the public files are not here: set CAREWRIGHT_PUBLIC_DATA to the folder that has them")

    outcomes = [load(kind, friday, (PUBLISHED / file).read_bytes(), limits=OPERATOR) for kind, file in files]

    assert counts(outcomes[0]) == (486, 0, 0, 0, 0)
    assert (outcomes[1].passed_over, outcomes[1].rejects) == (29_459, [])
