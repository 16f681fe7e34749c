"""Forwarding and authority to spend: never one's own, within a limit, the deputy named (REF-3, REF-7, ROLE-3, 4)."""

from datetime import time
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, Refused
from carewright.referrals.commands import amend_referral, authorise_spend, forward_referral
from carewright.referrals.queries import missing_of, waiting_for_approval
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.conftest import actor
from tests.referrals.builders import MONDAY, a_draft_referral, a_referral_in, approve, fresh

MORNING = (time(8), time(8, 30), "every day", "Prompting of medication")


@pytest.fixture
def manager(team):
    return actor(Role.TEAM_MANAGER, unit=team)


def lacking(referral):
    return [lack.code for lack in missing_of(fresh(referral), MONDAY)]


def test_forwarding_by_the_team_manager_is_the_evidence_of_approval(person, manager):
    referral = a_draft_referral(person, essential_visits=[MORNING])
    assert "forwarding" in lacking(referral)

    forward_referral(referral=referral.ref, note="Discussed.", by=manager, at=MONDAY)

    assert "forwarding" not in lacking(referral)
    entry = timeline(referral.ref)[0]
    assert entry.sentence == "Forwarded, because it states visit times. Discussed."
    assert entry.acting_as == "team manager"


def test_a_senior_practitioner_forwards_as_deputy_and_says_why(person, team):
    referral = a_draft_referral(person, essential_visits=[MORNING])
    deputy = actor(Role.SENIOR_PRACTITIONER, unit=team)

    with pytest.raises(Invalid, match="Say why the team manager could not"):
        forward_referral(referral=referral.ref, by=deputy, at=MONDAY)
    forward_referral(referral=referral.ref, note="She is on leave.", by=deputy, at=MONDAY)

    assert timeline(referral.ref)[0].acting_as == "senior practitioner, as deputy of the team manager"


def test_a_team_manager_may_not_forward_or_authorise_their_own_referral(person, manager):
    referral = a_draft_referral(person, by=manager, essential_visits=[MORNING])

    with pytest.raises(NotAllowed, match="somebody else has to authorise it"):
        forward_referral(referral=referral.ref, by=manager, at=MONDAY)
    with pytest.raises(NotAllowed, match="somebody else has to authorise it"):
        authorise_spend(referral=referral.ref, by=manager, at=MONDAY)


def test_whatever_roles_somebody_holds_besides_they_may_not_authorise_what_they_asked_for(person, team):
    everything = actor(*(role for role in Role if not role.value.startswith("provider")), unit=team)
    referral = a_draft_referral(person, by=everything, essential_visits=[MORNING])

    for do in (forward_referral, authorise_spend):
        with pytest.raises(NotAllowed) as refused:
            do(referral=referral.ref, by=everything, at=MONDAY)
        assert refused.value.rule == "ROLE-3"


def test_a_manager_who_changes_the_hours_has_asked_for_them_and_cannot_authorise_them(person, manager):
    referral = a_draft_referral(person)
    amend_referral(referral=referral.ref, changes={"weekly_hours": Decimal(20)}, by=manager, at=MONDAY)

    with pytest.raises(NotAllowed):
        authorise_spend(referral=referral.ref, by=manager, at=MONDAY)


def test_authority_lapses_when_whoever_gave_it_changes_the_cost_afterwards(person, manager):
    referral = a_draft_referral(person)
    authorise_spend(referral=referral.ref, by=manager, at=MONDAY)
    assert "financial_authorisation" not in lacking(referral)

    amend_referral(referral=referral.ref, changes={"weekly_hours": Decimal(10)}, by=manager, at=MONDAY)

    assert "financial_authorisation" in lacking(referral)


def test_a_rise_in_cost_needs_authority_anew_and_a_fall_does_not(person, manager, team):
    referral = a_draft_referral(person)
    authorise_spend(referral=referral.ref, by=manager, at=MONDAY)
    practitioner = actor(Role.PRACTITIONER, unit=team)

    amend_referral(referral=referral.ref, changes={"weekly_hours": Decimal(10)}, by=practitioner, at=MONDAY)
    assert "financial_authorisation" not in lacking(referral)
    amend_referral(referral=referral.ref, changes={"weekly_hours": Decimal("14.25")}, by=practitioner, at=MONDAY)
    assert "financial_authorisation" in lacking(referral)


