"""What is agreed about somebody who has waited long (WAIT-3)."""

from datetime import UTC, datetime, timedelta

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.sourcing import commands
from carewright.sourcing.models import WaitingNote
from tests.conftest import actor
from tests.sourcing.builders import a_market, a_waiting_requirement, fresh, team_manager

pytestmark = pytest.mark.django_db

FIFTH = datetime(2018, 1, 3, 17, 0, tzinfo=UTC)
TENTH = datetime(2018, 1, 10, 17, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_by_five_working_days_the_team_manager_agrees_who_reassesses() -> None:
    requirement = a_waiting_requirement()
    owed = Obligation.objects.get(duty="wait_reassess", subject=requirement.ref)
    assert (owed.role, owed.unit, owed.due_at) == ("team_manager", requirement.team, FIFTH)

    commands.agree_reassessment(requirement=requirement.ref, who="Sam Reed", by=team_manager(requirement), at=FIFTH)

    owed.refresh_from_db()
    assert (owed.state, owed.kept_late) == ("met", False)


def test_for_an_enablement_team_it_is_the_supervisor() -> None:
    market = a_market()
    team = market.council.team("Harbour", "enablement")
    requirement = a_waiting_requirement(market, team=team)

    assert Obligation.objects.get(duty="wait_reassess").role == "enablement_supervisor"
    supervisor = actor(Role.ENABLEMENT_SUPERVISOR, unit=team)
    commands.agree_reassessment(requirement=requirement.ref, who="Sam Reed", by=supervisor, at=FIFTH)


def test_after_ten_working_days_it_is_escalated_once_and_the_risk_is_owed() -> None:
    requirement = a_waiting_requirement()
    assert list(sweep(TENTH)) == []

    list(sweep(TENTH + SECOND))
    list(sweep(TENTH + timedelta(days=1)))

    assert fresh(requirement).escalated_at == TENTH
    owed = Obligation.objects.get(duty="record_waiting_risk")
    assert (owed.role, owed.state) == ("team_manager", "open")
    commands.record_waiting_risk(
        requirement=requirement.ref, level="high", note="Night sitting", by=team_manager(requirement), at=TENTH + SECOND
    )
    owed.refresh_from_db()
    assert owed.state == "met"


@pytest.mark.parametrize(("level", "note"), [("", "Something"), ("extreme", "Something"), ("high", " ")])
def test_a_risk_has_a_level_and_says_what_mitigates_it(level: str, note: str) -> None:
    requirement = a_waiting_requirement()

    with pytest.raises(Invalid):
        commands.record_waiting_risk(
            requirement=requirement.ref, level=level, note=note, by=team_manager(requirement), at=FIFTH
        )
    assert not WaitingNote.objects.exists()
