"""Two bookings can't take one slot, whatever the race (REV-3).

Four processes book four reviews into the same slot at the same moment. The control is the same with the guards off: no
lock, no index, each statement by itself. That one has to go wrong.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from carewright.kernel.refs import new_ref
from carewright.packages.models import Package
from carewright.reviews.models import Appointment, Review, Slot
from tests.promises.processes import address_of_a_database, run
from tests.reviews.builders import APPOINTMENT, JANUARY, a_slot, asked_for

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 4
INDEX = "a_slot_is_taken_by_one_appointment"
DROP = f"""
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP INDEX {INDEX}")
"""
TALLY = """
import json
import django
django.setup()
from collections import Counter
from django.db.models import Count
from carewright.reviews.models import Appointment, Slot
from carewright.trail.queries import verify
held = Counter(n for _, n in Appointment.objects.exclude(state="cancelled").values_list("slot").annotate(n=Count("pk")))
taken = Slot.objects.filter(state="taken").count()
print(json.dumps({"held": held, "taken": taken, "breaks": len(list(verify()))}))
"""


@pytest.fixture
def _the_index_comes_back() -> Iterator[None]:
    """On PostgreSQL the control takes it off the tests' own database, in which other tests follow."""
    yield
    if connection.vendor == "postgresql":
        Appointment.objects.all().delete()
        [index] = [one for one in Appointment._meta.constraints if one.name == INDEX]
        with connection.schema_editor() as editor:
            editor.add_constraint(Appointment, index)


def rounds(count: int) -> list[list[dict[str, str]]]:
    """In each round four reviews, of four packages, are booked into one slot of its own."""
    review = asked_for()
    slot = a_slot(review.team, APPOINTMENT)
    made = []
    for number in range(count):
        starts_at = APPOINTMENT + timedelta(hours=2 * (number + 1))
        place = Slot.objects.create(
            practitioner=slot.practitioner,
            team=slot.team,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            published_at=JANUARY,
        )
        copies = [_copy(review) for _ in range(RACERS)]
        made.append([{"review": one.ref, "slot": place.ref, "at": JANUARY.isoformat()} for one in copies])
    return made


def _copy(review: Review) -> Review:
    package = Package.objects.get(pk=review.package_id)
    package.pk, package.ref, package.requirement = None, new_ref("PKG"), None
    package.save(force_insert=True)
    again = Review.objects.get(pk=review.pk)
    again.pk, again.ref, again.package = None, new_ref("REV"), package
    again.save(force_insert=True)
    return again


def raced(folder: Path, guard: str, told: list[Any]) -> tuple[Counter[str], dict[str, Any]]:
    """What came out of each booking, and what then stands in the database."""
    address = address_of_a_database(folder)
    if guard == "off":
        dropped = run(folder, address, "-c", DROP)
        assert dropped.returncode == 0, dropped.stderr
    came = run(folder, address, "-m", "tests.promises.booking_racers", guard, stdin=json.dumps(told))
    assert came.returncode == 0, came.stderr
    tally = run(folder, address, "-c", TALLY)
    assert tally.returncode == 0, tally.stderr
    return Counter(json.loads(came.stdout)), json.loads(tally.stdout)


def test_of_four_bookings_at_once_one_has_the_slot_and_the_others_are_told_that_it_has_gone(tmp_path: Path) -> None:
    came_out, stands = raced(tmp_path, "on", rounds(30))

    assert came_out == {"booked": 30, "gone": 90}
    assert stands == {"held": {"1": 30}, "taken": 30, "breaks": 0}


@pytest.mark.usefixtures("_the_index_comes_back")
def test_without_the_guards_some_slots_would_be_taken_twice(tmp_path: Path) -> None:
    _, stands = raced(tmp_path, "off", rounds(25))

    assert sum(times for held, times in stands["held"].items() if int(held) > 1) > 0
