"""Lists come by pages, each row once."""

from datetime import timedelta

import pytest

from carewright.access.roles import Role
from tests.builders import SET_UP
from tests.people.builders import a_person


@pytest.fixture
def persons(westmarch):
    """Seven persons, three of them added at the same moment."""
    moments = [SET_UP + timedelta(minutes=minute) for minute in (0, 1, 1, 1, 2, 3, 4)]
    return [a_person(westmarch.team(), at=at) for at in moments]


def pages(caller, path):
    found, address = [], path
    while address:
        page = caller.get(address.removeprefix("/api/v1")).json()
        found.append([row["ref"] for row in page["items"]])
        address = page["next"]
    return found


def every(pages):
    return sorted(ref for page in pages for ref in page)


def test_following_next_shows_each_row_once(calling, persons):
    found = pages(calling(Role.BROKER), "/people?limit=2")

    assert [len(page) for page in found] == [2, 2, 2, 1]
    assert every(found) == sorted(person.ref for person in persons)


def test_a_row_added_meanwhile_repeats_and_hides_no_other(calling, persons, westmarch):
    caller = calling(Role.BROKER)
    first = caller.get("/people?limit=3").json()
    a_person(westmarch.team(), at=SET_UP - timedelta(days=1))

    rest = pages(caller, first["next"])

    assert every([[row["ref"] for row in first["items"]], *rest]) == sorted(person.ref for person in persons)


def test_what_was_asked_stays_asked_on_the_next_page(calling, persons):
    page = calling(Role.BROKER).get("/people?limit=3&search=attwood").json()

    assert "search=attwood" in page["next"]


def test_a_cursor_holds_nothing_personal_and_no_database_id(calling, persons):
    from urllib.parse import parse_qs, urlsplit

    from django.core import signing

    page = calling(Role.BROKER).get("/people?limit=1").json()
    cursor = parse_qs(urlsplit(page["next"]).query)["cursor"][0]

    held = signing.loads(cursor, salt="carewright.api.cursor:/api/v1/people")

    assert held == [persons[0].added_at.isoformat(), persons[0].ref]


@pytest.mark.parametrize("cursor", ["nonsense", "WzEsMl0:1abc:def"])
def test_a_cursor_that_is_none_of_ours_is_refused(calling, cursor):
    response = calling(Role.BROKER).get("/people", cursor=cursor)

    assert response.status_code == 422
    assert response.json()["faults"][0]["field"] == "cursor"


def test_a_cursor_of_another_list_is_refused(calling, persons):
    caller = calling(Role.BROKER)
    cursor = caller.get("/people?limit=1").json()["next"].partition("cursor=")[2]

    assert caller.get(f"/packages?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("limit", [0, 201, "many"])
def test_a_limit_is_between_1_and_200(calling, limit):
    response = calling(Role.BROKER).get("/people", limit=limit)

    assert [fault["field"] for fault in response.json()["faults"]] == ["limit"]


def test_a_timeline_comes_by_pages_newest_first(calling, persons):
    caller = calling(Role.BROKER)
    person = persons[0]
    caller.send("PATCH", f"/people/{person.ref}", {"pronoun": "they"})
    caller.get(f"/people/{person.ref}")

    first = caller.get(f"/people/{person.ref}/timeline?limit=2").json()
    second = caller.get(first["next"].removeprefix("/api/v1")).json()

    assert [row["event"] for row in first["items"] + second["items"]] == [
        "person.viewed",
        "person.corrected",
        "person.added",
    ]
    assert first["items"][0]["by_name"] == caller.user.name
    assert second["next"] is None
