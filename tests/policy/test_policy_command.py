"""`carewright policy`."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carewright.access.actors import Actor
from carewright.access.commands import add_unit, add_user, grant_role
from carewright.access.roles import Role
from carewright.cli.main import main
from carewright.policy.models import PolicyDocument
from tests.policy.arranged import SIX_HOURS

TODAY = datetime(2018, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "six.toml"
    path.write_text(SIX_HOURS)
    return path


@pytest.fixture
def owner(administrator: Actor, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ann's address; she is the only policy owner, and today is 1 March 2018."""
    monkeypatch.setattr("carewright.config.now.now", lambda: TODAY)
    add_unit(name="Westmarch", parent=None, by=administrator, at=TODAY)
    return another_owner(administrator, "ann@westmarch.example")


def another_owner(administrator: Actor, email: str) -> str:
    from carewright.access.models import Unit

    user = add_user(email=email, name=email[:3].title(), by=administrator, at=TODAY)
    grant_role(
        user=user.ref, role=Role.POLICY_OWNER, unit=Unit.objects.get(parent=None).ref, by=administrator, at=TODAY
    )
    return email


def test_show_says_a_pack_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "essex"]) == 0
    assert "  Weight of quality: 60%  (RNK-1)\n" in capsys.readouterr().out


def test_what_show_writes_as_toml_can_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["policy", "show", "bristol", "--toml"])
    (tmp_path / "own.toml").write_text(capsys.readouterr().out)

    assert main(["policy", "check", str(tmp_path / "own.toml"), "--against", "bristol"]) == 0
    assert "It says the same as bristol." in capsys.readouterr().out


def test_show_as_json_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["policy", "show", "--json"])
    assert json.loads(capsys.readouterr().out)["sourcing"]["answer_within"] == "2 working hours"


def test_check_says_what_is_different(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", str(file)]) == 0
    assert "A provider may change a package by up to: 6 hours  (was: 5 hours)" in capsys.readouterr().out


def test_check_as_json_lists_the_differences(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["policy", "check", str(file), "--json"])
    assert [change["new"] for change in json.loads(capsys.readouterr().out)] == ["6 hours"]


def test_check_names_every_fault_on_a_line_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[changes]\nmax_flex_hours = -1\n[monitoring]\ntolerance_hours = -1\n")

    assert main(["policy", "check", str(bad)]) == 2

    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["changes.max_flex_hours", "monitoring.tolerance_hours"]


@pytest.mark.parametrize("words", [["show", "kent"], ["check", "six.toml"]])
def test_show_and_check_need_no_database(words: list[str], file: Path) -> None:
    program = (
        "import sys; from carewright.cli.main import main; "
        f"code = main({['policy', *words]!r}); sys.exit(code or 'django' in sys.modules)"
    )
    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    answered = subprocess.run([sys.executable, "-c", program], cwd=file.parent, env=environment, capture_output=True)
    assert answered.returncode == 0, answered.stderr


@pytest.mark.django_db
def test_the_only_owner_activates_a_file_at_once(owner: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "activate", str(file), "--on", "2018-03-01", "--by", owner.upper()]) == 0

    active = PolicyDocument.objects.get()
    assert (active.name, active.state) == ("six", "active")
    assert f"{active.ref}  six activated; in force from 1 March 2018" in capsys.readouterr().out
    assert main(["policy", "show", active.ref.lower()]) == 0
    assert "up to: 6 hours" in capsys.readouterr().out


@pytest.mark.django_db
def test_with_two_owners_one_drafts_and_the_other_activates(
    owner: str, administrator: Actor, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ben = another_owner(administrator, "ben@westmarch.example")

    assert main(["policy", "activate", str(file), "--on", "2018-04-01", "--by", owner]) == 1
    assert "use `carewright policy draft`" in capsys.readouterr().err
    assert not PolicyDocument.objects.exists()

    assert main(["policy", "draft", str(file), "--by", owner, "--name", "From April"]) == 0
    version = PolicyDocument.objects.get().ref
    assert main(["policy", "activate", version, "--on", "2018-04-01", "--by", ben]) == 0
    assert PolicyDocument.objects.get().state == "active"


@pytest.mark.django_db
def test_list_says_which_is_in_force(owner: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["policy", "list"])
    assert "DEFAULT-1  in force" in capsys.readouterr().out
    main(["policy", "activate", str(file), "--on", "2018-04-01", "--by", owner])
    capsys.readouterr()

    assert main(["policy", "list", "--json"]) == 0

    listed = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["standing"], row["effective_on"]) for row in listed] == [
        ("six", "takes effect later", "2018-04-01"),
        ("Built-in default", "in force", ""),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["--on", "2018-02-28", "--by", "ann@westmarch.example"],
            "effective_on: A policy cannot take effect in the past.",
        ),
        (["--on", "soon", "--by", "ann@westmarch.example"], "'soon' is not a date such as 2027-04-01"),
        (["--on", "2018-04-01", "--by", "nobody@westmarch.example"], "there is no user with the address"),
    ],
)
def test_a_bad_activation_changes_nothing_and_says_why(
    words: list[str], sentence: str, owner: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "activate", str(file), *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not PolicyDocument.objects.exists()


@pytest.mark.django_db
def test_a_broker_may_not_activate_a_policy(
    owner: str, administrator: Actor, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_user(email="broker@westmarch.example", name="Bo", by=administrator, at=TODAY)
    assert main(["policy", "activate", str(file), "--on", "2018-04-01", "--by", "broker@westmarch.example"]) == 1
    assert not PolicyDocument.objects.exists()
