"""The register, and what the regulator says (PRO-1)."""

from datetime import UTC, date, datetime

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, NotFound, WrongState
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.providers.commands import (
    amend_provider,
    note_regulator_change,
    register_provider,
    review_worse_rating,
)
from carewright.providers.queries import (
    contracts_of,
    provider,
    providers,
    rates_of,
    regulator_changes_of,
    terms_of,
)
from carewright.providers.rules import is_worse, rating_of
from carewright.trail.queries import timeline
from tests.builders import a_council
from tests.conftest import actor
from tests.providers.builders import a_contract, a_provider

pytestmark = pytest.mark.django_db
OFFICER = actor(Role.CONTRACT_OFFICER)
INSPECTED = date(2017, 12, 20)


@pytest.fixture
def council():
    return a_council()


@pytest.fixture
def harbour(council):
    return a_provider("Harbour Care", rating="Good")


def test_a_worse_rating_has_to_be_looked_into_by_the_contract_officer(harbour, friday):
    note_regulator_change(provider=harbour.ref, rating="Inadequate", rated_on=INSPECTED, by=OFFICER, at=friday)

    owed = Obligation.objects.get(subject=harbour.ref)
    assert (owed.rule, owed.role, owed.state) == ("PRO-1", Role.CONTRACT_OFFICER, State.OPEN)
    assert owed.due_at == datetime(2018, 1, 3, 17, tzinfo=UTC)


@pytest.mark.parametrize(("was", "now"), [("Good", "Outstanding"), ("", "Inadequate"), ("Inadequate", "")])
def test_a_rating_that_is_not_worse_owes_nothing(council, friday, was, now):
    elm = a_provider("Elm Homecare", rating=was)

    note_regulator_change(provider=elm.ref, rating=now, rated_on=INSPECTED, by=OFFICER, at=friday)

    assert not Obligation.objects.exists()


def test_a_rating_worse_still_is_owed_once(harbour, friday):
    for rating in ("Requires improvement", "Inadequate"):
        note_regulator_change(provider=harbour.ref, rating=rating, rated_on=INSPECTED, by=OFFICER, at=friday)

    assert Obligation.objects.filter(subject=harbour.ref, state=State.OPEN).count() == 1


def test_what_was_and_is_is_kept_with_its_date(harbour, friday):
    note_regulator_change(
        provider=harbour.ref, rating="Inadequate", rated_on=INSPECTED, is_dormant=True, by=OFFICER, at=friday
    )

    kept = {(c.what, c.was, c.now, c.on) for c in regulator_changes_of(harbour.ref, OFFICER)}
    assert kept == {("rating", "Good", "Inadequate", INSPECTED), ("is_dormant", "not dormant", "dormant", None)}
    assert "Good to Inadequate, not dormant to dormant" in timeline(harbour.ref)[0].sentence


def test_what_the_regulator_already_said_is_no_change(harbour, friday):
    with pytest.raises(WrongState):
        note_regulator_change(provider=harbour.ref, rating="Good", by=OFFICER, at=friday)


def test_looking_into_it_meets_what_is_owed(harbour, friday):
    note_regulator_change(provider=harbour.ref, rating="Inadequate", rated_on=INSPECTED, by=OFFICER, at=friday)

    review_worse_rating(provider=harbour.ref, finding="Account meeting on 4 January", by=OFFICER, at=friday)

    assert Obligation.objects.get(subject=harbour.ref).state == State.MET


def test_a_number_of_the_regulator_is_registered_once(harbour, friday):
    with pytest.raises(Invalid) as refused:
        register_provider(name="Elm Homecare", regulator_id=harbour.regulator_id, by=OFFICER, at=friday)

    assert refused.value.field == "regulator_id"


def test_an_amendment_names_what_it_amended_not_what_to(harbour, friday):
    amend_provider(provider=harbour.ref, changes={"name": "Harbour Côte Care", "address": ""}, by=OFFICER, at=friday)

    assert timeline(harbour.ref)[0].sentence == "Details amended: name."
    assert [found.ref for found in providers(OFFICER, search="cote")] == [harbour.ref]


def test_a_provider_s_user_sees_its_own_and_a_rival_like_nonsense(harbour):
    rival = a_provider("Elm Homecare")
    coordinator = actor(Role.PROVIDER_COORDINATOR, provider=harbour.ref)

    assert [found.ref for found in providers(coordinator)] == [harbour.ref]
    for ref in (rival.ref, "PRV-0000-0000-1", "nonsense"):
        with pytest.raises(NotFound):
            provider(ref, coordinator)


def test_prices_and_terms_are_for_those_who_see_prices_and_that_provider(council, harbour):
    contract = a_contract(harbour, area=council.east, rate="17.83", terms="Uplift by the index")

    for reader in (actor(Role.BROKER), actor(Role.PROVIDER_MANAGER, provider=harbour.ref)):
        assert str(rates_of(harbour.ref, reader)[contract.ref][0].hourly) == "17.83"
        assert terms_of(harbour.ref, reader) == {contract.ref: "Uplift by the index"}
    for reader in (actor(Role.PRACTITIONER), actor(Role.PROVIDER_MANAGER, provider="PRV-0000-0000-0")):
        for read in (rates_of, terms_of):
            with pytest.raises((NotAllowed, NotFound)):
                read(harbour.ref, reader)


def test_contracts_are_read_without_prices_and_terms(council, harbour):
    a_contract(harbour, area=council.east, terms="Uplift by the index")

    contract = contracts_of(harbour.ref, actor(Role.PRACTITIONER)).get()

    assert "terms" in contract.get_deferred_fields()


def test_providers_are_found_by_area_and_service_of_their_contracts(council, harbour):
    a_contract(harbour, area=council.east)
    a_provider("Elm Homecare")

    found = [
        list(providers(OFFICER, area=council.east.ref, service=service)) for service in ("home_care", "day_services")
    ]

    assert found == [[harbour], []]
    assert not providers(OFFICER, area=council.west.ref).exists()


def test_ratings_from_best_to_worst():
    assert is_worse("Inadequate", "Requires improvement")
    assert is_worse("Good", "Outstanding")
    assert not is_worse("Good", "Good")
    assert rating_of("  requires IMPROVEMENT ") == "Requires improvement"
    assert rating_of("Inspected but not rated") == ""
