"""The order book by its commands: versions, suspensions, ends, funds, what is owed for days over (ORD-2, 3, 5)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused, WrongState
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.packages import commands
from carewright.packages.models import Adjustment, Order, Package, Suspension
from carewright.packages.queries import own_lines, part_in_force, row_of
from carewright.packages.queries.book import book_of, with_book
from carewright.packages.rules import LineFacts, cost_of_days, on_day
from carewright.trail.models import Event
from tests.conftest import actor
from tests.packages.book import (
    BROKER,
    DAY,
    FEBRUARY,
    TODAY,
    WEEK,
    a_package,
    a_suspended_package,
    flex,
    provider_of,
    reorder,
    resume,
    suspend,
)
from tests.packages.builders import PDF, a_split_order, documents_of
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db


def case(command: object, role: Role, thing_in: object = lambda _: a_package(), **arguments: object) -> Case:
    return Case(
        command=command,
        thing_in=thing_in,
        arguments=lambda package: {"package": package.ref} | {
            name: value(package) if callable(value) else value for name, value in arguments.items()
        },
        by=lambda package: actor(role, unit=package.team),
        at=FEBRUARY,
    )  # fmt: skip


PART = {"provider": provider_of, "from_on": TODAY, "because": "CHG-TEST"}


@quartet(
    [
        case(commands.flex_part, Role.CARE_COORDINATOR, weekly_hours=Decimal(16), **PART),
        case(commands.reorder_part, Role.BROKER, weekly_hours=Decimal(16), **PART),
        case(commands.uplift_part, Role.COMMISSIONER, rate=Decimal("19.00"), **PART),
        case(commands.suspend_package, Role.PRACTITIONER, reason="hospital", from_on=TODAY),
        case(
            commands.resume_package,
            Role.PRACTITIONER,
            thing_in=a_suspended_package,
            care_from_on=TODAY,
            confirmed_by="Dana Holt",
        ),
        case(commands.end_package, Role.PRACTITIONER, last_on=TODAY, reason="Moved away."),
        case(commands.end_part, Role.BROKER, provider=provider_of, last_on=TODAY, reason="Handed back."),
        case(commands.cancel_order, Role.BROKER, reason="Placed twice."),
        case(
            commands.replace_with_fund,
            Role.BROKER,
            kind="direct_payment",
            from_on=TODAY,
            personal_budget=Decimal("500.00"),
            contribution=Decimal("40.00"),
        ),
    ]
)
def test_the_quartet(check):
    check()


def test_flexes_make_versions_and_leave_what_was_originally_ordered() -> None:
    package = a_package()

    flex(package, "16")
    flex(package, "18.5", TODAY + 7 * DAY)

    assert [(order.version, order.kind, order.from_on) for order in package.orders.all()] == [
        (1, "placed", date(2018, 1, 8)),
        (2, "flexed", TODAY),
        (3, "flexed", TODAY + 7 * DAY),
    ]
    part = part_in_force(package.ref, provider_of(package), TODAY + 30 * DAY)
    assert (part.ordered_hours, part.weekly_hours) == (Decimal(14), Decimal("18.5"))
    assert part_in_force(package.ref, provider_of(package), TODAY).weekly_hours == Decimal(16)
    assert part_in_force(package.ref, provider_of(package), TODAY - DAY).weekly_hours == Decimal(14)


def test_a_new_order_by_the_council_is_what_tolerance_is_measured_from() -> None:
    package = a_package()
    flex(package, "16")

    reorder(package, "20", TODAY + DAY)

    assert part_in_force(package.ref, provider_of(package), TODAY + DAY).ordered_hours == Decimal(20)


def test_another_price_leaves_the_hours_as_they_are() -> None:
    package = a_package()
    flex(package, "16")

    commands.uplift_part(
        package=package.ref, provider=provider_of(package), rate=Decimal("19.00"), from_on=TODAY + DAY,
        because="", by=actor(Role.COMMISSIONER), at=FEBRUARY,
    )  # fmt: skip

    part = part_in_force(package.ref, provider_of(package), TODAY + DAY)
    assert (part.ordered_hours, part.weekly_hours, part.rate) == (Decimal(14), Decimal(16), Decimal("19.00"))
    assert "19.00" not in Event.objects.filter(name="order.changed").latest("seq").content


def test_a_flex_before_a_day_from_which_other_hours_are_ordered_is_refused() -> None:
    package = a_package()
    flex(package, "16", TODAY + 14 * DAY)

    with pytest.raises(Refused) as refusal:
        flex(package, "15", TODAY)

    assert refusal.value.rule == "CHG-6"
    assert "26 February 2018" in refusal.value.sentence


def test_a_backdated_change_is_owed_week_by_week_and_nothing_sent_is_changed() -> None:
    package = a_package()
    sent = {name: value for name, value in vars(package.orders.get()).items() if not name.startswith("_")}

    order = flex(package, "16", date(2018, 1, 31))

    owed = [(one.from_on, one.to_on, one.hours, one.amount) for one in order.adjustments.all()]
    two_hours = Decimal(2) * Decimal("18.40")
    assert owed[1] == (date(2018, 2, 5), date(2018, 2, 11), Decimal(2), two_hours)
    assert (owed[0][0], owed[0][1], owed[0][2]) == (date(2018, 1, 31), date(2018, 2, 4), Decimal("1.43"))
    first = Order.objects.get(pk=sent["id"])
    assert {name: getattr(first, name) for name in sent} == sent


def test_a_change_from_today_on_owes_nothing_for_days_over() -> None:
    flex(a_package(), "16")

    assert not Adjustment.objects.exists()


def test_what_was_believed_on_a_day_is_still_told() -> None:
    package = a_package()
    order = flex(package, "16", date(2018, 1, 31))

    loaded = with_book(Package.objects.filter(pk=package.pk)).get()

    [now] = on_day(book_of(loaded), date(2018, 2, 1))
    [then] = on_day(book_of(loaded, known_at=order.made_at - timedelta(seconds=1)), date(2018, 2, 1))
    assert (now.weekly_hours, then.weekly_hours) == (Decimal(16), Decimal(14))


def test_a_suspension_pays_its_retainer_and_the_return_is_owed() -> None:
    package = a_package()

    order = suspend(package, TODAY, back_on=TODAY + 14 * DAY)

    suspension = Suspension.objects.get(package=package)
    assert order.because == suspension.ref
    loaded = with_book(Package.objects.filter(pk=package.pk)).get()
    assert cost_of_days(book_of(loaded), TODAY, TODAY + 6 * DAY) == WEEK / 2
    assert cost_of_days(book_of(loaded), TODAY + 7 * DAY, TODAY + 13 * DAY) == 0
    assert row_of(loaded, FEBRUARY).standing == "Suspended"
    assert Obligation.objects.get(duty="confirm_return").due_at == datetime(2018, 2, 26, 17, tzinfo=UTC)


def test_care_resumes_only_with_somebodys_confirmation_and_as_it_was() -> None:
    package = a_suspended_package()
    with pytest.raises(Refused) as refusal:
        commands.resume_package(package=package.ref, care_from_on=TODAY, confirmed_by=" ", by=BROKER, at=FEBRUARY)
    assert refusal.value.field == "confirmed_by"

    resume(package, TODAY)

    suspension = Suspension.objects.get(package=package)
    assert (suspension.to_on, suspension.confirmed_by) == (TODAY - DAY, "Dana Holt")
    part = part_in_force(package.ref, provider_of(package), TODAY)
    assert (part.weekly_hours, part.is_suspended, part.ordered_hours) == (Decimal(14), False, Decimal(14))
    assert part_in_force(package.ref, provider_of(package), TODAY - DAY).is_suspended
    assert Obligation.objects.get(duty="confirm_return").state == "met"


def test_a_package_is_suspended_once_at_a_time() -> None:
    package = a_suspended_package()

    with pytest.raises(WrongState):
        suspend(package)


def test_hours_changed_during_a_suspension_are_the_hours_when_care_resumes() -> None:
    package = a_suspended_package()
    flex(package, "15", TODAY)

    resume(package, TODAY + 3 * DAY)

    part = part_in_force(package.ref, provider_of(package), TODAY + 3 * DAY)
    assert (part.weekly_hours, part.is_suspended) == (Decimal(15), False)


def test_an_ended_package_is_ordered_on_its_last_day_and_not_after_it() -> None:
    package = a_package()

    commands.end_package(package=package.ref, last_on=TODAY, reason="Moved away.", by=BROKER, at=FEBRUARY)

    part_in_force(package.ref, provider_of(package), TODAY)
    with pytest.raises(NotFound):
        part_in_force(package.ref, provider_of(package), TODAY + DAY)
    loaded = with_book(Package.objects.filter(pk=package.pk)).get()
    assert row_of(loaded, FEBRUARY).standing == "In place"
    assert row_of(loaded, FEBRUARY + DAY).standing == "Ended 12 February 2018"


def test_a_cancelled_order_costs_nothing_and_its_provider_is_told() -> None:
    package = a_package()
    order = commands.cancel_order(package=package.ref, reason="Placed twice.", by=BROKER, at=FEBRUARY)

    commands.send_order(order=order.ref, documents=documents_of(order), by=BROKER, at=FEBRUARY)

    loaded = with_book(Package.objects.filter(pk=package.pk)).get()
    assert book_of(loaded) == ()
    assert row_of(loaded, FEBRUARY).standing == "Cancelled"
    assert sum(one.amount for one in order.adjustments.all()) == -5 * WEEK
    assert Message.objects.filter(subject__startswith="No longer ordered", provider=provider_of(package)).count() == 1
    assert own_lines(actor(Role.PROVIDER_COORDINATOR, provider=provider_of(package)), FEBRUARY) == []


def test_one_part_of_a_split_package_ends_and_the_other_goes_on() -> None:
    package = a_split_order().package
    first, second = (line.provider.ref for line in package.orders.latest("version").lines.order_by("part"))

    commands.end_part(package=package.ref, provider=first, last_on=TODAY, reason="Handed back.", by=BROKER, at=FEBRUARY)

    assert part_in_force(package.ref, second, TODAY + DAY).weekly_hours == Decimal(4)
    with pytest.raises(NotFound):
        part_in_force(package.ref, first, TODAY + DAY)


def test_a_part_that_was_flexed_stays_so_when_another_is_placed() -> None:
    package = a_split_order().package
    first = package.orders.latest("version").lines.order_by("part")[0].provider.ref
    commands.flex_part(
        package=package.ref, provider=first, weekly_hours=Decimal(11), from_on=TODAY, because="", at=FEBRUARY,
        by=actor(Role.CARE_COORDINATOR),
    )  # fmt: skip

    commands.make_order(requirement=package.requirement.ref, by=BROKER, at=FEBRUARY)

    assert part_in_force(package.ref, first, TODAY).weekly_hours == Decimal(11)


def test_a_direct_payment_takes_the_place_of_the_lines() -> None:
    package = a_package()

    commands.replace_with_fund(
        package=package.ref, kind="direct_payment", from_on=TODAY, personal_budget=Decimal("500.00"),
        contribution=Decimal("40.00"), by=BROKER, at=FEBRUARY,
    )  # fmt: skip

    loaded = with_book(Package.objects.filter(pk=package.pk)).get()
    assert cost_of_days(book_of(loaded), TODAY, TODAY + 6 * DAY) == Decimal("460.00")
    assert [row.weekly_hours for row in on_day(book_of(loaded), TODAY - DAY)] == [Decimal(14)]
    with pytest.raises(NotFound):
        part_in_force(package.ref, provider_of(package), TODAY)


@pytest.mark.parametrize(
    ("kind", "contribution", "provider", "field"),
    [
        ("cash", "0", "", "kind"),
        ("direct_payment", "501", "", "contribution"),
        ("service_fund", "0", "", "provider"),
        ("direct_payment", "0", "its own", "provider"),
    ],
)
def test_a_fund_that_cannot_be_is_refused(kind: str, contribution: str, provider: str, field: str) -> None:
    package = a_package()

    with pytest.raises(Refused) as refusal:
        commands.replace_with_fund(
            package=package.ref, kind=kind, from_on=TODAY, personal_budget=Decimal(500),
            contribution=Decimal(contribution), provider=provider and provider_of(package), by=BROKER, at=FEBRUARY,
        )  # fmt: skip

    assert refusal.value.field == field


def test_a_provider_sees_what_is_ordered_now_and_what_comes() -> None:
    package = a_package()
    order = flex(package, "16", TODAY + 14 * DAY)
    commands.send_order(order=order.ref, documents=dict.fromkeys([provider_of(package)], PDF), by=BROKER, at=FEBRUARY)

    seen = own_lines(actor(Role.PROVIDER_COORDINATOR, provider=provider_of(package)), FEBRUARY)

    assert [(line.weekly_hours, line.from_on, line.to_on) for line in seen] == [
        (Decimal(14), date(2018, 1, 8), TODAY + 13 * DAY),
        (Decimal(16), TODAY + 14 * DAY, None),
    ]
    assert {line.version for line in seen} == {2}


@pytest.mark.parametrize("change", [flex, reorder])
def test_a_part_is_of_no_more_hours_than_a_week_has(change: Callable[..., Order]) -> None:
    package = a_package()

    with pytest.raises(Refused, match="A week has 168 hours") as refused:
        change(package, "168.01")

    assert refused.value.field == "weekly_hours"


def test_a_suspension_that_comes_to_light_later_leaves_one_that_was_known_as_it_was() -> None:
    package = a_package()
    suspend(package, date(2018, 1, 20))
    resume(package, date(2018, 1, 26))
    known = [row for row in rows_of(package) if row.is_suspended]

    suspend(package, date(2018, 1, 12))
    resume(package, date(2018, 1, 15))

    kept = [row for row in rows_of(package) if row.is_suspended]
    assert [(row.from_on.day, row.to_on.day if row.to_on else None) for row in kept] == [(12, 14), (20, 25)]
    assert (kept[1].from_on, kept[1].to_on, kept[1].paid_percent) == (
        known[0].from_on,
        known[0].to_on,
        known[0].paid_percent,
    )


def test_respite_recorded_ahead_is_not_lost_when_care_resumes_after_hospital() -> None:
    package = a_package()
    suspend(package, TODAY + 20 * DAY)
    resume(package, TODAY + 27 * DAY)
    suspend(package, TODAY)

    resume(package, TODAY + 3 * DAY)

    suspended = [row for row in rows_of(package) if row.is_suspended]
    assert [(row.from_on, row.to_on) for row in suspended] == [
        (TODAY, TODAY + 2 * DAY),
        (TODAY + 20 * DAY, TODAY + 26 * DAY),
    ]


def test_one_that_was_cancelled_before_it_began_stays_so() -> None:
    package = a_package()
    suspend(package, TODAY + 20 * DAY)
    resume(package, TODAY + 20 * DAY)
    suspend(package, TODAY)

    resume(package, TODAY + 3 * DAY)

    assert [row.from_on for row in rows_of(package) if row.is_suspended] == [TODAY]


def rows_of(package: Package) -> tuple[LineFacts, ...]:
    return book_of(with_book(Package.objects.all()).get(pk=package.pk))
