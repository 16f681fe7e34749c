"""A file of existing packages is loaded row by row (06-interfaces, Imports)."""

from io import BytesIO

import pytest

from carewright.access.roles import Role
from carewright.imports.commands import Loaded, load_file
from carewright.packages.commands import FILES
from carewright.packages.models import Order, Package
from tests.builders import a_council
from tests.conftest import actor
from tests.packages.builders import THURSDAY
from tests.people.builders import a_person
from tests.providers.builders import a_provider

pytestmark = pytest.mark.django_db

HEADER = "package_number,case_number,regulator_id,service,weekly_hours,carers,hourly_rate,from_on,to_on\n"


def load(*lines: str) -> Loaded:
    content = BytesIO((HEADER + "\n".join(lines) + "\n").encode())
    return load_file(FILES[0], content, "packages.csv", by=actor(Role.ADMINISTRATOR), at=THURSDAY)


@pytest.fixture
def known() -> tuple[str, str]:
    """Somebody's case number and a provider's id."""
    return a_person(a_council().team()).case_number, a_provider().regulator_id


def test_a_good_row_becomes_a_package_with_its_order(known: tuple[str, str]) -> None:
    case, provider = known

    loaded = load(f"OLD-1,{case},{provider},home_care,10.5,2,18.40,2017-04-01,")

    assert loaded.outcome.added == 1
    order = Order.objects.get(package__external_number="OLD-1")
    assert (order.version, str(order.weekly_cost), order.state) == (1, "386.40", "sent")


def test_the_same_file_again_adds_nothing(known: tuple[str, str]) -> None:
    case, provider = known
    line = f"OLD-1,{case},{provider},home_care,10.5,2,18.40,2017-04-01,"
    load(line)

    again = load(line)

    assert (again.outcome.added, again.outcome.same, Package.objects.count()) == (0, 1, 1)


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("package number", {0: ""}),
        ("case number", {1: "W-nobody"}),
        ("regulator id", {2: "1-none"}),
        ("service", {3: "gardening"}),
        ("weekly hours", {4: "169"}),
        ("weekly hours", {4: "0"}),
        ("carers", {5: "0"}),
        ("hourly rate", {6: "free"}),
        ("from on", {7: "31/02/2017"}),
        ("to on", {8: "2016-01-01"}),
    ],
)
def test_a_bad_row_is_named_and_no_part_of_it_loaded(
    known: tuple[str, str], column: str, change: dict[int, str]
) -> None:
    case, provider = known
    cells = ["OLD-2", case, provider, "home_care", "10.5", "2", "18.40", "2017-04-01", ""]
    for place, text in change.items():
        cells[place] = text

    loaded = load(",".join(cells), f"OLD-3,{case},{provider},home_care,1,1,18.40,2017-04-01,")

    assert [reject.row.number for reject in loaded.outcome.rejects] == [2]
    assert column in loaded.outcome.rejects[0].reason
    assert [package.external_number for package in Package.objects.all()] == ["OLD-3"]


def test_a_package_twice_in_a_file_is_loaded_once(known: tuple[str, str]) -> None:
    case, provider = known
    line = f"OLD-1,{case},{provider},home_care,10.5,2,18.40,2017-04-01,"

    loaded = load(line, line)

    assert (loaded.outcome.added, len(loaded.outcome.rejects)) == (1, 1)
