"""Nobody writes to a case of an area that is not theirs, by a reference that they happen to know (ROLE-1, ROLE-2)."""

import pytest
from django.db import transaction

from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.api.keys import JSON
from carewright.api.v1 import operations
from tests.api.world import a_world
from tests.api.writes import WRITES

OF_THE_MARKET = {"providers", "sanctions", "contracts", "clusters", "policies", "price-requests"}
"""These are the whole council's."""


@pytest.mark.parametrize(
    "role", [Role.BROKER, Role.BROKERAGE_MANAGER, Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER, Role.HEAD_OF_SERVICE]
)
def test_what_is_right_in_every_other_way_is_refused_to_those_of_another_area(calling, westmarch, role):
    world = a_world(calling, westmarch)
    of_west = calling(role, unit=westmarch.west)
    answers = {}
    for operation in operations():
        kind = operation.path.split("/")[1]
        right = WHO_MAY[operation.right]
        is_a_case = "{ref}" in operation.path and kind not in OF_THE_MARKET
        if operation.is_write and is_a_case and operation.takes == JSON:
            undo = transaction.savepoint()
            write = WRITES[operation.name](world)
            answer = of_west.send(operation.method, write.path, write.body)
            transaction.savepoint_rollback(undo)
            answers[operation.name] = (answer.status_code, role in right.roles | right.deputies)

    assert any(theirs for _, theirs in answers.values())
    assert {name: status for name, (status, _) in answers.items() if status not in {403, 404}} == {}
