"""Enablement comes first: asked and answered in 48 hours, overstayers, a self-funder's grace period (REF-4, REF-8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid
from carewright.messages.models import Document, Message
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.referrals import commands
from carewright.referrals.lifecycle import ENABLEMENT
from carewright.referrals.models import EnablementEpisode
from carewright.referrals.queries import bypasses, missing_of, overstayers
from carewright.trail.queries import timeline
from tests.builders import Council, a_council, a_user
from tests.conftest import actor
from tests.people.builders import a_person
from tests.quartet import Case, quartet
from tests.referrals.builders import MONDAY, a_draft_referral, a_submitted_referral

pytestmark = pytest.mark.django_db

ALL_FOUR = {"potential_reached": True, "ongoing_need": True, "liaison_agreed": True, "will_self_fund": True}
THURSDAY = datetime(2017, 12, 21, 10, 0, tzinfo=UTC)


def an_episode_in(state: str, council: Council | None = None) -> EnablementEpisode:
    """Edith Attwood in enablement, in any state."""
    council = council or a_council()
    person = a_person(council.team())
    supervisor = actor(Role.ENABLEMENT_SUPERVISOR)
    episode = commands.ask_enablement(
        person=person.ref, team=council.team(source_team="enablement").ref, by=actor(Role.PRACTITIONER), at=MONDAY
    )
    if state == "rejected":
        commands.reject_enablement(episode=episode.ref, reason="Nobody is free.", by=supervisor, at=MONDAY)
    elif state != "asked":
        commands.give_enablement_start(episode=episode.ref, starts_on=date(2017, 12, 19), by=supervisor, at=MONDAY)
    if state in {"grace_period", "grace_over"}:
        commands.start_grace_period(episode=episode.ref, **ALL_FOUR, by=supervisor, at=MONDAY)
    if state == "grace_over":
        commands.end_grace_period(episode=episode.ref, by=actor(Role.SYSTEM), at=MONDAY)
    if state == "ended":
        commands.end_enablement(episode=episode.ref, ended_on=MONDAY.date(), by=supervisor, at=MONDAY)
    episode.refresh_from_db()
    return episode


def a_person_and_enablement_team():
    council = a_council()
    return a_person(council.team()), council.team(source_team="enablement")


def managers_of_a_team():
    """A team, its brokerage manager, its team manager."""
    council = a_council()
    return (
        council.team(),
        a_user(Role.BROKERAGE_MANAGER, unit=council.east),
        a_user(Role.TEAM_MANAGER, unit=council.team()),
    )


A_REVIEW = {
    "since_on": date(2017, 12, 1),
    "until_on": date(2017, 12, 21),
    "actions": "Enablement attends the ward round on Mondays.",
}


def case(command, role=Role.ENABLEMENT_SUPERVISOR, **arguments):
    return Case(
        command=command,
        lifecycle=ENABLEMENT,
        thing_in=an_episode_in,
        arguments=lambda thing: {"episode": thing.ref} | arguments,
        by=lambda thing: actor(role, unit=thing.team),
        at=THURSDAY,
    )


@quartet(
    [
        case(commands.give_enablement_start, starts_on=THURSDAY.date()),
        case(commands.reject_enablement, reason="Nobody is free."),
        case(commands.plan_discharge, ready_on=date(2017, 12, 20), planned_on=date(2017, 12, 22)),
        case(commands.start_grace_period, **ALL_FOUR),
        case(commands.end_grace_period, Role.SYSTEM),
        case(commands.end_enablement, ended_on=THURSDAY.date()),
        Case(
            command=commands.ask_enablement,
            thing_in=lambda _: a_person_and_enablement_team(),
            arguments=lambda both: {"person": both[0].ref, "team": both[1].ref},
            by=lambda both: actor(Role.PRACTITIONER, unit=both[0].team),
            at=MONDAY,
        ),
        Case(
            command=commands.record_bypass_review,
            thing_in=lambda _: managers_of_a_team(),
            arguments=lambda managers: (
                A_REVIEW
                | {
                    "team": managers[0].ref,
                    "brokerage_manager": managers[1].ref,
                    "team_manager": managers[2].ref,
                }
            ),
            by=lambda managers: managers[1],
            at=THURSDAY,
        ),
    ]
)
def test_the_quartet(check):
    check()


def obligation(episode: EnablementEpisode, duty: str) -> Obligation:
    return Obligation.objects.get(subject=episode.ref, duty=duty)


def test_an_answer_is_owed_within_48_clock_hours_whatever_the_weekend():
    episode = an_episode_in("asked")

    assert obligation(episode, "answer_enablement").due_at == MONDAY + timedelta(hours=48)


@pytest.mark.parametrize(("seconds", "is_late"), [(0, False), (1, True)])
def test_a_start_given_exactly_at_48_hours_is_in_time_and_a_second_later_is_late(seconds, is_late):
    episode = an_episode_in("asked")
    at = MONDAY + timedelta(hours=48, seconds=seconds)
    by = actor(Role.ENABLEMENT_SUPERVISOR)

    commands.give_enablement_start(episode=episode.ref, starts_on=at.date(), by=by, at=at)

    assert obligation(episode, "answer_enablement").kept_late is is_late


def test_who_asked_is_told_of_a_rejection_and_that_it_is_a_reason_to_bypass():
    episode = an_episode_in("rejected")

    told = Message.objects.filter(subject__contains="no capacity").get()
    assert told.to == [episode.person.team.email]
    assert "bypass enablement" in told.text


def test_only_an_enablement_team_can_be_asked_and_only_once_at_a_time():
    council = a_council()
    episode = an_episode_in("asked", council)
    ask = {"person": episode.person.ref, "by": actor(Role.PRACTITIONER), "at": MONDAY}

    with pytest.raises(Invalid, match="enablement team"):
        commands.ask_enablement(team=council.team().ref, **ask)
    with pytest.raises(Invalid, match="already"):
        commands.ask_enablement(team=council.team(source_team="enablement").ref, **ask)


def test_who_is_ready_to_leave_is_an_overstayer_with_a_planned_discharge_until_enablement_has_ended():
    episode = an_episode_in("under_way")
    supervisor = actor(Role.ENABLEMENT_SUPERVISOR)
    plan = {"ready_on": date(2017, 12, 20), "planned_on": date(2018, 1, 3), "note": "Waits for a package."}
    commands.plan_discharge(episode=episode.ref, **plan, by=supervisor, at=THURSDAY)

    assert [(e.ref, e.planned_discharge_on) for e in overstayers(supervisor, THURSDAY.date())] == [
        (episode.ref, date(2018, 1, 3))
    ]
    assert list(overstayers(supervisor, date(2017, 12, 19))) == []
    commands.end_enablement(episode=episode.ref, ended_on=THURSDAY.date(), by=supervisor, at=THURSDAY)
    assert list(overstayers(supervisor, THURSDAY.date())) == []


@pytest.mark.parametrize("unconfirmed", ALL_FOUR)
def test_a_grace_period_starts_when_all_four_conditions_are_confirmed_and_not_before(unconfirmed):
    episode = an_episode_in("under_way")

    with pytest.raises(Invalid) as refused:
        commands.start_grace_period(
            episode=episode.ref, **(ALL_FOUR | {unconfirmed: False}), by=actor(Role.ENABLEMENT_SUPERVISOR), at=MONDAY
        )
    assert [fault.field for fault in refused.value.faults] == [unconfirmed]


def test_a_grace_period_is_five_working_days_with_a_letter_that_warns_of_the_fee():
    episode = an_episode_in("grace_period")

    # Monday 18 December; Christmas and Boxing Day are not counted: Wednesday 27 December is day 5.
    assert episode.grace_until_at == datetime(2017, 12, 27, 17, 0, tzinfo=UTC)
    letter = Document.objects.get()
    assert letter.kind == "grace_period_letter"
    assert bytes(letter.content).startswith(b"%PDF")
    assert [m.attachments.count() for m in Message.objects.filter(subject__contains="grace period until")] == [1]


def test_when_no_care_is_found_by_its_end_the_team_is_told_to_refer_and_the_referral_needs_no_exception():
    episode = an_episode_in("grace_period")
    end = datetime(2017, 12, 27, 17, 0, tzinfo=UTC)

    assert list(sweep(end)) == []
    assert len(list(sweep(end + timedelta(seconds=1)))) == 1
    episode.refresh_from_db()

    assert (episode.state, episode.grace_ended_at) == ("grace_over", end)
    assert Message.objects.filter(subject__contains="refer to brokerage").exists()
    assert "enablement.grace_period_ended" in [entry.name for entry in timeline(episode.person.ref)]
    referral = a_draft_referral(episode.person, funding="self_funder", enablement="under_way")
    assert "self_funder_exception" not in [lack.code for lack in missing_of(referral, end)]


def test_care_found_in_the_grace_period_ends_it_without_a_referral():
    episode = an_episode_in("grace_period")
    by = actor(Role.ENABLEMENT_SUPERVISOR)

    commands.end_enablement(episode=episode.ref, ended_on=THURSDAY.date(), note="Found a carer.", by=by, at=THURSDAY)

    assert list(sweep(datetime(2018, 1, 2, 9, 0, tzinfo=UTC))) == []


def test_a_bypass_review_is_of_two_people_who_hold_the_roles_and_counts_the_bypasses():
    team, brokerage_manager, team_manager = managers_of_a_team()
    a_submitted_referral(team=team, enablement="bypassed", bypass_reason="end_of_life")
    a_submitted_referral(team=team)
    review = A_REVIEW | {"team": team.ref, "brokerage_manager": brokerage_manager.ref, "team_manager": team_manager.ref}

    commands.record_bypass_review(**review, by=team_manager, at=THURSDAY)

    assert timeline(team.ref)[0].sentence.startswith("1 bypasses from 1 December 2017 to 21 December 2017 reviewed")
    assert bypasses(team_manager, date(2017, 12, 18), date(2017, 12, 18)).count() == 1
    assert bypasses(team_manager, date(2017, 12, 19), date(2017, 12, 21)).count() == 0
    with pytest.raises(Invalid, match="two people"):
        commands.record_bypass_review(
            **(review | {"team_manager": brokerage_manager.ref}), by=brokerage_manager, at=THURSDAY
        )
    with pytest.raises(Invalid, match="one of the two"):
        commands.record_bypass_review(**review, by=a_user(Role.TEAM_MANAGER, unit=team, name="Another"), at=THURSDAY)
