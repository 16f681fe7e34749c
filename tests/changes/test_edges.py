"""The edges of the tolerance by name, through the commands: noticed, confirmed, and what the book then says (CHG-2)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from carewright.access.actors import SYSTEM
from carewright.changes.models import Change
from carewright.changes.queries import judged
from carewright.packages.commands import reorder_part, uplift_part
from carewright.packages.models import Package
from tests.changes.builders import SUNDAY, TUESDAY, a_notice, a_package, confirmed, in_effect, provider_of

pytestmark = pytest.mark.django_db

LATER = SUNDAY + timedelta(days=7)


def asked(package: Package, hours: str) -> tuple[str, str]:
    """The state in which the confirmation leaves a change to so many hours, a week later, and the rules."""
    change: Change = confirmed(a_notice(package, hours, effective_on=LATER), at=TUESDAY)
    return change.state, " ".join(judged(change).rules)


@pytest.mark.parametrize(
    ("ordered", "rate", "hours", "state", "rules"),
    [
        ("30", "2.00", "35", "in_effect", ""),
        ("30", "2.00", "35.01", "with_team_manager", "CHG-2a"),
        ("5", "15.00", "6", "in_effect", ""),
        ("5", "15.00", "6.01", "with_team_manager", "CHG-2b"),
        ("2", "25.00", "3", "in_effect", ""),
        ("30", "20.00", "25", "in_effect", ""),
        ("30", "20.00", "24.99", "with_team_manager", "CHG-2a CHG-2d"),
    ],
    ids=[
        "exactly 5 hours",
        "a hundredth more than 5 hours",
        "exactly 20 percent into another level",
        "more than 20 percent into another level",
        "75.00 is still level 1",
        "above the top, a decrease of exactly 5 hours",
        "above the top, a decrease of more",
    ],
)
def test_the_edges(ordered: str, rate: str, hours: str, state: str, rules: str) -> None:
    assert asked(a_package(ordered, rate), hours) == (state, rules)


def test_75_00_is_level_1() -> None:
    told = judged(a_notice(a_package("1", "75.00"), "1.01"))

    assert (told.assessment.ordered_cost, told.assessment.ordered_level) == (Decimal("75.00"), 1)


def test_75_01_is_level_2() -> None:
    assert judged(a_notice(a_package("1", "75.01"), "2")).assessment.ordered_level == 2


def test_two_flexes_that_add_up_to_more_than_5() -> None:
    package = a_package("30", "2.00")
    in_effect(package, "33")

    assert asked(package, "35.5") == ("with_team_manager", "CHG-2a")


def test_two_flexes_that_add_up_to_exactly_5() -> None:
    package = a_package("30", "2.00")
    in_effect(package, "33")

    assert asked(package, "35") == ("in_effect", "")


def test_an_uplift_between_two_flexes_is_at_one_rate_and_no_change_of_size() -> None:
    package = a_package("14", "20.00")
    in_effect(package, "14.5")
    uplift_part(
        package=package.ref,
        provider=provider_of(package).provider,
        rate=Decimal("21.40"),
        from_on=SUNDAY + timedelta(days=1),
        because="",
        by=SYSTEM,
        at=TUESDAY,
    )

    told = judged(a_notice(package, "14.75", effective_on=LATER))

    assert told.assessment.ordered_cost == Decimal("299.60")
    assert told.assessment.current_cost == Decimal("310.30")
    assert told.rules == ("CHG-2c",)


def test_a_re_order_resets_what_it_is_measured_from() -> None:
    package = a_package("30", "2.00")
    in_effect(package, "35")
    reorder_part(
        package=package.ref,
        provider=provider_of(package).provider,
        weekly_hours=Decimal(36),
        from_on=SUNDAY + timedelta(days=1),
        because="",
        by=SYSTEM,
        at=TUESDAY,
    )

    assert asked(package, "41") == ("in_effect", "")


def test_what_the_manager_authorised_resets_it_too() -> None:
    package = a_package("30", "2.00")
    in_effect(package, "36")

    assert asked(package, "41") == ("in_effect", "")
