"""Users and their roles (ROLE-1). For administrators."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access import commands, queries
from carewright.access.roles import Role
from carewright.council.settings_.forms import AddUser, Disable, GrantCouncilRole, GrantProviderRole
from carewright.council.settings_.units import unit_choices
from carewright.kernel.refused import NotFound
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.look.parts import Fact, lines_of
from carewright.providers.queries import providers
from carewright.trail.queries import timeline

USERS_ON_A_PAGE = 50
NEWEST_LINES = 50


@page("see_users")
def users(request: Request) -> HttpResponse:
    """Who can sign in, as what."""
    search = request.GET.get("q", "").strip()
    rows = Paginator(queries.users(request.actor, search), USERS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "council/settings/users.html", {"rows": rows, "search": search})


@form_page("add_user")
def add_user(request: Request) -> HttpResponse:
    """Add somebody. They sign in by code or choose a password by the link that they ask for."""
    form = AddUser(posted(request))
    if form.is_valid():
        with refusals_on(form):
            added = commands.add_user(**form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{added.name} is added. Give them a role now: without one they can do nothing.")
            return redirect("user", added.ref)
    return _form(request, form, "Add a user", "Add user", reverse("users"))


@page("see_users")
def user(request: Request, ref: str) -> HttpResponse:
    """One user: roles, keys, and what happened."""
    shown = queries.user_of(ref, request.actor)
    facts = [
        Fact("Email address", shown.email),
        Fact("Telephone", shown.telephone),
        Fact("Account", "Open" if shown.is_active else "Disabled"),
        Fact("Reference", shown.ref),
    ]
    content = {
        "shown": shown,
        "facts": facts,
        "held": shown.held_roles.all(),
        "keys": queries.keys_of(shown.ref, request.actor),
        "lines": lines_of(timeline(shown.ref, limit=NEWEST_LINES)),
    }
    return render(request, "council/settings/user.html", content)


@form_page("disable_user")
def disable_user(request: Request, ref: str) -> HttpResponse:
    """Disable at once: sessions, keys and links stop working."""
    shown = queries.user_of(ref, request.actor)
    form = Disable(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.disable_user(user=ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{shown.name} is disabled. Their sessions, keys and links have stopped working.")
            return redirect("user", ref)
    return _form(request, form, f"Disable {shown.name}", "Disable user", reverse("user", args=[ref]), warning=True)


@action("enable_user")
def enable_user(request: Request, ref: str) -> HttpResponse:
    """Open the account again."""
    shown = commands.enable_user(user=ref, by=request.actor, at=request.at)
    messages.success(request, f"{shown.name} can sign in again.")
    return redirect("user", ref)


@form_page("grant_role")
def grant_council_role(request: Request, ref: str) -> HttpResponse:
    """Give a role in a unit."""
    shown = queries.user_of(ref, request.actor)
    form = GrantCouncilRole(posted(request), units=unit_choices())
    if form.is_valid():
        return _granted(request, form, ref, f"Give {shown.name} a role in the council")
    return _form(request, form, f"Give {shown.name} a role in the council", "Give role", reverse("user", args=[ref]))


@form_page("grant_role")
def grant_provider_role(request: Request, ref: str) -> HttpResponse:
    """Give a role at a provider."""
    shown = queries.user_of(ref, request.actor)
    choices = [(provider.ref, provider.name) for provider in providers(request.actor)]
    form = GrantProviderRole(posted(request), providers=choices)
    if form.is_valid():
        return _granted(request, form, ref, f"Give {shown.name} a role at a provider")
    return _form(request, form, f"Give {shown.name} a role at a provider", "Give role", reverse("user", args=[ref]))


@action("withdraw_role")
def withdraw_role(request: Request, ref: str) -> HttpResponse:
    """Withdraw a role: what the user may do changes with the next thing they try."""
    told = {name: request.POST.get(name, "") for name in ("unit", "provider")}
    commands.withdraw_role(user=ref, role=_role(request.POST.get("role", "")), **told, by=request.actor, at=request.at)
    messages.success(request, "The role is withdrawn.")
    return redirect("user", ref)


def _granted(request: Request, form: Any, ref: str, title: str) -> HttpResponse:
    asked = form.cleaned_data | {"role": _role(form.cleaned_data["role"])}
    with refusals_on(form):
        commands.grant_role(user=ref, **asked, by=request.actor, at=request.at)
        messages.success(request, "The role is given.")
        return redirect("user", ref)
    return _form(request, form, title, "Give role", reverse("user", args=[ref]))


def _role(text: str) -> Role:
    if text not in set(Role):
        raise NotFound
    return Role(text)


def _form(request: Request, form: Any, title: str, button: str, back: str, **more: bool) -> HttpResponse:
    content = {"form": form, "title": title, "button": button, "back": back, **more}
    return render(request, "look/form_page.html", content)
