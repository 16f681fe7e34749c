"""Of two authorisers at once, of a confirmation against a withdrawal, of two notices: one outcome each (CHG-3, 4, 6).

Each race has its control with the guards off: no lock, each statement by itself. That one has to go wrong.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from carewright.changes.models import Change
from tests.changes.builders import SUNDAY, THURSDAY, TUESDAY, a_change_with_the_manager, a_notice, a_package
from tests.promises.change_racers import TALLY
from tests.promises.processes import address_of_a_database, run
from tests.sourcing.builders import a_market

pytestmark = pytest.mark.django_db(transaction=True)

Rounds = list[list[dict[str, str]]]
ROUNDS, CONTROL = 20, 15
TOLD = {"at": THURSDAY.isoformat()}


def authorisers(count: int) -> Rounds:
    """In each round two managers authorise the same change."""
    market = a_market()
    found = [a_change_with_the_manager(a_package(market=market)) for _ in range(count)]
    return [
        [TOLD | {"does": "authorised", "change": change.ref, "by": f"USR-{who}"} for who in ("ONE", "TWO")]
        for change in found
    ]


def against_withdrawal(count: int) -> Rounds:
    """In each round the coordinator confirms while the provider withdraws."""
    market = a_market()
    found = [a_notice(a_package(market=market)) for _ in range(count)]
    return [[_of(change) | {"does": does} for does in ("confirmed", "withdrawn")] for change in found]


def _of(change: Change) -> dict[str, str]:
    return TOLD | {"change": change.ref, "provider": change.provider.ref}


def notices(count: int) -> Rounds:
    """In each round two of one provider give notice for the same package."""
    market = a_market()
    told = {"at": TUESDAY.isoformat(), "from": SUNDAY.isoformat(), "provider": market.harbour.ref}
    found = [a_package(market=market) for _ in range(count)]
    return [
        [told | {"does": "noticed", "package": package.ref, "hours": hours} for hours in ("13", "14")]
        for package in found
    ]


def raced(folder: Path, guard: str, rounds: Rounds) -> tuple[Counter[str], dict[str, Any]]:
    """What came out of each attempt, and what then stands in the database."""
    address = address_of_a_database(folder)
    done = run(folder, address, "-m", "tests.promises.change_racers", "race", guard, stdin=json.dumps(rounds))
    assert done.returncode == 0, done.stderr
    tally = run(folder, address, "-c", TALLY)
    assert tally.returncode == 0, tally.stderr
    return Counter(json.loads(done.stdout)), json.loads(tally.stdout)


def test_of_two_authorisers_at_once_one_authorises(tmp_path: Path) -> None:
    came, stands = raced(tmp_path, "on", authorisers(ROUNDS))

    assert came == {"authorised": ROUNDS, "too late": ROUNDS}
    assert stands["outcomes"] == {"in_effect, 1 ends, 1 orders, 1 decisions": ROUNDS}
    assert stands["breaks"] == 0


def test_without_the_guards_some_changes_would_be_authorised_twice(tmp_path: Path) -> None:
    _, stands = raced(tmp_path, "off", authorisers(CONTROL))

    assert stands["outcomes"].get("in_effect, 1 ends, 1 orders, 1 decisions", 0) < CONTROL


def test_a_confirmation_against_a_withdrawal_has_one_outcome(tmp_path: Path) -> None:
    came, stands = raced(tmp_path, "on", against_withdrawal(ROUNDS))

    confirmed, withdrawn = came["confirmed"], came["withdrawn"]
    assert (confirmed + withdrawn, came["too late"]) == (ROUNDS, ROUNDS)
    told = {
        "in_effect, 1 ends, 1 orders, 0 decisions": confirmed,
        "withdrawn, 1 ends, 0 orders, 0 decisions": withdrawn,
    }
    assert stands["outcomes"] == {outcome: count for outcome, count in told.items() if count}
    assert stands["breaks"] == 0


def test_without_the_guards_some_would_be_both(tmp_path: Path) -> None:
    _, stands = raced(tmp_path, "off", against_withdrawal(CONTROL))

    one_outcome = ("in_effect, 1 ends, 1 orders, 0 decisions", "withdrawn, 1 ends, 0 orders, 0 decisions")
    assert sum(stands["outcomes"].get(outcome, 0) for outcome in one_outcome) < CONTROL


def test_of_two_notices_at_once_the_second_is_told_of_the_first(tmp_path: Path) -> None:
    came, stands = raced(tmp_path, "on", notices(ROUNDS))

    assert came == {"noticed": ROUNDS, "refused by CHG-6": ROUNDS}
    assert stands["twice"] == 0


def test_without_the_lock_the_database_itself_still_refuses_a_second(tmp_path: Path) -> None:
    came, stands = raced(tmp_path, "off", notices(CONTROL))

    assert stands["twice"] == 0
    assert came["noticed"] <= CONTROL
