"""`work`, `serve`, `doctor`, `migrate`, `backup` and `restore`, as programs on a database of their own."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest
from django.db import connection

from tests.cli.installation import COMMAND, Installation, an_empty_database, an_installation
from tests.promises.processes import ROOT, run
from tests.trail.notes import keep_notes

pytestmark = pytest.mark.django_db(transaction=True)

A_MOMENT = threading.Event()
"""Never set: what is waited for is another process, which listens when it does."""


@pytest.fixture
def installation(tmp_path):
    """With three events in its trail."""
    keep_notes(3)
    return an_installation(tmp_path)


def start(installation: Installation, *words: str) -> "subprocess.Popen[str]":
    environment = os.environ | {
        "DATABASE_URL": installation.address,
        "CAREWRIGHT_FOLDER": str(installation.folder),
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, *COMMAND, *words],
        env=environment,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_work_once_does_what_is_due_and_ends(installation):
    done = installation.carewright("work", "--once")

    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing was due\n", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_ends_well(installation, number):
    worker = start(installation, "work", "--every", "0.1")
    assert worker.stdout is not None
    assert worker.stdout.readline() == "Working (stop with Ctrl-C)\n"

    worker.send_signal(number)

    assert worker.communicate(timeout=30) == ("", "")
    assert worker.returncode == 0


def test_the_web_answers_and_ends_well_when_told_to(installation):
    port = free_port()
    web = start(installation, "serve", "--port", str(port))
    assert web.stdout is not None
    assert web.stdout.readline().startswith(f"Serving on http://127.0.0.1:{port}")
    try:
        assert answer_of(port) < 500
    finally:
        web.send_signal(signal.SIGTERM)
        web.communicate(timeout=30)
    assert web.returncode == 0


def test_a_port_that_somebody_has_is_named(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = installation.carewright("serve", "--port", str(taken.getsockname()[1]))

    assert refused.returncode == 2
    assert "choose another --address or --port" in refused.stderr


@pytest.mark.parametrize("command", [["serve"], ["work", "--once"]])
def test_nothing_starts_on_a_database_that_is_not_ready(tmp_path, command):
    with an_empty_database(tmp_path) as address:
        refused = Installation(tmp_path, address).carewright(*command)

    assert refused.returncode == 2
    assert "run `carewright migrate`" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a question to SQLite alone")
@pytest.mark.parametrize("command", [["serve"], ["work", "--once"]])
def test_nothing_starts_on_a_sqlite_that_could_lose_what_it_acknowledged(installation, command):
    lax = "import sys, carewright.config.database as d; d.SQLITE_PRAGMAS = 'PRAGMA synchronous=NORMAL'; "
    code = lax + "from carewright.cli.main import main; sys.exit(main(sys.argv[1:]))"
    refused = run(installation.folder, installation.address, "-c", code, *command)

    assert refused.returncode == 2
    assert "synchronous is below FULL" in refused.stderr


def test_a_new_database_is_made_ready_and_again_does_no_harm(tmp_path):
    with an_empty_database(tmp_path) as address:
        new = Installation(tmp_path, address)

        assert new.carewright("migrate", "--quiet").returncode == 0
        again = new.carewright("migrate", "--quiet")
        worked = new.carewright("work", "--once")

    assert (again.returncode, again.stdout) == (0, "")
    assert worked.returncode == 0, worked.stderr


def test_the_doctor_looks_at_everything(installation):
    told = json.loads(installation.carewright("doctor", "--json").stdout)

    grades = {finding["about"]: finding["grade"] for finding in told}
    assert {about: grades[about] for about in ("database", "migrations", "cache", "trail", "storage")} == {
        "database": "fine",
        "migrations": "fine",
        "cache": "fine",
        "trail": "fine",
        "storage": "fine",
    }
    assert grades["mail"] == "advice"


def test_the_doctor_finds_guards_taken_off_and_puts_them_on_again(installation):
    taken_off = (
        "import django; django.setup(); from django.db import connection; "
        "from carewright.trail.guards import lower_guards; lower_guards(connection)"
    )
    assert run(installation.folder, installation.address, "-c", taken_off).returncode == 0

    assert "run `carewright trail guard`" in installation.carewright("doctor").stdout
    assert installation.carewright("trail", "guard").returncode == 0
    assert "run `carewright trail guard`" not in installation.carewright("doctor").stdout


def test_a_backup_is_restored_whole_and_its_trail_verifies(installation, tmp_path):
    file = tmp_path / "kept.backup"
    assert installation.carewright("backup", str(file)).returncode == 0
    assert file.stat().st_mode & 0o077 == 0
    head = installation.carewright("trail", "head").stdout

    with an_empty_database(tmp_path) as address:
        restored = Installation(tmp_path, address)
        done = restored.carewright("restore", str(file))

        assert done.returncode == 0, done.stderr
        assert "3 events" in done.stdout
        assert done.stdout.endswith("The trail holds.\n")
        assert restored.carewright("trail", "head").stdout == head
        assert restored.carewright("doctor").stdout.count("fault") == installation.carewright("doctor").stdout.count(
            "fault"
        )


def test_a_backup_goes_into_an_empty_database_only(installation, tmp_path):
    file = tmp_path / "kept.backup"
    installation.carewright("backup", str(file))

    refused = installation.carewright("restore", str(file))

    assert refused.returncode == 2
    assert "is not empty" in refused.stderr


def test_a_backup_is_not_written_over(installation, tmp_path):
    file = tmp_path / "kept.backup"
    file.write_text("mine")

    assert installation.carewright("backup", str(file)).returncode == 2
    assert file.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\xff" * 5000, b"PGDMP" + b"\0" * 5000])
def test_what_is_no_backup_is_bad_input(tmp_path, content):
    file = tmp_path / "no.backup"
    file.write_bytes(content)

    with an_empty_database(tmp_path) as address:
        refused = Installation(tmp_path, address).carewright("restore", str(file))

    assert refused.returncode == 2, refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.skipif(connection.vendor != "sqlite", reason="changes a file of SQLite's")
def test_a_restored_trail_that_does_not_hold_says_so(installation, tmp_path):
    file = tmp_path / "kept.backup"
    installation.carewright("backup", str(file))
    with sqlite3.connect(file) as changed:
        changed.execute("DROP TRIGGER trail_no_update")
        changed.execute("UPDATE trail_event SET acting_as = 'team manager' WHERE seq = 2")

    with an_empty_database(tmp_path) as address:
        done = Installation(tmp_path, address).carewright("restore", str(file))

    assert done.returncode == 1
    assert "Event 2 has been changed" in done.stderr


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answer_of(port: int) -> int:
    """The status of the first answer; the server is asked until its process listens."""
    for _ in range(400):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            A_MOMENT.wait(0.05)
    raise AssertionError("nobody answered")
