"""Whatever is done to a package in whatever order, by the real commands: its book stays whole, and what was known on a
day is told for ever as it was then (ORD-2, ORD-3)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from carewright.access.roles import Role
from carewright.kernel.refused import Refused
from carewright.obligations.models import Obligation
from carewright.packages import commands
from carewright.packages.models import Order, Package, Suspension
from carewright.packages.queries.book import FUND_PART, book_of, with_book
from carewright.packages.queries.versions import rows_around
from carewright.packages.rules import cost_of_days
from carewright.packages.rules.book import DAY, Rows
from carewright.packages.rules.charges import monday_of
from carewright.worktime import local
from tests.conftest import actor
from tests.packages.book import FEBRUARY
from tests.packages.builders import START, a_split_order

pytestmark = pytest.mark.django_db

DAYS = st.integers(-3, 90).map(lambda number: START + number * DAY)
HOURS = st.integers(1, 80).map(lambda quarters: Decimal(quarters) / 4)
LATER = st.integers(0, 20)
PART = st.integers(0, 1)


class WhatIsDone(RuleBasedStateMachine):
    """A package of two providers, and what brokers, coordinators and commissioners do to it."""

    package: Package
    providers: tuple[str, ...]

    @initialize()
    def begin(self) -> None:
        """Nothing has been done yet."""
        self.at = FEBRUARY
        self.told: list[tuple[datetime, Rows]] = []
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self) -> None:
        """As if nothing had been done."""
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def book(self, known_at: datetime | None = None) -> Rows:
        return book_of(with_book(Package.objects.filter(pk=self.package.pk)).get(), known_at=known_at)

    def do(self, later: int, role: Role, command: Callable[..., Order], **told: Any) -> None:
        """Some days later; refused or not, and then nothing has changed."""
        self.told.append((self.at, self.book()))
        self.at += timedelta(days=later, seconds=1)
        before = Order.objects.count()
        try:
            command(package=self.package.ref, **told, by=actor(role), at=self.at)
        except Refused:
            assert Order.objects.count() == before
        else:
            assert Order.objects.count() == before + 1
            self.adjusted_to_the_penny()

    def adjusted_to_the_penny(self) -> None:
        order = Order.objects.filter(package=self.package).latest("version")
        before, after = rows_around(order)
        yesterday = local(self.at).date() - DAY
        owed = sum((one.amount for one in order.adjustments.all()), Decimal("0.00"))
        if order.from_on <= yesterday:
            costs = [cost_of_days(rows, monday_of(order.from_on), yesterday) for rows in (before, after)]
            assert costs[0] + owed == costs[1]
        else:
            assert owed == 0

    @rule(later=LATER, part=PART, hours=HOURS, day=DAYS)
    def flex(self, later, part, hours, day):
        told = {"provider": self.providers[part], "weekly_hours": hours, "from_on": day, "because": "CHG-TEST"}
        self.do(later, Role.CARE_COORDINATOR, commands.flex_part, **told)

    @rule(later=LATER, part=PART, hours=HOURS, day=DAYS)
    def reorder(self, later, part, hours, day):
        told = {"provider": self.providers[part], "weekly_hours": hours, "from_on": day, "because": "REF-TEST"}
        self.do(later, Role.BROKER, commands.reorder_part, **told)

    @rule(later=LATER, part=PART, pence=st.integers(1500, 3000), day=DAYS)
    def uplift(self, later, part, pence, day):
        told = {"provider": self.providers[part], "rate": Decimal(pence) / 100, "from_on": day, "because": ""}
        self.do(later, Role.COMMISSIONER, commands.uplift_part, **told)

    @rule(later=LATER, day=DAYS, away=st.none() | st.integers(1, 30))
    def suspend(self, later, day, away):
        told = {"reason": "hospital", "from_on": day, "expected_return_on": day + away * DAY if away else None}
        self.do(later, Role.BROKER, commands.suspend_package, **told)

    @rule(later=LATER, day=DAYS)
    def resume(self, later, day):
        self.do(later, Role.BROKER, commands.resume_package, care_from_on=day, confirmed_by="Dana Holt")

    @rule(later=LATER, part=PART, day=DAYS)
    def end_a_part(self, later, part, day):
        told = {"provider": self.providers[part], "last_on": day, "reason": "Handed back."}
        self.do(later, Role.BROKER, commands.end_part, **told)

    @rule(later=LATER, day=DAYS)
    def end_all(self, later, day):
        self.do(later, Role.BROKER, commands.end_package, last_on=day, reason="Moved away.")

    @rule(later=LATER, day=DAYS, pounds=st.integers(10, 900))
    def pay_money_instead(self, later, day, pounds):
        told = {"kind": "direct_payment", "from_on": day, "contribution": Decimal("5.00")}
        self.do(later, Role.BROKER, commands.replace_with_fund, personal_budget=Decimal(pounds), **told)

    @invariant()
    def rows_neither_overlap_nor_leave_gaps(self) -> None:
        rows = self.book()
        for part in {row.part for row in rows}:
            own = [row for row in rows if row.part == part]
            assert all(one.to_on is not None and one.to_on < after.from_on for one, after in pairwise(own))
            if part != FUND_PART:
                assert all(one.to_on + DAY == after.from_on for one, after in pairwise(own) if one.to_on)

    @invariant()
    def what_was_known_is_told_as_it_was(self) -> None:
        assert all(self.book(known_at) == rows for known_at, rows in self.told)

    @invariant()
    def a_return_is_owed_while_and_only_while_it_is_suspended(self) -> None:
        going = Suspension.objects.filter(package=self.package, closed_at=None).count()
        assert going <= 1
        assert Obligation.objects.filter(duty="confirm_return", state="open").count() == going


def test_any_order_of_commands_leaves_a_whole_book_and_its_past_as_it_was() -> None:
    package = a_split_order().package
    lines = package.orders.latest("version").lines.order_by("part")
    WhatIsDone.package, WhatIsDone.providers = package, tuple(line.provider.ref for line in lines)

    run_state_machine_as_test(
        WhatIsDone,
        settings=settings(
            max_examples=12, stateful_step_count=9, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
