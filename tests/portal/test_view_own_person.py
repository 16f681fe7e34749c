"""A provider's look at a person is recorded, and is refused unless the person was released to it (ROLE-7, ROLE-8)."""

import pytest

from carewright.kernel.refused import NotFound
from carewright.packages.commands import view_own_person
from carewright.sourcing import commands as sourcing
from carewright.trail.models import Event
from tests.packages.builders import THURSDAY, a_sent_order
from tests.quartet import Case, quartet
from tests.sourcing.builders import (
    FRIDAY,
    a_released_award,
    an_award,
    an_open_offer,
    coordinator,
)

pytestmark = pytest.mark.django_db


@quartet(
    [
        Case(
            command=view_own_person,
            thing_in=lambda _: a_released_award(),
            arguments=lambda award: {"person": award.requirement.person.ref},
            by=coordinator,
            at=FRIDAY,
        )
    ]
)
def test_the_quartet(check):
    check()


def looks(person):
    return Event.objects.filter(name="person.viewed", subject=person.ref).count()


@pytest.mark.parametrize("make", [an_open_offer, an_award])
def test_before_the_release_the_person_is_as_nonsense(make):
    thing = make()
    person = thing.requirement.person

    with pytest.raises(NotFound):
        view_own_person(person=person.ref, by=coordinator(thing), at=FRIDAY)
    assert looks(person) == 0


def test_after_the_order_the_look_is_recorded_still():
    order = a_sent_order()
    person, line = order.package.person, order.lines.get()

    view_own_person(person=person.ref, by=coordinator(line), at=THURSDAY)

    assert looks(person) == 1


def test_once_the_acceptance_is_withdrawn_the_person_is_as_nonsense_again():
    award = a_released_award()
    sourcing.withdraw_acceptance(award=award.ref, reason="No staff", by=coordinator(award), at=FRIDAY)

    with pytest.raises(NotFound):
        view_own_person(person=award.requirement.person.ref, by=coordinator(award), at=FRIDAY)
