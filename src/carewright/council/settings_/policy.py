"""One policy in its tabs: in words, what it changes, what it would have decided, what happened (POL-1, POL-3)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carewright.access.check import may
from carewright.access.queries import names_of_users
from carewright.look.page import Request, page
from carewright.look.parts import Fact, Tab, lines_of
from carewright.policy import queries
from carewright.policy.lifecycle import State
from carewright.policy.packs import text_of
from carewright.policy.rules import differences, in_words
from carewright.trail.queries import timeline
from carewright.worktime import date_words

WORDS, CHANGES, WHAT_IF, TIMELINE = "In words", "What it changes", "What-if", "Timeline"
BUILT_IN_NAME = "The policy that the program comes with"


@page("see_policy")
def policy_in_force(request: Request) -> HttpResponse:
    """The policy in force now."""
    return _in_words(request, queries.version_at(request.at))


@page("see_policy")
def one_policy(request: Request, version: str) -> HttpResponse:
    """A policy by its version: the one that a case was decided under, or a draft."""
    return _in_words(request, version)


def _in_words(request: Request, version: str) -> HttpResponse:
    content = policy_shown(request, version, WORDS)
    return render(request, "council/settings/policy.html", content | {"sections": in_words(content["policy"].terms)})


@page("see_policy")
def policy_changes(request: Request, version: str) -> HttpResponse:
    """What it says otherwise than the policy in force, setting by setting."""
    content = policy_shown(request, version, CHANGES)
    found = differences(queries.policy_at(request.at).terms, content["policy"].terms)
    return render(request, "council/settings/policy_changes.html", content | {"differences": found})


@page("see_policy")
def policy_timeline(request: Request, version: str) -> HttpResponse:
    """Who drafted, activated or discarded it, and when."""
    content = policy_shown(request, version, TIMELINE)
    return render(request, "council/settings/policy_timeline.html", content | {"lines": lines_of(timeline(version))})


@page("see_policy")
def policy_file(request: Request, version: str) -> HttpResponse:
    """The whole policy as a file, to start another from."""
    text = text_of(queries.policy_of(version).terms)
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{version}.toml"'
    return answer


def policy_shown(request: Request, version: str, tab: str) -> dict[str, Any]:
    """What every tab of a policy shows: what it is, how it stands, and what can be done with it now."""
    by, policy = request.actor, queries.policy_of(version)
    document = None if version == queries.BUILT_IN else queries.policy_document(version, by)
    is_draft = document is not None and document.state == State.DRAFT
    addresses = {WORDS: "policy", CHANGES: "policy_changes", WHAT_IF: "policy_what_if", TIMELINE: "policy_timeline"}
    hidden = {WHAT_IF} if not may(by, "see_what_if") else set()
    hidden |= {TIMELINE} if document is None else set()
    return {
        "policy": policy,
        "document": document,
        "name": document.name if document else BUILT_IN_NAME,
        "standing": _standing(document, request),
        "facts": _facts(document, version, request),
        "is_in_force": version == queries.version_at(request.at),
        "tabs": [Tab(tab, reverse(name, args=[version])) for tab, name in addresses.items() if tab not in hidden],
        "tab": tab,
        "may_draft": may(by, "draft_policy"),
        "may_activate": is_draft and may(by, "activate_policy"),
        "may_discard": is_draft and may(by, "discard_policy"),
        "barred": queries.why_another_must_activate(document, by) if document else "",
        "wide": True,
    }


def _standing(document: Any, request: Request) -> str:
    if document is not None:
        return queries.standing(document, request.at)
    return "in force" if queries.version_at(request.at) == queries.BUILT_IN else "no longer in force"


def _facts(document: Any, version: str, request: Request) -> list[Fact]:
    facts = [Fact("Version", version), Fact("How it stands", _standing(document, request).capitalize())]
    if document is None:
        return facts
    names = names_of_users({document.drafted_by, document.activated_by, document.discarded_by})
    acts = [
        ("Drafted", document.drafted_by, document.drafted_at),
        ("Activated", document.activated_by, document.activated_at),
        ("Discarded", document.discarded_by, document.discarded_at),
    ]
    facts += [Fact(act, f"{date_words(at, request.at)}, by {names.get(who, who)}") for act, who, at in acts if at]
    if document.effective_at:
        facts.append(Fact("In force from", date_words(document.effective_at, request.at)))
    return facts
