"""API keys of a user. For administrators."""

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access import commands, queries
from carewright.council.settings_.forms import IssueKey
from carewright.look.days import moment
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page


@form_page("issue_key")
def issue_key(request: Request, ref: str) -> HttpResponse:
    """Issue a key. Its secret is shown once, on the page that answers."""
    shown = queries.user_of(ref, request.actor)
    form = IssueKey(posted(request))
    if form.is_valid():
        asked = {"name": form.cleaned_data["name"], "scopes": form.cleaned_data["scopes"]}
        expires_at = _end_of(form.cleaned_data["expires_on"])
        with refusals_on(form):
            key, secret = commands.issue_key(user=ref, **asked, expires_at=expires_at, by=request.actor, at=request.at)
            return render(request, "council/settings/key.html", {"shown": shown, "key": key, "secret": secret})
    title = f"Issue an API key for {shown.name}"
    content = {"form": form, "title": title, "button": "Issue key", "back": reverse("user", args=[ref])}
    return render(request, "look/form_page.html", content)


@action("revoke_key")
def revoke_key(request: Request, ref: str) -> HttpResponse:
    """Revoke a key at once."""
    commands.revoke_key(key=request.POST.get("key", ""), by=request.actor, at=request.at)
    messages.success(request, "The key is revoked. Nothing can be done with it any more.")
    return redirect("user", ref)


def _end_of(day: date | None) -> datetime | None:
    return moment(day + timedelta(days=1), time(0)) if day else None
