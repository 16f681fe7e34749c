from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed, NotFound, Refused
from carewright.policy.lifecycle import State
from carewright.policy.models import PolicyDocument
from carewright.policy.packs import load
from carewright.policy.queries import BUILT_IN, policies, policy_at, policy_document, policy_of, version_at
from tests.conftest import actor
from tests.policy.arranged import ANN, a_document

NOON = datetime(2018, 3, 1, 12, tzinfo=UTC)
HOURS = st.integers(0, 40)


@pytest.mark.django_db
def test_a_new_installation_works_by_the_built_in_default() -> None:
    in_force = policy_at(NOON)
    assert (in_force.version, in_force.terms) == (BUILT_IN, load("default"))
    assert policy_of(BUILT_IN) == in_force


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.DRAFT, State.DISCARDED])
def test_a_policy_that_is_not_active_is_not_in_force(state: State) -> None:
    a_document(state, NOON)
    assert version_at(NOON + timedelta(days=400)) == BUILT_IN


@pytest.mark.django_db
def test_a_version_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        policy_of("POL-0000-0000-0")


class TheLatestThatHasTakenEffect(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(effective=st.lists(HOURS, max_size=6, unique=True), asked=HOURS)
    def test_is_in_force(self, effective: list[int], asked: int) -> None:
        refs = {}
        for hour in effective:
            moment = NOON + timedelta(hours=hour)
            refs[hour] = a_document(State.ACTIVE, NOON, effective_at=moment).ref
        begun = [hour for hour in effective if hour <= asked]
        expected = refs[max(begun)] if begun else BUILT_IN
        assert version_at(NOON + timedelta(hours=asked)) == expected


@pytest.mark.django_db
def test_a_version_is_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = a_document(State.ACTIVE, NOON).ref
    policy_of(version)
    with django_assert_num_queries(0):
        policy_of(version)


@pytest.mark.django_db
def test_the_councils_people_see_every_policy_newest_first() -> None:
    older = a_document(State.DRAFT, NOON)
    newer = a_document(State.ACTIVE, NOON + timedelta(days=2))
    assert [kept.ref for kept in policies(actor(Role.BROKER))] == [newer.ref, older.ref]
    assert policy_document(older.ref, ANN) == older


@pytest.mark.django_db
def test_providers_see_no_policy() -> None:
    with pytest.raises(Refused) as refused:
        policies(actor(Role.PROVIDER_MANAGER, provider="PRO-HARBOUR"))
    assert not isinstance(refused.value, NotAllowed)


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "active by nobody": {"state": State.ACTIVE, "activated_by": ""},
    "active from no day": {"state": State.ACTIVE, "effective_at": None},
    "in force before it was activated": {"state": State.ACTIVE, "effective_at": NOON - timedelta(seconds=1)},
    "discarded by nobody": {"state": State.DISCARDED, "discarded_by": ""},
    "a draft that takes effect": {"state": State.DRAFT, "effective_at": NOON},
    "drafted by nobody": {"state": State.DRAFT, "drafted_by": ""},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_refuses_who_without_when(name: str) -> None:
    columns = dict(IMPOSSIBLE[name])
    with pytest.raises(IntegrityError), transaction.atomic():
        a_document(State(columns.pop("state")), NOON, **columns)
    assert not PolicyDocument.objects.exists()
