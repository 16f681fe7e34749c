"""The pages about people: who gets in, what is shown at the top, that each look is recorded (ROLE-5, ROLE-8)."""

from datetime import timedelta

import pytest

from carewright.access.queries import actor_of
from carewright.access.roles import Role
from carewright.people.models import Person, Representative
from carewright.trail.models import Event
from tests.builders import SET_UP, a_council
from tests.council.conftest import user_holding
from tests.people.builders import a_person, a_representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def westmarch():
    return a_council()


@pytest.fixture
def edith(westmarch):
    return a_person(westmarch.team("Harbour"), risk_note="Large dog: telephone first")


@pytest.fixture
def at(monkeypatch):
    moments = [SET_UP]
    monkeypatch.setattr("carewright.config.middleware.now", lambda: moments[-1])
    return moments


@pytest.fixture
def as_role(client, westmarch):
    def sign_in(role, unit=None):
        client.force_login(user_holding(role, unit=unit or westmarch.unit))
        return client

    return sign_in


def addresses(person):
    return [f"/people/{person.ref}/", f"/people/{person.ref}/timeline/", f"/people/{person.ref}/correct/",
            f"/people/{person.ref}/representatives/add/"]  # fmt: skip


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.BROKER])
def test_pages_about_a_person_open_for_casework(as_role, edith, role):
    client = as_role(role)

    assert [client.get(address).status_code for address in addresses(edith)] == [200] * 4


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.POLICY_OWNER])
def test_pages_about_a_person_are_for_nobody_else_in_the_council(as_role, edith, role):
    client = as_role(role)

    assert {client.get(address).status_code for address in addresses(edith)} == {403}


def test_a_person_of_another_team_looks_exactly_like_nonsense(as_role, edith, westmarch):
    client = as_role(Role.PRACTITIONER, unit=westmarch.team("Vale"))

    theirs, nonsense = client.get(f"/people/{edith.ref}/"), client.get("/people/PER-0000-0000-0/")

    assert theirs.status_code == nonsense.status_code == 404
    assert b"Attwood" not in theirs.content
    assert not Event.objects.filter(name="person.viewed").exists()


def test_a_provider_s_user_finds_nothing_here(as_role, edith):
    client = as_role(Role.PROVIDER_MANAGER)

    assert client.get(f"/people/{edith.ref}/").status_code == client.get("/people/").status_code == 404


def test_communication_need_and_risk_stand_at_the_top(as_role, edith):
    page = as_role(Role.BROKER).get(f"/people/{edith.ref}/").content.decode()

    top = page.partition("cw-tabs")[0]
    assert "Large dog: telephone first" in top
    assert "hard of hearing" in top
    assert "(she)" in top


def test_each_look_is_recorded_once_in_a_quarter_of_an_hour(as_role, edith, at):
    client = as_role(Role.BROKER)
    for address in addresses(edith):
        client.get(address)
    at.append(SET_UP + timedelta(minutes=16))
    client.get(f"/people/{edith.ref}/")

    assert Event.objects.filter(name="person.viewed", subject=edith.ref).count() == 2


def test_who_looked_is_shown_when_asked_for(as_role, edith, at):
    client = as_role(Role.BROKER)
    without = client.get(f"/people/{edith.ref}/timeline/").content.decode()
    with_looks = client.get(f"/people/{edith.ref}/timeline/?looks=1").content.decode()

    assert "Record looked at." not in without
    assert "Record looked at." in with_looks
    assert "Sam Okafor" in with_looks


def test_nobody_is_listed_until_there_is_something_to_look_for(as_role, edith):
    client = as_role(Role.BROKER)

    assert "Attwood" not in client.get("/people/").content.decode()
    assert "Attwood" not in client.get("/people/?search=a").content.decode()
    assert "Attwood, Edith" in client.get("/people/?search=attw").content.decode()
    assert "Nobody of your teams matches" in client.get("/people/?search=zzz").content.decode()


DETAILS = {
    "given_name": "Edith",
    "family_name": "Attwood",
    "born_on": "1938-05-14",
    "address": "14 Seaview Road",
    "postcode": "ct51ab",
    "letter_format": "large_print",
}


def test_a_person_is_added(as_role, westmarch):
    told = DETAILS | {"case_number": "W9", "team": westmarch.team("Harbour").ref}

    response = as_role(Role.BROKER).post("/people/add/", told)

    added = Person.objects.get(case_number="W9")
    assert response.url == f"/people/{added.ref}/"
    assert added.postcode == "CT5 1AB"


def test_a_refusal_lands_beside_its_question(as_role, westmarch, edith):
    told = DETAILS | {"case_number": edith.case_number, "team": westmarch.team("Harbour").ref}

    page = as_role(Role.BROKER).post("/people/add/", told).content.decode()

    assert page.count("There is already a person with the case number") == 2
    assert "Error: " in page


def test_only_teams_of_one_s_own_are_offered(as_role, westmarch):
    page = as_role(Role.PRACTITIONER, unit=westmarch.team("Vale")).get("/people/add/").content.decode()

    assert "Vale community team" in page
    assert "Harbour community team" not in page


def test_details_are_corrected(as_role, edith):
    told = {name: getattr(edith, name) for name in DETAILS} | {"team": edith.team.ref, "telephone": "01632 960999"}

    as_role(Role.BROKER).post(f"/people/{edith.ref}/correct/", told)

    edith.refresh_from_db()
    assert edith.telephone == "01632 960999"


def test_a_representative_is_added_and_shown(as_role, edith):
    a_representative(edith)
    client = as_role(Role.BROKER)
    told = {"kind": "advocate", "name": "Amir Khan", "email": "amir@advocacy.example", "is_first_contact": "on"}

    response = client.post(f"/people/{edith.ref}/representatives/add/", told)

    page = client.get(response.url).content.decode()
    assert "Amir Khan" in page
    assert "Joan Attwood" in page
    assert Representative.objects.get(is_first_contact=True).name == "Amir Khan"


def test_what_a_role_may_not_do_is_not_shown(as_role, edith, westmarch):
    page = as_role(Role.FINANCE_OFFICER).get(f"/people/{edith.ref}/").content.decode()

    assert "Correct details" not in page
    assert "Add a representative" not in page


def test_the_look_is_by_whoever_is_signed_in(client, edith, westmarch):
    user = user_holding(Role.BROKER, unit=westmarch.unit)
    client.force_login(user)
    client.get(f"/people/{edith.ref}/")

    assert Event.objects.get(name="person.viewed").actor == actor_of(user).ref
