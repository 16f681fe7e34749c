"""The quartet of each of the referral's commands."""

from typing import Any

import pytest

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.referrals import commands
from carewright.referrals.lifecycle import REFERRAL
from carewright.referrals.models import Referral
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person
from tests.quartet import Case, quartet
from tests.referrals.builders import CARE, MONDAY, PDF, a_referral_in

pytestmark = pytest.mark.django_db


def a_bypassing_referral_in(state: str) -> Referral:
    """Neither forwarded nor authorised, where the state allows for that."""
    return a_referral_in(state, approved=False, enablement="bypassed", bypass_reason="end_of_life")


def a_self_funders_referral_in(state: str) -> Referral:
    return a_referral_in(state, approved=False, funding="self_funder")


def a_practitioner(thing: Any) -> Actor:
    return actor(Role.PRACTITIONER, unit=thing.team)


def a_broker(thing: Any) -> Actor:
    return actor(Role.BROKER, unit=thing.team)


def case(command: Any, by: Any, thing_in: Any = a_referral_in, **arguments: Any) -> Case:
    return Case(
        command=command,
        lifecycle=REFERRAL,
        thing_in=thing_in,
        arguments=lambda thing: {"referral": thing.ref} | arguments,
        by=by,
        at=MONDAY,
    )


CASES = [
    Case(
        command=commands.start_referral,
        thing_in=lambda _: a_person(a_council().team()),
        arguments=lambda person: {"person": person.ref, "team": person.team.ref} | CARE,
        by=a_practitioner,
        at=MONDAY,
    ),
    case(commands.amend_referral, a_practitioner, changes={"outcomes": "Goes to church again."}),
    case(commands.attach_document, a_practitioner, code="assessment", filename="a.pdf", dated_on=None, content=PDF),
    case(commands.forward_referral, lambda thing: actor(Role.TEAM_MANAGER, unit=thing.team), a_bypassing_referral_in),
    case(commands.authorise_spend, lambda thing: actor(Role.TEAM_MANAGER, unit=thing.team), a_bypassing_referral_in),
    case(commands.submit_referral, a_practitioner),
    case(commands.return_referral, a_broker, note="Please telephone me."),
    case(commands.complete_referral, a_broker),
    case(commands.refuse_referral, a_broker, a_self_funders_referral_in, reason="She pays for her own care."),
    case(commands.withdraw_referral, a_practitioner, reason="He moved away."),
    case(commands.report_readiness, a_practitioner, ready=False, until=MONDAY.date(), reason="unwell"),
]


@quartet(CASES)
def test_the_quartet(check):
    check()
