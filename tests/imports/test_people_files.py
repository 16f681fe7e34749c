"""People from files: each row whole or not at all, every fault named, the same file again changing nothing."""

from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carewright.access.roles import Role
from carewright.files.limits import BadFile
from carewright.imports.commands import load_file
from carewright.imports.models import LoadedFile
from carewright.imports.queries import loaded_file, loaded_files, reject_file_of
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.people.models import Person
from carewright.trail.models import Event
from carewright.trail.queries import timeline, verify
from carewright.wiring.files import KINDS
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "data"
PEOPLE = (DATA / "people.csv").read_bytes()
MANAGER = actor(Role.BROKERAGE_MANAGER)
HEADINGS = "case number,given name,family name,born on,address,postcode,team"


@pytest.fixture(autouse=True)
def council():
    return a_council()


def load(content, at, *, by=MANAGER, **more):
    return load_file(KINDS["people"], BytesIO(content), "people.csv", by=by, at=at, **more).outcome


def rows(*lines):
    return "\n".join((HEADINGS, *lines)).encode()


def test_people_are_loaded_under_one_event_which_all_their_timelines_show(friday):
    outcome = load(PEOPLE, friday)

    assert (outcome.added, outcome.rejects) == (3, [])
    arthur = Person.objects.get(case_number="W200003")
    assert (arthur.name, arthur.postcode, arthur.team.name) == ("Art Pell", "WM1 1AB", "Vale community team")
    told = timeline(arthur.ref)
    assert [entry.sentence for entry in told] == ["Loaded from the file people.csv: 3 added, 0 corrected, 0 rejected."]
    assert Event.objects.filter(name="people.imported").count() == 1
    assert list(verify()) == []


def test_the_same_file_again_changes_nothing(friday):
    load(PEOPLE, friday)
    before = list(Person.objects.order_by("pk").values())

    outcome = load(PEOPLE, friday)

    assert (outcome.added, outcome.changed, outcome.same) == (0, 0, 3)
    assert list(Person.objects.order_by("pk").values()) == before


def test_who_is_there_is_corrected_and_an_empty_cell_corrects_nothing(friday):
    load(PEOPLE, friday)

    outcome = load(PEOPLE.replace(b"14 Seaview Road", b"15 Seaview Road").replace(b"01632 960111", b""), friday)

    edith = Person.objects.get(case_number="W200001")
    assert (outcome.changed, outcome.same) == (1, 2)
    assert (edith.address, edith.telephone) == ("15 Seaview Road", "01632 960111")


def test_each_fault_is_named_by_row_and_column_and_the_other_rows_are_loaded(friday):
    good = "1,Edith,Attwood,1938-05-14,14 Seaview Road,WM1 1AA,Harbour community team"
    content = rows(
        good,
        ",Edith,Attwood,31/02/1938,,WM1,No such team",
        good.replace("1,", "1,", 1),
        good.replace("1,Edith", "2,E" + "d" * 80),
        good.replace("1,Edith", "3,Ed\x07ith"),
        good.replace("1,Edith", "4,Edith").replace("1938", "2038"),
        "5,too,many,1938-05-14,cells,WM1 1AA,Harbour community team,here",
    )

    outcome = load(content, friday)

    assert outcome.added == 1
    assert [(r.row.number, [fault.field for fault in r.faults]) for r in sorted(outcome.rejects, key=_number)] == [
        (3, ["case_number", "address", "born_on", "postcode", "team"]),
        (4, ["case_number"]),
        (5, ["given_name"]),
        (6, ["given_name"]),
        (7, ["born_on"]),
        (8, [""]),
    ]


def _number(reject):
    return reject.row.number


def test_rejected_rows_mended_and_sent_again_are_loaded(friday):
    content = rows("1,Edith,Attwood,31/02/1938,14 Seaview Road,WM1 1AA,Harbour community team")
    loaded = load_file(KINDS["people"], BytesIO(content), "people.csv", by=MANAGER, at=friday)

    outcome = load(loaded.rejects.replace(b"31/02/1938", b"28/02/1938"), friday)

    assert (outcome.added, outcome.rejects) == (1, [])


def test_a_dry_run_says_what_would_happen_and_changes_nothing(friday):
    outcome = load(PEOPLE, friday, is_dry_run=True)

    assert outcome.added == 3
    assert not Person.objects.exists()
    assert not Event.objects.filter(name="people.imported").exists()
    assert not LoadedFile.objects.exists()


def test_nobody_is_put_into_a_team_that_is_not_one_s_own(council, friday):
    of_west = actor(Role.BROKERAGE_MANAGER, unit=council.west)

    outcome = load(PEOPLE, friday, by=of_west)

    assert outcome.added == 1
    assert {reject.faults[0].field for reject in outcome.rejects} == {"team"}


def test_somebody_with_a_team_of_others_is_not_corrected(council, friday):
    a_person(council.team("Harbour"), case_number="W200003", given_name="Arthur")

    outcome = load(PEOPLE, friday, by=actor(Role.BROKERAGE_MANAGER, unit=council.west))

    assert outcome.added == outcome.changed == 0
    assert Person.objects.get(case_number="W200003").team == council.team("Harbour")


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.CONTRACT_OFFICER, Role.PROVIDER_MANAGER])
def test_who_may_not_load_people_is_refused_before_the_file_is_opened(role, friday):
    with pytest.raises((NotAllowed, NotFound)):
        load(b"not even a table", friday, by=actor(role, provider="PRV-0000-0000-0"))


def test_a_file_of_something_else_is_refused(friday):
    with pytest.raises(BadFile, match="no row of headings with"):
        load((DATA / "providers.csv").read_bytes(), friday)


def test_the_rejected_rows_are_kept_for_who_loaded_the_file(friday):
    load(rows("1,Edith,Attwood,31/02/1938,14 Seaview Road,WM1 1AA,Harbour community team"), friday)
    (kept,) = loaded_files(MANAGER)

    assert (kept.rejected, kept.file_name) == (1, "people.csv")
    assert b"31/02/1938" in reject_file_of(kept.ref, MANAGER)
    with pytest.raises(NotFound):
        loaded_file(kept.ref, actor(Role.PRACTITIONER))
    assert loaded_file(kept.ref, actor(Role.ADMINISTRATOR)) == kept


def test_two_thousand_people_take_few_queries(friday):
    lines = [f"{n},Edith,Attwood {n},1938-05-14,14 Seaview Road,WM1 1AA,Harbour community team" for n in range(2_000)]

    with CaptureQueriesContext(connection) as queries:
        outcome = load(rows(*lines), friday)

    assert outcome.added == 2_000
    assert len(queries) < 100
