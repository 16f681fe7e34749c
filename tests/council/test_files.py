"""The pages about files: tried first, then loaded, with the rejected rows for who loaded them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.imports.models import LoadedFile
from carewright.people.models import Person
from carewright.wiring.files import KINDS
from tests.builders import a_council
from tests.council.conftest import user_holding

pytestmark = pytest.mark.django_db
PEOPLE = (Path(__file__).parent.parent / "data" / "people.csv").read_bytes()


@pytest.fixture
def westmarch():
    return a_council()


@pytest.fixture
def as_role(client, westmarch):
    def sign_in(role, name="Sam Okafor"):
        client.force_login(user_holding(role, unit=westmarch.unit, name=name))
        return client

    return sign_in


def send(client, content, how="load", name="people.csv", kind="people"):
    return client.post(f"/files/load/{kind}/", {"file": SimpleUploadedFile(name, content), "how": how})


def test_only_what_one_may_load_is_offered(as_role):
    page = as_role(Role.BROKERAGE_MANAGER).get("/files/").content.decode()

    assert "/files/load/people/" in page
    assert "/files/load/contracts/" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_page_for_who_may_load_it_and_for_nobody_else(as_role, kind):
    client = as_role(next(iter(sorted(WHO_MAY[KINDS[kind].verb].roles))))
    assert client.get(f"/files/load/{kind}/").status_code == 200

    client = as_role(Role.POLICY_OWNER, name="Nobody Here")
    assert client.get(f"/files/load/{kind}/").status_code == 403


def test_what_is_no_kind_is_not_found(as_role):
    assert as_role(Role.ADMINISTRATOR).get("/files/load/pigeons/").status_code == 404


def test_a_try_says_what_would_happen_and_changes_nothing(as_role):
    page = send(as_role(Role.BROKERAGE_MANAGER), PEOPLE.replace(b"14/05/1938", b"31/02/1938"), "try").content.decode()

    assert "Nothing has been changed" in page
    assert "“31/02/1938” is not a date" in page
    assert not Person.objects.exists()
    assert not LoadedFile.objects.exists()


def test_a_file_is_loaded_and_its_rejected_rows_can_be_mended_and_sent(as_role):
    client = as_role(Role.BROKERAGE_MANAGER)
    response = send(client, PEOPLE.replace(b"14/05/1938", b"31/02/1938"))
    page = client.get(response.url).content.decode()
    rejected = client.get(f"{response.url}rejects/")

    assert Person.objects.count() == 2
    assert "Download rejected rows" in page
    assert rejected["Content-Disposition"].startswith("attachment")
    send(client, rejected.content.replace(b"31/02/1938", b"28/02/1938"))
    assert Person.objects.count() == 3


def test_a_file_of_somebody_else_is_not_found(as_role):
    address = send(as_role(Role.BROKERAGE_MANAGER), PEOPLE.replace(b"1938", b"2938")).url
    other = as_role(Role.BROKER, name="Ruth Bell")

    assert {other.get(url).status_code for url in (address, f"{address}rejects/")} == {404}


def test_a_file_without_rejects_has_no_reject_file(as_role):
    client = as_role(Role.BROKERAGE_MANAGER)

    assert client.get(f"{send(client, PEOPLE).url}rejects/").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "people.csv", "The submitted file is empty"),
        (b"PK\x03\x04 and so on", "people.xlsx", "The file is damaged"),
        (b"shoe size\n7\n", "people.csv", "no row of headings with"),
        (PEOPLE, "people.xlsx", "The file is named as XLSX but its content is CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_beside_the_question(as_role, content, name, problem):
    response = send(as_role(Role.BROKERAGE_MANAGER), content, name=name)

    assert response.status_code == 200
    assert response.content.decode().count(problem) == 2
    assert not LoadedFile.objects.exists()


def test_a_file_too_large_to_be_kept_in_memory_is_read_from_where_it_lies(as_role):
    lines = PEOPLE.splitlines(keepends=True)
    many = b"".join([lines[0], lines[1], lines[2].rstrip(b"\r\n") + b" " * 3_000_000 + b"\n"])

    response = send(as_role(Role.BROKERAGE_MANAGER), many)

    assert response.status_code == 200
    assert "A row of the file is too long" in response.content.decode()
    assert len(many) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
