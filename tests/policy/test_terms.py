from datetime import date

import pytest
from pydantic import ValidationError

from carewright.policy.packs import load, terms_from
from carewright.policy.terms import Route

CHRISTMAS_EVE = date(2026, 12, 24)
A_SATURDAY = date(2027, 3, 6)

EAST_DIFFERS = """
[calendar]
closures = ["2026-12-24"]
[calendar.areas.East]
opening = { sat = "09:00-12:00" }
[calendar.areas.West]
closures = [2026-12-31]
"""


def test_an_area_without_a_calendar_has_the_councils() -> None:
    terms = terms_from(EAST_DIFFERS)
    assert terms.calendar_for("North") == terms.calendar_for("")


def test_an_area_may_have_opening_hours_of_its_own() -> None:
    terms = terms_from(EAST_DIFFERS)
    assert terms.calendar_for("East").is_working_day(A_SATURDAY)
    assert not terms.calendar_for("North").is_working_day(A_SATURDAY)


def test_an_areas_closure_days_come_on_top_of_the_councils() -> None:
    west = terms_from(EAST_DIFFERS).calendar_for("West")
    assert not west.is_working_day(CHRISTMAS_EVE)
    assert not west.is_working_day(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("area", "service", "route"),
    [
        ("East", "home_care", Route.ADVERT),
        ("West", "home_care", Route.RANKED),
        ("East", "day_services", Route.CLUSTER),
        ("West", "day_services", Route.ADVERT),
    ],
)
def test_the_route_that_names_most_is_taken(area: str, service: str, route: Route) -> None:
    terms = terms_from(
        """
        [sourcing]
        routes = [
            { route = "advert" },
            { area = "East", route = "cluster" },
            { service = "home_care", route = "ranked" },
            { area = "East", service = "home_care", route = "advert" },
        ]
        """
    )
    assert terms.sourcing.route_for(area, service) is route


def test_terms_are_never_changed_once_made() -> None:
    with pytest.raises(ValidationError):
        load("kent").changes.max_flex_hours = 7  # type: ignore[assignment]


def test_every_service_has_an_hourly_rate() -> None:
    for pack in ("kent", "bristol"):
        terms = load(pack)
        assert all(terms.indicative_rate(service) > 0 for service in terms.services)
