"""The list of what waits and the page of a requirement, with few and with many placed ones behind them.

As a broker asks for them, whole answers through Django's own client. Two databases are asked in turn, in which as many
wait, the one with 1,000 requirements and the other with 200,000. The cost should be the same: a ratio near 1.
`python bench/lists.py [--many 200000] [--quick] [--plans]`
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from _placing import a_county, place
from _rows import MINUTES_APART, Multiplier
from _scratch import copied, median_ms, on_each, ready, table

FEW, MANY, QUICK = 1_000, 200_000, 20_000
PLACED, WAITING, COPIES_WAITING = 20, 20, 9
TOLD = 10
"""Of so many copies one has its events."""
ROUNDS, ROUNDS_QUICK = 21, 7
SLOWEST = 4


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=MANY, help=f"how many requirements ({MANY})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them, fewer rounds")
    parser.add_argument("--plans", action="store_true", help="how the database finds the rows, instead")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    folder = ready()
    with the_moment():
        compare(folder, QUICK if asked.quick else asked.many, ROUNDS_QUICK if asked.quick else ROUNDS, asked.plans)


@contextmanager
def the_moment() -> Iterator[None]:
    """Requests come at the moment of the builders."""
    from tests.sourcing.builders import FRIDAY

    with patch("carewright.config.middleware.now", lambda: FRIDAY):
        yield


def compare(folder: Path, many: int, rounds: int, plans: bool) -> None:
    """The same pages on both, in turn."""
    client, pages, cases = a_council_at_work()
    names = {"few": connected_to(), "many": copied(folder)}
    for which, count in (("few", FEW), ("many", many)):
        on(names[which])
        times = (count - WAITING * (COPIES_WAITING + 1)) // PLACED - 1
        cases.copy(times, apart=MINUTES_APART, told=times // TOLD)
    if plans:
        return explain(client, pages)
    taken: dict[str, dict[str, list[float]]] = {page: {"few": [], "many": []} for page in pages}
    for number in range(rounds + 1):
        for which, name in names.items():
            on(name)
            for page, address in pages.items():
                seconds = answered(client, address)
                if number:
                    taken[page][which].append(seconds)
    rows = [row(page, **taken[page]) for page in pages]
    table(rows, ("page", f"ms at {FEW:,}", f"ms at {many:,}", "ratio"))
    return None


def a_council_at_work() -> tuple[Any, dict[str, str], Multiplier]:
    """A broker signed in, the addresses of pages, and what copies the placed ones. As many wait as will in both."""
    from django.test import Client
    from tests.builders import a_user
    from tests.sourcing.builders import a_waiting_requirement, an_open_offer

    from carewright.access.models import User
    from carewright.access.roles import Role
    from carewright.sourcing.models import Requirement

    market, people = a_county(PLACED)
    client = Client()
    client.force_login(User.objects.get(ref=a_user(Role.BROKER, unit=market.council.unit).ref))
    cases = Multiplier()
    waiting = [a_waiting_requirement(market) for _ in range(WAITING)]
    for one in waiting[::2]:
        an_open_offer(one)
    cases.copy(COPIES_WAITING)
    cases = Multiplier()
    for person in people:
        place(person, market)
    placed = Requirement.objects.filter(state="placed").latest("pk")
    pages = {
        "the list": "/to-place/",
        "the list, its last page": "/to-place/?page=8",
        "the list, by area and colour": f"/to-place/?area={market.council.east.ref}&rag=green",
        "accepted, not yet confirmed": "/to-place/?state=taken",
        "a requirement that waits": f"/to-place/{waiting[0].ref}/",
        "a requirement with an offer out": f"/to-place/{waiting[-2].ref}/",
        "a placed requirement": f"/to-place/{placed.ref}/",
    }
    return client, pages, cases


def connected_to() -> str:
    """The name of the database in use."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def on(name: str) -> None:
    """Use this database from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def answered(client: Any, address: str) -> float:
    """How long a whole answer takes, in seconds."""
    began = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return seconds


def row(page: str, few: list[float], many: list[float]) -> tuple[str, ...]:
    """One line of the table; the ratio is the median of each round's."""
    ratio = statistics.median(b / a for a, b in zip(few, many, strict=True))
    return page, f"{median_ms(few):.0f}", f"{median_ms(many):.0f}", f"{ratio:.2f}"


class Noting:
    """Notes each statement and how long it took."""

    def __init__(self) -> None:
        self.found: list[tuple[float, str, Any]] = []

    def __call__(self, execute: Any, sql: str, params: Any, *more: Any) -> Any:
        """Django calls this around each statement."""
        began = time.perf_counter()
        answer = execute(sql, params, *more)
        self.found.append((time.perf_counter() - began, sql, params))
        return answer


def explain(client: Any, pages: dict[str, str]) -> None:
    """Each statement's plan where there are many, the slowest first."""
    from django.db import connection

    for page, address in pages.items():
        print(f"   == {page}")
        noting = Noting()
        with connection.execute_wrapper(noting):
            answered(client, address)
        reads = [one for one in noting.found if one[1].startswith("SELECT")]
        for seconds, sql, params in sorted(reads, key=lambda one: -one[0])[:SLOWEST]:
            print(f"   {seconds * 1000:.1f} ms  {sql[sql.find(' FROM ') :][:300]}")
            with connection.cursor() as cursor:
                server = connection.vendor == "postgresql"
                cursor.execute(f"{'EXPLAIN ANALYZE' if server else 'EXPLAIN QUERY PLAN'} {sql}", params)
                for line in cursor.fetchall():
                    print(f"        {line[-1]}")


if __name__ == "__main__":
    main()
