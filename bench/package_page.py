"""The pages of a package with ten years of history, beside those of one with a week's.

Ten years: 120 versions of the order, made by the real command a month apart, each sent and with its events. As a broker
asks for them, whole answers through Django's own client, both in turn on the same database. `python
bench/package_page.py [--versions 120] [--quick]`
"""

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from unittest.mock import patch

from _scratch import alternated, median_ms, on_each, ready, table

VERSIONS, QUICK = 120, 30
A_MONTH = timedelta(days=30)
ROUNDS, ROUNDS_QUICK = 31, 7


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", type=int, default=VERSIONS, help=f"how many ({VERSIONS})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} of them, fewer rounds")
    asked = parser.parse_args()
    if on_each(__file__):
        return
    ready()
    versions = QUICK if asked.quick else asked.versions
    compare(versions, ROUNDS_QUICK if asked.quick else ROUNDS)


def compare(versions: int, rounds: int) -> None:
    """The same pages of both, in turn."""
    from lists import answered

    client, new, old, now = two_packages(versions)
    pages = {
        "now": "",
        "orders": "orders/",
        "orders, the last page": f"orders/?page={versions // 10 + 1}",
        "orders, as known five years before": f"orders/?known_on={now.date() - timedelta(days=5 * 365)}",
        "statement, 12 weeks": "statement/",
        "statement, ten years": f"statement/?since={now.date() - timedelta(days=3650)}&until={now.date()}",
        "timeline": "timeline/",
    }
    rows = []
    with at(now):
        for name, page in pages.items():
            ways: dict[str, Callable[[], float]] = {
                "new": partial(answered, client, f"/packages/{new}/{page}"),
                "old": partial(answered, client, f"/packages/{old}/{page}"),
            }
            taken = alternated(ways, rounds)
            few, many = median_ms(taken["new"]), median_ms(taken["old"])
            rows.append((name, f"{few:.1f}", f"{many:.1f}", f"{many / few:.2f}"))
    table(rows, ("page", "ms, a week", f"ms, {versions} versions", "ratio"))


def at(moment: datetime) -> AbstractContextManager[Any]:
    """Requests come at this moment."""
    return patch("carewright.config.middleware.now", lambda: moment)


def two_packages(versions: int) -> tuple[Any, str, str, datetime]:
    """A broker signed in; a package a week old and one of so many months; the moment that it is by then."""
    from django.test import Client
    from tests.builders import a_user
    from tests.packages.book import flex
    from tests.packages.builders import documents_of
    from tests.sourcing.builders import a_confirmed_award, a_market, a_waiting_requirement

    from carewright.access.actors import SYSTEM
    from carewright.access.models import User
    from carewright.access.roles import Role
    from carewright.packages.commands import send_order
    from carewright.packages.models import Order, Package

    market = a_market()

    def sent(order: Order, moment: datetime) -> None:
        send_order(order=order.ref, documents=documents_of(order), by=SYSTEM, at=moment)

    def a_package() -> Package:
        award = a_confirmed_award(a_waiting_requirement(market))
        order = Order.objects.get(package__requirement=award.requirement)
        sent(order, order.made_at)
        return order.package

    new, old = a_package(), a_package()
    began = old.orders.get().made_at + A_MONTH
    for number in range(versions):
        known = began + number * A_MONTH
        sent(flex(old, str(Decimal(15) + number % 3), known.date(), known), known)
    client = Client()
    client.force_login(User.objects.get(ref=a_user(Role.BROKER, unit=market.council.unit).ref))
    return client, new.ref, old.ref, began + versions * A_MONTH


if __name__ == "__main__":
    main()
