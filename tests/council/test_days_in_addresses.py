"""Days in an address that no page can be about are passed over, or said to be wrong, and break nothing down."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from carewright.access.roles import COUNCIL_ROLES, Role
from tests.builders import a_council
from tests.changes.builders import TUESDAY, a_notice, a_package
from tests.council.conftest import user_holding
from tests.portal.conftest import signed_in_for
from tests.sourcing.builders import a_market

pytestmark = pytest.mark.django_db

DAYS = ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "9999-W52-7", "x"]
ADDRESSES = [
    "/changes/",
    "/changes/list.csv",
    "/enablement/bypasses/",
    "/enablement/bypasses/list.csv",
    "/reports/changes/",
    "/packages/{package}/orders/",
    "/packages/{package}/statement/",
    "/packages/{package}/statement.csv",
]


@pytest.mark.parametrize("day", DAYS)
def test_the_councils_pages(monkeypatch: pytest.MonkeyPatch, client: Client, day: str) -> None:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: TUESDAY)
    council = a_council()
    package = a_package(market=a_market(council))
    a_notice(package)
    client.force_login(user_holding(*COUNCIL_ROLES, unit=council.unit))
    client.raise_request_exception = False
    asked = urlencode(dict.fromkeys(("since", "until", "as_of", "on", "known_on"), day))

    told = {address: client.get(f"{address.format(package=package.ref)}?{asked}").status_code for address in ADDRESSES}

    assert {address: status for address, status in told.items() if status >= 500} == {}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-27", "x"])
def test_a_providers_week_that_there_is_none_of(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr("carewright.config.middleware.now", lambda: TUESDAY)
    package = a_package()
    client = signed_in_for(package.orders.get().lines.get().provider, Role.PROVIDER_COORDINATOR)
    client.raise_request_exception = False

    assert client.get(f"/portal/visits/week/{day}/").status_code == 404
