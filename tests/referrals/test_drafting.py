"""Starting, amending, documents: what cannot be is refused with its field; what offers show names nobody (REF-1)."""

from datetime import date, time
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, NotFound
from carewright.referrals.commands import amend_referral, attach_document
from carewright.referrals.models import Referral
from carewright.referrals.queries import document, referral, referrals
from tests.conftest import actor
from tests.people.builders import a_person
from tests.referrals.builders import MONDAY, PDF, a_draft_referral, a_practitioner, fresh

WRONG = [
    ("kind", {"kind": "moon"}),
    ("service", {"service": "gardening"}),
    ("need_category", {"need_category": "boredom"}),
    ("weekly_hours", {"weekly_hours": Decimal(0)}),
    ("weekly_hours", {"weekly_hours": Decimal("168.01")}),
    ("weekly_hours", {"weekly_hours": Decimal("10.255")}),
    ("carers", {"carers": 0}),
    ("carers", {"carers": 5}),
    ("start_on", {"start_on": date(2017, 12, 17)}),
    ("start_on", {"start_on": date(2107, 12, 17)}),
    ("needs", {"needs": "  "}),
    ("needs", {"needs": "x" * 4001}),
    ("funding", {"funding": "lottery"}),
    ("self_funder_exception", {"self_funder_exception": "rich", "funding": "self_funder"}),
    ("self_funder_exception", {"self_funder_exception": "at_risk"}),
    ("urgency", {"urgency": "whim"}),
    ("enablement", {"enablement": "maybe"}),
    ("bypass_reason", {"enablement": "bypassed", "bypass_reason": "whim"}),
    ("bypass_reason", {"bypass_reason": "end_of_life"}),
    ("package", {"package": "PKG-0000-0000-0"}),
    ("risk_note", {"risk_recorded": True}),
    ("risk_note", {"risk_recorded": True, "risk_note": "x" * 501}),
    ("banding", {"banding": "x" * 21}),
    ("assessed_on", {"assessed_on": date(2017, 12, 19)}),
    ("essential_visits", {"essential_visits": [(time(9), time(9), "every day", "Insulin")]}),
    ("essential_visits", {"essential_visits": [(time(8), time(9), "every day", " ")]}),
    ("essential_visits", {"essential_visits": [(time(8), time(9), "", "Insulin")]}),
    ("external_number", {"external_number": "x" * 61}),
]


@pytest.mark.parametrize(("field", "details"), WRONG)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_kept(person, field, details):
    with pytest.raises(Invalid) as refused:
        a_draft_referral(person, **details)

    assert [fault.field for fault in refused.value.faults] == [field]
    assert Referral.objects.count() == 0


def test_several_faults_are_told_at_once(person):
    with pytest.raises(Invalid) as refused:
        a_draft_referral(person, service="gardening", carers=0, needs="")

    assert [fault.field for fault in refused.value.faults] == ["service", "carers", "needs"]


@pytest.mark.parametrize(
    "secret", ["Edith Attwood", "EDITH  ATTWOOD", "CT5 1AB", "ct51ab", "01632 960111", "01632-960-111"]
)
@pytest.mark.parametrize("field", ["needs", "outcomes"])
def test_what_offers_show_may_not_hold_name_postcode_or_telephone(person, secret, field):
    with pytest.raises(Invalid, match="leave out name, postcode, telephone"):
        a_draft_referral(person, **{field: f"Ring {secret} first."})


def test_a_family_name_that_is_a_word_may_stand_alone(team):
    person = a_person(team, given_name="Ann", family_name="Walker")

    assert a_draft_referral(person, needs="Uses a walker indoors.").needs == "Uses a walker indoors."


def test_an_amended_referral_keeps_the_rest_and_names_what_was_changed(person):
    made = a_draft_referral(person)

    amend_referral(referral=made.ref, changes={"carers": 2}, by=a_practitioner(made.team), at=MONDAY)

    assert (fresh(made).carers, fresh(made).weekly_cost) == (2, Decimal("674.80"))
    with pytest.raises(Invalid, match="Nothing has been changed"):
        amend_referral(referral=made.ref, changes={"carers": 2}, by=a_practitioner(made.team), at=MONDAY)
    with pytest.raises(Invalid, match="can't be amended"):
        amend_referral(referral=made.ref, changes={"state": "complete"}, by=a_practitioner(made.team), at=MONDAY)


def test_a_start_date_that_has_passed_meanwhile_does_not_stop_another_amendment(person):
    made = a_draft_referral(person, start_on=MONDAY.date())
    later = MONDAY.replace(day=28)

    amend_referral(referral=made.ref, changes={"banding": "B"}, by=a_practitioner(made.team), at=later)

    with pytest.raises(Invalid, match="today or later"):
        amend_referral(
            referral=made.ref, changes={"start_on": date(2017, 12, 27)}, by=a_practitioner(made.team), at=later
        )


def test_a_hospital_team_refers_somebody_of_its_area_but_not_of_another(council, person):
    hospital = council.team(source_team="hospital")

    assert a_draft_referral(person, team=hospital).team == hospital
    with pytest.raises(NotFound):
        a_draft_referral(a_person(council.team("Vale")), team=hospital)


def test_nobody_refers_for_a_team_that_is_not_theirs(council, person):
    with pytest.raises(NotAllowed):
        a_draft_referral(person, team=council.team("Vale"), by=a_practitioner(person.team))


def test_a_referral_of_another_area_is_as_nonsense(council, person):
    made = a_draft_referral(person)
    stranger = actor(Role.PRACTITIONER, unit=council.west)

    assert list(referrals(stranger)) == []
    for ref in (made.ref, "REF-0000-0000-0", "nonsense"):
        with pytest.raises(NotFound):
            referral(ref, stranger)
    with pytest.raises(NotFound):
        referral(made.ref, actor(Role.PROVIDER_MANAGER, provider="PRV-0000-0000-0"))


DOCUMENTS = [
    ("code", {"code": "shopping_list"}),
    ("code", {"code": "financial_authorisation"}),
    ("content", {"content": b""}),
    ("content", {"content": b"MZ\x90 a program"}),
    ("content", {"content": b"<html>", "filename": "a.pdf"}),
    ("content", {"filename": "a.exe"}),
    ("content", {"content": b"%PDF-" + b"0" * 20 * 1024 * 1024}),
    ("dated_on", {"dated_on": date(2017, 12, 19)}),
]


@pytest.mark.parametrize(("field", "wrong"), DOCUMENTS)
def test_a_document_that_cannot_be_is_refused_with_its_field(person, field, wrong):
    made = a_draft_referral(person)
    file = {"code": "assessment", "filename": "a.pdf", "dated_on": None, "content": PDF} | wrong

    with pytest.raises(Invalid) as refused:
        attach_document(referral=made.ref, **file, by=a_practitioner(made.team), at=MONDAY)

    assert [fault.field for fault in refused.value.faults] == [field]


@pytest.mark.parametrize(
    ("filename", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\assess\rment.pdf", "assessment.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 140}.pdf"),
    ],
)
def test_a_documents_name_is_kept_without_folders_and_control_characters(person, filename, kept):
    made = a_draft_referral(person)
    file = {"code": "assessment", "filename": filename, "dated_on": None, "content": PDF}

    attached = attach_document(referral=made.ref, **file, by=a_practitioner(made.team), at=MONDAY)

    assert attached.filename == kept
    assert bytes(document(made.ref, attached.ref, a_practitioner(made.team)).content) == PDF
    with pytest.raises(NotFound):
        document(made.ref, "ATT-0000-0000-0", a_practitioner(made.team))
