"""What tests of messages share: queueing from within a real command, and a mail server of their own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from typing import Any

import pytest

from carewright.access.commands import add_unit
from carewright.access.roles import Role
from carewright.messages.commands import keep_document, queue_email
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.models import Document, Message
from carewright.messages.wording import Wording
from carewright.trail import command
from tests.conftest import FRIDAY_BEFORE_CHRISTMAS, actor
from tests.council.conftest import council as council
from tests.council.conftest import signed_in as signed_in
from tests.messages.sink import Sink

HELLO = Wording(subject="Can you provide home care in CT5?", paragraphs=["Please answer."])
COORDINATOR = "coordinator@harbour.example"
_numbers = count(1)

Within = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch) -> Within:
    """Run something inside a command, as its reaction: what a command that queues a message does."""

    def run(function: Callable[[], Any], at: datetime = FRIDAY_BEFORE_CHRISTMAS) -> Any:
        answers: list[Any] = []
        with monkeypatch.context() as patch:
            patch.setitem(command._reactions, "unit.added", (lambda **_: answers.append(function()),))
            add_unit(name=f"Council {next(_numbers)}", parent=None, by=actor(Role.ADMINISTRATOR), at=at)
        return answers[0]

    return run


@pytest.fixture
def queued(within: Within) -> Callable[..., Message]:
    """Queue an email; what isn't said is a plain offer to the coordinator on the Friday."""

    def queue(**said: Any) -> Message:
        usual: dict[str, Any] = {"to": [COORDINATOR], "wording": HELLO, "about": ["OFR-1"]}
        message: Message = within(lambda: queue_email(**usual | {"at": FRIDAY_BEFORE_CHRISTMAS} | said))
        return message

    return queue


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server in this process, which the installation is set to use."""
    with Sink() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", running.port, False
        yield running


@pytest.fixture
def kept(within: Within) -> Callable[..., Document]:
    """Keep a document; what isn't said is an order of Harbour Care's."""

    def keep(**said: Any) -> Document:
        usual: dict[str, Any] = {
            "kind": DocumentKind.ORDER,
            "title": "Service delivery order",
            "pdf": b"%PDF-1.7 made up",
            "about": ["PKG-1"],
            "at": FRIDAY_BEFORE_CHRISTMAS,
        }
        document: Document = within(lambda: keep_document(**usual | said))
        return document

    return keep
