"""Promise 13, the race: eight at once with one link, over real connections. It is used once."""

import json
from collections import Counter

import pytest

from carewright.sourcing.models import Award, Offer
from tests.portal.test_links import link_to
from tests.promises.processes import address_of_a_database, run
from tests.sourcing.builders import FRIDAY, a_market, a_waiting_requirement, an_open_offer

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8
RACE = """
import json, sys, threading
from datetime import datetime
import django
django.setup()
import carewright.config.middleware as middleware
from django.db import connections
from django.test import Client
from carewright.trail.models import Event
links, moment = json.loads(sys.stdin.read())
middleware.now = lambda: datetime.fromisoformat(moment)
WAYS = [("", {}), ("decline/", {"reason": "price"}), ("considering/", {"until": "2017-12-27", "clock": "11am"})]
statuses = []
def answer(link, way, told, start):
    start.wait()
    statuses.append(Client(raise_request_exception=False).post(link + way, told).status_code)
    connections.close_all()
for link in links:
    start = threading.Barrier(8)
    threads = [threading.Thread(target=answer, args=(link, *WAYS[n % 3], start)) for n in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
uses = list(Event.objects.filter(name="offer.answered_by_link").values_list("subject", flat=True))
print(json.dumps({"statuses": statuses, "uses": uses}))
"""


def test_of_eight_at_once_one_answers(tmp_path):
    market = a_market()
    offers = [an_open_offer(a_waiting_requirement(market)) for _ in range(ROUNDS)]
    links = [link_to(offer) for offer in offers]
    told = json.dumps([links, FRIDAY.isoformat()])

    raced = run(tmp_path, address_of_a_database(tmp_path), "-c", RACE, stdin=told)

    assert raced.returncode == 0, raced.stderr
    found = json.loads(raced.stdout)
    assert Counter(found["statuses"])[200] == ROUNDS
    assert set(found["statuses"]) <= {200, 404, 409}
    assert sorted(Counter(found["uses"]).values()) == [1] * ROUNDS
    assert (Offer.objects.count(), Award.objects.filter(offer__in=offers).count() <= ROUNDS) == (ROUNDS, True)
