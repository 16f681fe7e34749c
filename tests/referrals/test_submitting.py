"""What becomes of a submission: returned with exactly what is missing, complete, refused, withdrawn (REF-6, 8, 9)."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, Refused
from carewright.messages.models import Message
from carewright.referrals import commands
from carewright.trail.models import Event
from tests.builders import a_user
from tests.conftest import actor
from tests.referrals.builders import (
    MONDAY,
    PDF,
    a_draft_referral,
    a_practitioner,
    a_submitted_referral,
    approve,
    attach_everything,
    fresh,
)

TUESDAY = MONDAY + timedelta(days=1)
MORNING = (time(8), time(8, 30), "every day", "Prompting of medication")
EVERYTHING = {
    "known_to_community": True,
    "risk_recorded": True,
    "risk_note": "Unsteady on the stairs.",
    "essential_visits": [MORNING],
}
DOCUMENTS = ("assessment", "final_review_form", "risk_assessment", "charging_letter")
LEFT_OUT = {
    "financial_authorisation": {},
    "assessment": {},
    "risk_assessment": {},
    "charging_letter": {},
    "final_review_form": {},
    "record_declaration": {"record_declared": False},
    "enablement": {"enablement": ""},
    "bypass_reason": {"enablement": "bypassed"},
    "forwarding": {},
    "alternatives": {"alternatives_explored": False},
    "self_funder_exception": {"funding": "self_funder"},
}


@pytest.fixture
def broker():
    return actor(Role.BROKER)


def submitted_without(thing, person, team):
    """A referral from enablement with everything, but this."""
    draft = a_draft_referral(person, team=team, **(EVERYTHING | LEFT_OUT.get(thing, {})))
    manager = actor(Role.TEAM_MANAGER, unit=team)
    for code in DOCUMENTS:
        if code != thing:
            attach(draft, code)
    if thing != "forwarding":
        commands.forward_referral(referral=draft.ref, by=manager, at=MONDAY)
    if thing != "financial_authorisation":
        commands.authorise_spend(referral=draft.ref, by=manager, at=MONDAY)
    return commands.submit_referral(referral=draft.ref, by=a_practitioner(team), at=MONDAY)


def attach(referral, code, dated_on=date(2017, 12, 1)):
    file = {"filename": f"{code}.pdf", "content": PDF, "dated_on": dated_on}
    commands.attach_document(referral=referral.ref, code=code, **file, by=a_practitioner(referral.team), at=MONDAY)


@pytest.fixture
def enablement(council):
    return council.team(source_team="enablement")


@pytest.mark.parametrize("thing", LEFT_OUT)
def test_an_incomplete_referral_comes_back_with_exactly_what_is_missing(thing, person, enablement, broker):
    referral = submitted_without(thing, person, enablement)

    with pytest.raises(Invalid) as refused:
        commands.complete_referral(referral=referral.ref, by=broker, at=MONDAY)
    returned = commands.return_referral(referral=referral.ref, note="Please hurry.", by=broker, at=MONDAY)

    assert [fault.field for fault in refused.value.faults] == [thing]
    assert [lack["code"] for lack in returned.missing] == [thing]
    told = Message.objects.filter(subject__contains="returned").get()
    assert told.to == [enablement.email]
    assert returned.missing[0]["sentence"] in " ".join(told.text.split())
    assert "Please hurry." in told.text


def test_with_nothing_left_out_it_is_complete(person, enablement, broker):
    referral = submitted_without("nothing", person, enablement)

    assert commands.complete_referral(referral=referral.ref, by=broker, at=MONDAY).state == "complete"


def test_a_time_critical_visit_without_forwarding_is_not_completed_and_nothing_changes(person, enablement, broker):
    referral = submitted_without("forwarding", person, enablement)
    before = Event.objects.count()

    with pytest.raises(Invalid, match="Have the team manager forward the referral, because it states visit times"):
        commands.complete_referral(referral=referral.ref, by=broker, at=MONDAY)

    assert Event.objects.count() == before
    assert fresh(referral).state == "submitted"


def test_returned_and_mended_it_keeps_the_date_on_which_it_was_first_received_and_its_returns(person, team, broker):
    referral = a_submitted_referral(person, record_declared=False)
    practitioner = a_practitioner(team)
    commands.return_referral(referral=referral.ref, by=broker, at=MONDAY)

    commands.amend_referral(referral=referral.ref, changes={"record_declared": True}, by=practitioner, at=TUESDAY)
    commands.submit_referral(referral=referral.ref, by=practitioner, at=TUESDAY)
    commands.complete_referral(referral=referral.ref, by=broker, at=TUESDAY)

    again = fresh(referral)
    assert (again.first_received_at, again.received_at) == (MONDAY, TUESDAY)
    assert again.returns.count() == 1


def test_a_broker_who_returns_what_lacks_nothing_has_to_say_what_does(person, broker):
    referral = a_submitted_referral(person)

    with pytest.raises(Invalid, match="say what is"):
        commands.return_referral(referral=referral.ref, by=broker, at=MONDAY)
    returned = commands.return_referral(referral=referral.ref, note="Wrong hospital ward.", by=broker, at=MONDAY)

    assert returned.missing == []


def test_the_referrer_is_told_at_their_own_address_that_it_was_received(council, person, team):
    practitioner = a_user(Role.PRACTITIONER, unit=team, name="Nia Bello")
    referral = a_submitted_referral(person, by=practitioner)

    told = Message.objects.get(subject=f"Referral {referral.ref} received")
    assert told.to == ["nia.bello@westmarch.example"]
    assert person.family_name not in told.text


def test_a_self_funder_without_an_exception_is_refused_and_nobody_else_is(person, broker):
    self_funder = a_submitted_referral(person, funding="self_funder")
    councils = a_submitted_referral(person)

    commands.refuse_referral(referral=self_funder.ref, reason="Has savings.", by=broker, at=MONDAY)
    with pytest.raises(Refused, match="return it"):
        commands.refuse_referral(referral=councils.ref, reason="Too many hours.", by=broker, at=MONDAY)

    assert Message.objects.filter(subject=f"Referral {self_funder.ref} refused").exists()


def test_a_withdrawn_referral_is_told_to_its_referrer_and_cannot_be_submitted_again(person, team):
    referral = a_submitted_referral(person)
    commands.withdraw_referral(referral=referral.ref, reason="Moved away.", by=a_practitioner(team), at=MONDAY)

    assert Message.objects.filter(subject=f"Referral {referral.ref} withdrawn").exists()
    with pytest.raises(Refused, match="withdrawn"):
        commands.submit_referral(referral=referral.ref, by=a_practitioner(team), at=MONDAY)


def test_not_ready_says_why_and_until_when_and_ready_again_clears_it(person, team):
    referral = a_submitted_referral(person)
    say = {"referral": referral.ref, "by": a_practitioner(team), "at": MONDAY}

    with pytest.raises(Invalid) as refused:
        commands.report_readiness(ready=False, reason="weather", **say)
    assert [fault.field for fault in refused.value.faults] == ["until", "reason"]
    with pytest.raises(Invalid, match="today or later"):
        commands.report_readiness(ready=False, until=date(2017, 12, 17), reason="unwell", **say)

    told = commands.report_readiness(ready=False, until=date(2017, 12, 18), reason="unwell", **say)
    assert (told.readiness, told.not_ready_until, told.not_ready_reason) == ("not_ready", date(2017, 12, 18), "unwell")
    told = commands.report_readiness(ready=True, **say)
    assert (told.readiness, told.not_ready_until, told.not_ready_reason) == ("ready", None, "")
    with pytest.raises(Refused, match="already"):
        commands.report_readiness(ready=True, **say)


def test_a_cost_is_worked_out_never_typed_in(person):
    referral = a_draft_referral(person, weekly_hours=Decimal("10.25"), carers=2)

    # 10.25 hours x 2 carers x £24.10
    assert referral.weekly_cost == Decimal("494.05")


def test_nothing_left_to_do_after_approval_and_documents(person, broker):
    draft = a_draft_referral(person, **EVERYTHING)
    approve(attach_everything(draft))
    commands.submit_referral(referral=draft.ref, by=a_practitioner(draft.team), at=MONDAY)

    assert commands.complete_referral(referral=draft.ref, by=broker, at=MONDAY).completed_at == MONDAY


def test_a_manager_other_than_whoever_asked_is_asked_to_forward_what_was_submitted_without_it(person, team):
    asked = a_user(Role.TEAM_MANAGER, unit=team, name="Nia Bello")
    a_user(Role.TEAM_MANAGER, unit=team, name="Tess Manager")
    draft = a_draft_referral(person, by=asked, essential_visits=[MORNING])

    commands.submit_referral(referral=draft.ref, by=asked, at=MONDAY)

    told = Message.objects.get(subject=f"Referral {draft.ref} needs you to forward it")
    assert told.to == ["tess.manager@westmarch.example"]
    assert "it states visit times" in told.text


def test_nobody_is_asked_to_forward_what_needs_none_or_has_been(person):
    a_submitted_referral(person)
    a_submitted_referral(person, essential_visits=[MORNING])

    assert not Message.objects.filter(subject__contains="needs you to forward").exists()
