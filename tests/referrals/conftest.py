import pytest

from carewright.access.models import Unit
from carewright.people.models import Person
from tests.builders import Council, a_council
from tests.people.builders import a_person


@pytest.fixture
def council(db: None) -> Council:
    return a_council()


@pytest.fixture
def team(council: Council) -> Unit:
    return council.team("Harbour", "community")


@pytest.fixture
def person(team: Unit) -> Person:
    return a_person(team)
