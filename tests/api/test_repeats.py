"""A write sent again has one effect and gets the same answer (promise 2)."""

import pytest

from carewright.access.roles import Role
from carewright.people.models import Person
from carewright.trail.models import Event, KeptAnswer

EDITH = {
    "case_number": "W100001",
    "given_name": "Edith",
    "family_name": "Attwood",
    "born_on": "1938-05-14",
    "address": "14 Seaview Road, Whitstable",
    "postcode": "CT5 1AB",
}


@pytest.fixture
def body(westmarch):
    return EDITH | {"team": westmarch.team().ref}


def test_the_same_request_sent_five_times_has_one_effect(calling, body):
    caller = calling(Role.BROKER)

    answers = [caller.post("/people", body, key="one") for _ in range(5)]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Person.objects.count() == 1
    assert Event.objects.filter(name="person.added").count() == 1


def test_how_the_body_is_written_does_not_matter(calling, body):
    caller = calling(Role.BROKER)

    first = caller.post("/people", body, key="one")
    again = caller.post("/people", dict(reversed(body.items())), key="one")

    assert first.content == again.content


@pytest.mark.parametrize("change", ["body", "address"])
def test_a_key_used_for_another_request_is_refused(calling, body, change):
    caller = calling(Role.BROKER)
    added = caller.post("/people", body, key="one").json()
    path = f"/people/{added['ref']}/representatives" if change == "address" else "/people"

    response = caller.post(
        path, body | {"case_number": "W100002"} if change == "body" else body_of_daughter(), key="one"
    )

    assert response.status_code == 422
    assert response.json()["faults"][0]["field"] == "Idempotency-Key"
    assert Person.objects.count() == 1


def body_of_daughter():
    return {"kind": "representative", "name": "Joan Attwood", "telephone": "01632 960222"}


def test_what_is_refused_keeps_nothing_and_may_be_sent_again_under_its_key(calling, body):
    caller = calling(Role.BROKER)
    refused = caller.post("/people", body | {"postcode": "nowhere"}, key="one")

    mended = caller.post("/people", body, key="one")

    assert (refused.status_code, mended.status_code) == (422, 201)


def test_two_users_may_use_the_same_key(calling, body):
    first, second = calling(Role.BROKER), calling(Role.BROKER)

    assert first.post("/people", body, key="one").status_code == 201
    assert second.post("/people", body | {"case_number": "W100002"}, key="one").status_code == 201


def test_a_user_who_lost_the_right_gets_no_kept_answer(calling, body):
    from carewright.access.models import HeldRole

    caller = calling(Role.BROKER)
    caller.post("/people", body, key="one")
    HeldRole.objects.filter(user__ref=caller.user.ref).update(role=Role.MODERATOR)

    assert caller.post("/people", body, key="one").status_code == 403


@pytest.mark.parametrize("key", ["two words", "ü", "x" * 201, "tab\there"])
def test_a_key_is_visible_ascii(calling, body, key):
    response = calling(Role.BROKER).post("/people", body, key=key)

    assert response.status_code == 400
    assert response.json()["title"] == "No idempotency key"


def test_a_write_without_a_key_is_refused(calling, body):
    caller = calling(Role.BROKER)

    response = caller.client.post(
        "/api/v1/people", body, content_type="application/json", headers={"Authorization": f"Bearer {caller.secret}"}
    )

    assert response.status_code == 400
    assert not Person.objects.exists()


def test_when_the_answer_cannot_be_kept_nothing_is_done(calling, body, monkeypatch):
    def broken(self, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(KeptAnswer, "save", lambda self, **kw: broken(self) if kw.get("update_fields") else None)
    caller = calling(Role.BROKER)
    caller.client.raise_request_exception = False

    assert caller.post("/people", body, key="one").status_code == 500
    assert not Person.objects.exists()
