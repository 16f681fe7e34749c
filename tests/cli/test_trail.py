"""`carewright trail`: what was changed is named, against a head kept elsewhere too (TRAIL-2)."""

import json

import pytest

from carewright.cli.main import main
from carewright.trail.models import Event, Head
from tests.trail import tampering
from tests.trail.notes import keep_notes

pytestmark = pytest.mark.django_db


def test_a_trail_that_holds(capsys):
    keep_notes(3)

    assert main(["trail", "verify"]) == 0
    assert capsys.readouterr().out == "The trail holds: 3 events.\n"


def test_a_trail_that_was_changed_names_the_event_and_ends_with_1(capsys):
    keep_notes(3)
    tampering.with_guards_down()
    Event.objects.filter(seq=2).update(acting_as="team manager")

    assert main(["trail", "verify"]) == 1
    assert capsys.readouterr().err == ("carewright: Event 2 has been changed: its columns do not match its content.\n")


def test_a_head_kept_elsewhere_shows_a_trail_cut_short(tmp_path, capsys):
    keep_notes(3)
    assert main(["trail", "head"]) == 0
    kept = tmp_path / "head.json"
    kept.write_text(capsys.readouterr().out)
    assert main(["trail", "verify", "--head", str(kept)]) == 0
    assert "and against the head of event 3" in capsys.readouterr().out

    tampering.with_guards_down()
    tampering.take_out(3)
    previous = Event.objects.get(seq=2)
    Head.objects.update(seq=2, hash=previous.hash)

    assert main(["trail", "verify"]) == 0
    assert main(["trail", "verify", "--head", str(kept)]) == 1
    assert "the head kept elsewhere is of event 3" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "3 abc", json.dumps({"seq": -1, "hash": "0" * 64}), json.dumps({"seq": 1, "hash": "0"})]
)
def test_a_file_that_is_no_head_is_bad_input(text, tmp_path, capsys):
    kept = tmp_path / "head.json"
    kept.write_text(text)

    assert main(["trail", "verify", "--head", str(kept)]) == 2
    assert "is no head" in capsys.readouterr().err


def test_a_head_that_is_not_there_is_bad_input(tmp_path, capsys):
    assert main(["trail", "verify", "--head", str(tmp_path / "none")]) == 2
    assert "No such file" in capsys.readouterr().err
