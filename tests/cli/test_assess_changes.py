"""`carewright assess-changes` reads a table and answers every row that it can (CHG-2)."""

from pathlib import Path

import pytest

from carewright.cli.main import main

HEADER = "ref,ordered_hours,current_hours,new_hours,hourly_rate\n"


def run(tmp_path: Path, *lines: str, options: tuple[str, ...] = ()) -> int:
    table = tmp_path / "changes.csv"
    table.write_text(HEADER + "\n".join(lines) + "\n")
    return main(["assess-changes", str(table), *options])


def test_a_change_within_tolerance_is_the_providers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "A,5,5,6,12.50") == 0

    assert capsys.readouterr().out.splitlines() == [
        "ref,decision,rules,ordered_cost,current_cost,new_cost,ordered_level,new_level,percent",
        "A,provider,,62.50,62.50,75.00,1,1,+20.00",
    ]


def test_a_change_beyond_it_names_every_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "B,20,20,14.99,20") == 0

    assert capsys.readouterr().out.splitlines()[1] == (
        "B,team_manager,CHG-2a CHG-2b CHG-2d,400.00,400.00,299.80,5,4,-25.05"
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("C,0,1,1,10", "ordered_hours"),
        ("C,ten,1,1,10", "ordered_hours"),
        ("C,1,-1,1,10", "current_hours"),
        ("C,1,1,1.001,10", "new_hours"),
        ("C,1,1,169,10", "new_hours"),
        ("C,1,1,1,0", "hourly_rate"),
        ("C,1,1,1,1e3", "hourly_rate"),
        ("C,1,1,1,", "hourly_rate"),
        (",1,1,1,10", "ref"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, column: str
) -> None:
    assert run(tmp_path, line, "D,5,5,6,12.50") == 2

    told = capsys.readouterr()
    assert f"row 2, column {column}" in told.err
    assert told.out.splitlines()[1:] == ["D,provider,,62.50,62.50,75.00,1,1,+20.00"]


def test_a_policy_file_may_set_other_limits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = tmp_path / "ours.toml"
    policy.write_text("[changes]\nmax_flex_hours = 0.5\n")

    assert run(tmp_path, "E,5,5,6,12.50", options=("--policy", str(policy))) == 0

    assert capsys.readouterr().out.splitlines()[1].startswith("E,team_manager,CHG-2a,")
