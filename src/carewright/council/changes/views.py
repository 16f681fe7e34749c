"""Changes: the list, one change with its picture and why, and what is done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.access.check import may
from carewright.access.queries import units
from carewright.changes import commands, queries
from carewright.changes.queries.finding import Sought
from carewright.changes.rules import Decides
from carewright.council.changes.forms import DecisionForm, InvolvementForm
from carewright.council.changes.shown import STATES, everything, row, waiting_rows
from carewright.council.looking import note_look
from carewright.council.referrals.download import csv_answer
from carewright.council.variations.views import tabs
from carewright.look.days import day_told
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, action, form_page, page
from carewright.look.parts import told
from carewright.policy.queries import policy_at
from carewright.trail.queries import timeline
from carewright.worktime import local

ROWS_ON_A_PAGE = 50
CARRIED = ("package", "since", "until", "as_of", "direction", "decides")
"""Narrowings that come from a report's figure: kept, and told, while the others are chosen."""
FILTERS = ("search", "state", "provider", "reason", "area", *CARRIED)
SEVERAL = {"under_way": "Under way", "not_made": "Not made"}
HEADINGS = (
    "change", "package", "provider", "team", "service", "reason", "state", "noticed_on", "effective_on",
    "ordered_hours", "current_hours", "new_hours", "rules",
)  # fmt: skip
CHOSEN: dict[str, tuple[Callable[..., Any], str]] = {
    "authorise": (commands.authorise_change, "Change authorised. The order is amended from its date."),
    "discuss": (commands.discuss_change, "Recorded. The provider is told that you will talk with them."),
    "talk": (commands.arrange_talk, "Recorded. The provider is told that you talk with the person."),
    "review": (commands.send_to_full_review, "A full review takes the place of the change."),
}


@page("see_changes")
def changes(request: Request) -> HttpResponse:
    """Changes of packages in the user's units, narrowed by what the address says."""
    asked = _asked(request)
    found = queries.changes(request.actor, _sought(asked))
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    due = queries.due_about(list(rows))
    content = {
        "rows": rows,
        "shown": [(row(change, request.actor), due.get(change.ref)) for change in rows],
        "asked": asked,
        "carried": {name: asked[name] for name in CARRIED if asked[name]},
        "is_narrowed": any(asked.values()),
        "states": SEVERAL | {code: words for code, (words, _) in STATES.items()},
        "reasons": policy_at(request.at).terms.changes.reasons,
        "areas": [unit for unit in units() if unit.kind == "area"],
        "providers": queries.providers_seen(request.actor),
        "may_decide": may(request.actor, "authorise_change"),
        "tabs": tabs(request),
        "wide": True,
    }
    return render(request, "council/changes/list.html", content)


@page("see_changes")
def changes_csv(request: Request) -> HttpResponse:
    """The same as CSV, without names."""
    found = queries.changes(request.actor, _sought(_asked(request)))
    return csv_answer("changes.csv", HEADINGS, (_cells(change, request) for change in found.iterator(chunk_size=500)))


@page("authorise_change")
def waiting(request: Request) -> HttpResponse:
    """Changes that wait for this user's decision."""
    return render(request, "council/changes/waiting.html", {"rows": waiting_rows(request.actor), "wide": True})


@page("see_changes")
def change(request: Request, ref: str) -> HttpResponse:
    """One change: the picture, why, what was said, how far things have drifted, and what to do."""
    return render(request, "council/changes/change.html", _one(request, ref) | {"form": DecisionForm()})


@action("confirm_change")
def confirm(request: Request, ref: str) -> HttpResponse:
    """Confirm: in effect, or with the manager (CHG-3)."""
    found = queries.change(ref, request.actor)
    done = commands.confirm_change(change=found.ref, by=request.actor, at=request.at)
    if done.closed_at is None:
        messages.success(request, "Confirmed. It is beyond tolerance, so the manager has been asked to decide.")
    else:
        messages.success(request, "Confirmed. The order is amended from its date, and the provider is told.")
    return redirect("change", found.ref)


@form_page("authorise_change")
def decide(request: Request, ref: str) -> HttpResponse:
    """The manager's four choices (CHG-4)."""
    content = _one(request, ref)
    form = DecisionForm(posted(request))
    if form.is_valid():
        choose, said = CHOSEN[form.cleaned_data["choice"]]
        with refusals_on(form):
            choose(change=ref, note=form.cleaned_data["note"], by=request.actor, at=request.at)
            messages.success(request, said)
            return redirect("change", ref)
    return render(request, "council/changes/change.html", content | {"form": form})


@form_page("ask_for_involvement")
def involvement(request: Request, ref: str) -> HttpResponse:
    """Social care is to be involved: the change stops and a review follows (CHG-7)."""
    found = queries.change(ref, request.actor)
    form = InvolvementForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            commands.ask_for_involvement(change=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The change is stopped, and a review follows.")
            return redirect("change", found.ref)
    return render(request, "council/changes/involvement.html", {"form": form, "change": found})


def _one(request: Request, ref: str) -> dict[str, Any]:
    found = queries.change(ref, request.actor)
    content = everything(request.actor, found, request.at)
    if content["person"] is not None:
        note_look(request, found.package.person)
    return content | {"told": told(timeline(found.ref), request)}


def _asked(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in FILTERS}


def _sought(asked: dict[str, str]) -> Sought:
    area = next((unit.path for unit in units() if unit.ref == asked["area"]), "") if asked["area"] else ""
    return Sought(
        state=asked["state"],
        provider=asked["provider"],
        reason=asked["reason"],
        unit=area,
        since=day_told(asked["since"]),
        until=day_told(asked["until"]),
        as_of=day_told(asked["as_of"]),
        package=asked["package"],
        direction=asked["direction"] if asked["direction"] in {"increase", "decrease"} else "",
        decides=asked["decides"] if asked["decides"] in set(Decides) else "",
        search=asked["search"],
    )


def _cells(change: Any, request: Request) -> list[Any]:
    line, facts = row(change, request.actor), queries.judged(change)
    return [
        change.ref,
        change.package.ref,
        change.provider.name,
        change.package.team.name,
        line.service,
        line.reason,
        line.state,
        local(change.noticed_at).date(),
        change.effective_on,
        facts.facts.ordered_hours,
        facts.facts.current_hours,
        change.weekly_hours,
        " ".join(facts.rules),
    ]
