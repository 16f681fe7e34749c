"""The quartet of every command, from tables: the noun's lifecycle and who may do what.

A command is allowed from each right state; refused from every other one; refused to every role that the table does not
give the right, one after the other on the same thing; and nothing at all changes if its event can't be written. A test
module lists its commands and gets all:

    CASES = [
        Case(
            command=return_referral,
            lifecycle=REFERRAL,
            thing_in=a_referral_in,                     # state -> the thing in that state, made by the real commands
            arguments=lambda thing: {"referral": thing.ref},
            by=lambda thing: actor(Role.BROKER),        # somebody who may
            at=MONDAY,
        ),
    ]

    @quartet(CASES)
    def test_the_quartet(check):
        check()

Which right state a thing is in when states don't matter (roles, lost event) is the first of the table's, or `usual`.
A command without a lifecycle of its own gives none: then `thing_in` is called with "".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection

from carewright.access.actors import Actor
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.lifecycle import Lifecycle
from carewright.kernel.refused import NotAllowed, NotFound, WrongState
from tests.conftest import actor

ANOTHER_PROVIDER = "PRV-0000-0000-0"


@dataclass(frozen=True)
class Case:
    """One command, how to come to a thing in each state, and who may do it with what."""

    command: Callable[..., Any]
    arguments: Callable[[Any], Mapping[str, Any]]
    thing_in: Callable[[str], Any]
    by: Callable[[Any], Actor]
    at: datetime
    lifecycle: Lifecycle[Any] | None = None
    usual: str = ""
    state_of: Callable[[Any], str] = lambda thing: type(thing).objects.get(pk=thing.pk).state

    @property
    def verb(self) -> str:
        """The command's name: its row in both tables."""
        return self.command.__name__

    def right_states(self) -> list[str]:
        """The states that the command may start from."""
        return sorted(self.lifecycle.moves[self.verb].sources) if self.lifecycle else [""]

    def wrong_states(self) -> list[str]:
        """Every other state."""
        if self.lifecycle is None:
            return []
        right = self.lifecycle.moves[self.verb].sources
        return sorted(state for state in self.lifecycle.states.__members__.values() if state not in right)

    def wrong_roles(self) -> list[Role]:
        """Every role that the table does not give the right, by itself or as a deputy."""
        right = WHO_MAY[self.verb]
        return sorted(set(Role) - right.roles - right.deputies)

    def usual_thing(self) -> Any:
        """A thing that the command can be done to."""
        return self.thing_in(self.usual or self.right_states()[0])

    def carry_out(self, thing: Any, by: Actor) -> Any:
        """Do it."""
        return self.command(**self.arguments(thing), by=by, at=self.at)

    def check_changes_nothing(
        self,
        thing: Any,
        whose: Mapping[str, Actor],
        refusal: tuple[type[Exception], ...],
        during: AbstractContextManager[Any] | None = None,
    ) -> None:
        """Done by each of these (in words: the actor), it is refused so, and every row is as it was."""
        told = self.arguments(thing)
        before = everything()
        for words, by in whose.items():
            try:
                with during or nullcontext():
                    self.command(**told, by=by, at=self.at)
            except refusal:
                assert everything() == before, f"{self.verb} left something behind, refused to {words}"
            else:
                pytest.fail(f"{self.verb} was carried out for {words}")


def quartet(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Parametrises a test with `check`, once for each state and role of each command."""
    checks = [pytest.param(check, id=f"{case.verb} {name}") for case in cases for name, check in checks_of(case)]
    return pytest.mark.parametrize("check", checks)


def checks_of(case: Case) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each check by name."""
    for state in case.right_states():
        yield f"is allowed when {state or 'asked'}", lambda state=state: check_allowed(case, state)  # type: ignore[misc]
    for state in case.wrong_states():
        yield f"is refused when {state}", lambda state=state: check_refused_when(case, state)  # type: ignore[misc]
    if case.wrong_roles():
        yield "is refused to every other role", lambda: check_refused_to_others(case)
    yield "changes nothing without its event", lambda: check_nothing_changes_without_its_event(case)


def check_allowed(case: Case, state: str) -> None:
    """The command goes through, and the thing is then in the state that the table says."""
    thing = case.thing_in(state)
    case.carry_out(thing, case.by(thing))
    if case.lifecycle:
        assert case.state_of(thing) == (case.lifecycle.moves[case.verb].target or state)


def check_refused_when(case: Case, state: str) -> None:
    """The command is refused for the state, and changes nothing."""
    thing = case.thing_in(state)
    case.check_changes_nothing(thing, {f"one who may, when {state}": case.by(thing)}, (WrongState,))


def check_refused_to_others(case: Case) -> None:
    """Somebody with a wrong role alone, over everything or at another provider, is refused, and nothing changes."""
    others = {
        f"the {role.in_words}": actor(role, provider=ANOTHER_PROVIDER if role in PROVIDER_ROLES else "")
        for role in case.wrong_roles()
    }
    case.check_changes_nothing(case.usual_thing(), others, (NotAllowed, NotFound))


class _TrailIsFull(Exception):
    """Stands for whatever keeps an event from being written."""


def check_nothing_changes_without_its_event(case: Case) -> None:
    """When the trail can't take the event, nothing that the command did stays."""
    thing = case.usual_thing()
    no_event = patch("carewright.trail.command.append", side_effect=_TrailIsFull)
    case.check_changes_nothing(thing, {"one who may": case.by(thing)}, (_TrailIsFull,), no_event)


def everything() -> dict[str, list[str]]:
    """Every row of every table of the product."""
    rows: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


@cache
def _tables() -> list[str]:
    areas = [config for config in apps.get_app_configs() if config.name.startswith("carewright.")]
    return sorted(model._meta.db_table for area in areas for model in area.get_models(include_auto_created=True))
