"""The invented county holds together, names nothing real, and is the same each time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.demo.chance import chance
from carewright.demo.county import areas, clusters, localities, teams
from carewright.demo.hours import after_working, last_mid_morning, next_morning, working_days_later
from carewright.demo.market import HOME_CARE, market
from carewright.demo.names import Names
from carewright.demo.residents import held_packages, residents
from carewright.demo.staff import council_staff, one_sign_in_per_role, provider_staff
from carewright.people.rules import postcode
from carewright.worktime import STANDARD

FRIDAY = date(2026, 11, 20)


def test_there_are_four_areas_with_two_or_three_localities_and_a_team_of_each_kind_in_each() -> None:
    assert len(areas()) == 4
    assert all(len(localities(area)) in {2, 3} for area in areas())
    kinds = {(team.locality, team.source_team) for team in teams()}
    assert len(kinds) == len(teams()) == 4 * sum(len(localities(area)) for area in areas())


def test_every_postcode_is_well_formed_of_an_area_that_the_post_has_not_given_out_and_in_one_msoa() -> None:
    found = [code for cluster in clusters() for place in cluster.places for code in place.postcodes]
    assert [postcode(code) for code in found] == found
    assert all(code.startswith("WX") for code in found)
    assert len(set(found)) == len(found)


def test_no_msoa_has_a_code_of_the_national_statistics() -> None:
    codes = [place.code for cluster in clusters() for place in cluster.places]
    assert all(len(code) == 9 and code.startswith("E0299") for code in codes)
    assert len(set(codes)) == len(codes)


def test_sixty_providers_stand_in_the_register_and_each_cluster_has_an_order_of_those_contracted_for_it() -> None:
    found = market(1, FRIDAY)
    assert len({provider.name for provider in found.providers}) == 60
    assert len({provider.regulator_id for provider in found.providers}) == 60
    held = {p.name: {c for contract in p.contracts for c in contract.clusters} for p in found.providers}
    for cluster, names in found.protocol.items():
        assert len(names) >= 4
        assert all(cluster in held[name] for name in names)


def test_the_market_has_a_dormant_provider_sanctions_unrated_ones_and_some_without_a_contract() -> None:
    providers = market(1, FRIDAY).providers
    assert sum(provider.is_dormant for provider in providers) == 1
    assert sum(bool(provider.sanction) for provider in providers) == 2
    assert any(not provider.rating for provider in providers)
    assert any(not provider.contracts for provider in providers)
    assert all(min(contract.rates.values()) > 10 for provider in providers for contract in provider.contracts)


def test_every_role_has_a_sign_in_with_an_address_of_its_own() -> None:
    names = Names(chance(1))
    staff = council_staff(names) + provider_staff(market(1, FRIDAY).providers, names)
    assert len({user.email for user in staff}) == len(staff)
    assert {user.role for user in one_sign_in_per_role(staff)} == set(Role) - {Role.SYSTEM}
    assert all(user.email.endswith(".example") for user in staff)
    assert all(bool(user.provider) == (user.role in PROVIDER_ROLES) for user in staff)


def test_people_live_at_postcodes_of_the_county_and_their_packages_are_with_providers_contracted_for_them() -> None:
    places, found = clusters(), market(1, FRIDAY)
    people = list(residents(300, 1, places, FRIDAY, chance(1)))
    held = list(held_packages(people, places, found, FRIDAY, chance(2)))
    rates = {p.regulator_id: {s: r for c in p.contracts for s, r in c.rates.items()} for p in found.providers}
    assert len({person.case_number for person in people}) == 300
    assert all(package.rate == rates[package.regulator_id][package.service] for package in held)
    assert sum(package.service == HOME_CARE for package in held) > 200
    assert all(package.from_on < FRIDAY for package in held)
    assert all(18 <= (FRIDAY - person.born_on).days / 365 <= 103 for person in people)


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    def drawn(seed: int) -> list[str]:
        return [person.name.full for person in residents(50, 1, clusters(), FRIDAY, chance(seed))]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (datetime(2017, 12, 22, 16, 50, tzinfo=UTC), 5, datetime(2017, 12, 22, 16, 55, tzinfo=UTC)),
        (datetime(2017, 12, 22, 16, 50, tzinfo=UTC), 30, datetime(2017, 12, 27, 9, 20, tzinfo=UTC)),
        (datetime(2017, 12, 23, 12, 0, tzinfo=UTC), 0, datetime(2017, 12, 27, 9, 0, tzinfo=UTC)),
    ],
)
def test_what_people_do_they_do_in_office_hours(start: datetime, minutes: int, expected: datetime) -> None:
    assert after_working(start, timedelta(minutes=minutes), STANDARD) == expected


def test_the_demonstration_ends_at_mid_morning_of_the_last_working_day() -> None:
    friday = datetime(2017, 12, 22, 10, 40, tzinfo=UTC)
    assert last_mid_morning(datetime(2017, 12, 26, 12, tzinfo=UTC), STANDARD) == friday
    assert last_mid_morning(friday, STANDARD) == friday
    assert last_mid_morning(friday - timedelta(seconds=1), STANDARD) == friday - timedelta(days=1)


def test_the_next_working_morning_after_christmas_eve_is_the_day_after_boxing_day() -> None:
    assert next_morning(datetime(2017, 12, 22, 17, tzinfo=UTC), STANDARD) == datetime(2017, 12, 27, 9, tzinfo=UTC)
    assert working_days_later(date(2017, 12, 22), 1, STANDARD) == date(2017, 12, 27)
    assert working_days_later(date(2017, 12, 27), -1, STANDARD) == date(2017, 12, 22)
