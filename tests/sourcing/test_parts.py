"""Parts: accepted in part, split, placed with several providers (SRC-12)."""

from decimal import Decimal

import pytest

from carewright.kernel.refused import Invalid, Refused
from carewright.sourcing import commands
from carewright.sourcing.models import Award, Part
from carewright.sourcing.queries.proposing import unplaced_parts
from tests.sourcing.builders import (
    ARRANGEMENTS,
    FRIDAY,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    broker,
    coordinator,
    fresh,
)

pytestmark = pytest.mark.django_db


def accept_ten(requirement):
    offer = an_open_offer(requirement)
    return commands.accept_part_of_offer(offer=offer.ref, weekly_hours=Decimal(10), by=coordinator(offer), at=FRIDAY)


def test_the_rest_stays_on_the_list_for_the_others() -> None:
    requirement = a_waiting_requirement()

    award = accept_ten(requirement)

    requirement = fresh(requirement)
    assert award.weekly_hours == Decimal(10)
    assert requirement.state == "waiting"
    [rest] = unplaced_parts(requirement)
    assert rest.weekly_hours == Decimal(4)
    assert an_open_offer(requirement).provider.name == "Elm Homecare"


def test_it_is_taken_once_every_part_is_and_placed_once_every_part_is_confirmed() -> None:
    requirement = a_waiting_requirement()
    first, second = accept_ten(requirement), an_award(requirement)
    assert fresh(requirement).state == "taken"

    for award, state in ((first, "taken"), (second, "placed")):
        commands.record_courtesy_call(award=award.ref, spoke_to="Edith", by=broker(award), at=FRIDAY)
        commands.confirm_arrangements(award=award.ref, **ARRANGEMENTS, by=coordinator(award), at=FRIDAY)
        assert fresh(requirement).state == state

    held = Award.objects.filter(requirement=requirement, state="confirmed").values_list("weekly_hours", flat=True)
    assert sum(held) == requirement.weekly_hours


@pytest.mark.parametrize("hours", [Decimal(0), Decimal(14), Decimal(15), Decimal("1.005")])
def test_all_or_nothing_is_no_part(hours: Decimal) -> None:
    offer = an_open_offer()

    with pytest.raises(Invalid):
        commands.accept_part_of_offer(offer=offer.ref, weekly_hours=hours, by=coordinator(offer), at=FRIDAY)
    assert Part.objects.count() == 1


def test_a_split_begins_each_part_anew_even_with_those_that_declined_the_whole() -> None:
    requirement = a_waiting_requirement()
    offer = an_open_offer(requirement)
    commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=FRIDAY)

    commands.split_requirement(
        requirement=requirement.ref,
        hours=[Decimal(7), Decimal(7)],
        descriptions=["Mornings", "Evenings"],
        by=broker(requirement),
        at=FRIDAY,
    )

    assert [part.description for part in unplaced_parts(requirement)] == ["Mornings", "Evenings"]
    again = an_open_offer(requirement)
    assert (again.provider.name, again.part.description) == ("Harbour Care", "Mornings")


def test_hours_of_a_split_are_exactly_the_whole_and_nothing_is_split_while_it_is_offered() -> None:
    requirement = a_waiting_requirement()
    with pytest.raises(Invalid, match="add up to 13 hours a week; they must add up to 14"):
        commands.split_requirement(
            requirement=requirement.ref, hours=[Decimal(6), Decimal(7)], by=broker(requirement), at=FRIDAY
        )
    an_open_offer(requirement)

    with pytest.raises(Refused, match="withdraw it first"):
        commands.split_requirement(
            requirement=requirement.ref, hours=[Decimal(7), Decimal(7)], by=broker(requirement), at=FRIDAY
        )
