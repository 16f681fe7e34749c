"""`carewright demo` and `carewright simulate`: made once, kept, started and stopped together, refused in sentences."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from carewright.access.models import User
from carewright.cli import demo
from carewright.cli.main import main
from carewright.demo import seeding
from carewright.trail.queries import head

COMMAND = (sys.executable, "-m", "carewright.cli.main")
A_MOMENT = threading.Event()
"""Never set: what is waited for is another process, which listens when it does."""
FRIDAY = datetime(2017, 12, 22, 10, 40, tzinfo=UTC)
SMALL = ("--seed", "3", "--weeks", "1", "--referrals", "2", "--people", "2", "--end", "2017-12-22T10:40")


def carewright(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own, whose settings would lead elsewhere if they were taken."""
    environment = os.environ | {
        "DATABASE_URL": "postgres://nowhere.example/nothing",
        "CAREWRIGHT_SMTP_HOST": "nowhere.example",
    }
    return subprocess.run(
        [*COMMAND, *words, "--folder", str(folder)], env=environment, text=True, capture_output=True, timeout=120
    )


def page_of(port: int) -> str:
    """The sign-in page, once the server listens."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            A_MOMENT.wait(0.1)
    raise AssertionError("the web server did not answer within a minute")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small county."""
    folder = tmp_path_factory.mktemp("county") / "kept"
    made = carewright("simulate", *SMALL, "--json", folder=folder)
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["seed"] == 3
    assert sum(told["endings"].values()) == 2
    return folder


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port that somebody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.django_db
def test_started_again_it_keeps_what_is_there(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    small = {"seed": 3, "weeks": 1, "referrals": 2, "people": 2}
    monkeypatch.setattr(demo, "migrate", lambda *, quiet: None)
    real = seeding.seed_county
    monkeypatch.setattr(seeding, "seed_county", lambda **told: real(**(told | small)))

    demo.prepare()
    first = head(), set(User.objects.values_list("ref", flat=True))
    demo.prepare()

    assert (head(), set(User.objects.values_list("ref", flat=True))) == first
    assert first[0].seq > 0


@pytest.mark.django_db
def test_it_names_one_sign_in_for_every_role(settings: Any) -> None:
    settings.DEMONSTRATION = True
    seeding.seed_county(seed=3, now=FRIDAY, weeks=1, referrals=0, people=1)

    told = demo.sign_ins("http://127.0.0.1:8000")

    assert "broker@westmarch.example" in told
    assert "provider coordinator" in told
    assert "Password of them all" in told


def test_a_port_that_somebody_has_is_named_and_nothing_is_made(
    busy_port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "none"
    assert main(["demo", "--port", str(busy_port), "--folder", str(folder)]) == 2
    assert f"port {busy_port} is in use" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--weeks", "0"), "--weeks is 0; it must be from 1 to 104"),
        (("--referrals", "-1"), "--referrals is -1"),
        (("--end", "yesterday"), "--end: 'yesterday' is not a date and time"),
    ],
)
def test_figures_that_cannot_be_are_named(
    words: tuple[str, ...], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", *words, "--folder", str(tmp_path)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_folder_that_holds_a_county_is_not_simulated_over(county: Path) -> None:
    again = carewright("simulate", *SMALL, folder=county)
    assert again.returncode == 2
    assert "holds a county already" in again.stderr
    assert "Traceback" not in again.stderr


def test_web_and_worker_start_and_stop_together(county: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shown = subprocess.Popen(
        [*COMMAND, "demo", "--folder", str(county), "--port", str(port)],
        text=True,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    assert shown.stdout is not None
    try:
        said = ""
        while "Serving on" not in said:
            line = shown.stdout.readline()
            assert line, said
            said += line
        assert "broker@westmarch.example" in said
        assert "Everybody here is invented" in page_of(port)
    finally:
        os.killpg(shown.pid, signal.SIGINT)
        shown.communicate(timeout=60)
    assert shown.returncode == 0
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))
