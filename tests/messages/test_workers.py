"""Workers in processes of their own, against a real database and a real mail server: killed, and several at once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from carewright.messages.delivery import LEASE
from tests.messages.sink import Sink, Taken

pytestmark = pytest.mark.django_db(transaction=True)

WORKER = """
import sys
from datetime import datetime
import django
django.setup()
from carewright.messages.delivery import deliver_due
while list(deliver_due(datetime.fromisoformat(sys.argv[1]))):
    pass
"""
STATES = """
import json
import django
django.setup()
from carewright.messages.models import Message
print(json.dumps(list(Message.objects.values_list("message_id", "state"))))
"""


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def process(sink: Sink, tmp_path: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Start a process on the tests' database (on SQLite a copy of it, which lies in memory), sending to the sink."""
    address = os.environ.get("DATABASE_URL", "").rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    copied = tmp_path / "copied.sqlite3"

    def start(code: str, *words: str) -> "subprocess.Popen[str]":
        if connection.vendor == "sqlite" and not copied.exists():
            with sqlite3.connect(copied) as target:
                connection.connection.backup(target)
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(sink.port), "SMTP_TLS": "no", "FOLDER": str(tmp_path)}
        environment = os.environ | {f"CAREWRIGHT_{name}": value for name, value in mail.items()}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "carewright.config.settings",
            "DATABASE_URL": f"sqlite:///{copied}" if connection.vendor == "sqlite" else address,
        }
        return subprocess.Popen(
            [sys.executable, "-c", code, *words], env=environment, text=True, stdout=subprocess.PIPE
        )

    return start


def test_a_worker_killed_between_sending_and_marking_loses_nothing_and_repeats_recognisably(
    queued: Any, process: Any, sink: Sink, friday: datetime
) -> None:
    ids = {queued().message_id for _ in range(5)}
    first = process(WORKER, friday.isoformat())

    def kill_at_the_third(taken: Taken) -> None:
        if len(sink.taken) == 3:
            os.kill(first.pid, signal.SIGKILL)

    sink.on_taken = kill_at_the_third
    assert first.wait(60) == -signal.SIGKILL

    assert process(WORKER, (friday + LEASE).isoformat()).wait(60) == 0

    assert set(sink.ids) == ids
    assert sorted(Counter(sink.ids).values()) == [1, 1, 1, 1, 2]
    assert states(process) == dict.fromkeys(ids, "sent")


def test_two_workers_at_once_send_each_message_once(queued: Any, process: Any, sink: Sink, friday: datetime) -> None:
    ids = [queued().message_id for _ in range(30)]

    workers = [process(WORKER, (friday + timedelta(minutes=1)).isoformat()) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]

    assert sorted(sink.ids) == sorted(ids)
    assert set(states(process).values()) == {"sent"}


def states(process: Any) -> dict[str, str]:
    """Each message's state, by its Message-ID, as a fresh process sees it."""
    told, _ = process(STATES).communicate(timeout=60)
    return dict(json.loads(told))
