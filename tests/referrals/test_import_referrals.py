"""Referrals from a file: all of it, or every row and column that is wrong, and never twice (REF-10, promise 11)."""

import csv
import random
import time
from collections.abc import Iterable
from datetime import time as clock
from decimal import Decimal
from io import BytesIO, StringIO

import pytest

from carewright.access.roles import Role
from carewright.files.writing import write_xlsx
from carewright.imports.commands import load_file
from carewright.imports.models import LoadedFile
from carewright.kernel.refused import NotAllowed
from carewright.messages.models import Message
from carewright.referrals.commands.imports import FILES
from carewright.referrals.models import EssentialVisit, Referral
from carewright.referrals.queries import missing_of
from carewright.trail.models import Event
from carewright.trail.queries import timeline, verify
from tests.builders import a_user
from tests.conftest import actor
from tests.people.builders import a_person
from tests.quartet import everything
from tests.referrals.builders import MONDAY, a_practitioner

[KIND] = FILES
GOOD = {
    "number": "N1",
    "case_number": "W1",
    "team": "Harbour community team",
    "kind": "new",
    "service": "Home care",
    "need_category": "frailty",
    "weekly_hours": "14.00",
    "carers": "2",
    "start_on": "08/01/2018",
    "needs": "Personal care, morning and evening.",
    "outcomes": "Stays at home.",
    "funding": "council",
    "urgency": "hospital discharge",
    "enablement": "bypassed",
    "bypass_reason": "end_of_life",
    "risk_recorded": "yes",
    "risk_note": "Stairs.",
    "known_to_community": "no",
    "assessed_on": "2017-12-01",
    "alternatives_explored": "yes",
    "record_declared": "yes",
    "essential_visits": "8:00am to 8:30am; every day; medication prompt | 20:00-20:30; Mon, Wed; insulin",
}


def a_csv(rows: Iterable[dict[str, str]], headings: Iterable[str] = tuple(GOOD)) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, list(headings))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def load(content: bytes, by=None, *, name: str = "referrals.csv", is_dry_run: bool = False):
    by = by or actor(Role.PRACTITIONER)
    return load_file(KIND, BytesIO(content), name, is_dry_run=is_dry_run, by=by, at=MONDAY)


@pytest.fixture
def edith(team):
    return a_person(team, case_number="W1")


def reject_of(content: bytes):
    [reject] = load(content).outcome.rejects
    return reject.row.number, [fault.field for fault in reject.faults]


def test_a_row_becomes_a_submitted_referral_judged_as_any_other(edith):
    load(a_csv([GOOD]))

    referral = Referral.objects.get()
    assert (referral.state, referral.first_received_at, referral.person) == ("submitted", MONDAY, edith)
    assert (referral.weekly_cost, referral.urgency) == (Decimal("674.80"), "hospital_discharge")
    assert [(v.from_time, v.days) for v in referral.essential_visits.order_by("pk")] == [
        (clock(8), "every day"),
        (clock(20), "Mon, Wed"),
    ]
    lacking = [lack.code for lack in missing_of(referral, MONDAY)]
    assert lacking == ["financial_authorisation", "risk_assessment", "charging_letter", "forwarding"]


def test_its_timeline_and_its_persons_show_the_file_and_whoever_loads_is_told_once(council, edith):
    loader = a_user(Role.PRACTITIONER, unit=council.team(), name="Nia Bello")

    load(a_csv([GOOD, GOOD | {"number": "N2"}]), loader)

    [told] = Message.objects.all()
    assert (told.to, told.subject[:20]) == (["nia.bello@westmarch.example"], "2 referrals received")
    for ref in (Referral.objects.first().ref, edith.ref):
        assert timeline(ref)[0].sentence == (
            "File referrals.csv loaded: 2 of its 2 rows submitted, 0 there already, 0 rejected."
        )
    assert {r.loaded_from for r in Referral.objects.all()} == {LoadedFile.objects.get().ref}
    assert list(verify()) == []


def test_the_same_file_again_creates_nothing_nor_does_the_same_row_in_another(edith):
    content = a_csv([GOOD, GOOD | {"number": "N2"}])
    load(content)

    again = load(content).outcome
    elsewhere = load(a_csv([GOOD, GOOD | {"number": "N3"}])).outcome

    assert (again.added, again.same, again.rejects) == (0, 2, [])
    assert (elsewhere.added, elsewhere.same) == (1, 1)
    assert Referral.objects.count() == 3


def test_another_row_with_a_number_that_is_used_is_rejected(edith):
    load(a_csv([GOOD]))

    assert reject_of(a_csv([GOOD | {"weekly_hours": "15"}])) == (2, ["number"])


def test_a_spreadsheet_loads_as_well(edith):
    out = BytesIO()
    write_xlsx(out, list(GOOD), [list(GOOD.values())])

    assert load(out.getvalue(), name="referrals.xlsx").outcome.added == 1


def test_a_dry_run_says_the_same_and_keeps_nothing(edith):
    before = everything()

    outcome = load(a_csv([GOOD, GOOD | {"number": "N2", "carers": "9"}]), is_dry_run=True).outcome

    assert (outcome.added, len(outcome.rejects)) == (1, 1)
    assert everything() == before


