"""The `carewright` command: what goes wrong becomes a line and an exit status, never a traceback."""

import argparse
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from carewright.cli import main as command
from carewright.cli.main import main
from carewright.cli.tables import BadInput
from carewright.kernel.refused import Fault, Invalid, NotFound, Refused

Run = Callable[[argparse.Namespace], int]
Added = Callable[[Run], None]


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Added:
    """Add a sub-command `greet` that does what it is told."""

    def added(run: Run) -> None:
        module = ModuleType("greeting")
        monkeypatch.setattr(
            module, "register", lambda sub: sub.add_parser("greet").set_defaults(run=run), raising=False
        )
        monkeypatch.setitem(sys.modules, "greeting", module)
        monkeypatch.setitem(command.COMMANDS, "greet", "greeting")

    return added


def raising(problem: BaseException) -> Run:
    def run(args: argparse.Namespace) -> int:
        raise problem

    return run


def test_a_sub_command_gives_the_exit_status(add: Added) -> None:
    add(lambda args: 7)
    assert main(["greet"]) == 7


@pytest.mark.parametrize(
    ("problem", "status", "lines"),
    [
        (Refused("It is too late.", rule="SRC-3"), 1, ["It is too late. (SRC-3)"]),
        (Refused("No\nmore."), 1, ["No more."]),
        (NotFound(), 1, ["There is nothing here by that reference. Check it and try again. (ROLE-5)"]),
        (
            Invalid([Fault("start", "Say when."), Fault("ref", "Say which.")]),
            2,
            ["start: Say when.", "ref: Say which."],
        ),
        (BadInput("limits.csv is empty"), 2, ["limits.csv is empty"]),
        (FileNotFoundError(2, "No such file or directory", "out.csv"), 2, ["out.csv: No such file or directory"]),
    ],
)
def test_a_problem_is_a_line_each_and_a_status(
    add: Added, capsys: pytest.CaptureFixture[str], problem: Exception, status: int, lines: list[str]
) -> None:
    add(raising(problem))
    assert main(["greet"]) == status
    assert capsys.readouterr().err.splitlines() == [f"carewright: {line}" for line in lines]


def test_an_interrupted_command_says_nothing(add: Added, capsys: pytest.CaptureFixture[str]) -> None:
    add(raising(KeyboardInterrupt()))
    assert main(["greet"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("words", [[], ["dance"], ["due"], ["due", "a.csv", "--polite"]])
def test_a_command_line_that_is_wrong_is_explained_in_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("carewright")


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "work out when time limits fall due" in capsys.readouterr().out


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("carewright ")
