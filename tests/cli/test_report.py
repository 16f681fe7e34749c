"""`carewright report`: the report of changes and drift as a table (CHG-8)."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from carewright.access.models import User
from carewright.access.roles import Role
from carewright.cli.main import main
from carewright.cli.report import NAMES
from carewright.reports.tables import REPORTS
from tests.builders import a_user
from tests.changes.builders import a_package, in_effect

pytestmark = pytest.mark.django_db
AS_OF = "2018-03-31"


@pytest.fixture
def package():
    package = a_package()
    in_effect(package, "14")
    return package


def test_every_report_has_its_name_on_the_command_line():
    assert set(NAMES) == set(REPORTS)


def test_the_changes_of_a_provider_are_a_row(package, capsys):
    assert main(["report", "changes-by-provider", "--as-of", AS_OF]) == 0

    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row == {
        "provider": "Harbour Care", "noticed": "1", "increases": "1", "decreases": "0", "for_the_manager": "0",
        "in_effect": "1", "by_itself": "1", "not_made": "0", "net_hours_a_week": "2.00",
    }  # fmt: skip


def test_as_of_an_earlier_day_nothing_had_happened(package, capsys):
    assert main(["report", "changes-by-area", "--as-of", "2018-02-01"]) == 0

    assert list(csv.DictReader(io.StringIO(capsys.readouterr().out))) == []


def test_drift_for_machines(package, capsys):
    assert main(["report", "drift", "--as-of", AS_OF, "--format", "json"]) == 0

    assert json.loads(capsys.readouterr().out) == [
        {"package": package.ref, "provider": "Harbour Care", "hours_a_week": "2.00", "changes": 1}
    ]


def test_as_a_workbook(package, capfdbinary):
    assert main(["report", "changes-by-reason", "--as-of", AS_OF, "--format", "xlsx"]) == 0

    book = CalamineWorkbook.from_filelike(io.BytesIO(capfdbinary.readouterr().out))
    headings, row = book.get_sheet_by_index(0).to_python()
    assert (headings[0], row[0]) == ("reason", "The person's needs have increased")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["drift", "--as-of", "yesterday"], "yesterday"),
        (["drift", "--as-of", "0001-01-01"], "is not a date from 1900 to 2199"),
        (["drift", "--as-of", "9999-12-31"], "is not a date from 1900 to 2199"),
        (["drift", "--as-of", "2199-01-01"], "is yet to come; name today"),
        (["drift", "--by", "nobody@westmarch.example"], "there is no user with the address"),
    ],
)
def test_what_cannot_be_reported_is_bad_input(db, words, told, capsys):
    assert main(["report", *words]) == 2

    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error


def test_who_may_see_no_reports_is_refused(package, capsys):
    user = User.objects.get(ref=a_user(Role.PRACTITIONER, unit=package.team).ref)

    assert main(["report", "drift", "--as-of", AS_OF, "--by", user.email]) == 1
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 1)
