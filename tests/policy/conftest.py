from typing import NoReturn

import pytest


@pytest.fixture
def unwritable_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    """No event can be written."""

    def broken(ledger: object) -> NoReturn:
        raise RuntimeError("no trail")

    monkeypatch.setattr("carewright.trail.command.append", broken)
