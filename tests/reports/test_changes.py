"""The trend of provider-led changes: its figures, the rows behind them, and who may see it (CHG-8, RPT-7, RPT-20)."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from carewright.access.models import Unit, User
from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed
from carewright.reports.changes import Per, change_trend
from tests.builders import a_user
from tests.changes.builders import SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, a_notice, a_package, in_effect, stopped
from tests.conftest import actor
from tests.sourcing.builders import Market, a_market

pytestmark = pytest.mark.django_db

AS_OF = THURSDAY.date()
READER = actor(Role.COMMISSIONER)


@pytest.fixture
def market() -> Market:
    """Harbour: two increases by itself, one authorised, one stopped on Wednesday. Elm: one decrease."""
    market = a_market()
    package = a_package("20", "2.00", market=market)
    in_effect(package, "22")
    in_effect(package, "23.5", effective_on=SUNDAY + timedelta(days=7))
    in_effect(a_package("20", "2.00", market=market), "30")
    stopped(a_notice(a_package(market=market)), at=WEDNESDAY)
    in_effect(a_package("20", "2.00", market=market, provider=market.elm), "19")
    return market


def test_by_provider(market: Market) -> None:
    trend = change_trend(READER, as_of=AS_OF)

    harbour, elm = trend.rows
    assert (harbour.label, elm.label) == ("Harbour Care", "Elm Homecare")
    assert (harbour.noticed, harbour.increases, harbour.for_the_manager) == (4, 4, 1)
    assert (harbour.in_effect, harbour.by_itself, harbour.not_made) == (3, 2, 1)
    assert (harbour.net_hours, elm.net_hours, trend.total.net_hours) == (Decimal("13.5"), Decimal(-1), Decimal("12.5"))
    assert (elm.noticed, elm.decreases, trend.total.noticed) == (1, 1, 5)


@pytest.mark.parametrize(("per", "labels"), [(Per.AREA, ["East"]), (Per.REASON, ["The person's needs have increased"])])
def test_by_area_and_reason(market: Market, per: Per, labels: list[str]) -> None:
    assert [row.label for row in change_trend(READER, as_of=AS_OF, per=per).rows] == labels


def test_as_of_an_earlier_day_it_is_as_it_stood_that_evening(market: Market) -> None:
    harbour = change_trend(READER, as_of=TUESDAY.date()).rows[0]

    assert (harbour.noticed, harbour.not_made) == (4, 0)
    assert change_trend(READER, as_of=TUESDAY.date() - timedelta(days=1)).rows == []


def test_a_package_drifts_by_flexes_alone(market: Market) -> None:
    first, second = change_trend(READER, as_of=AS_OF).drifted

    assert (first.hours, first.steps, first.provider) == (Decimal("3.5"), 2, "Harbour Care")
    assert (second.hours, second.provider) == (Decimal(-1), "Elm Homecare")


def test_another_area_counts_nothing(market: Market) -> None:
    elsewhere = actor(Role.BROKERAGE_MANAGER, unit=market.council.west)

    assert change_trend(elsewhere, as_of=AS_OF).total.noticed == 0


def test_a_practitioner_sees_no_reports(market: Market) -> None:
    with pytest.raises(NotAllowed):
        change_trend(actor(Role.PRACTITIONER), as_of=AS_OF)


@pytest.fixture
def client(market: Market, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: THURSDAY)
    reader = a_user(Role.COMMISSIONER, unit=Unit.objects.get(kind="council"))
    client = Client()
    client.force_login(User.objects.get(ref=reader.ref))
    return client


@pytest.mark.parametrize("per", list(Per))
def test_every_figure_opens_as_many_rows(client: Client, per: Per) -> None:
    page = client.get(f"/reports/changes/?per={per}").content.decode()

    links = re.findall(r'href="(/changes/\?[^"]*since=[^"]*)">(\d+)<', page)
    assert len(links) > 6
    for address, figure in links:
        listed = client.get(unescape(address)).content.decode()
        assert int(figure) == len(set(re.findall(r"/changes/(CHG-[\w-]+)/", listed))), address


def test_it_comes_out_as_a_file(client: Client) -> None:
    csv = client.get("/reports/changes/?as=csv").content.decode("utf-8-sig").splitlines()

    assert (
        csv[0] == "provider,noticed,increases,decreases,for_the_manager,in_effect,by_itself,not_made,net_hours_a_week"
    )
    assert csv[1] == "Harbour Care,4,4,0,1,3,2,1,13.50"
    assert client.get("/reports/changes/?as=xlsx").content.startswith(b"PK")


def test_a_day_that_is_none_or_to_come_is_today(client: Client) -> None:
    for asked in ("nonsense", date(2030, 1, 1).isoformat()):
        assert "to 1 March 2018" in client.get(f"/reports/changes/?as_of={asked}").content.decode()