def test_the_reject_file_has_the_row_as_it_was_with_why_and_loads_once_mended(edith):
    loaded = load(a_csv([GOOD, GOOD | {"number": "N2", "weekly_hours": "lots", "start_on": "31/02/2018"}]))

    [row] = csv.DictReader(StringIO(loaded.rejects.decode("utf-8-sig")))
    assert (row["number"], row["weekly_hours"], row["Row in the file"]) == ("N2", "lots", "3")
    assert "weekly hours: “lots” is not a number; start on: “31/02/2018” is not a date" in row["Why it was rejected"]
    mended = loaded.rejects.replace(b"lots", b"14").replace(b"31/02/2018", b"28/02/2018")
    assert load(mended).outcome.added == 1


def test_nobody_loads_for_a_team_that_is_not_theirs_and_a_finance_officer_for_none(council, edith):
    stranger = actor(Role.PRACTITIONER, unit=council.team("Vale"))

    [reject] = load(a_csv([GOOD]), stranger).outcome.rejects
    assert [fault.field for fault in reject.faults] == ["team"]
    with pytest.raises(NotAllowed):
        load(a_csv([GOOD]), actor(Role.FINANCE_OFFICER))


def test_whoever_loads_cannot_approve_what_they_loaded(edith, team):
    manager = actor(Role.TEAM_MANAGER, unit=team)
    load(a_csv([GOOD]), manager)

    referral = Referral.objects.get()
    assert referral.referrer == manager.ref
    assert referral.cost_asked_by == referral.times_asked_by == [manager.ref]


def test_what_a_broker_loads_has_the_team_told_of_it(edith):
    load(a_csv([GOOD]), actor(Role.BROKER))

    assert Referral.objects.get().referrer == ""


def test_nothing_stays_when_the_event_cannot_be_written(edith, monkeypatch):
    def full(_):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr("carewright.trail.command.append", full)
    before = everything()

    with pytest.raises(RuntimeError):
        load(a_csv([GOOD]))
    assert everything() == before


WRONG = {
    "number": ["", "x" * 61],
    "case_number": ["", "W404", "W9"],
    "team": ["", "The moon", "Vale community team "],
    "kind": ["old"],
    "service": ["", "gardening"],
    "need_category": ["", "boredom"],
    "weekly_hours": ["", "0", "-3", "168.01", "ten", "10.255", "NaN", "1e400"],
    "carers": ["0", "5", "two", "1.5", "99999999"],
    "start_on": ["", "31/02/2018", "17/12/2017", "08/01/2107", "soon", "2018-13-01"],
    "needs": ["", "Ring Edith Attwood.", "At CT5 1AB.", "x" * 4001, "x" * 6000, "a\x07b"],
    "funding": ["lottery"],
    "urgency": ["whim"],
    "enablement": ["maybe"],
    "bypass_reason": ["whim"],
    "risk_recorded": ["perhaps"],
    "risk_note": ["", "x" * 501],
    "known_to_community": ["2"],
    "assessed_on": ["19/12/2017", "1 Foo 2017"],
    "alternatives_explored": ["maybe"],
    "record_declared": ["ja"],
    "essential_visits": ["8am", "9am to 8am; every day; late", "25:00-26:00; daily; insulin", "8-9; daily; x", "a;b"],
}
GOES_WITH = {("risk_note", ""): "risk_recorded", ("case_number", "W9"): "team"}
"""What is wrong only together with another column, which has to be readable for it."""
IS_PERSONAL = ("Ring Edith Attwood.", "At CT5 1AB.")
"""What is wrong only for the person that the row names."""


def malformed(number: int, rng: random.Random) -> tuple[dict[str, str], set[str]]:
    """A row with one to six cells spoiled, and the columns of those."""
    columns = rng.sample(sorted(WRONG), rng.choice((1, 1, 2, 3, 6)))
    spoiled = {column: rng.choice(WRONG[column]) for column in columns}
    if spoiled.get("needs") in IS_PERSONAL:
        spoiled.pop("case_number", None)
    key = {column for column, value in spoiled.items() if GOES_WITH.get((column, value)) not in spoiled}
    return GOOD | {"number": f"N{number}"} | spoiled, key


def test_ten_thousand_malformed_rows_are_each_rejected_by_row_and_column_and_none_is_half_loaded(council, edith):
    a_person(council.team("Vale"), case_number="W9")
    rng = random.Random(20171218)
    rows: list[tuple[dict[str, str], set[str]]] = []
    for number in range(10_000):
        rows += [malformed(number, rng), *([(GOOD | {"number": f"GOOD{number}"}, set())] if number % 1000 == 0 else [])]

    outcome = load(a_csv(row for row, _ in rows), a_practitioner(council.east)).outcome

    expected = [(place, columns) for place, (_, columns) in enumerate(rows, start=2) if columns]
    found = [(reject.row.number, {fault.field for fault in reject.faults}) for reject in outcome.rejects]
    assert [(want, got, rows[want[0] - 2]) for want, got in zip(expected, found, strict=False) if want != got][:2] == []
    assert (outcome.added, len(found)) == (10, 10_000)
    assert Referral.objects.count() == 10
    assert EssentialVisit.objects.count() == 20


def test_ten_thousand_good_rows_load_in_one_go_under_one_event(council, edith):
    content = a_csv(GOOD | {"number": f"N{number}"} for number in range(10_000))
    events = Event.objects.count()

    began = time.monotonic()
    outcome = load(content).outcome
    took = time.monotonic() - began

    assert (outcome.added, Referral.objects.count(), Event.objects.count() - events) == (10_000, 10_000, 1)
    assert took < 120
