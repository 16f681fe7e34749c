import pytest

from carewright.access.commands import add_unit
from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed
from carewright.trail.models import Event
from carewright.trail.queries import timeline, verify
from tests.conftest import actor

pytestmark = pytest.mark.django_db


def test_an_administrator_adds_the_council_and_an_area(administrator, friday):
    council = add_unit(name="Westmarch", parent=None, by=administrator, at=friday)

    area = add_unit(name="East", parent=council.ref, by=administrator, at=friday)

    assert area.path == f"{council.pk}.{area.pk}."
    assert [entry.sentence for entry in timeline(area.ref)] == ["Area “East” added."]
    assert list(verify()) == []


def test_a_broker_may_not_add_a_unit(friday):
    with pytest.raises(NotAllowed):
        add_unit(name="East", parent=None, by=actor(Role.BROKER), at=friday)

    assert Event.objects.count() == 0
