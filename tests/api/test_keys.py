"""Who may call: keys, their users, scopes (promises 8 and 14)."""

from datetime import timedelta

import pytest

from carewright.access.commands import disable_user, issue_key, revoke_key
from carewright.access.models import ApiKey
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.access.who_may import WHO_MAY
from carewright.api.operations import Operation
from carewright.api.v1 import operations
from tests.api.conftest import NOWHERE, Caller
from tests.builders import SET_UP
from tests.conftest import actor

ADMINISTRATOR = actor(Role.ADMINISTRATOR)
OPERATIONS = operations()
ROLES = [role for role in Role if role != Role.SYSTEM]


def ask(caller: Caller, operation: Operation):
    path = operation.path.replace("{ref}", NOWHERE).replace("{document_ref}", NOWHERE)
    return caller.get(path) if operation.method == "GET" else caller.send(operation.method, path, {})


def is_right(status: int, operation: Operation, role: Role) -> bool:
    right = WHO_MAY[operation.right]
    if role in right.roles | right.deputies:
        return status not in {401, 403, 500} and (status != 404 or "{ref}" in operation.path)
    hidden = role in PROVIDER_ROLES and not right.roles & PROVIDER_ROLES
    return status == (404 if hidden else 403)


@pytest.mark.parametrize("role", ROLES)
def test_each_operation_is_open_to_those_with_its_right_and_closed_to_all_others(calling, role):
    caller = calling(role)

    answered = {operation: ask(caller, operation).status_code for operation in OPERATIONS}

    assert {op.name: status for op, status in answered.items() if not is_right(status, op, role)} == {}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_without_a_key_nothing_is_answered(db, operation):
    response = ask(Caller("cw_nonsense"), operation)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["title"] == "No key"


def test_every_operation_declares_a_right_that_is_in_the_table():
    assert {operation.right for operation in OPERATIONS} <= set(WHO_MAY)
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)


def test_every_address_below_the_api_is_an_operation_or_the_description():
    from carewright.api.urls import urlpatterns

    named = {str(getattr(pattern, "name", "")) for pattern in urlpatterns}

    described = {"openapi", "api_documentation", "api_api-root", "None"}
    assert named == {f"api_{operation.name}" for operation in OPERATIONS} | described


def test_a_session_s_cookie_is_worth_nothing_here(calling, client):
    from carewright.access.models import User

    client.force_login(User.objects.get(ref=calling(Role.BROKER).user.ref))

    assert client.get("/api/v1/people").status_code == 401


def test_a_write_needs_no_csrf_token(calling):
    from django.test import Client

    caller = calling(Role.BROKER)
    caller.client = Client(enforce_csrf_checks=True)

    assert caller.post("/people", {}).status_code == 422


@pytest.mark.parametrize("end", ["disabled", "revoked", "expired"])
def test_a_key_stops_at_once(calling, end, westmarch):
    caller = calling(Role.BROKER)
    assert caller.get("/people").status_code == 200

    if end == "disabled":
        disable_user(user=caller.user.ref, reason="Left", by=ADMINISTRATOR, at=SET_UP)
    elif end == "revoked":
        revoke_key(key=ApiKey.objects.get().ref, by=ADMINISTRATOR, at=SET_UP)
    else:
        long_ago = SET_UP - timedelta(days=1)
        _, caller.secret = issue_key(
            user=caller.user.ref, name="Old", scopes=["people:read"], expires_at=long_ago, by=ADMINISTRATOR, at=SET_UP
        )

    assert caller.get("/people").status_code == 401


def test_a_scope_narrows_what_the_user_s_roles_allow(calling):
    caller = calling(Role.BROKER, scopes=["packages:read"])

    refused = caller.get("/people")

    assert caller.get("/packages").status_code == 200
    assert refused.status_code == 403
    assert "people:read" in refused.json()["detail"]


def test_a_scope_gives_nothing_that_the_user_s_roles_do_not(calling):
    assert calling(Role.PRACTITIONER, scopes=["trail:read"]).get("/trail/head").status_code == 403
