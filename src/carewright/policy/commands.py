"""Drafting, activating and discarding a policy (POL-1, POL-4)."""

from datetime import date, datetime, time
from hashlib import sha256

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid, NotAllowed, NotFound
from carewright.policy.events import PolicyActivated, PolicyDiscarded, PolicyDrafted
from carewright.policy.lifecycle import LIFECYCLE
from carewright.policy.models import PolicyDocument
from carewright.policy.packs import text_of
from carewright.policy.queries import checked_terms, why_another_must_activate
from carewright.trail.command import command, record
from carewright.worktime import local, london

LONGEST_NAME = 80


@command
def draft_policy(*, name: str, text: str, by: Actor, at: datetime) -> PolicyDocument:
    """Draft a policy from TOML; what it does not say, the default pack does.

    Refused, with every place and reason, when it cannot work or names an area that the council does not have (POL-4).
    """
    check_may(by, "draft_policy")
    title = _checked_name(name)
    whole = text_of(checked_terms(text))
    document = PolicyDocument.objects.create(name=title, text=text, whole=whole, drafted_by=by.ref, drafted_at=at)
    record(PolicyDrafted(policy=document.ref, title=title, fingerprint=sha256(whole.encode()).hexdigest()))
    return document


@command
def activate_policy(*, policy: str, effective_on: date, by: Actor, at: datetime) -> PolicyDocument:
    """Activate a draft: in force from the start of a day in London, or from now when that day is today (POL-1).

    Refused for a day that has passed, and to its drafter unless no other policy owner can sign in (ROLE-3).
    """
    document = _locked(policy)
    check_may(by, "activate_policy")
    state = LIFECYCLE.check_move("activate_policy", document.state)
    _check_day(effective_on, at)
    alone = _check_second_person(document, by)
    document.state, document.activated_by, document.activated_at = state, by.ref, at
    document.effective_at = max(london(effective_on, time(0)), at)
    document.save(update_fields=["state", "activated_by", "activated_at", "effective_at"])
    record(
        PolicyActivated(
            policy=document.ref,
            title=document.name,
            from_day=f"{effective_on:%-d %B %Y}",
            effective_at=document.effective_at,
            checked="by its drafter, there being no other policy owner" if alone else "by another than its drafter",
        )
    )
    return document


@command
def discard_policy(*, policy: str, reason: str, by: Actor, at: datetime) -> PolicyDocument:
    """Discard a draft that will not be used. It is kept, and can't be activated any more."""
    document = _locked(policy)
    check_may(by, "discard_policy")
    state = LIFECYCLE.check_move("discard_policy", document.state)
    if not reason.strip():
        raise Invalid([Fault("reason", "Say why the draft is discarded.")])
    document.state, document.discarded_by, document.discarded_at = state, by.ref, at
    document.save(update_fields=["state", "discarded_by", "discarded_at"])
    record(PolicyDiscarded(policy=document.ref, title=document.name, reason=reason.strip()))
    return document


def _locked(policy: str) -> PolicyDocument:
    document = PolicyDocument.objects.select_for_update(no_key=True).filter(ref=policy).first()
    if document is None:
        raise NotFound
    return document


def _checked_name(name: str) -> str:
    title = " ".join(name.split())
    if not 1 <= len(title) <= LONGEST_NAME or not title.isprintable():
        raise Invalid([Fault("name", f"Give the policy a name of 1 to {LONGEST_NAME} characters, on one line.")])
    return title


def _check_day(effective_on: date, at: datetime) -> None:
    today = local(at).date()
    if effective_on < today:
        sentence = f"A policy cannot take effect in the past. Choose today, {today:%-d %B %Y}, or a later day."
        raise Invalid([Fault("effective_on", sentence)], rule="POL-1")


def _check_second_person(document: PolicyDocument, by: Actor) -> bool:
    """Whether the drafter activates alone, nobody else being able to; refused when somebody else could."""
    if why := why_another_must_activate(document, by):
        raise NotAllowed(why, rule="ROLE-3")
    return document.drafted_by == by.ref
