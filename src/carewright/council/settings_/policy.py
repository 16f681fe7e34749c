"""The policy in words (POL-1)."""

from django.http import HttpResponse
from django.shortcuts import render

from carewright.look.page import Request, page
from carewright.policy import queries
from carewright.policy.rules import in_words


@page("see_policy")
def policy_in_force(request: Request) -> HttpResponse:
    """The policy in force now."""
    return _shown(request, queries.policy_at(request.at))


@page("see_policy")
def one_policy(request: Request, version: str) -> HttpResponse:
    """A policy by its version: the one that a case was decided under, or a draft."""
    return _shown(request, queries.policy_of(version))


def _shown(request: Request, policy: queries.PolicyInForce) -> HttpResponse:
    documents = queries.policies(request.actor)
    content = {
        "policy": policy,
        "sections": in_words(policy.terms),
        "in_force": queries.version_at(request.at),
        "built_in": queries.BUILT_IN,
        "others": [(document, queries.standing(document, request.at)) for document in documents],
    }
    return render(request, "council/settings/policy.html", content)
