"""`carewright plan-reviews` plans every row that it can, and says which it could not (REV-7)."""

import io
import sys
from collections import Counter
from pathlib import Path

import pytest

from carewright.cli.main import main

HEADER = "person,cohort,urgent,provider"


def run(tmp_path: Path, *lines: str, header: str = HEADER, capacity: str = "2", start: str = "2018-11") -> int:
    table = tmp_path / "people.csv"
    table.write_text("\n".join((header, *lines)) + "\n")
    return main(["plan-reviews", str(table), "--capacity", capacity, "--start", start])


def test_people_are_planned_cohort_by_cohort_the_urgent_ones_first(tmp_path, capsys):
    lines = (
        "A,supported_living,no,P1",
        "B,day_and_community,no,P2",
        "C,off_framework,no,P3",
        "D,supported_living,yes,P1",
    )

    assert run(tmp_path, *lines) == 0

    assert capsys.readouterr().out.splitlines() == [
        "person,cohort,month",
        "D,supported_living,2018-11",
        "C,off_framework,2018-11",
        "B,day_and_community,2018-12",
        "A,supported_living,2018-12",
    ]


def test_columns_come_in_any_order_and_a_cohort_by_its_name_too(tmp_path, capsys):
    lines = ("no,,Off-framework providers,A,1", ",,OFF FRAMEWORK,B,2", "Y,,Supported-living,C,3")

    assert run(tmp_path, *lines, header="urgent,provider,cohort,person,age", capacity="1") == 0

    assert capsys.readouterr().out.splitlines()[1:] == [
        "C,supported_living,2018-11",
        "A,off_framework,2018-12",
        "B,off_framework,2019-01",
    ]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (",off_framework,no,P", "person", "is empty"),
        ("X,,no,P", "cohort", "is empty"),
        ("X,day_care,no,P", "cohort", "they are off_framework, day_and_community, supported_living"),
        ("X,off_framework,perhaps,P", "urgent", "neither yes nor no"),
        ("A,off_framework,yes,P", "person", "is in row 2 already"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_planned(tmp_path, capsys, line, column, reason):
    assert run(tmp_path, "A,off_framework,no,P", line, "B,supported_living,no,P") == 2

    told = capsys.readouterr()
    assert f"row 3, column {column}: " in told.err
    assert reason in told.err
    assert told.out.splitlines()[1:] == ["A,off_framework,2018-11", "B,supported_living,2018-11"]


@pytest.mark.parametrize("wrong", ["0", "-1", "2.5", "", "two", "²"])
def test_a_capacity_that_is_none_is_refused(tmp_path, capsys, wrong):
    assert main(["plan-reviews", "-", f"--capacity={wrong}", "--start", "2018-01"]) == 2

    assert "write a whole number of 1 or more" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["2018", "2018-13", "2018-1", "0000-01", "January", "2018-01-01"])
def test_a_start_that_is_no_month_is_refused(tmp_path, capsys, wrong):
    assert run(tmp_path, start=wrong) == 2

    assert "write it as 2018-01" in capsys.readouterr().err


def test_a_plan_beyond_the_calendar_is_refused(tmp_path, capsys):
    assert run(tmp_path, "A,off_framework,no,P", "B,off_framework,no,P", capacity="1", start="9999-12") == 2

    assert "after the year 9999" in capsys.readouterr().err


def test_nobody_to_review_is_an_empty_plan(tmp_path, capsys):
    assert run(tmp_path) == 0

    assert capsys.readouterr().out == "person,cohort,month\n"


def test_1066_people_at_ten_a_month_are_done_in_eight_years_and_eleven_months(capsys, monkeypatch):
    sizes = {"off_framework": 131, "day_and_community": 470, "supported_living": 465}
    lines = [f"{code}-{n},{code},no,P" for code, size in sizes.items() for n in range(size)]
    content = "\n".join([HEADER, *lines]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    assert main(["plan-reviews", "-", "--capacity", "10", "--start", "2018-01"]) == 0

    months = [line.rpartition(",")[2] for line in capsys.readouterr().out.splitlines()[1:]]
    assert (months[0], months[-1], len(set(months))) == ("2018-01", "2026-11", 107)
    assert set(Counter(months).values()) == {10, 6}


def test_a_policy_may_have_other_cohorts(tmp_path, capsys):
    policy = tmp_path / "ours.toml"
    policy.write_text('[review_programme]\ncohorts = [{ code = "night_care", words = "Care at night", months = 3 }]\n')
    table = tmp_path / "people.csv"
    table.write_text(f"{HEADER}\nA,night_care,no,\nB,off_framework,no,\n")

    assert main(["plan-reviews", str(table), "--capacity", "1", "--start", "2018-01", "--policy", str(policy)]) == 2

    told = capsys.readouterr()
    assert told.out.splitlines()[1:] == ["A,night_care,2018-01"]
    assert "they are night_care" in told.err
