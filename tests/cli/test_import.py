"""`carewright import`: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from carewright.access.roles import Role
from carewright.cli.main import main
from carewright.people.models import Person
from tests.builders import a_council, a_user

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "data"
PEOPLE = str(DATA / "people.csv")


@pytest.fixture
def manager(tmp_path):
    council = a_council()
    a_user(Role.BROKERAGE_MANAGER, unit=council.unit, name="Ruth Adeyemi")
    return "ruth.adeyemi@westmarch.example"


def test_a_file_is_loaded_and_what_came_of_it_said(manager, capsys):
    assert main(["import", "people", PEOPLE, "--by", manager]) == 0

    assert capsys.readouterr().out == "3 added, 0 changed, 0 as they were, 0 passed over, 0 rejected\n"
    assert Person.objects.count() == 3


def test_a_dry_run_changes_nothing(manager, capsys):
    assert main(["import", "people", PEOPLE, "--by", manager, "--dry-run"]) == 0

    assert capsys.readouterr().out.startswith("Would be: 3 added")
    assert not Person.objects.exists()


def test_rejected_rows_are_reported_and_written(manager, capsys, tmp_path):
    faulty, rejects = tmp_path / "people.csv", tmp_path / "rejects.csv"
    faulty.write_bytes(Path(PEOPLE).read_bytes().replace(b"14/05/1938", b"31/02/1938"))

    assert main(["import", "people", str(faulty), "--by", manager, "--rejects", str(rejects), "--json"]) == 2

    said = capsys.readouterr()
    assert said.err == "row 2: born on: “31/02/1938” is not a date: write it as 14/05/1938 or 1938-05-14\n"
    assert json.loads(said.out) | {"added": 2, "rejected": 1} == json.loads(said.out)
    assert "Edith" in rejects.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        (["pigeons", PEOPLE, "--by", "x"], 2, "'pigeons' is not a kind of file; the kinds are providers, msoas"),
        (["people"], 2, "name the FILE to load"),
        (["people", PEOPLE, "--by", "nobody@westmarch.example"], 2, "there is no user with the address"),
        (["people", "/no/such/file", "--by", "x"], 2, "cannot be read: No such file"),
        (["providers", str(DATA / "providers.csv"), "--by", "MANAGER"], 1, "Load providers from a file: this is for"),
        (["people", str(DATA / "providers.csv"), "--by", "MANAGER"], 2, "no row of headings with"),
    ],
)
def test_what_cannot_be_done_is_one_line(manager, capsys, words, status, problem):
    asked = [manager if word == "MANAGER" else word for word in words]

    assert main(["import", *asked]) == status

    said = capsys.readouterr()
    assert problem in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_the_kinds_are_listed_with_their_columns(capsys):
    assert main(["import", "--list"]) == 0

    listed = capsys.readouterr().out
    assert "people: People." in listed
    assert "needs case_number, given_name" in listed
