from datetime import UTC, date, datetime, timedelta

import pytest

from carewright.access.actors import Actor
from carewright.access.commands import add_unit, add_user, disable_user, grant_role
from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, NotFound, Refused, WrongState
from carewright.policy.commands import activate_policy
from carewright.policy.lifecycle import LIFECYCLE, State
from carewright.policy.queries import BUILT_IN, policy_at, policy_of, standing, version_at
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.policy.arranged import ANN, BEN, a_document, all_others, columns_of

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2018, 1, 1)
MIDNIGHT_OF_NEW_YEAR = datetime(2018, 1, 1, tzinfo=UTC)
ELSEWHERE = [state for state in State if not LIFECYCLE.allows("activate_policy", state)]


def a_second_owner(administrator: Actor, at: datetime) -> str:
    """Another policy owner who can sign in; their reference."""
    council = add_unit(name="Westmarch", parent=None, by=administrator, at=at)
    user = add_user(email="cas@westmarch.example", name="Cas", by=administrator, at=at)
    grant_role(user=user.ref, role=Role.POLICY_OWNER, unit=council.ref, by=administrator, at=at)
    return user.ref


def test_a_draft_is_activated_by_another_owner(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)

    active = activate_policy(policy=draft.ref, effective_on=NEW_YEAR, by=BEN, at=friday)

    assert (active.state, active.activated_by, active.activated_at) == ("active", BEN.ref, friday)
    assert active.effective_at == MIDNIGHT_OF_NEW_YEAR
    sentence = "Policy “Six hours” activated, in force from 1 January 2018, by another than its drafter."
    assert [entry.sentence for entry in timeline(draft.ref)] == [sentence]


def test_it_is_in_force_from_the_first_moment_of_its_day_and_not_before(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    activate_policy(policy=draft.ref, effective_on=NEW_YEAR, by=BEN, at=friday)

    assert version_at(MIDNIGHT_OF_NEW_YEAR - timedelta(microseconds=1)) == BUILT_IN
    assert version_at(MIDNIGHT_OF_NEW_YEAR) == draft.ref
    assert policy_at(MIDNIGHT_OF_NEW_YEAR).terms.changes.max_flex_hours == 6


def test_a_summer_day_begins_by_londons_clocks(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    active = activate_policy(policy=draft.ref, effective_on=date(2018, 7, 1), by=BEN, at=friday)
    assert active.effective_at == datetime(2018, 6, 30, 23, tzinfo=UTC)


def test_activated_for_today_it_leaves_this_morning_as_it_was(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    activate_policy(policy=draft.ref, effective_on=friday.date(), by=BEN, at=friday)

    assert version_at(friday) == draft.ref
    assert version_at(friday - timedelta(seconds=1)) == BUILT_IN


def test_a_day_that_has_passed_is_refused(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    with pytest.raises(Invalid) as refused:
        activate_policy(policy=draft.ref, effective_on=date(2017, 12, 21), by=BEN, at=friday)
    assert (refused.value.field, refused.value.rule) == ("effective_on", "POL-1")
    assert columns_of(draft)["state"] == "draft"


def test_what_was_decided_under_an_earlier_policy_is_still_answered_by_it(friday: datetime) -> None:
    earlier = a_document(State.ACTIVE, friday)
    later = a_document(State.DRAFT, friday, name="Seven", whole="[changes]\nmax_flex_hours = 7")
    activate_policy(policy=later.ref, effective_on=NEW_YEAR, by=BEN, at=friday)

    assert version_at(MIDNIGHT_OF_NEW_YEAR - timedelta(days=1)) == earlier.ref
    assert policy_of(earlier.ref).terms.changes.max_flex_hours == 6
    assert policy_of(version_at(MIDNIGHT_OF_NEW_YEAR)).terms.changes.max_flex_hours == 7


def test_a_correction_for_the_same_day_takes_the_place_of_the_first(friday: datetime) -> None:
    first, second = a_document(State.DRAFT, friday), a_document(State.DRAFT, friday)
    activate_policy(policy=second.ref, effective_on=NEW_YEAR, by=BEN, at=friday)
    activate_policy(policy=first.ref, effective_on=NEW_YEAR, by=BEN, at=friday + timedelta(hours=1))

    assert version_at(MIDNIGHT_OF_NEW_YEAR) == first.ref
    assert standing(second, MIDNIGHT_OF_NEW_YEAR) == "draft"
    second.refresh_from_db()
    assert standing(second, friday) == "takes effect later"
    assert standing(second, MIDNIGHT_OF_NEW_YEAR) == "no longer in force"


def test_its_drafter_may_not_activate_it_when_another_owner_can(administrator: Actor, friday: datetime) -> None:
    a_second_owner(administrator, friday)
    draft = a_document(State.DRAFT, friday)
    with pytest.raises(NotAllowed) as refused:
        activate_policy(policy=draft.ref, effective_on=NEW_YEAR, by=ANN, at=friday)
    assert refused.value.rule == "ROLE-3"
    assert columns_of(draft)["state"] == "draft"


def test_the_only_owner_may_activate_what_they_drafted_and_the_trail_says_so(
    administrator: Actor, friday: datetime
) -> None:
    other = a_second_owner(administrator, friday)
    disable_user(user=other, reason="Left", by=administrator, at=friday)
    draft = a_document(State.DRAFT, friday)

    activate_policy(policy=draft.ref, effective_on=NEW_YEAR, by=ANN, at=friday)

    assert "by its drafter, there being no other policy owner" in timeline(draft.ref)[0].sentence


@pytest.mark.parametrize("state", ELSEWHERE)
def test_only_a_draft_is_activated(state: State, friday: datetime) -> None:
    document = a_document(state, friday)
    before = columns_of(document)
    with pytest.raises(WrongState):
        activate_policy(policy=document.ref, effective_on=NEW_YEAR, by=BEN, at=friday)
    assert columns_of(document) == before


@pytest.mark.parametrize("by", all_others("activate_policy"), ids=lambda by: by.name)
def test_nobody_else_activates_a_policy(by: Actor, friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    with pytest.raises(Refused):
        activate_policy(policy=draft.ref, effective_on=NEW_YEAR, by=by, at=friday)
    assert columns_of(draft)["state"] == "draft"
    assert not Event.objects.exists()


def test_a_policy_that_is_not_there_is_not_found(friday: datetime) -> None:
    with pytest.raises(NotFound):
        activate_policy(policy="POL-0000-0000-0", effective_on=NEW_YEAR, by=BEN, at=friday)


def test_nothing_is_activated_if_the_event_cannot_be_written(friday: datetime, unwritable_trail: None) -> None:
    draft = a_document(State.DRAFT, friday)
    before = columns_of(draft)
    with pytest.raises(RuntimeError):
        activate_policy(policy=draft.ref, effective_on=NEW_YEAR, by=BEN, at=friday)
    assert columns_of(draft) == before
