"""One whole placement, from the draft of the referral to the order sent, by the real commands; and what it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

WRITES = ("INSERT", "UPDATE", "DELETE")
Statement = tuple[str, Any]


PROVIDERS = 60
"""As many as a county has."""


def a_county(people: int) -> tuple[Any, list[Any]]:
    """A market to place in, with as many providers as a county has, and so many people."""
    from tests.people.builders import a_person
    from tests.providers.builders import a_contract, a_provider
    from tests.sourcing.builders import a_market

    market = a_market()
    for number in range(PROVIDERS - 5):
        a_contract(a_provider(f"Contracted Care {number}"), area=market.council.east)
    return market, [a_person(market.team) for _ in range(people)]


def place(person: Any, market: Any) -> None:
    """Draft, documents, approval, submission, complete; offer, acceptance, call, confirmation; the order sent."""
    from tests.referrals.builders import a_complete_referral
    from tests.sourcing.builders import ARRANGEMENTS, FRIDAY, RECEIVED, START, broker, coordinator

    from carewright.packages.sending import send_made_orders
    from carewright.sourcing import commands
    from carewright.sourcing.models import Requirement

    referral = a_complete_referral(person, at=RECEIVED, start_on=START)
    requirement = Requirement.objects.select_related("area", "team").get(referral=referral)
    council, provider = broker(requirement), coordinator(market.harbour)
    offer = commands.make_offer(requirement=requirement.ref, provider=market.harbour.ref, by=council, at=FRIDAY)
    award = commands.accept_offer(offer=offer.ref, by=provider, at=FRIDAY)
    commands.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=council, at=FRIDAY)
    commands.confirm_arrangements(award=award.ref, **ARRANGEMENTS, by=provider, at=FRIDAY)
    [_] = send_made_orders(FRIDAY)


class Recorder:
    """What was written, transaction by transaction, and how many statements of any kind there were."""

    def __init__(self) -> None:
        self.transactions: list[list[Statement]] = []
        self.statements = 0
        self._open: list[Statement] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django calls this around each statement."""
        self.statements += 1
        if sql.lstrip().upper().startswith(WRITES):
            self._open += [(sql, each) for each in params] if many else [(sql, params)]
        return execute(sql, params, many, context)

    def committed(self) -> None:
        """A transaction has ended well."""
        if self._open:
            self.transactions.append(self._open)
        self._open = []


@contextmanager
def recorded() -> Iterator[Recorder]:
    """Record what is written meanwhile."""
    from django.db import connection

    recorder, commit = Recorder(), connection.commit

    def committed() -> None:
        commit()
        recorder.committed()

    with patch.object(connection, "commit", committed), connection.execute_wrapper(recorder):
        yield recorder


def written_to(statement: str) -> str:
    """The table that a statement writes to."""
    return statement.split('"')[1]


def replay(transactions: list[list[Statement]], driver: Any, is_server: bool) -> None:
    """The same statements in the same transactions, by the driver alone, on a copy of the database."""
    for statements in transactions:
        driver.execute("BEGIN" if is_server else "BEGIN IMMEDIATE")
        for sql, params in statements:
            if is_server:
                driver.execute(sql, params)
            else:
                driver.execute(sql.replace("%s", "?"), params)
        driver.execute("COMMIT")
