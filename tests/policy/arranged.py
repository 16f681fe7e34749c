"""What the tests of policy arrange: owners, documents in each state."""

from datetime import datetime, timedelta
from typing import Any

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.policy.lifecycle import State
from carewright.policy.models import PolicyDocument
from carewright.policy.packs import terms_from, text_of
from tests.conftest import actor

SIX_HOURS = "[changes]\nmax_flex_hours = 6\n"

ANN = actor(Role.POLICY_OWNER, ref="USR-ANN")
BEN = actor(Role.POLICY_OWNER, ref="USR-BEN")


def a_document(state: State, at: datetime, **columns: Any) -> PolicyDocument:
    """A document drafted by Ann a day before, now in this state by Ben's doing."""
    who_and_when = {
        State.DRAFT: {},
        State.ACTIVE: {"activated_by": BEN.ref, "activated_at": at, "effective_at": at},
        State.DISCARDED: {"discarded_by": BEN.ref, "discarded_at": at},
    }
    whole = text_of(terms_from(SIX_HOURS))
    told = {"name": "Six hours", "text": SIX_HOURS, "whole": whole, "state": state, "drafted_by": ANN.ref}
    drafted = {"drafted_at": at - timedelta(days=1)}
    return PolicyDocument.objects.create(**(told | drafted | who_and_when[state] | columns))


def all_others(verb: str) -> list[Actor]:
    """Somebody with each role that the table does not give the right."""
    right = WHO_MAY[verb]
    provider = "PRO-HARBOUR"
    return [actor(role, provider=provider) for role in Role if role not in right.roles | right.deputies]


def columns_of(document: PolicyDocument) -> dict[str, Any]:
    """Everything that the database has of it."""
    return dict(PolicyDocument.objects.filter(pk=document.pk).values().get())
