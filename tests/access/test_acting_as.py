"""The trail says in which role a thing was done: the one that reaches the thing (ROLE-4)."""

import pytest

from carewright.access.actors import Actor, Holding
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.referrals.commands import forward_referral
from carewright.trail.models import Event
from tests.builders import a_council
from tests.people.builders import a_person
from tests.referrals.builders import MONDAY, a_draft_referral

pytestmark = pytest.mark.django_db


def deputy_here_and_manager_there(here: Unit, there: Unit) -> Actor:
    held = {Holding(Role.SENIOR_PRACTITIONER, here.path), Holding(Role.TEAM_MANAGER, there.path)}
    return Actor(ref="USR-BOTH", name="Both", holdings=frozenset(held))


def test_a_deputy_is_recorded_as_one_though_a_manager_elsewhere() -> None:
    council = a_council()
    team = council.team()
    referral = a_draft_referral(a_person(team), enablement="bypassed", bypass_reason="end_of_life")
    by = deputy_here_and_manager_there(team, council.team("Vale"))

    forward_referral(referral=referral.ref, note="The manager is on leave.", by=by, at=MONDAY)

    assert Event.objects.latest("seq").acting_as == "senior practitioner, as deputy of the team manager"


def test_a_manager_acts_as_one_where_they_manage() -> None:
    council = a_council()
    team = council.team()
    by = deputy_here_and_manager_there(council.team("Vale"), team)

    assert by.acting_as("forward_referral", unit=team.path) == "team manager"
