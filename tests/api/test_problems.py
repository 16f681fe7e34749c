"""What is refused is answered by a problem document (RFC 9457)."""

import pytest

from carewright.access.roles import Role
from tests.api.conftest import NOWHERE
from tests.people.builders import a_person
from tests.providers.builders import a_provider

pytestmark = pytest.mark.django_db

PERSON = {
    "case_number": "W9",
    "given_name": "Edith",
    "family_name": "Attwood",
    "born_on": "1938-05-14",
    "address": "14 Seaview Road",
    "postcode": "CT5 1AB",
}


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert told["type"].startswith("/api/v1/docs#problem-")
    return told


def faults(response):
    return {fault["field"]: fault["sentence"] for fault in problem(response, 422)["faults"]}


def test_faults_name_each_field_with_a_sentence(calling):
    told = faults(calling(Role.BROKER).post("/people", {"case_number": 7, "born_on": "1938-02-31", "shoe_size": 4}))

    assert told["given_name"] == "This is missing. Add it."
    assert told["case_number"] == "This must be text."
    assert told["born_on"].startswith("This must be a date")
    assert told["shoe_size"].startswith("There is no such field.")


def test_faults_that_the_command_finds_name_their_fields_too(calling, westmarch):
    team = westmarch.team().ref

    told = faults(calling(Role.BROKER).post("/people", PERSON | {"team": team, "postcode": "nowhere"}))

    assert list(told) == ["postcode"]


@pytest.mark.parametrize("body", ['{"case_number": ', "[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_cannot_be_read(calling, body):
    caller = calling(Role.BROKER)

    response = caller.client.generic(
        "POST",
        "/api/v1/people",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {caller.secret}", "Idempotency-Key": "1"},
    )

    assert problem(response, 400)["title"] == "This could not be read"


def test_a_body_that_is_not_said_to_be_json_is_refused(calling):
    caller = calling(Role.BROKER)

    response = caller.client.post(
        "/api/v1/people",
        {"case_number": "W9"},
        headers={"Authorization": f"Bearer {caller.secret}", "Idempotency-Key": "1"},
    )

    problem(response, 415)


def test_a_body_that_is_too_large_is_refused(calling, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    problem(calling(Role.BROKER).post("/people", PERSON | {"address": "x" * 200}), 413)


def test_an_operation_that_is_not_there(calling):
    response = calling(Role.BROKER).send("DELETE", "/people", None)

    assert problem(response, 405)["title"] == "No such operation"
    assert response["Allow"]


def test_an_address_that_is_none_answers_as_a_reference_that_is_none(calling):
    caller = calling(Role.BROKER)

    assert problem(caller.get("/nonsense"), 404) == problem(caller.get(f"/people/{NOWHERE}"), 404)


def test_characters_that_cannot_be_written_are_refused(calling):
    caller = calling(Role.BROKER)

    assert "search" in faults(caller.get("/people", search="a\x01"))
    assert caller.get("/people", search="\x00").status_code == 404
    assert "case_number" in faults(caller.post("/people", PERSON | {"case_number": "W\x00"}))


def test_a_rule_that_refuses_is_named(calling, westmarch):
    provider = a_provider()
    caller = calling(Role.CONTRACT_OFFICER)
    sanction = caller.post(f"/providers/{provider.ref}/sanctions", {"from_on": "2017-12-01", "reason": "Falls"}).json()
    caller.post(f"/sanctions/{sanction['ref']}/lifting", {"reason": "Put right"})

    told = problem(caller.post(f"/sanctions/{sanction['ref']}/lifting", {"reason": "Again"}), 409)

    assert told["rule"] == "SRC-9"
    assert told["detail"] == "This sanction was lifted already."


def test_a_defect_of_ours_tells_nothing_of_itself(calling, monkeypatch):
    from carewright.people import queries

    def broken(*args):
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(queries, "persons", broken)
    caller = calling(Role.BROKER)
    caller.client.raise_request_exception = False

    response = caller.get("/people")

    assert problem(response, 500)["detail"] == ""
    assert b"secret" not in response.content


def test_a_reference_may_be_sent_as_it_is_read_out(calling, westmarch):
    person = a_person(westmarch.team())

    response = calling(Role.BROKER).get(f"/people/{person.ref.lower()}")

    assert response.json()["ref"] == person.ref


def test_a_constraint_that_is_no_race_is_a_defect_of_ours(calling, monkeypatch):
    from django.db import IntegrityError

    from carewright.people import queries

    def broken(*args):
        raise IntegrityError("CHECK constraint failed: a_part_has_hours")

    monkeypatch.setattr(queries, "persons", broken)
    caller = calling(Role.BROKER)
    caller.client.raise_request_exception = False

    problem(caller.get("/people"), 500)
