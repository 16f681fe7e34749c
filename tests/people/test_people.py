"""Persons: added, corrected, looked at, found (ROLE-5, ROLE-8, TRAIL-4)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import Invalid, NotAllowed, NotFound
from carewright.people.commands import add_person, add_representative, correct_person, view_person
from carewright.people.models import Person, Representative
from carewright.people.queries import person, persons, representatives_of, seen_lately
from carewright.trail import command as trail_command
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import EDITH, a_person, a_representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return a_council()


@pytest.fixture
def edith(council):
    return a_person(council.team("Harbour"))


def test_a_practitioner_adds_a_person_to_their_team(council, friday):
    team = council.team("Harbour")
    practitioner = actor(Role.PRACTITIONER, unit=team)

    added = add_person(case_number="W1", **EDITH | {"postcode": "ct51ab"}, team=team.ref, by=practitioner, at=friday)

    assert (added.name, added.postcode, added.outward_postcode) == ("Edith Attwood", "CT5 1AB", "CT5")
    assert [entry.sentence for entry in timeline(added.ref)] == ["Added, with the team Harbour community team."]


def test_a_practitioner_may_not_add_a_person_to_another_team(council, friday):
    practitioner = actor(Role.PRACTITIONER, unit=council.team("Harbour"))

    with pytest.raises(NotAllowed):
        add_person(case_number="W1", **EDITH, team=council.team("Vale").ref, by=practitioner, at=friday)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"given_name": " "}, "given_name"),
        ({"family_name": ""}, "family_name"),
        ({"address": ""}, "address"),
        ({"born_on": date(2018, 1, 1)}, "born_on"),
        ({"born_on": date(1838, 5, 14)}, "born_on"),
        ({"postcode": "CT5"}, "postcode"),
        ({"case_number": ""}, "case_number"),
        ({"team": "UNIT-0000-0000-0"}, "team"),
    ],
)
def test_faulty_details_are_refused_by_field(council, friday, details, field):
    told = {"case_number": "W1", **EDITH, "team": council.team().ref} | details

    with pytest.raises(Invalid) as refused:
        add_person(**told, by=actor(Role.BROKER), at=friday)

    assert [fault.field for fault in refused.value.faults] == [field]
    assert not Person.objects.exists()


def test_a_case_number_is_known_once(edith, council, friday):
    with pytest.raises(Invalid) as refused:
        add_person(case_number=edith.case_number, **EDITH, team=council.team().ref, by=actor(Role.BROKER), at=friday)

    assert refused.value.field == "case_number"


def test_a_correction_tells_which_details_and_not_what_they_are(edith, friday):
    changes = {"telephone": "01632 960999", "risk_note": "Large dog", "given_name": "Edith"}

    correct_person(person=edith.ref, changes=changes, by=actor(Role.BROKER), at=friday)

    edith.refresh_from_db()
    assert (edith.telephone, edith.risk_note) == ("01632 960999", "Large dog")
    assert timeline(edith.ref)[0].sentence == "Details corrected: telephone, risk note."
    assert not Event.objects.filter(content__contains="dog").exists()


def test_a_person_who_moves_is_with_the_new_team(edith, council, friday):
    correct_person(person=edith.ref, changes={"team": council.team("Vale").ref}, by=actor(Role.BROKER), at=friday)

    assert not persons(actor(Role.PRACTITIONER, unit=council.team("Harbour"))).exists()
    assert persons(actor(Role.PRACTITIONER, unit=council.team("Vale"))).get() == edith


@pytest.mark.parametrize("changes", [{}, {"given_name": "Edith"}, {"case_number": "W2"}, {"postcode": "nowhere"}])
def test_a_correction_that_corrects_nothing_or_cannot_is_refused(edith, friday, changes):
    with pytest.raises(Invalid):
        correct_person(person=edith.ref, changes=changes, by=actor(Role.BROKER), at=friday)


def test_a_new_first_contact_takes_the_place_of_the_one_before(edith):
    a_representative(edith, name="Joan Attwood")
    a_representative(edith, name="Sam Okafor", kind="advocate")

    found = representatives_of(edith.ref, actor(Role.BROKER))

    assert [(r.name, r.is_first_contact) for r in found] == [("Sam Okafor", True), ("Joan Attwood", False)]


@pytest.mark.parametrize("told", [{"kind": "friend"}, {"name": " "}, {"telephone": "", "email": ""}])
def test_a_faulty_representative_is_refused(edith, told):
    with pytest.raises(Invalid):
        a_representative(edith, **told)

    assert not Representative.objects.exists()


def test_each_look_is_recorded_and_one_within_a_quarter_of_an_hour_is_the_same(edith, friday):
    broker = actor(Role.BROKER)

    view_person(person=edith.ref, by=broker, at=friday)

    assert timeline(edith.ref)[0].sentence == "Record looked at."
    assert seen_lately(edith.ref, broker, friday + timedelta(minutes=14, seconds=59))
    assert not seen_lately(edith.ref, broker, friday + timedelta(minutes=15))
    assert not seen_lately(edith.ref, actor(Role.PRACTITIONER), friday)


@pytest.mark.parametrize("search", ["attwood", "ATTWOOD edith", "ct5 1ab", "wood edi", "edith’s attwood"])
def test_a_person_is_found_by_parts_of_name_and_postcode(edith, search):
    expected = 0 if "’" in search else 1

    assert persons(actor(Role.BROKER), search=search).count() == expected


def test_accents_and_apostrophes_do_not_matter(council):
    zoe = a_person(council.team(), given_name="Zoë", family_name="O’Brien-Łukasz")

    for search in ("zoe obrien", "ZOË", "lukasz", "o'brien lukasz"):
        assert persons(actor(Role.BROKER), search=search).get() == zoe


def test_a_person_of_another_team_is_like_nonsense(edith, council):
    elsewhere = actor(Role.PRACTITIONER, unit=council.team("Vale"))

    for ref in (edith.ref, "nonsense", "PER-0000-0000-0"):
        with pytest.raises(NotFound):
            person(ref, elsewhere)


def test_a_reference_read_over_the_telephone_is_understood(edith):
    spoken = edith.ref.lower().replace("-", " ")

    assert person(spoken, actor(Role.BROKER)) == edith


def test_who_holds_no_right_to_see_people_sees_none(edith):
    for role in set(Role) - WHO_MAY["see_people"].roles:
        assert not persons(actor(role, provider="PRV-0000-0000-0")).exists()


COMMANDS: dict[str, Callable[[Person], tuple[Callable[..., Any], dict[str, Any]]]] = {
    "add_person": lambda edith: (add_person, {"case_number": "W2", **EDITH, "team": edith.team.ref}),
    "correct_person": lambda edith: (correct_person, {"person": edith.ref, "changes": {"telephone": "1"}}),
    "add_representative": lambda edith: (
        add_representative,
        {"person": edith.ref, "kind": "advocate", "name": "Sam Okafor", "telephone": "01632 960222"},
    ),
    "view_person": lambda edith: (view_person, {"person": edith.ref}),
}


def everything():
    return [list(table.objects.order_by("pk").values()) for table in (Person, Representative)], Event.objects.count()


@pytest.mark.parametrize("verb", COMMANDS)
def test_whoever_does_not_hold_the_right_may_not(verb, edith, friday):
    function, arguments = COMMANDS[verb](edith)
    before = everything()

    for role in set(Role) - WHO_MAY[verb].roles:
        with pytest.raises((NotAllowed, NotFound)):
            function(**arguments, by=actor(role, provider="PRV-0000-0000-0"), at=friday)

    assert everything() == before


@pytest.mark.parametrize("verb", COMMANDS)
def test_nothing_changes_when_its_event_cannot_be_written(verb, edith, friday, monkeypatch):
    def fail(ledger):
        raise OSError("disk full")

    function, arguments = COMMANDS[verb](edith)
    before = everything()
    monkeypatch.setattr(trail_command, "append", fail)

    with pytest.raises(OSError, match="disk full"):
        function(**arguments, by=actor(Role.BROKER), at=friday)

    assert everything() == before


def test_how_somebody_is_written_to_is_put_right(edith, council, friday):
    by = actor(Role.PRACTITIONER, unit=council.team("Harbour"))
    changes = {"letter_format": "translated", "language": "Polish"}

    correct_person(person=edith.ref, changes=changes, by=by, at=friday)

    assert Person.objects.get(ref=edith.ref).letter_format == "translated"
    assert timeline(edith.ref)[0].sentence == "Details corrected: how they are written to, language."


@pytest.mark.parametrize(
    ("changes", "field"), [({"letter_format": "translated"}, "language"), ({"letter_format": "smoke"}, "letter_format")]
)
def test_a_letter_in_no_language_or_in_an_unknown_way_is_refused(edith, council, friday, changes, field):
    by = actor(Role.PRACTITIONER, unit=council.team("Harbour"))

    with pytest.raises(Invalid) as refused:
        correct_person(person=edith.ref, changes=changes, by=by, at=friday)

    assert [fault.field for fault in refused.value.faults] == [field]
