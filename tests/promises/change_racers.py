"""Processes that race for one change: run as a program by test_one_outcome_of_a_change, as award_racers is.

authorisers  two managers authorise the same change
withdrawal   the care coordinator confirms a change while its provider withdraws it
notices      two people of one provider give notice of a change of the same package
"""

import json
import os
import sys
import traceback
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import django

from tests.promises.award_racers import race

TALLY = """
import json
import django
django.setup()
from collections import Counter
from carewright.changes.models import Change
from carewright.packages.models import Order
from carewright.trail.models import Event
from carewright.trail.queries import verify
ends = ["change.confirmed", "change.authorised", "change.withdrawn"]
outcomes = Counter()
for change in Change.objects.prefetch_related("decisions"):
    ended = Event.objects.filter(subject=change.ref, name__in=ends).count()
    orders = Order.objects.filter(because=change.ref).count()
    outcomes[f"{change.state}, {ended} ends, {orders} orders, {change.decisions.count()} decisions"] += 1
under_way = Counter(Change.objects.filter(state="noticed").values_list("package", flat=True))
told = {"outcomes": outcomes, "twice": sum(n > 1 for n in under_way.values()), "breaks": len(list(verify()))}
print(json.dumps(told))
"""


def do(_: str, task: dict[str, str]) -> str:
    """Carry out what the task says; what came of it."""
    from django.db import DatabaseError

    from carewright.kernel.refused import Gone, Refused, WrongState

    try:
        DOES[task["does"]](task)
    except (Gone, WrongState):
        return "too late"
    except Refused as refusal:
        return f"refused by {refusal.rule}"
    except DatabaseError:
        traceback.print_exc()
        return "error"
    return task["does"]


def _authorise(task: dict[str, str]) -> None:
    from carewright.access.roles import Role
    from carewright.changes.commands import authorise_change
    from tests.conftest import actor

    by = actor(Role.TEAM_MANAGER, ref=task["by"])
    authorise_change(change=task["change"], by=by, at=datetime.fromisoformat(task["at"]))


def _confirm(task: dict[str, str]) -> None:
    from carewright.access.roles import Role
    from carewright.changes.commands import confirm_change
    from tests.conftest import actor

    confirm_change(change=task["change"], by=actor(Role.CARE_COORDINATOR), at=datetime.fromisoformat(task["at"]))


def _withdraw(task: dict[str, str]) -> None:
    from carewright.changes.commands import withdraw_change

    withdraw_change(change=task["change"], by=_provider(task), at=datetime.fromisoformat(task["at"]))


def _notice(task: dict[str, str]) -> None:
    from carewright.changes.commands import notice_change
    from tests.changes.builders import TALK

    told: dict[str, Any] = {"weekly_hours": Decimal(task["hours"]), "effective_on": date.fromisoformat(task["from"])}
    at = datetime.fromisoformat(task["at"])
    notice_change(package=task["package"], **told, **TALK, by=_provider(task), at=at)


def _provider(task: dict[str, str]) -> Any:
    from carewright.access.roles import Role
    from tests.conftest import actor

    return actor(Role.PROVIDER_COORDINATOR, provider=task["provider"])


DOES = {"authorised": _authorise, "confirmed": _confirm, "withdrawn": _withdraw, "noticed": _notice}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carewright.config.settings")
    django.setup()
    print(json.dumps(race(sys.argv[1], sys.argv[2], json.load(sys.stdin), do)))
