"""A practitioner's change: from the same provider without a search, or a provider is found for the package (VAR-1)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused, WrongState
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.packages import commands
from carewright.packages.lifecycle import COUNCIL_CHANGE
from carewright.packages.models import CouncilChange, Order, Package
from carewright.packages.queries import council_change, part_in_force
from carewright.packages.queries.book import book_of, with_book
from carewright.packages.rules import on_day
from carewright.packages.rules.council_changes import ChangeAsked, same_provider
from carewright.packages.sending import send_made_orders
from carewright.policy.terms.orders import CouncilChangeTerms
from carewright.referrals.commands import withdraw_referral
from carewright.referrals.models import Referral
from carewright.sourcing import commands as sourcing
from carewright.sourcing.models import Award, Offer, Requirement
from carewright.worktime import Limit
from tests.conftest import actor
from tests.packages.book import DAY, FEBRUARY, TODAY, provider_of
from tests.packages.builders import a_sent_order, a_split_order
from tests.quartet import Case, quartet
from tests.referrals.builders import a_complete_referral, a_referral_in
from tests.sourcing.builders import an_open_offer, broker, coordinator

pytestmark = pytest.mark.django_db

CHANGE_ON = date(2018, 2, 19)
TERMS = CouncilChangeTerms(
    same_provider_hours=Decimal(5), same_provider_percent=Decimal(25), decide_within=Limit.parse("1 working day")
)
BROKER = actor(Role.BROKER)


def a_change(hours: str = "16", package: Package | None = None, **details: Any) -> Referral:
    """A complete referral to change a package of 14 hours from 19 February 2018."""
    package = package or a_sent_order().package
    told = {"kind": "change", "package": package.ref, "weekly_hours": Decimal(hours), "start_on": CHANGE_ON}
    return a_complete_referral(package.person, at=FEBRUARY, **(told | details))


def same(referral: Referral, **told: Any) -> CouncilChange:
    package = CouncilChange.objects.get(referral=referral).package
    given = {"provider": provider_of(package), "agreed_with": "Dana Holt", "agreed_on": TODAY}
    return commands.order_from_same_provider(referral=referral.ref, **(given | told), by=BROKER, at=FEBRUARY)


def find(referral: Referral) -> Requirement:
    return commands.find_provider_for_change(referral=referral.ref, why="They have no staff.", by=BROKER, at=FEBRUARY)


def a_change_in(state: str) -> CouncilChange:
    referral = a_change()
    match state:
        case "ordered":
            same(referral)
        case "to_place":
            find(referral)
        case "withdrawn":
            commands.withdraw_council_change(referral=referral.ref, reason="Moved.", by=BROKER, at=FEBRUARY)
    return CouncilChange.objects.select_related("referral__team", "package").get(referral=referral)


def change_case(command: Any, **arguments: Any) -> Case:
    return Case(
        command=command,
        lifecycle=COUNCIL_CHANGE,
        thing_in=a_change_in,
        arguments=lambda change: (
            {"referral": change.referral.ref}
            | {name: value(change) if callable(value) else value for name, value in arguments.items()}
        ),
        by=lambda change: actor(Role.BROKER, unit=change.referral.team),
        at=FEBRUARY,
    )


def a_referral_not_yet_with_the_broker(_: str) -> Referral:
    """Complete from before there were changes for the broker to decide: as if it had not been brought to anybody."""
    referral = a_change()
    Obligation.objects.filter(duty="decide_council_change").delete()
    CouncilChange.objects.all().delete()
    return referral


@quartet(
    [
        Case(
            command=commands.open_council_change,
            thing_in=a_referral_not_yet_with_the_broker,
            arguments=lambda referral: {"referral": referral.ref},
            by=lambda referral: actor(Role.BROKER, unit=referral.team),
            at=FEBRUARY,
        ),
        change_case(
            commands.order_from_same_provider,
            provider=lambda change: provider_of(change.package),
            agreed_with="Dana Holt",
            agreed_on=TODAY,
        ),
        change_case(commands.find_provider_for_change, why="They have no staff."),
        change_case(commands.withdraw_council_change, reason="Moved."),
    ]
)
def test_the_quartet(check):
    check()


def asked(now: str, then: str, carers: int = 1, **told: Any) -> ChangeAsked:
    return ChangeAsked(Decimal(now), Decimal(then), 1, carers, **told)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        (asked("20", "25"), True),
        (asked("20", "25.01"), False),
        (asked("8", "10"), True),
        (asked("8", "10.01"), False),
        (asked("40", "45"), True),
        (asked("40", "45.25"), False),
        (asked("14", "2"), True),
        (asked("14", "14"), False),
        (asked("0", "14"), False),
        (asked("14", "15", carers=2), False),
        (asked("14", "15", is_same_service=False), False),
    ],
)
def test_a_change_is_small_enough_up_to_both_limits(change: ChangeAsked, allowed: bool) -> None:
    assert same_provider(change, TERMS).allowed is allowed


@given(
    now=st.decimals(Decimal("0.25"), 80, places=2),
    more=st.decimals(Decimal("0.01"), 40, places=2),
    hours=st.decimals(0, 20, places=2),
    percent=st.decimals(0, 100, places=2),
)
def test_more_hours_are_judged_exactly(now: Decimal, more: Decimal, hours: Decimal, percent: Decimal) -> None:
    terms = TERMS.model_copy(update={"same_provider_hours": hours, "same_provider_percent": percent})

    within = more <= hours and Fraction(more) / Fraction(now) <= Fraction(percent) / 100
    assert same_provider(ChangeAsked(now, now + more, 1, 1), terms).allowed is within


def test_a_complete_change_is_for_the_broker_to_decide_and_not_on_the_list() -> None:
    referral = a_change()

    assert not Requirement.objects.filter(referral=referral).exists()
    owed = Obligation.objects.get(duty="decide_council_change", subject=referral.ref)
    assert (owed.rule, owed.due_at) == ("VAR-1", datetime(2018, 2, 13, 17, tzinfo=UTC))
    panel = council_change(referral.ref, BROKER)
    assert panel.same.allowed
    assert panel.same.why == "2 hours a week more, 14.29% of 14 hours: within the 5 hours and 25% that need no search."


def test_a_small_change_becomes_a_version_without_a_new_search() -> None:
    referral = a_change()

    change = same(referral, why="She wants to keep her carers.")

    assert change.order is not None
    assert (change.order.kind, change.order.because, change.order.version) == ("reordered", referral.ref, 2)
    part = part_in_force(change.package.ref, provider_of(change.package), CHANGE_ON)
    assert (part.weekly_hours, part.ordered_hours) == (Decimal(16), Decimal(16))
    assert Obligation.objects.get(duty="decide_council_change").state == "met"
    assert not Requirement.objects.filter(referral=referral).exists()
    assert Message.objects.filter(subject__startswith="Change ordered from Monday 19 February 2018").count() == 1
    assert Package.objects.count() == 1


@pytest.mark.parametrize(
    ("hours", "told", "field"),
    [
        ("16", {"agreed_with": " "}, "agreed_with"),
        ("16", {"agreed_on": TODAY + DAY}, "agreed_on"),
        ("20", {}, ""),
        ("16", {"provider": "PRV-0000-0000-0"}, "provider"),
    ],
)
def test_the_same_provider_is_refused(hours: str, told: dict[str, Any], field: str) -> None:
    referral = a_change(hours)

    with pytest.raises(Refused) as refusal:
        same(referral, **told)
    assert refusal.value.rule == "VAR-1"
    faults = getattr(refusal.value, "faults", None)
    assert (faults[0].field if faults else refusal.value.field) == field


def test_one_part_of_a_split_package_takes_the_hours() -> None:
    order = a_split_order()
    list(send_made_orders(FEBRUARY))
    referral = a_change("15", order.package)
    elm = order.lines.get(part=2).provider.ref

    same(referral, provider=elm)

    assert part_in_force(order.package.ref, elm, CHANGE_ON).weekly_hours == Decimal(5)


def test_a_part_cannot_lose_more_hours_than_it_has() -> None:
    order = a_split_order()
    referral = a_change("8", order.package)

    with pytest.raises(Refused) as refusal:
        same(referral, provider=order.lines.get(part=2).provider.ref)
    assert refusal.value.field == "provider"


def taken_by(requirement: Requirement, start: date = CHANGE_ON, hours: str = "") -> Award:
    """The next provider accepts, the person is called, it confirms."""
    offer: Offer = an_open_offer(requirement, at=FEBRUARY)
    if offer.provider.name == "Harbour Care":
        sourcing.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=FEBRUARY)
        offer = an_open_offer(requirement, at=FEBRUARY)
    award = sourcing.accept_offer(offer=offer.ref, by=coordinator(offer), at=FEBRUARY)
    sourcing.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=broker(requirement), at=FEBRUARY)
    return sourcing.confirm_arrangements(
        award=award.ref,
        start_on=start,
        planned_times=["8am to 9am"],
        carers_per_visit=1,
        confirmed_by="Kim Lee",
        by=coordinator(award),
        at=FEBRUARY,
    )


def test_a_large_change_is_placed_and_the_same_package_gets_the_next_version() -> None:
    first = a_sent_order()
    package, old = first.package, provider_of(first.package)
    requirement = find(a_change("30", package))
    assert requirement.waiting_since == requirement.referral.received_at

    award = taken_by(requirement)

    assert list(Package.objects.all()) == [package]
    order = Order.objects.get(package=package, version=2)
    assert (order.kind, order.from_on, order.because) == ("reordered", CHANGE_ON, requirement.referral.ref)
    assert part_in_force(package.ref, old, CHANGE_ON - DAY).weekly_hours == Decimal(14)
    with pytest.raises(NotFound):
        part_in_force(package.ref, old, CHANGE_ON)
    assert part_in_force(package.ref, award.provider.ref, CHANGE_ON).weekly_hours == Decimal(30)
    assert list(send_made_orders(FEBRUARY)) == [order.ref]
    assert Message.objects.filter(provider=old, subject__startswith="No longer ordered").count() == 1


def test_the_old_provider_stays_until_the_last_new_part_starts() -> None:
    first = a_sent_order()
    package, old = first.package, provider_of(first.package)
    requirement = find(a_change("30", package))
    sourcing.split_requirement(
        requirement=requirement.ref, hours=[Decimal(20), Decimal(10)], by=broker(requirement), at=FEBRUARY
    )
    later = CHANGE_ON + 7 * DAY

    taken_by(requirement)
    assert part_in_force(package.ref, old, later + 30 * DAY).weekly_hours == Decimal(14)
    taken_by(requirement, later)

    book = book_of(with_book(Package.objects.all()).get())
    assert [sorted(row.weekly_hours for row in on_day(book, day)) for day in (CHANGE_ON - DAY, later - DAY, later)] == [
        [Decimal(14)], [Decimal(14), Decimal(20)], [Decimal(10), Decimal(20)],
    ]  # fmt: skip


def test_a_withdrawn_change_is_decided_by_nobody() -> None:
    referral = a_change()

    withdraw_referral(
        referral=referral.ref, reason="No longer needed.", by=actor(Role.PRACTITIONER, unit=referral.team), at=FEBRUARY
    )

    assert CouncilChange.objects.get(referral=referral).state == "withdrawn"
    assert Obligation.objects.get(duty="decide_council_change").state == "cancelled"


def test_a_change_that_is_ordered_cannot_be_withdrawn_with_its_referral() -> None:
    referral = a_change()
    same(referral)

    with pytest.raises(WrongState):
        withdraw_referral(
            referral=referral.ref, reason="No.", by=actor(Role.PRACTITIONER, unit=referral.team), at=FEBRUARY
        )


def test_a_change_of_no_package_of_the_persons_is_placed_as_a_new_one() -> None:
    referral = a_referral_in("complete", kind="change", package="PKG-0000-0000-0")

    assert Requirement.objects.filter(referral=referral).exists()
    with pytest.raises(NotFound):
        council_change(referral.ref, BROKER)
