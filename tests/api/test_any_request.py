"""Whatever is sent, valid or not, is answered as the OpenAPI document says, and never by a server error."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from carewright.access.roles import PROVIDER_ROLES
from carewright.access.who_may import WHO_MAY
from carewright.api.v1 import operations
from tests.api.conftest import NOWHERE
from tests.api.world import World, a_world

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = {GenerationMode.POSITIVE: 12, GenerationMode.NEGATIVE: 6}
QUIET = list(HealthCheck)


@pytest.fixture(autouse=True)
def _the_connection_stays_open_between_requests():
    """As Django's own test client does: the test's transaction is on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def world(calling, westmarch) -> World:
    return a_world(calling, westmarch)


def make_likely(case, path, world, choice) -> None:
    """Ask for things that there are, more often than not, so that commands are reached."""
    kind = path.split("/")[1]
    if "{ref}" in path:
        case.path_parameters["ref"] = choice.choice([*world.refs[kind], NOWHERE])
    if "{document_ref}" in path:
        case.path_parameters["document_ref"] = choice.choice([*world.documents[kind], NOWHERE])
    if isinstance(case.body, dict):
        case.body |= {name: choice.choice(values) for name, values in world.named.items() if name in case.body}


def try_requests(world, operation, described, mode) -> None:
    caller = world.provider if WHO_MAY[operation.right].roles & PROVIDER_ROLES else world.council

    @settings(
        max_examples=EXAMPLES[mode],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=QUIET,
        phases=[Phase.generate],
    )
    @given(case=described.as_strategy(generation_mode=mode), choice=st.randoms(use_true_random=False))
    def answered(case, choice):
        if mode is GenerationMode.POSITIVE:
            make_likely(case, operation.path, world, choice)
        undo = transaction.savepoint()
        try:
            response = case.call(headers={"Authorization": f"Bearer {caller.secret}"})
            case.validate_response(response, checks=CHECKS)
        finally:
            transaction.savepoint_rollback(undo)

    answered()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
def test_any_request_is_answered_as_the_document_says(world, mode):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    found = {told.ok().definition.raw["operationId"]: told.ok() for told in schema.get_all_operations()}

    for operation in operations():
        try_requests(world, operation, found[operation.name], mode)

    assert set(found) == {operation.name for operation in operations()}
