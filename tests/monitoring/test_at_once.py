"""Two at once: one outcome, over real connections, on either database (VAR-2, VAR-3)."""

import json

import pytest

from tests.monitoring.builders import MONDAY, TUESDAY, a_held_package, report
from tests.promises.processes import address_of_a_database, run

pytestmark = pytest.mark.django_db(transaction=True)

RACE = """
import json, sys, threading
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
import django
django.setup()
from django.db import connections
from carewright.access.actors import Actor, Holding
from carewright.access.roles import Role
from carewright.kernel.refused import Refused
from carewright.monitoring.commands import approve_variations, refuse_variations, report_variations
from carewright.monitoring.models import Variation, VariationPayment
from carewright.monitoring.rules import ReportedRow
told = json.loads(sys.stdin.read())
at = datetime.fromisoformat(told["at"])
team = [Actor(f"USR-{n}", "A", frozenset({Holding(Role.TEAM_MANAGER)})) for n in range(4)]
provider = Actor("USR-P", "P", frozenset({Holding(Role.PROVIDER_MANAGER, provider=told["provider"])}))
row = ReportedRow(told["package"], date(2018, 1, 8), Decimal(11), reason="hospital")
acts = [
    lambda: approve_variations(variations=[told["variation"]], by=team[0], at=at),
    lambda: approve_variations(variations=[told["variation"]], by=team[1], at=at),
    lambda: refuse_variations(variations=[told["variation"]], reason="No", by=team[2], at=at),
    lambda: report_variations(provider=told["provider"], rows=[row], by=provider, at=at),
    lambda: report_variations(provider=told["provider"], rows=[row], by=provider, at=at),
]
start, done, broken = threading.Barrier(len(acts)), [], []
def act(name, what):
    start.wait()
    try:
        what()
        done.append(name)
    except Refused as refused:
        pass
    except Exception as exception:
        broken.append(repr(exception))
    connections.close_all()
threads = [threading.Thread(target=act, args=one) for one in enumerate(acts)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps({
    "done": done, "broken": broken,
    "states": list(Variation.objects.order_by("version").values_list("state", flat=True)),
    "payments": VariationPayment.objects.count(),
}))
"""


def test_of_two_approvals_a_refusal_and_two_corrections_one_answers_and_one_corrects(tmp_path):
    held = a_held_package()
    one = report(held, at=MONDAY)
    told = {
        "at": TUESDAY.isoformat(),
        "provider": held.provider.ref,
        "package": held.package.ref,
        "variation": one.ref,
    }

    raced = run(tmp_path, address_of_a_database(tmp_path), "-c", RACE, stdin=json.dumps(told))

    assert raced.returncode == 0, raced.stderr
    found = json.loads(raced.stdout)
    assert found["broken"] == []
    assert sum(name in found["done"] for name in (0, 1, 2)) <= 1
    assert found["payments"] == sum(name in found["done"] for name in (0, 1))
    assert found["states"] == ["replaced", "waiting"]
