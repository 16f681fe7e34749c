"""Whoever does what in whatever order, nobody approves what they asked for and no step is skipped (promise 15)."""

from datetime import time
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.kernel.refused import Refused
from carewright.policy.queries import policy_of
from carewright.referrals import commands
from carewright.referrals.queries import missing_of
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person
from tests.referrals.builders import MONDAY, a_draft_referral, attach_everything, fresh

pytestmark = pytest.mark.django_db

PEOPLE = {
    "practitioner": (Role.PRACTITIONER,),
    "senior": (Role.SENIOR_PRACTITIONER,),
    "manager": (Role.TEAM_MANAGER,),
    "other manager": (Role.TEAM_MANAGER,),
    "director": (Role.ASSISTANT_DIRECTOR,),
    "broker": (Role.BROKER,),
    "everything": tuple(role for role in Role if not role.value.startswith("provider") and role != Role.SYSTEM),
}
COST, TIMES = {"weekly_hours"}, {"essential_visits"}


def _a_visit(hour: int) -> list[tuple[time, time, str, str]]:
    return [(time(hour), time(hour + 1), "daily", "Insulin")]


PLAIN_ACTS = [
    ("forward", {"note": "On leave."}),
    ("authorise", {}),
    ("submit", {}),
    ("return", {"note": "Ring."}),
    ("complete", {}),
]
ACTS = st.one_of(
    st.builds(lambda hours: ("amend", {"weekly_hours": Decimal(hours)}), st.integers(1, 60)),
    st.builds(lambda hour: ("amend", {"essential_visits": _a_visit(hour)}), st.integers(6, 20)),
    st.sampled_from(PLAIN_ACTS),
)
COMMANDS = {
    "forward": commands.forward_referral,
    "authorise": commands.authorise_spend,
    "submit": commands.submit_referral,
    "return": commands.return_referral,
    "complete": commands.complete_referral,
}


class Story:
    """What was done to one referral, beside which the product's own account is held."""

    def __init__(self, starter: str) -> None:
        self.team = a_council().team()
        self.people = {name: actor(*roles, unit=self.team, ref=f"USR-{name}") for name, roles in PEOPLE.items()}
        self.referral = attach_everything(a_draft_referral(a_person(self.team), by=self.people[starter]))
        self.cost_asked_by, self.times_asked_by = {starter}, {starter}

    def do(self, name: str, act: str, arguments: dict) -> None:
        """Do it; what a refusal keeps from happening has not happened."""
        call = {"referral": self.referral.ref, "by": self.people[name], "at": MONDAY}
        try:
            if act == "amend":
                commands.amend_referral(changes=arguments, **call)
            else:
                COMMANDS[act](**arguments, **call)
        except Refused:
            return
        self._check(name, act, arguments)

    def _check(self, name: str, act: str, arguments: dict) -> None:
        self.cost_asked_by |= {name} if COST & arguments.keys() else set()
        self.times_asked_by |= {name} if TIMES & arguments.keys() else set()
        now = fresh(self.referral)
        if act == "forward":
            assert name not in self.times_asked_by
        if act == "authorise":
            assert name not in self.cost_asked_by
            limits = policy_of(now.policy_version).terms.authority.weekly_limits
            assert max(limits.get(role, Decimal(0)) for role in PEOPLE[name]) >= now.weekly_cost
        if act == "complete":
            assert missing_of(now, MONDAY) == []
            assert any(
                a.weekly_cost >= now.weekly_cost and a.authorised_by not in {f"USR-{who}" for who in self.cost_asked_by}
                for a in now.authorisations.all()
            )
            if now.essential_visits.exists():
                assert now.forwarded_by not in {"", *(f"USR-{who}" for who in self.times_asked_by)}


STEPS = st.lists(st.tuples(st.sampled_from(sorted(PEOPLE)), ACTS), min_size=4, max_size=25)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(starter=st.sampled_from(["practitioner", "senior", "manager", "everything"]), steps=STEPS)
def test_whatever_is_tried_in_whatever_order_no_approval_is_ones_own_and_none_is_skipped(starter, steps):
    with transaction.atomic():
        story = Story(starter)
        for name, (act, arguments) in steps:
            story.do(name, act, arguments)
        transaction.set_rollback(True)


def test_the_story_does_come_to_an_end_when_each_does_their_part():
    story = Story("practitioner")
    visit = {"essential_visits": _a_visit(8)}
    for name, act, arguments in (
        ("practitioner", "amend", visit),
        ("manager", "forward", {}),
        ("manager", "authorise", {}),
        ("practitioner", "submit", {}),
        ("broker", "complete", {}),
    ):
        story.do(name, act, arguments)

    assert fresh(story.referral).state == "complete"
