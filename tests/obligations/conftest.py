from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from carewright.access.actors import Actor
from carewright.obligations import commands
from carewright.obligations.models import Obligation
from tests.obligations.duties import note_lapse

Wire = Callable[[dict[str, Callable[..., Any]]], None]


@pytest.fixture
def wire_lapses() -> Iterator[Wire]:
    """Hand in what happens at a lapse, for one test."""
    before = dict(commands._lapses)
    yield commands.wire_lapses
    commands.wire_lapses(before)


@pytest.fixture
def lapses(wire_lapses: Wire) -> list[tuple[str, datetime]]:
    """What lapsed in this test, and as at which moment, in order."""
    done: list[tuple[str, datetime]] = []

    def lapse(*, obligation: Obligation, by: Actor, at: datetime) -> None:
        note_lapse(subject=obligation.subject, by=by, at=at)
        done.append((obligation.subject, at))

    wire_lapses({"answer_offer": lapse})
    return done
