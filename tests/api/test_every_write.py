"""Every write, enumerated from the program: sent five times it has one effect, and with another body it is refused."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from carewright.api.v1 import operations
from carewright.trail.models import Event
from tests.api.bodies import changed
from tests.api.world import World, a_world
from tests.api.writes import WRITES, send

EVERY = [operation for operation in operations() if operation.is_write]


@dataclass(frozen=True)
class Came:
    """The first answer's status, how many different answers, what was done, and the fault found with the other body."""

    status: int
    answers: int
    has_effect: bool
    has_more: bool
    at_fault: list[str]


@pytest.fixture
def world(calling, westmarch) -> World:
    return a_world(calling, westmarch)


def test_there_is_a_request_for_every_write():
    assert set(WRITES) == {operation.name for operation in EVERY}


def what_came(world, operation):
    """How one write, sent five times and once with another body, was answered; nothing of it stays."""
    undo = transaction.savepoint()
    write = WRITES[operation.name](world)
    events = [Event.objects.count()]
    answers = []
    for body in [write.body] * 5 + [changed(write.body)]:
        answers.append(send(write, operation.method, body, key="one"))
        events.append(Event.objects.count())
    transaction.savepoint_rollback(undo)
    return Came(
        status=answers[0].status_code,
        answers=len({(answer.status_code, answer.content) for answer in answers[:5]}),
        has_effect=events[1] > events[0],
        has_more=events[-1] > events[1],
        at_fault=[fault["field"] for fault in answers[5].json().get("faults", [])],
    )


def test_sent_five_times_each_has_one_effect_and_with_another_body_it_is_refused(world):
    came = {operation: what_came(world, operation) for operation in EVERY}

    for operation, told in came.items():
        assert told == Came(operation.status, 1, True, False, ["Idempotency-Key"]), operation.name
