from datetime import datetime

import pytest

from carewright.access.actors import Actor
from carewright.kernel.refused import Invalid, Refused, WrongState
from carewright.policy.commands import discard_policy
from carewright.policy.lifecycle import LIFECYCLE, State
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.policy.arranged import ANN, BEN, a_document, all_others, columns_of

pytestmark = pytest.mark.django_db

ELSEWHERE = [state for state in State if not LIFECYCLE.allows("discard_policy", state)]


def test_a_draft_is_discarded_and_kept(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)

    gone = discard_policy(policy=draft.ref, reason="Superseded", by=ANN, at=friday)

    assert (gone.state, gone.discarded_by, gone.discarded_at) == ("discarded", ANN.ref, friday)
    assert [entry.sentence for entry in timeline(draft.ref)] == ["Draft policy “Six hours” discarded: Superseded"]


def test_a_reason_is_needed(friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    with pytest.raises(Invalid) as refused:
        discard_policy(policy=draft.ref, reason=" ", by=ANN, at=friday)
    assert refused.value.field == "reason"


@pytest.mark.parametrize("state", ELSEWHERE)
def test_only_a_draft_is_discarded(state: State, friday: datetime) -> None:
    document = a_document(state, friday)
    before = columns_of(document)
    with pytest.raises(WrongState):
        discard_policy(policy=document.ref, reason="No", by=BEN, at=friday)
    assert columns_of(document) == before


@pytest.mark.parametrize("by", all_others("discard_policy"), ids=lambda by: by.name)
def test_nobody_else_discards_a_policy(by: Actor, friday: datetime) -> None:
    draft = a_document(State.DRAFT, friday)
    with pytest.raises(Refused):
        discard_policy(policy=draft.ref, reason="No", by=by, at=friday)
    assert columns_of(draft)["state"] == "draft"
    assert not Event.objects.exists()


def test_nothing_is_discarded_if_the_event_cannot_be_written(friday: datetime, unwritable_trail: None) -> None:
    draft = a_document(State.DRAFT, friday)
    before = columns_of(draft)
    with pytest.raises(RuntimeError):
        discard_policy(policy=draft.ref, reason="No", by=ANN, at=friday)
    assert columns_of(draft) == before