def test_a_changed_visit_time_has_to_be_forwarded_anew(person, manager, team):
    referral = a_draft_referral(person, essential_visits=[MORNING])
    forward_referral(referral=referral.ref, by=manager, at=MONDAY)

    later = {"essential_visits": [(time(9), time(9, 30), "every day", "Prompting of medication")]}
    amend_referral(referral=referral.ref, changes=later, by=actor(Role.PRACTITIONER, unit=team), at=MONDAY)

    assert "forwarding" in lacking(referral)


def test_there_is_nothing_to_forward_without_times_or_bypass_and_nothing_twice(person, manager):
    plain, timed = a_draft_referral(person), a_draft_referral(person, essential_visits=[MORNING])

    with pytest.raises(Refused, match="needs no forwarding"):
        forward_referral(referral=plain.ref, by=manager, at=MONDAY)
    forward_referral(referral=timed.ref, by=manager, at=MONDAY)
    with pytest.raises(Refused, match="already"):
        forward_referral(referral=timed.ref, by=manager, at=MONDAY)


@pytest.mark.parametrize(
    ("hours", "carers", "who"),
    [("14", 1, Role.SENIOR_PRACTITIONER), ("20", 2, Role.TEAM_MANAGER), ("50", 2, Role.HEAD_OF_SERVICE)],
)
def test_the_gross_weekly_cost_needs_somebody_whose_limit_reaches_it(person, team, hours, carers, who):
    referral = a_draft_referral(person, weekly_hours=Decimal(hours), carers=carers)
    order = [Role.SENIOR_PRACTITIONER, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ASSISTANT_DIRECTOR]

    for role in order[: order.index(who)]:
        with pytest.raises(NotAllowed, match="more than you may authorise"):
            authorise_spend(referral=referral.ref, by=actor(role, unit=team), at=MONDAY)
    authorise_spend(referral=referral.ref, by=actor(who, unit=team), at=MONDAY)

    assert who.in_words in timeline(referral.ref)[0].sentence
    with pytest.raises(Refused, match="already"):
        authorise_spend(referral=referral.ref, by=actor(Role.ASSISTANT_DIRECTOR), at=MONDAY)


def test_a_broker_cannot_authorise_and_nothing_is_recorded(person, team):
    referral = a_draft_referral(person)
    before = Event.objects.count()

    for role in (Role.BROKER, Role.BROKERAGE_MANAGER):
        with pytest.raises(NotAllowed):
            authorise_spend(referral=referral.ref, by=actor(role), at=MONDAY)

    assert Event.objects.count() == before


def test_a_manager_of_another_team_may_neither_forward_nor_authorise(council, person):
    referral = a_draft_referral(person, essential_visits=[MORNING])
    other = actor(Role.TEAM_MANAGER, unit=council.team("Vale"))

    for do in (forward_referral, authorise_spend):
        with pytest.raises(NotAllowed):
            do(referral=referral.ref, by=other, at=MONDAY)


def test_what_waits_for_a_manager_is_listed_until_it_is_done_and_never_their_own(person, manager, council):
    referral = a_draft_referral(person, essential_visits=[MORNING])
    a_draft_referral(person, by=manager)

    [waits] = waiting_for_approval(manager)
    assert waits.referral.ref == referral.ref
    assert (waits.to_forward, waits.to_authorise) == (("it states visit times",), True)
    assert waiting_for_approval(actor(Role.TEAM_MANAGER, unit=council.team("Vale"))) == []
    assert waiting_for_approval(actor(Role.BROKER)) == []

    approve(referral, by=actor(Role.TEAM_MANAGER, unit=referral.team))
    assert waiting_for_approval(manager) == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["complete", "withdrawn", "refused"])
def test_what_is_over_waits_for_nobody(state):
    a_referral_in(state, approved=False)

    assert waiting_for_approval(actor(Role.TEAM_MANAGER)) == []


def test_what_waits_is_found_in_as_many_queries_however_many_there_are(person, manager, django_assert_max_num_queries):
    for _ in range(12):
        a_draft_referral(person, essential_visits=[MORNING])

    with django_assert_max_num_queries(5):
        assert len(waiting_for_approval(manager)) == 12
