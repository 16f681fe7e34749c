"""A command tried and undone again: what it would do is said before somebody does it, by the command itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.packages.models import Order
from carewright.packages.queries.versions import names_in, rows_around
from carewright.packages.rules import what_changed


@dataclass(frozen=True)
class Owed:
    """What is owed to somebody (less than nothing: by them) for days that are over: hours of care, and pounds."""

    to: str
    days: int
    hours: Hours
    amount: Money


@dataclass(frozen=True)
class Effect:
    """What a command would do: the version that it would make, what that changes, who is told, what is owed."""

    version: int
    changes: list[str]
    told: list[str]
    owed: list[Owed]


def would_do(act: Callable[[], Order], *, priced: bool) -> Effect:
    """Carry out the command, note what it did, and undo all of it. A refusal of the command's is this one's too."""
    with transaction.atomic():
        effect = _noted(act(), priced=priced)
        transaction.set_rollback(True)
    return effect


def _noted(order: Order, *, priced: bool) -> Effect:
    before, after = rows_around(order)
    changes = what_changed(before, after, order.from_on, names_in(order.package.ref), priced=priced)
    told = dict.fromkeys(line.provider.name for line in order.lines.select_related("provider").order_by("part"))
    return Effect(order.version, changes, [*told], _owed(order))


def _owed(order: Order) -> list[Owed]:
    found: dict[str, Owed] = {}
    for one in order.adjustments.select_related("provider").order_by("from_on", "part"):
        to = one.provider.name if one.provider else "the person"
        sofar = found.get(to, Owed(to, 0, one.hours * 0, one.amount * 0))
        days = (one.to_on - one.from_on).days + 1
        found[to] = Owed(to, sofar.days + days, sofar.hours + one.hours, sofar.amount + one.amount)
    return list(found.values())
