"""Confirming, the manager's four choices, and social care involvement (CHG-3 to 7, REF-7, ROLE-3, ROLE-4)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from carewright.access.roles import Role
from carewright.changes import commands
from carewright.changes.models import CaseNote, Change, Decision
from carewright.changes.queries import case_notes, drift, judged, waiting_for_decision
from carewright.kernel.refused import Invalid, NotAllowed, Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.packages.queries import part_in_force
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.changes.builders import (
    CONFIRM_BY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_change_with_the_manager,
    a_notice,
    a_package,
    assessed,
    care_coordinator,
    confirmed,
    hours,
    in_effect,
    provider_of,
    stopped,
    team_manager,
)
from tests.conftest import actor

pytestmark = pytest.mark.django_db


def now_provided(change: Change) -> tuple[Decimal, Decimal]:
    """Hours as originally ordered, and now."""
    part = part_in_force(change.package.ref, change.provider.ref, change.effective_on)
    return part.ordered_hours, part.weekly_hours


def test_within_tolerance_the_confirmation_orders_it_and_leaves_the_baseline() -> None:
    change = confirmed(a_notice(hours="14"))

    assert change.state == "in_effect"
    assert now_provided(change) == hours("12", "14")
    assert change.order is not None
    assert change.order.version == 2


@pytest.mark.parametrize(("late", "kept_late"), [(0, False), (1, True)])
def test_exactly_on_time_is_in_time(late: int, kept_late: bool) -> None:
    change = confirmed(a_notice(), at=CONFIRM_BY + timedelta(seconds=late))

    owed = Obligation.objects.get(duty="confirm_change", subject=change.ref)
    assert (owed.state, owed.kept_late) == ("met", kept_late)


def test_a_case_note_tells_it_and_what_becomes_of_the_personal_budget() -> None:
    change = a_notice()
    assessed(change.package, "20.00")
    confirmed(change)

    note = CaseNote.objects.get(change=change)
    assert "from 12 to 14 hours a week from Sunday 4 March 2018, within tolerance" in note.text
    assert "Edith, with her daughter Joan" in note.text
    assert "left to the annual review" in note.text
    assert list(case_notes(actor(Role.CARE_COORDINATOR), since=WEDNESDAY)) == [note]
    assert list(case_notes(actor(Role.CARE_COORDINATOR), since=THURSDAY)) == []


def test_beyond_tolerance_it_is_the_managers_who_is_told_why() -> None:
    change = a_change_with_the_manager()

    owed = Obligation.objects.get(duty="decide_change", subject=change.ref)
    assert (owed.rule, owed.role, owed.state) == ("CHG-4", "team_manager", "open")
    assert now_provided(change) == hours("12", "12")
    assert "more than 5 hours from what was ordered (CHG-2a)" in Message.objects.latest("pk").text


def test_authorising_it_moves_what_tolerance_is_measured_from() -> None:
    change = a_change_with_the_manager()

    commands.authorise_change(change=change.ref, by=team_manager(change), at=THURSDAY)

    assert now_provided(change) == (Decimal("17.5"), Decimal("17.5"))
    assert Obligation.objects.get(duty="decide_change", subject=change.ref).state == "met"
    assert not Obligation.objects.filter(subject=change.ref, state="open").exists()


@pytest.mark.parametrize(
    ("choose", "event", "subject"),
    [
        (commands.discuss_change, "change.discussed", "will talk with you"),
        (commands.arrange_talk, "change.talk_arranged", "talks with the person"),
    ],
)
def test_discussing_and_talking_leave_it_with_the_manager(choose, event, subject) -> None:
    change = a_change_with_the_manager()

    choose(change=change.ref, note="On Friday at 10", by=team_manager(change), at=THURSDAY)

    assert Event.objects.filter(name=event, subject=change.ref).count() == 1
    assert Obligation.objects.get(duty="decide_change", subject=change.ref).state == "open"
    assert subject in Message.objects.latest("pk").subject
    assert commands.authorise_change(change=change.ref, by=team_manager(change), at=THURSDAY).state == "in_effect"


@pytest.mark.parametrize("choose", [commands.discuss_change, commands.arrange_talk, commands.send_to_full_review])
def test_every_choice_but_authorising_says_what(choose) -> None:
    change = a_change_with_the_manager()

    with pytest.raises(Invalid) as refusal:
        choose(change=change.ref, note=" ", by=team_manager(change), at=THURSDAY)
    assert refusal.value.faults[0].field == "note"


def test_a_full_review_takes_the_changes_place() -> None:
    change = a_change_with_the_manager()

    commands.send_to_full_review(change=change.ref, note="All has changed.", by=team_manager(change), at=THURSDAY)

    assert now_provided(change) == hours("12", "12")
    assert CaseNote.objects.get(change=change).kind == "sent_to_review"
    assert Obligation.objects.get(duty="decide_change", subject=change.ref).state == "met"


def test_no_command_refuses_a_change() -> None:
    assert sorted(commands.__all__) == [
        "arrange_talk",
        "ask_for_involvement",
        "authorise_change",
        "confirm_change",
        "discuss_change",
        "notice_change",
        "send_to_full_review",
        "withdraw_change",
    ]


def test_a_deputy_says_why_and_is_recorded_as_one() -> None:
    change = a_change_with_the_manager(a_package("12", "20.00"), "17.5")
    deputy = actor(Role.SENIOR_PRACTITIONER, unit=change.package.team)

    with pytest.raises(Invalid, match="why the team manager could not"):
        commands.authorise_change(change=change.ref, by=deputy, at=THURSDAY)
    commands.authorise_change(change=change.ref, note="On leave this week.", by=deputy, at=THURSDAY)

    assert Decision.objects.get(change=change).acting_as == "senior practitioner, as deputy of the team manager"


def test_nobody_decides_about_their_own() -> None:
    change = a_notice(hours="17.5")
    both = actor(Role.CARE_COORDINATOR, Role.TEAM_MANAGER, ref=change.noticed_by)

    with pytest.raises(NotAllowed) as refusal:
        commands.confirm_change(change=change.ref, by=both, at=WEDNESDAY)
    assert refusal.value.rule == "ROLE-3"
    confirmed(change)
    with pytest.raises(NotAllowed):
        commands.authorise_change(change=change.ref, by=both, at=WEDNESDAY)
    assert waiting_for_decision(both) == []


@pytest.mark.parametrize(
    ("hours", "rate", "asked", "role"),
    [
        ("40", "20.00", "50", "team_manager"),
        ("40", "20.00", "50.01", "head_of_service"),
        ("100", "25.00", "100.01", "assistant_director"),
        ("60", "20.00", "50", "team_manager"),
    ],
    ids=["exactly the limit", "a penny above it", "above the next", "a decrease above it"],
)
def test_an_increase_beyond_a_limit_goes_up_to_whose_limit_reaches_it(hours, rate, asked, role) -> None:
    change = a_change_with_the_manager(a_package(hours, rate), asked)
    manager = team_manager(change)

    assert Obligation.objects.get(duty="decide_change", subject=change.ref).role == role
    [waiting] = waiting_for_decision(manager)
    assert (waiting.above_limit == "") is (role == "team_manager")
    if role != "team_manager":
        with pytest.raises(NotAllowed, match="more than you may authorise") as refusal:
            commands.authorise_change(change=change.ref, by=manager, at=THURSDAY)
        assert refusal.value.rule == "REF-7"
    by = actor(Role(role), unit=change.package.team)
    assert commands.authorise_change(change=change.ref, by=by, at=THURSDAY).state == "in_effect"


def test_it_is_judged_again_when_the_order_has_moved_and_says_so() -> None:
    package = a_package("30", "2.00")
    change = a_notice(package, "34")
    provider = provider_of(package).provider
    from carewright.access.actors import SYSTEM
    from carewright.packages.commands import reorder_part

    reorder_part(
        package=package.ref,
        provider=provider,
        weekly_hours=Decimal("28"),
        from_on=SUNDAY,
        because="REV",
        by=SYSTEM,
        at=WEDNESDAY,
    )

    assert confirmed(change).state == "with_team_manager"
    assert judged(change).rules == ("CHG-2a",)
    assert change.judgements.count() == 2
    assert "moved since the notice, from 30 to 28 hours a week" in timeline(change.ref)[0].sentence


def test_anybody_concerned_may_ask_for_involvement_which_stops_it() -> None:
    change = stopped(a_change_with_the_manager())

    assert (change.state, change.asked_by) == ("stopped", "person")
    assert not Obligation.objects.filter(subject=change.ref, state="open").exists()
    [told] = [entry.sentence for entry in timeline(change.ref) if entry.name == "change.stopped"]
    assert "the person asked for social care involvement" in told
    assert "social worker" not in told
    assert CaseNote.objects.get(change=change).kind == "stopped"


def test_a_second_change_starts_from_where_the_first_left() -> None:
    package = a_package()
    in_effect(package, "14")

    later = a_notice(package, "16.5", at=TUESDAY + timedelta(days=60), effective_on=SUNDAY + timedelta(days=60))

    assert judged(later).rules == ("CHG-2b", "CHG-2c")
    told = drift(later, TUESDAY + timedelta(days=60))
    assert (told.package_hours, told.increases, told.decreases) == (Decimal(2), 1, 0)


def test_what_a_provider_did_longer_ago_than_the_policys_time_is_not_counted() -> None:
    package = a_package()
    in_effect(package, "14")
    later = a_notice(package, "13", at=TUESDAY + timedelta(days=300), effective_on=SUNDAY + timedelta(days=300))

    assert drift(later, TUESDAY + timedelta(days=360)).increases == 1
    assert drift(later, TUESDAY + timedelta(days=370)).increases == 0


def test_a_coordinator_confirms_only_within_their_units() -> None:
    change = a_notice()

    with pytest.raises(Refused):
        commands.confirm_change(change=change.ref, by=actor(Role.TEAM_MANAGER), at=WEDNESDAY)
    assert confirmed(change).confirmed_by == care_coordinator(change).ref
