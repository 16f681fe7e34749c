"""`carewright policy what-if`: a draft tried on a table of changes, and on the database (POL-3)."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carewright.access.roles import Role
from carewright.changes.rules import Decides
from carewright.cli.main import main
from tests.builders import a_user
from tests.sourcing.builders import a_market, a_waiting_requirement, an_award

HEADER = "ref,ordered_hours,current_hours,new_hours,hourly_rate\n"
SEVEN = "[changes]\nmax_flex_hours = 7\n"
TODAY = datetime(2018, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "seven.toml"
    path.write_text(SEVEN + '[waiting]\nred_after = "12 working days"\n')
    return str(path)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "changes.csv"
    path.write_text(HEADER + "A,30,30,36,2\nB,30,30,24,2\nC,30,30,31,2\nD,30,30,40,2\n")
    return str(path)


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_totals_come_before_and_after_with_the_money_on_either_side(
    draft: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "what-if", draft, "--changes", table]) == 0

    assert told(capsys).splitlines() == [
        f"{draft} tried on {table} as decided by county: 4 cases, of which 2 would have turned",
        "",
        "Changes within tolerance: 4 cases, 2 turn",
        "  the provider may apply it                 1 ->       3  (2 more)",
        "  the team manager must authorise it        3 ->       1  (2 fewer)",
        "  from “the team manager must authorise it” to “the provider may apply it”: 2 "
        "(1 of more, £12.00 a week; 1 of less, £12.00 a week)",
        "",
        "What the draft changes besides, whose effect on past cases cannot be shown:",
        "  Packages to be placed: Red after waiting: 12 working days  (was: 10 working days)",
    ]


def test_the_cases_that_turn_are_rows(draft: str, table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "what-if", draft, "--changes", table, "--rows", "-"]) == 0

    rows = list(csv.DictReader(told(capsys).splitlines()))
    assert [(row["ref"], row["was"], row["would_be"], row["pounds_a_week"]) for row in rows] == [
        ("A", "team_manager", "provider", "12.00"),
        ("B", "team_manager", "provider", "-12.00"),
    ]
    assert rows[0]["why"].startswith("Ordered 30.00 h, now 30.00 h, asked 36.00 h: £60.00 to £72.00 a week")


def test_as_json_with_the_rows_in_a_file(
    draft: str, table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    assert main(["policy", "what-if", draft, "--changes", table, "--rows", str(rows), "--json"]) == 0

    found = json.loads(told(capsys))
    assert (found["cases"], found["turned"]) == (4, 2)
    assert found["totals"][0]["turns"] == [
        {
            "was": "team_manager",
            "would_be": "provider",
            "cases": 2,
            "up": 1,
            "up_pounds": "12.00",
            "down": 1,
            "down_pounds": "-12.00",
        }
    ]
    assert [one["new"] for one in found["untried"]] == ["12 working days"]
    assert len(rows.read_text().splitlines()) == 3


def test_every_answer_is_the_calculators(
    draft: str, table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["assess-changes", table])
    before = {row["ref"]: row["decision"] for row in csv.DictReader(told(capsys).splitlines())}
    main(["assess-changes", table, "--policy", draft])
    after = {row["ref"]: row["decision"] for row in csv.DictReader(told(capsys).splitlines())}

    main(["policy", "what-if", draft, "--changes", table, "--rows", "-"])

    rows = {row["ref"]: (row["was"], row["would_be"]) for row in csv.DictReader(told(capsys).splitlines())}
    assert rows == {ref: (before[ref], after[ref]) for ref in before if before[ref] != after[ref]}
    assert Decides.PROVIDER in after.values()


def test_a_bad_row_is_named_and_the_others_are_tried(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "bad.csv"
    table.write_text(HEADER + "A,ten,30,36,2\nB,30,30,36,2\n")

    assert main(["policy", "what-if", draft, "--changes", str(table)]) == 2

    said = capsys.readouterr()
    assert "row 2, column ordered_hours" in said.err
    assert "1 case, of which 1" in said.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--against", "county"], "--against is for --changes"),
        (["--rows", "-", "--json"], "would both go to standard output"),
        (["--changes", "x.csv", "--since", "2018-01-01"], "a table is tried whole"),
        (["--since", "2018-02-01", "--until", "2018-01-01"], "--since 2018-02-01 is after"),
        (["--since", "soon"], "'soon' is not a date"),
        (["--changes", "nowhere.csv"], "nowhere.csv cannot be read"),
    ],
)
@pytest.mark.django_db
def test_what_does_not_go_together_is_bad_input(
    words: list[str], sentence: str, draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "what-if", draft, *words]) == 2
    assert sentence in capsys.readouterr().err


def test_a_draft_that_cannot_work_is_named_with_place_and_reason(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text("[changes]\nlevel_limits = [150, 75]\n")

    assert main(["policy", "what-if", str(faulty), "--changes", table]) == 2
    assert "changes.level_limits: The limits must go up" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_database_is_tried_for_the_last_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("carewright.config.now.now", lambda: TODAY)
    market = a_market()
    an_award(a_waiting_requirement(market))
    low = tmp_path / "low.toml"
    low.write_text("[authority.weekly_limits]\nteam_manager = 100\nhead_of_service = 800\n")

    assert main(["policy", "what-if", str(low)]) == 0

    said = told(capsys)
    assert "the cases decided from 2 March 2017 to 1 March 2018: 3 cases, of which 1 would have turned" in said
    assert (
        "from “within a senior practitioner’s limit” to “within a head of service’s limit”: 1 (£337.40 a week)" in said
    )
    assert "Providers’ time to answer: 1 case, 0 turn" in said


@pytest.mark.django_db
def test_a_user_tries_it_on_the_cases_they_reach_and_a_broker_on_none(
    draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    market = a_market()
    a_user(Role.POLICY_OWNER, unit=market.council.west, name="Wanda West")
    a_user(Role.BROKER, unit=market.council.west, name="Bo Broker")

    assert main(["policy", "what-if", draft, "--by", "wanda.west@westmarch.example"]) == 0
    assert "0 cases" in told(capsys)
    assert main(["policy", "what-if", draft, "--by", "bo.broker@westmarch.example"]) == 1
    assert "Try a policy on past cases: this is for" in capsys.readouterr().err
