"""Settings: what can be looked at and changed, and who may do what (ROLE-2)."""

from collections.abc import Iterable
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from carewright.access.roles import COUNCIL_ROLES, PROVIDER_ROLES, Role
from carewright.access.who_may import WHO_MAY, Right
from carewright.look.navigation import Item, menu
from carewright.look.page import Request, page

PAGES = (
    Item("Users and their roles", "users", "see_users"),
    Item("Areas, localities and teams", "units", "see_users"),
    Item("Policy in force", "policy_in_force", "see_policy"),
    Item("Policies and drafts", "policies", "see_policy"),
    Item("Files to load", "files", "see_imports"),
    Item("Failed emails", "failed_emails", "see_failed_messages"),
    Item("Who may do what", "who_may", "see_who_may"),
)


@page("see_who_may")
def settings_page(request: Request) -> HttpResponse:
    """The settings that this person may see."""
    return render(request, "council/settings/settings.html", {"pages": menu(PAGES, request.actor, "")})


@page("see_who_may")
def who_may(request: Request) -> HttpResponse:
    """The table of rights that is enforced, in groups, all of it or one role's."""
    wanted = request.GET.get("role", "")
    rights = [right for right in WHO_MAY.values() if not wanted or wanted in right.roles | right.deputies]
    roles = [role for role in Role if role is not Role.SYSTEM]
    return render(
        request, "council/settings/who_may.html", {"groups": _grouped(rights), "roles": roles, "wanted": wanted}
    )


def _grouped(rights: Iterable[Right]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group.capitalize(), [(right.sentence, _holders(right)) for right in rows])
        for group, rows in groupby(rights, key=_group)
    ]


def _group(right: Right) -> str:
    return right.group


def _holders(right: Right) -> str:
    if right.roles >= COUNCIL_ROLES | PROVIDER_ROLES:
        return "Everybody"
    words = [role.in_words for role in sorted(right.roles - {Role.SYSTEM})]
    if right.roles >= COUNCIL_ROLES:
        words = ["everybody in the council", *(role.in_words for role in sorted(right.roles & PROVIDER_ROLES))]
    deputies = [f"{role.in_words} (as deputy)" for role in sorted(right.deputies)]
    itself = ["the program by itself"] if Role.SYSTEM in right.roles else []
    return ", ".join([*words, *deputies, *itself])
