"""Which policy is in force, and what a version says (POL-1, POL-2)."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.policy.lifecycle import State
from carewright.policy.models import PolicyDocument
from carewright.policy.packs import DEFAULT, load, terms_from
from carewright.policy.terms import Terms

LONGEST_TEXT = 500_000
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


def checked_terms(text: str) -> Terms:
    """What policy text says, the default pack supplying the rest; refused as drafting it is (POL-4).

    With every place and reason: it cannot work, or it names an area that the council does not have.
    """
    if len(text) > LONGEST_TEXT:
        raise Invalid([Fault("text", f"A policy has at most {LONGEST_TEXT:,} characters. Check what you handed in.")])
    terms = terms_from(text)
    known = set(Unit.objects.filter(kind=Unit.Kind.AREA).values_list("name", flat=True))
    areas = ", ".join(sorted(known)) or "none yet"
    faults = [
        Fault(place, f"The council has no area named “{area}”. Its areas are: {areas}.")
        for area, place in terms.areas_named().items()
        if area not in known
    ]
    if faults:
        raise Invalid(faults, rule="POL-4")
    return terms


def why_another_must_activate(document: PolicyDocument, by: Actor) -> str:
    """Why this person may not activate the draft: theirs, and another policy owner can sign in (ROLE-3); else empty."""
    if document.drafted_by != by.ref or not users_holding(Role.POLICY_OWNER).exclude(ref=by.ref).exists():
        return ""
    return "You drafted this policy, so another policy owner has to activate it."


@lru_cache(maxsize=256)
def _terms_of(version: str) -> Terms:
    whole = PolicyDocument.objects.filter(ref=version).values_list("whole", flat=True).first()
    if whole is None:
        raise NotFound
    return terms_from(whole)
