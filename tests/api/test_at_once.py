"""The same request sent several times at the same moment has one effect (promise 2), on a database of its own."""

import json

import pytest

from carewright.access.roles import Role
from tests.api.conftest import a_key
from tests.api.test_repeats import EDITH
from tests.builders import a_council, a_user
from tests.promises.processes import address_of_a_database, run

pytestmark = pytest.mark.django_db(transaction=True)

SEND_AT_ONCE = """
import json, sys, threading
import django
django.setup()
from django.db import connection
from django.test import Client
from carewright.people.models import Person
from carewright.trail.models import Event

told = json.load(sys.stdin)
barrier, answers = threading.Barrier(told["times"]), []

def send(number):
    key = "one" if told["same_key"] else f"key-{number}"
    headers = {"Authorization": f"Bearer {told['secret']}", "Idempotency-Key": key}
    barrier.wait()
    answer = Client().post("/api/v1/people", told["body"], content_type="application/json", headers=headers)
    answers.append([answer.status_code, answer.content.decode()])
    connection.close()

threads = [threading.Thread(target=send, args=[number]) for number in range(told["times"])]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps({
    "answers": answers,
    "persons": Person.objects.count(),
    "events": Event.objects.filter(name="person.added").count(),
}))
"""


def send_at_once(folder, *, same_key: bool, times: int = 8):
    council = a_council()
    secret = a_key(a_user(Role.BROKER, unit=council.unit))
    told = {"secret": secret, "times": times, "same_key": same_key, "body": EDITH | {"team": council.team().ref}}
    done = run(folder, address_of_a_database(folder), "-c", SEND_AT_ONCE, stdin=json.dumps(told))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_with_the_same_key_all_get_the_one_answer(tmp_path):
    result = send_at_once(tmp_path, same_key=True)

    assert {status for status, _ in result["answers"]} == {201}
    assert len({body for _, body in result["answers"]}) == 1
    assert (result["persons"], result["events"]) == (1, 1)


def test_with_keys_of_their_own_one_is_done_and_the_rest_are_refused(tmp_path):
    result = send_at_once(tmp_path, same_key=False)

    statuses = [status for status, _ in result["answers"]]
    assert statuses.count(201) == 1
    assert set(statuses) <= {201, 409, 422}
    assert len(statuses) == 8
    assert (result["persons"], result["events"]) == (1, 1)
