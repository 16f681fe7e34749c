"""What a notice must hold, and what it is judged to be (CHG-1, CHG-2, CHG-6)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.changes.commands import withdraw_change
from carewright.changes.models import Change
from carewright.changes.queries import judged, own_change, own_changes, previewed
from carewright.kernel.refused import Invalid, NotFound, Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.packages.commands import end_package
from carewright.packages.lifecycle import OrderKind, OrderState
from carewright.packages.models import Order, Package
from carewright.packages.sending import send_made_orders
from carewright.policy.queries import BUILT_IN
from carewright.trail.queries import timeline
from tests.changes.builders import (
    CONFIRM_BY,
    SUNDAY,
    TUESDAY,
    a_notice,
    a_package,
    confirmed,
    hours,
    in_effect,
    provider_of,
)
from tests.conftest import actor
from tests.packages.builders import a_sent_order
from tests.providers.builders import a_provider
from tests.sourcing.builders import a_market

pytestmark = pytest.mark.django_db


def test_it_is_judged_with_every_figure_under_the_policy_of_now() -> None:
    told = judged(a_notice(hours="14"))

    assert told.rules == ()
    assert (told.facts.ordered_hours, told.facts.current_hours, told.facts.new_hours) == hours("12", "12", "14")
    assert (told.assessment.ordered_cost, told.assessment.new_cost) == (Decimal("289.20"), Decimal("337.40"))
    assert (told.assessment.ordered_level, told.assessment.new_level) == (4, 5)
    assert told.percent == Decimal("16.67")
    assert told.policy_version == BUILT_IN
    assert told.new_package_cost == Decimal("337.40")


def test_the_care_coordinator_owes_the_confirmation_within_two_working_days() -> None:
    change = a_notice()

    owed = Obligation.objects.get(duty="confirm_change", subject=change.ref)
    assert (owed.rule, owed.role, owed.due_at, owed.about) == (
        "CHG-3",
        "care_coordinator",
        CONFIRM_BY,
        change.package.ref,
    )


def test_coordinator_and_provider_are_told_without_names_and_prices() -> None:
    a_notice()

    asked, here = Message.objects.filter(subject__contains="change CHG-").order_by("pk")
    assert asked.subject.startswith("Confirm by 5pm")
    assert here.to == ["offers@harbour-care.example"]
    for message in (asked, here):
        assert "Within tolerance" in message.text
        assert not any(word in message.text for word in ("Attwood", "289.20", "337.40", "24.10"))


@pytest.mark.parametrize(
    ("told", "field", "what_to_do"),
    [
        ({"spoke_with": " "}, "spoke_with", "with whom you talked"),
        ({"spoke_on": TUESDAY.date() + timedelta(days=1)}, "spoke_on", "comes before the change"),
        ({"said": ""}, "said", "what the person told you"),
        ({"agreement": "neither"}, "agreement", "best-interests decision"),
        ({"agreement": "yes"}, "agreement", "best-interests decision"),
        ({"advocate": "missing"}, "advocate", "with their advocate"),
        ({"has_safeguarding_concern": True}, "has_safeguarding_concern", "Report the concern to the council"),
        ({"reason": "nonsense"}, "reason", "Choose one"),
        ({"described": " "}, "described", "Describe why"),
    ],
)
def test_a_criterion_that_is_not_met_is_refused_with_what_to_do_instead(told, field, what_to_do) -> None:
    package = a_package()

    with pytest.raises(Invalid) as refusal:
        a_notice(package, **told)

    assert (refusal.value.rule, refusal.value.faults[0].field) == ("CHG-1", field)
    assert what_to_do in refusal.value.faults[0].sentence
    assert not Change.objects.exists()


@pytest.mark.parametrize(("hours", "says"), [("0", "not ended by a change"), ("12", "is what is ordered")])
def test_no_change_and_no_end_is_given_notice_of(hours: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        a_notice(hours=hours)

    assert says in refusal.value.sentence
    assert refusal.value.field == "weekly_hours"


def test_the_second_of_two_is_told_of_the_first() -> None:
    package = a_package()
    first = a_notice(package)

    with pytest.raises(Refused) as refusal:
        a_notice(package, "13")

    assert refusal.value.rule == "CHG-6"
    assert first.ref in refusal.value.sentence
    withdraw_change(change=first.ref, by=provider_of(package), at=TUESDAY)
    assert a_notice(package, "13").state == "noticed"


def test_a_change_in_effect_makes_way_for_the_next() -> None:
    package = a_package()
    confirmed(a_notice(package))

    assert a_notice(package, "13").state == "noticed"


@pytest.mark.parametrize(("days", "rules"), [(7, ()), (8, ("CHG-6",))])
def test_a_date_more_than_seven_days_back_is_for_the_manager(days: int, rules: tuple[str, ...]) -> None:
    change = a_notice(effective_on=TUESDAY.date() - timedelta(days=days))

    assert judged(change).rules == rules


def test_a_late_confirmation_does_not_make_a_change_backdated() -> None:
    change = a_notice(effective_on=TUESDAY.date() - timedelta(days=7))

    assert confirmed(change, at=TUESDAY + timedelta(days=9)).state == "in_effect"


def test_nobody_changes_what_another_provides() -> None:
    package = a_package()
    rival = actor(Role.PROVIDER_MANAGER, provider="PRV-0000-0000-0")

    for asked in (package.ref, "PKG-0000-0000-0"):
        with pytest.raises(NotFound) as refusal:
            previewed(asked, weekly_hours=Decimal(14), effective_on=SUNDAY, by=rival, at=TUESDAY)
        assert refusal.value.sentence == NotFound().sentence
    with pytest.raises(NotFound):
        a_notice(package, by=rival)


def test_a_provider_sees_its_own_changes_and_no_others() -> None:
    market = a_market()
    mine = a_notice(a_package(market=market))
    theirs = a_notice(a_package(market=market, provider=market.elm))
    by = provider_of(mine.package)

    assert [change.ref for change in own_changes(by)] == [mine.ref]
    assert own_change(mine.ref, by) == mine
    with pytest.raises(NotFound):
        own_change(theirs.ref, by)


def test_the_preview_says_what_the_notice_will_say() -> None:
    package = a_package()
    by = provider_of(package)

    shown = previewed(package.ref, weekly_hours=Decimal("17.5"), effective_on=SUNDAY, by=by, at=TUESDAY)

    assert judged(a_notice(package, "17.5")) == shown
    with pytest.raises(Refused, match="under way"):
        previewed(package.ref, weekly_hours=Decimal(13), effective_on=SUNDAY, by=by, at=TUESDAY)


def test_the_timeline_tells_it_without_what_was_said() -> None:
    change = a_notice()

    [entry] = timeline(change.ref)
    assert entry.sentence == (
        "Harbour Care gave notice of a change from 12 hours a week to 14 hours a week, from Sunday 4 March 2018. "
        "Within tolerance: it takes effect once the care coordinator confirms it."
    )


def test_withdrawing_it_ends_what_was_owed() -> None:
    change = a_notice()

    withdraw_change(change=change.ref, reason="A mistake", by=provider_of(change.package), at=TUESDAY)

    assert Obligation.objects.get(subject=change.ref).state == "cancelled"
    assert Message.objects.latest("pk").subject == f"Change {change.ref} is not made"


def test_it_is_measured_from_what_was_ordered_so_flexes_add_up() -> None:
    package = a_package("30", "2.00")
    in_effect(package, "33")

    told = judged(a_notice(package, "35.5", effective_on=SUNDAY + timedelta(days=7)))

    assert (told.facts.ordered_hours, told.facts.current_hours) == hours("30", "33")
    assert told.rules == ("CHG-2a",)


def test_a_package_placed_by_brokerage_is_changed_alike() -> None:
    package = a_sent_order().package

    told = judged(a_notice(package, "15", effective_on=date(2018, 3, 4)))

    assert told.facts.hourly_rate == Decimal("18.40")


@pytest.mark.parametrize("number", ["168.01", "169", "9999999.99"])
def test_a_week_has_no_more_than_168_hours_whoever_asks(number: str) -> None:
    package = a_package()

    with pytest.raises(Refused, match="A week has 168 hours") as refused:
        a_notice(package, number)

    assert (refused.value.rule, refused.value.field) == ("CHG-1", "weekly_hours")
    assert not Change.objects.exists()


def test_a_flex_before_a_day_from_which_other_hours_are_ordered_is_refused_at_the_notice() -> None:
    package = a_package()
    in_effect(package, "13")
    told = {"weekly_hours": Decimal(14), "effective_on": SUNDAY - timedelta(days=1)}

    with pytest.raises(Refused, match="13 hours a week are ordered from 4 March 2018 already") as refused:
        a_notice(package, "14", effective_on=SUNDAY - timedelta(days=1))
    with pytest.raises(Refused, match="Choose that day or a later one"):
        previewed(package.ref, **told, by=provider_of(package), at=TUESDAY)

    assert (refused.value.rule, refused.value.field) == ("CHG-6", "effective_on")


def test_what_is_for_the_manager_may_replace_what_is_ordered_from_a_later_day() -> None:
    package = a_package()
    in_effect(package, "13")

    assert a_notice(package, "18", effective_on=SUNDAY - timedelta(days=1)).ref


def test_a_provider_that_a_package_has_left_is_answered_about_the_days_it_had_it_as_about_nonsense() -> None:
    package = a_sent_order().package
    before = provider_of(package)
    later = datetime(2018, 2, 27, 10, tzinfo=UTC)
    handed_over(package, at=later - timedelta(days=20))

    with pytest.raises(NotFound):
        a_notice(package, "15", by=before, effective_on=date(2018, 2, 1), at=later)

    assert not Change.objects.exists()


def handed_over(package: Package, *, at: datetime) -> None:
    """Its provider's part has ended, another's has been sent since, and has nothing of the first in it."""
    broker = actor(Role.BROKER)
    end_package(package=package.ref, last_on=at.date(), reason="Handed over", by=broker, at=at)
    list(send_made_orders(at))
    last = package.orders.latest("version")
    fresh = Order.objects.create(
        package=package,
        version=last.version + 1,
        state=OrderState.SENT,
        kind=OrderKind.PLACED,
        from_on=at.date() + timedelta(days=1),
        known_at=at,
        weekly_cost=last.weekly_cost,
        ordered_hours=last.ordered_hours,
        made_at=at,
        made_by=broker.ref,
        sent_at=at,
    )
    line = last.lines.get()
    line.pk, line.order, line.provider = None, fresh, a_provider()
    line.from_on, line.to_on = fresh.from_on, None
    line.save()
