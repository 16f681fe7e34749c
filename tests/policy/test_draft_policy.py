from datetime import datetime

import pytest

from carewright.access.actors import Actor
from carewright.access.commands import add_unit
from carewright.kernel.refused import Invalid, Refused
from carewright.policy.commands import draft_policy
from carewright.policy.models import PolicyDocument
from carewright.policy.queries import policy_of
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.policy.arranged import ANN, SIX_HOURS, all_others

pytestmark = pytest.mark.django_db


def test_a_policy_owner_drafts_a_policy(friday: datetime) -> None:
    draft = draft_policy(name="Six hours", text=SIX_HOURS, by=ANN, at=friday)

    assert (draft.state, draft.drafted_by, draft.drafted_at) == ("draft", ANN.ref, friday)
    assert policy_of(draft.ref).terms.changes.max_flex_hours == 6
    assert [entry.sentence for entry in timeline(draft.ref)] == ["Policy “Six hours” drafted."]


def test_a_draft_keeps_the_whole_policy_and_what_was_handed_in(friday: datetime) -> None:
    draft = draft_policy(name="Six hours", text=SIX_HOURS, by=ANN, at=friday)

    assert draft.text == SIX_HOURS
    assert "answer_within" in draft.whole


@pytest.mark.parametrize("by", all_others("draft_policy"), ids=lambda by: by.name)
def test_nobody_else_drafts_a_policy(by: Actor, friday: datetime) -> None:
    with pytest.raises(Refused):
        draft_policy(name="Six hours", text=SIX_HOURS, by=by, at=friday)
    assert not PolicyDocument.objects.exists()
    assert not Event.objects.exists()


def test_a_policy_that_cannot_work_is_not_drafted(friday: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        draft_policy(name="Backwards", text="[changes]\nlevel_limits = [2, 1]", by=ANN, at=friday)
    assert refused.value.field == "changes.level_limits"
    assert not PolicyDocument.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b"])
def test_a_policy_has_a_name_that_can_be_shown(name: str, friday: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        draft_policy(name=name, text=SIX_HOURS, by=ANN, at=friday)
    assert refused.value.field == "name"


def test_an_area_that_the_council_does_not_have_is_refused(administrator: Actor, friday: datetime) -> None:
    council = add_unit(name="Westmarch", parent=None, by=administrator, at=friday)
    add_unit(name="East", parent=council.ref, by=administrator, at=friday)
    text = '[sourcing]\nroutes = [{ route = "cluster" }, { area = "Eats", route = "advert" }]'

    with pytest.raises(Invalid) as refused:
        draft_policy(name="Adverts", text=text, by=ANN, at=friday)

    assert refused.value.field == "sourcing.routes.2.area"
    assert "“Eats”. Its areas are: East." in refused.value.sentence
    draft_policy(name="Adverts", text=text.replace("Eats", "East"), by=ANN, at=friday)


def test_nothing_is_drafted_if_the_event_cannot_be_written(friday: datetime, unwritable_trail: None) -> None:
    with pytest.raises(RuntimeError):
        draft_policy(name="Six hours", text=SIX_HOURS, by=ANN, at=friday)
    assert not PolicyDocument.objects.exists()
