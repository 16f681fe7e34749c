"""Prices and persons stay hidden, and a rival learns nothing of what is not its own (promises 8 and 9)."""

import pytest
from django.db import transaction

from carewright.access.roles import COUNCIL_ROLES, PROVIDER_ROLES, SEES_PRICES, Role
from carewright.access.who_may import WHO_MAY
from carewright.api.v1 import operations
from tests.api.conftest import NOWHERE
from tests.api.world import PRICE, WEEKLY_COST, World, a_world
from tests.api.writes import WRITES
from tests.people.builders import EDITH

OPERATIONS = operations()
READS = [operation for operation in OPERATIONS if not operation.is_write]
PRICES = [PRICE, WEEKLY_COST]
OF_CHANGES = ["get_change", "list_changes"]
DECIDE_ABOUT_CHANGES = WHO_MAY["see_change_costs"].roles
"""What a change costs a week is for those who decide about it (docs/decisions/what-a-change-costs.md)."""
IDENTITY = [EDITH["family_name"], "Seaview", EDITH["telephone"], EDITH["postcode"], "1938-05-14", "Joan"]


@pytest.fixture
def world(calling, westmarch) -> World:
    return a_world(calling, westmarch)


@pytest.fixture
def rival(calling, world):
    return calling(Role.PROVIDER_MANAGER, Role.PROVIDER_COORDINATOR, provider=world.market.elm.ref)


def addresses(world, operation):
    """Every address of the operation at which there is something."""
    kind = operation.path.split("/")[1]
    refs = world.refs.get(kind, []) if "{ref}" in operation.path else [""]
    documents = world.documents[kind] if "{document_ref}" in operation.path else [""]
    paths = [operation.path.replace("{ref}", ref) for ref in refs]
    return [path.replace("{document_ref}", document) for path in paths for document in documents]


def told(caller, world):
    """All that this caller is told, by operation."""
    asked = {"since": "2017-12-01T00:00:00Z", "until": "2018-02-01T00:00:00Z"}
    return {
        operation.name: b"\n".join(
            caller.get(path, **(asked if operation.name in {"get_on_time", "list_orders"} else {})).content
            for path in addresses(world, operation)
        ).decode(errors="replace")
        for operation in READS
    }


def found(said, canaries):
    return sorted(name for name, text in said.items() if any(canary in text for canary in canaries))


def test_the_canaries_are_there_to_be_found(world):
    assert found(told(world.council, world), PRICES) == [
        "export_orders",
        "get_change",
        "get_package",
        "get_price_request",
        "get_variation",
        "list_book",
        "list_changes",
        "list_orders",
        "list_price_requests",
        "list_prices",
        "list_variations",
    ]
    assert set(found(told(world.council, world), IDENTITY)) >= {"get_person", "list_people", "list_requirements"}
    assert found(told(world.provider, world), PRICES) == [
        "get_own_change",
        "get_own_package",
        "list_own_changes",
        "list_own_packages",
        "list_own_price_requests",
        "list_own_prices",
        "list_own_variations",
    ]


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - SEES_PRICES))
def test_no_price_reaches_those_who_may_not_see_prices(calling, world, role):
    said = told(calling(role), world)

    assert found(said, [PRICE]) == []
    assert found(said, [WEEKLY_COST]) == (OF_CHANGES if role in DECIDE_ABOUT_CHANGES else [])


def test_no_price_reaches_a_key_without_the_scope_for_prices(calling, world):
    scopes = ["packages:read", "trail:read", "sourcing:read", "referrals:read", "people:read"]

    assert found(told(calling(Role.BROKERAGE_MANAGER, scopes=scopes), world), PRICES) == []


def test_no_price_and_no_person_reaches_a_rival(world, rival):
    assert found(told(rival, world), [*PRICES, *IDENTITY]) == []


def test_no_person_reaches_a_practitioner_of_another_area(calling, world, westmarch):
    elsewhere = calling(Role.PRACTITIONER, unit=westmarch.team("Vale"))

    assert found(told(elsewhere, world), IDENTITY) == []


def test_no_person_reaches_commissioning(calling, world):
    assert found(told(calling(Role.COMMISSIONER), world), IDENTITY) == []


def test_before_the_release_the_provider_is_told_no_identity(world):
    said = world.provider.get(f"/own/offers/{world.refs['offers'][0]}").content.decode()

    assert '"outward_postcode":"CT5"' in said
    assert [canary for canary in IDENTITY if canary in said] == []


def plain(response):
    return response.status_code, dict(response.headers), response.content


def test_what_is_another_s_is_shown_to_a_rival_as_what_is_not_there(world, rival):
    for operation in READS:
        if "{ref}" in operation.path:
            nowhere = rival.get(operation.path.replace("{ref}", NOWHERE).replace("{document_ref}", NOWHERE))
            answers = [plain(rival.get(path)) for path in addresses(world, operation)]
            assert (nowhere.status_code, answers) == (404, [plain(nowhere)] * len(answers)), operation.name


def test_what_is_another_s_is_written_to_by_a_rival_as_what_is_not_there(world, rival):
    for operation in OPERATIONS:
        if operation.is_write and "{ref}" in operation.path and WHO_MAY[operation.right].roles & PROVIDER_ROLES:
            undo = transaction.savepoint()
            write = WRITES[operation.name](world)
            there, nowhere = (
                rival.send(operation.method, path, write.body)
                for path in (write.path, operation.path.replace("{ref}", NOWHERE))
            )
            transaction.savepoint_rollback(undo)
            assert (there.status_code, plain(there)) == (404, plain(nowhere)), operation.name
