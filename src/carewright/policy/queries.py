"""Which policy is in force, and what a version says (POL-1, POL-2)."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import NotFound
from carewright.policy.lifecycle import State
from carewright.policy.models import PolicyDocument
from carewright.policy.packs import DEFAULT, load, terms_from
from carewright.policy.terms import Terms

BUILT_IN = "DEFAULT-1"
"""The version of the built-in default, which answers until a policy has been activated."""


@dataclass(frozen=True)
class PolicyInForce:
    """A version, to be kept with each case and decision, and what it says."""

    version: str
    terms: Terms


def policy_at(at: datetime) -> PolicyInForce:
    """The policy in force at a moment: of the active ones the latest that had taken effect, exactly then included.

    Of two that take effect at one moment, the one activated later. The built-in default when there is none.
    """
    return policy_of(version_at(at))


def version_at(at: datetime) -> str:
    """The version in force at a moment."""
    active = PolicyDocument.objects.filter(state=State.ACTIVE, effective_at__lte=at)
    latest = active.order_by("-effective_at", "-activated_at", "-pk").values_list("ref", flat=True).first()
    return latest or BUILT_IN


def policy_of(version: str) -> PolicyInForce:
    """What a version says, drafts and discarded ones included: a document's text never changes."""
    return PolicyInForce(version, load(DEFAULT) if version == BUILT_IN else _terms_of(version))


def policies(by: Actor) -> QuerySet[PolicyDocument]:
    """Every policy, the newest draft first."""
    check_may(by, "see_policy")
    return documents()


def documents() -> QuerySet[PolicyDocument]:
    """The same for the command line, whose user has the database in hand."""
    return PolicyDocument.objects.order_by("-drafted_at", "-pk")


def policy_document(version: str, by: Actor) -> PolicyDocument:
    """One policy's document, with its text and its state."""
    found = policies(by).filter(ref=version).first()
    if found is None:
        raise NotFound
    return found


def standing(document: PolicyDocument, at: datetime) -> str:
    """How a policy stands at a moment, in words: draft, takes effect later, in force, no longer in force, discarded."""
    if document.state != State.ACTIVE or document.effective_at is None:
        return document.state
    if document.effective_at > at:
        return "takes effect later"
    return "in force" if version_at(at) == document.ref else "no longer in force"


@lru_cache(maxsize=256)
def _terms_of(version: str) -> Terms:
    whole = PolicyDocument.objects.filter(ref=version).values_list("whole", flat=True).first()
    if whole is None:
        raise NotFound
    return terms_from(whole)
