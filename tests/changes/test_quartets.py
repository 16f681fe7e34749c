"""The quartet of each of the change's commands."""

from decimal import Decimal
from typing import Any

import pytest

from carewright.access.roles import Role
from carewright.changes import commands
from carewright.changes.lifecycle import CHANGE, ChangeState
from carewright.changes.models import Change
from tests.changes.builders import (
    SUNDAY,
    TALK,
    THURSDAY,
    TUESDAY,
    a_change_in,
    a_notice,
    a_package,
    care_coordinator,
    provider_of,
    team_manager,
)
from tests.conftest import actor
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db


def within_tolerance_in(state: str) -> Change:
    return a_notice() if state == ChangeState.NOTICED else a_change_in(state)


def case(command: Any, by: Any, thing_in: Any = a_change_in, **arguments: Any) -> Case:
    return Case(
        command=command,
        lifecycle=CHANGE,
        thing_in=thing_in,
        arguments=lambda change: {"change": change.ref} | arguments,
        by=by,
        at=THURSDAY,
    )


def of_the_provider(change: Change) -> Any:
    return actor(Role.PROVIDER_MANAGER, provider=change.provider.ref)


@quartet(
    [
        Case(
            command=commands.notice_change,
            thing_in=lambda _: a_package(),
            arguments=lambda package: (
                {"package": package.ref, "weekly_hours": Decimal(14), "effective_on": SUNDAY} | TALK
            ),
            by=provider_of,
            at=TUESDAY,
        ),
        case(commands.withdraw_change, of_the_provider),
        case(commands.confirm_change, care_coordinator, within_tolerance_in),
        case(commands.authorise_change, team_manager),
        case(commands.discuss_change, team_manager, note="Could two carers do it in less time?"),
        case(commands.arrange_talk, team_manager, note="I ring her on Friday."),
        case(commands.send_to_full_review, team_manager, note="Everything has changed for her."),
        case(commands.ask_for_involvement, of_the_provider, asked_by="person", reason="She wants to talk first."),
    ]
)
def test_the_quartet(check):
    check()
