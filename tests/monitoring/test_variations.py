"""Weeks are reported, answered and paid (VAR-2), by the real commands."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, NotFound, Refused, WrongState
from carewright.messages.models import Message
from carewright.monitoring.commands import approve_variations, pay_as_ordered, refuse_variations, report_variations
from carewright.monitoring.lifecycle import VARIATION
from carewright.monitoring.models import Variation, VariationPayment, VariationReport
from carewright.monitoring.queries import own_variations, own_week, own_weeks, rows_of, variations
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.packages.commands import reorder_part, send_order
from carewright.packages.models import Order
from carewright.policy.queries import policy_at
from carewright.trail.queries import timeline
from tests.builders import a_council
from tests.conftest import actor
from tests.monitoring.builders import (
    ANSWER_BY,
    MONDAY,
    NEXT_WEEK,
    TOO_LATE,
    TUESDAY,
    WEEK,
    a_held_package,
    a_loaded_package,
    a_variation_in,
    a_waiting_variation,
    approver,
    holding,
    report,
)
from tests.packages.builders import documents_of
from tests.providers.builders import a_provider
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db
MONTHS_LATER = MONDAY + timedelta(weeks=12)

CASES = [
    Case(
        command=report_variations,
        thing_in=lambda _: a_held_package(),
        arguments=lambda held: {"provider": held.provider.ref, "rows": [held.row()]},
        by=lambda held: held.coordinator,
        at=MONDAY,
    ),
    Case(
        command=approve_variations,
        lifecycle=VARIATION,
        thing_in=a_variation_in,
        arguments=lambda one: {"variations": [one.ref]},
        by=approver,
        at=TUESDAY,
    ),
    Case(
        command=refuse_variations,
        lifecycle=VARIATION,
        thing_in=a_variation_in,
        arguments=lambda one: {"variations": [one.ref], "reason": "She was at home."},
        by=approver,
        at=TUESDAY,
    ),
    Case(
        command=pay_as_ordered,
        lifecycle=VARIATION,
        thing_in=a_variation_in,
        arguments=lambda one: {"variation": one.ref},
        by=lambda _: SYSTEM,
        at=TOO_LATE,
    ),
]


@quartet(CASES)
def test_the_quartet(check):
    check()


def owed(one):
    return Obligation.objects.get(duty="answer_variation", subject=one.ref)


def paid(held, week_on=WEEK):
    rows = VariationPayment.objects.filter(package=held.package, week_on=week_on)
    return [row.amount for row in rows.order_by("pk")]


def test_a_week_that_differs_waits_for_the_packages_team_and_is_paid_as_ordered_meanwhile():
    held = a_held_package()

    one = report(held)

    assert (one.state, one.ordered_hours, one.delivered_hours, one.effect) == (
        "waiting",
        Decimal(14),
        Decimal(12),
        Decimal("-36.80"),
    )
    assert (owed(one).role, owed(one).unit, owed(one).due_at) == (Role.PRACTITIONER, held.package.team, ANSWER_BY)
    assert paid(held) == []


def test_a_week_as_ordered_waits_for_nobody():
    held = a_held_package()

    one = report(held, held.row("14"))

    assert (one.state, one.answer_by) == ("as_ordered", None)
    assert not Obligation.objects.filter(duty="answer_variation").exists()


def test_hours_ordered_are_the_order_books_and_a_difference_is_shown():
    held = a_held_package()

    one = report(held, held.row("15", ordered_hours=Decimal(15)))

    [row] = rows_of(variations(held.practitioner), held.practitioner)
    assert one.ordered_hours == 14
    assert row.is_ordered_otherwise
    assert row.difference == 1


def test_an_approved_week_is_paid_for_the_hours_delivered():
    held = a_held_package()
    one = report(held)

    approve_variations(variations=[one.ref], by=held.practitioner, at=TUESDAY)

    assert paid(held) == [Decimal("-36.80")]
    assert (owed(one).state, owed(one).kept_late) == (State.MET, False)


def test_many_are_approved_at_once_or_none():
    council = a_council()
    harbour = a_provider("Harbour Care")
    held = [a_loaded_package(council.team(), harbour) for _ in range(3)]
    rows = [one.row("9") for one in held]
    report_variations(provider=harbour.ref, rows=rows, by=held[0].coordinator, at=MONDAY)
    refs = [one.ref for one in Variation.objects.all()]

    approve_variations(variations=refs[:1], by=held[0].practitioner, at=TUESDAY)
    with pytest.raises(WrongState):
        approve_variations(variations=refs, by=held[0].practitioner, at=TUESDAY)
    approve_variations(variations=refs[1:], by=held[0].practitioner, at=TUESDAY)

    assert [row.amount for row in VariationPayment.objects.all()] == [Decimal("-18.40")] * 3


def test_a_refused_week_is_paid_as_ordered_and_the_provider_is_told_without_a_name():
    held = a_held_package()
    one = report(held)

    refuse_variations(variations=[one.ref], reason="She was at home.", by=held.practitioner, at=TUESDAY)

    assert paid(held) == []
    message = Message.objects.get(subject="Variation refused")
    assert message.to == [held.provider.offers_email]
    assert "Attwood" not in message.text
    assert "home." not in message.text


def test_what_is_not_answered_in_time_is_paid_as_ordered_and_can_still_be_approved():
    held = a_held_package()
    one = report(held)

    assert list(sweep(ANSWER_BY)) == []
    assert len(list(sweep(TOO_LATE))) == 1
    assert holding(held).state == "unanswered"
    assert paid(held) == []

    approve_variations(variations=[one.ref], by=held.practitioner, at=TOO_LATE)
    assert paid(held) == [Decimal("-36.80")]


def test_the_same_report_again_changes_nothing():
    held = a_held_package()
    one = report(held)

    assert report(held, at=TUESDAY).pk == one.pk
    assert VariationReport.objects.latest("pk").same == 1
    assert Variation.objects.count() == 1


def test_a_correction_takes_the_place_of_a_report_and_the_earlier_version_is_kept():
    held = a_held_package()
    first = report(held)

    second = report(held, held.row("11"), at=TUESDAY)

    assert (second.version, second.state) == (2, "waiting")
    assert Variation.objects.get(pk=first.pk).state == "replaced"
    assert owed(first).state == State.CANCELLED
    assert owed(second).state == State.OPEN


def test_the_approval_before_stands_until_a_correction_is_approved_which_pays_the_difference():
    held = a_held_package()
    approve_variations(variations=[report(held).ref], by=held.practitioner, at=TUESDAY)

    second = report(held, held.row("13"), at=TUESDAY)
    assert paid(held) == [Decimal("-36.80")]

    approve_variations(variations=[second.ref], by=held.practitioner, at=TUESDAY)
    assert paid(held) == [Decimal("-36.80"), Decimal("18.40")]


def test_a_correction_back_to_what_was_ordered_is_approved_too_when_it_would_change_what_is_paid():
    """Else a provider could take back by itself what was approved against it."""
    held = a_held_package()
    approve_variations(variations=[report(held).ref], by=held.practitioner, at=TUESDAY)

    second = report(held, held.row("14"), at=TUESDAY)

    assert second.state == "waiting"
    [row] = rows_of(variations(held.practitioner, state="waiting"), held.practitioner)
    assert row.why == "14 hours delivered, as ordered: paid as answered before until case management answers."
    [row] = rows_of(variations(actor(Role.FINANCE_OFFICER), state="waiting"), actor(Role.FINANCE_OFFICER))
    assert (row.effect, row.paid_before, row.change) == (Decimal("0.00"), Decimal("-36.80"), Decimal("36.80"))
    approve_variations(variations=[second.ref], by=held.practitioner, at=TUESDAY)
    assert sum(paid(held)) == 0


def test_a_variation_is_not_approved_when_the_order_has_changed_since():
    held = a_held_package()
    one = report(held)
    reorder_part(
        package=held.package.ref,
        provider=held.provider.ref,
        weekly_hours=Decimal(10),
        from_on=WEEK,
        because="",
        by=SYSTEM,
        at=TUESDAY,
    )
    send_all(held, at=TUESDAY)

    with pytest.raises(Refused, match="has changed since it was reported"):
        approve_variations(variations=[one.ref], by=held.practitioner, at=TUESDAY)

    again = report(held, at=TUESDAY)
    assert (again.version, again.ordered_hours) == (2, Decimal(10))


def test_nobody_approves_what_they_reported():
    held = a_held_package()
    both = actor(Role.BROKER, Role.PRACTITIONER)
    report_variations(provider=held.provider.ref, rows=[held.row()], by=both, at=MONDAY)
    one = holding(held)

    for verb, told in ((approve_variations, {}), (refuse_variations, {"reason": "No"})):
        with pytest.raises(NotAllowed) as refused:
            verb(variations=[one.ref], **told, by=both, at=TUESDAY)
        assert refused.value.rule == "ROLE-3"


def test_nobody_of_another_team_answers():
    one = a_waiting_variation()
    stranger = actor(Role.TEAM_MANAGER, unit=a_council_elsewhere(one))

    with pytest.raises(NotAllowed):
        approve_variations(variations=[one.ref], by=stranger, at=TUESDAY)
    assert list(variations(stranger)) == []


def send_all(held, at):
    for order in Order.objects.filter(package=held.package, state="made"):
        send_order(order=order.ref, documents=documents_of(order), by=SYSTEM, at=at)


def a_council_elsewhere(one):
    return one.package.team.__class__.objects.get(name="Vale community team")


def test_a_provider_reports_and_sees_its_own_alone():
    held = a_held_package()
    one = report(held)
    rival = actor(Role.PROVIDER_MANAGER, provider=a_provider("Rival Care").ref)

    assert list(own_variations(rival)) == []
    assert list(own_week(WEEK, rival)) == []
    with pytest.raises(NotFound):
        report_variations(provider=held.provider.ref, rows=[held.row()], by=rival, at=MONDAY)
    with pytest.raises(Invalid) as refused:
        report_variations(provider=rival.provider, rows=[held.row()], by=rival, at=MONDAY)
    assert refused.value.field == "rows.1.package"
    with pytest.raises(NotFound):
        approve_variations(variations=[one.ref], by=rival, at=TUESDAY)


def test_a_package_that_does_not_exist_is_refused_in_the_same_words_as_anothers():
    held = a_held_package()
    rival = actor(Role.PROVIDER_MANAGER, provider=a_provider("Rival Care").ref)
    sentences = set()
    for package in (held.package.ref, "PKG-0000-0000-0"):
        row = replace(held.row(), package=package)
        with pytest.raises(Invalid) as refused:
            report_variations(provider=rival.provider, rows=[row], by=rival, at=MONDAY)
        sentences.add(refused.value.sentence)

    assert len(sentences) == 1


def test_who_may_not_see_prices_sees_no_money():
    held = a_held_package()
    report(held)
    finance = actor(Role.FINANCE_OFFICER)

    [row] = rows_of(variations(held.practitioner), held.practitioner)
    assert (row.effect, row.working[0]["rate"]) == (None, "")
    [row] = rows_of(variations(finance), finance)
    assert (row.effect, row.working[0]["rate"]) == (Decimal("-36.80"), "18.40")
    [row] = rows_of(own_variations(held.coordinator), held.coordinator)
    assert row.effect == Decimal("-36.80")


@pytest.mark.parametrize(
    ("changes", "field", "at"),
    [
        ({"week_on": WEEK + timedelta(days=1)}, "week_on", MONDAY),
        ({"week_on": NEXT_WEEK}, "week_on", MONDAY),
        ({}, "week_on", MONTHS_LATER),
        ({"week_on": WEEK - timedelta(weeks=1)}, "package", MONDAY),
        ({"reason": ""}, "reason", MONDAY),
        ({"reason": "price"}, "asked_rate", MONDAY),
        ({"delivered_hours": Decimal(200)}, "delivered_hours", MONDAY),
    ],
)
def test_a_faulty_row_refuses_the_report_whole_and_is_named(changes, field, at):
    held = a_held_package()

    rows = [held.row(), replace(held.row(), **changes)]
    with pytest.raises(Invalid) as refused:
        report_variations(provider=held.provider.ref, rows=rows, by=held.coordinator, at=at)

    assert f"rows.2.{field}" in [fault.field for fault in refused.value.faults]
    assert not Variation.objects.exists()


def test_a_week_stands_in_a_report_once():
    held = a_held_package()

    with pytest.raises(Invalid) as refused:
        report(held, held.row(), held.row("11"))

    assert refused.value.field == "rows.2.package"


def test_a_week_of_which_only_some_days_were_ordered():
    council = a_council()
    harbour = a_provider("Harbour Care")
    held = a_loaded_package(council.team(), harbour, from_on=date(2017, 4, 1), to_on=date(2018, 1, 10), carers=2)

    one = report(held, held.row("8"))

    assert (one.ordered_hours, one.effect) == (Decimal("8.57"), Decimal("-10.51"))


def test_timelines_tell_weeks_and_neither_amounts_nor_notes():
    held = a_held_package()
    one = report(held, held.row(note="Her hip again"))
    approve_variations(variations=[one.ref], by=held.practitioner, at=TUESDAY)

    told = " ".join(entry.sentence for entry in timeline(held.package.ref))

    assert "Variation approved, paid for the hours delivered: week from 8 January 2018." in told
    assert "36.80" not in told
    assert "hip" not in told


def test_a_provider_is_shown_the_weeks_that_it_may_report():
    held = a_held_package()
    report(held)

    [week] = own_weeks(held.coordinator, MONDAY, policy_at(MONDAY).terms)
    [package] = own_week(WEEK, held.coordinator)

    assert (week.week_on, week.packages, week.reported, week.waiting) == (WEEK, 1, 1, 1)
    assert (package.package, package.ordered_hours) == (held.package.ref, Decimal(14))
