"""Enablement: asked for and under way, overstayers, bypasses and their joint review."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form as AnyForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.council.referrals.download import csv_answer
from carewright.council.referrals.enablement_forms import Ask, Discharge, End, GiveStart, Grace, Reject, Review
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.look.days import day_told, in_full, today
from carewright.look.forms import form_refused, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact, lines_of
from carewright.messages.queries import documents_about
from carewright.people.queries import teams
from carewright.policy.queries import policy_at, policy_of
from carewright.referrals import commands, queries
from carewright.referrals.lifecycle import ENABLEMENT
from carewright.trail.queries import timeline

if TYPE_CHECKING:
    from carewright.referrals.models import EnablementEpisode, Referral

ROWS_ON_A_PAGE = 50
BYPASSES_OF = timedelta(days=28)
STATES = {
    "asked": ("Waiting for an answer", "orange"),
    "rejected": ("No capacity", "red"),
    "under_way": ("Under way", "blue"),
    "grace_period": ("Grace period", "purple"),
    "grace_over": ("Grace period over", "orange"),
    "ended": ("Ended", "grey"),
}
ACTS = {
    "give_enablement_start": "Give a start",
    "reject_enablement": "Reject for capacity",
    "plan_discharge": "Plan discharge",
    "start_grace_period": "Start a grace period",
    "end_enablement": "End enablement",
}


@page("see_referrals")
def episodes(request: Request) -> HttpResponse:
    """Enablement of the user's teams; `?all=1` with what is over."""
    by, everyone = request.actor, request.GET.get("all") == "1"
    rows = Paginator(queries.episodes(by, open_only=not everyone), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content = {
        "rows": rows,
        "shown": [(row, *STATES[row.state], queries.owed_about(row)) for row in rows],
        "everyone": everyone,
        "may_ask": may(by, "ask_enablement"),
        "may_review": may(by, "see_bypass_report"),
        "wide": True,
    }
    return render(request, "council/referrals/enablement.html", content)


@page("see_referrals")
def episode(request: Request, ref: str) -> HttpResponse:
    """One person's enablement: how it stands, what is owed, what may be done."""
    found = queries.episode(ref, request.actor)
    content = {
        "episode": found,
        "person": found.person,
        "state": STATES[found.state],
        "facts": _facts(found),
        "owed": queries.owed_about(found),
        "acts": _acts(request, found),
        "letters": documents_about(found.ref, request.actor),
        "lines": lines_of(timeline(found.ref)),
        "may_refer": may(request.actor, "start_referral"),
        "wide": True,
    }
    return render(request, "council/referrals/episode.html", content)


@form_page("ask_enablement")
def ask(request: Request) -> HttpResponse:
    """Ask an enablement team to take somebody."""
    by = request.actor
    form = Ask(request.POST or None, teams=queries.enablement_teams(), initial={"case_number": _case_number(request)})
    if form.is_valid():
        try:
            person = queries.person_seen(by, form.cleaned_data["case_number"])
        except NotFound:
            form_refused(form, Invalid([Fault("case_number", "Nobody of your teams has this case number. Check it.")]))
        else:
            with refusals_on(form):
                asked = {"person": person.ref, "team": form.cleaned_data["team"]}
                made = commands.ask_enablement(**asked, by=by, at=request.at)
                messages.success(request, "Enablement has been asked.")
                return redirect("enablement_episode", made.ref)
    limit = policy_at(request.at).terms.referrals.enablement_start_within.in_words()
    intro = f"The team has to give a start, or reject for capacity, within {limit}."
    content = {"form": form, "title": "Ask enablement", "intro": intro, "button": "Ask", "back": reverse("enablement")}
    return render(request, "look/form_page.html", content)


@form_page("give_enablement_start")
def give_start(request: Request, ref: str) -> HttpResponse:
    """Give a start (REF-4)."""
    return _done(request, ref, GiveStart, commands.give_enablement_start, "Start given.")


@form_page("reject_enablement")
def reject(request: Request, ref: str) -> HttpResponse:
    """Reject for capacity (REF-4)."""
    return _done(request, ref, Reject, commands.reject_enablement, "Rejected. Whoever asked has been told.")


@form_page("plan_discharge")
def discharge(request: Request, ref: str) -> HttpResponse:
    """Ready to leave, with the planned discharge (REF-4)."""
    return _done(request, ref, Discharge, commands.plan_discharge, "Discharge planned.")


@form_page("start_grace_period")
def grace(request: Request, ref: str) -> HttpResponse:
    """Start a self-funder's grace period (REF-8)."""
    return _done(request, ref, Grace, commands.start_grace_period, "Grace period started. The letter is below.")


@form_page("end_enablement")
def end(request: Request, ref: str) -> HttpResponse:
    """Enablement has ended."""
    return _done(request, ref, End, commands.end_enablement, "Enablement ended.")


@page("see_bypass_report")
def overstayers(request: Request) -> HttpResponse:
    """Who is ready to leave enablement and has no package (REF-4)."""
    rows = list(queries.overstayers(request.actor, today(request.at)))
    shown = [(row, (today(request.at) - row.ready_on).days if row.ready_on else 0) for row in rows]
    return render(request, "council/referrals/overstayers.html", {"shown": shown, "wide": True})


@page("see_bypass_report")
def overstayers_csv(request: Request) -> HttpResponse:
    """The same as a file, without names."""
    rows = queries.overstayers(request.actor, today(request.at))
    headings = ("Reference", "Team", "Ready to leave", "Planned discharge", "State")
    told = ((r.ref, r.team.name, r.ready_on, r.planned_discharge_on, STATES[r.state][0]) for r in rows)
    return csv_answer("overstayers.csv", headings, told)


@page("see_bypass_report")
def bypasses(request: Request) -> HttpResponse:
    """Bypasses of enablement by team, of a period that is in the address, and their joint reviews (REF-4)."""
    since, until = _period(request)
    rows = list(queries.bypasses(request.actor, since, until))
    content = {
        "by_team": _by_team(rows),
        "count": len(rows),
        "since": since,
        "until": until,
        "reviews": queries.bypass_reviews(request.actor)[:20],
        "may_record": may(request.actor, "record_bypass_review"),
        "wide": True,
    }
    return render(request, "council/referrals/bypasses.html", content)


@page("see_bypass_report")
def bypasses_csv(request: Request) -> HttpResponse:
    """The same as a file, without names."""
    rows = queries.bypasses(request.actor, *_period(request))
    headings = ("Team", "Referral", "Received", "Reason", "State")
    told = ((r.team.name, r.ref, today(r.first_received_at), _reason(r), r.state) for r in rows if r.first_received_at)
    return csv_answer("bypasses.csv", headings, told)


@form_page("record_bypass_review")
def review(request: Request) -> HttpResponse:
    """Record a joint review."""
    since, until = _period(request)
    form = Review(
        request.POST or None,
        teams=teams(request.actor, "record_bypass_review"),
        brokerage_managers=users_holding(Role.BROKERAGE_MANAGER),
        team_managers=users_holding(Role.TEAM_MANAGER),
        initial={"since_on": since, "until_on": until} | _own_place(request),
    )
    if form.is_valid():
        with refusals_on(form):
            commands.record_bypass_review(**form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Review recorded.")
            return redirect("bypasses")
    content = {"form": form, "title": "Record a joint review", "button": "Record", "back": reverse("bypasses")}
    return render(request, "look/form_page.html", content)


def _done(request: Request, ref: str, kind: type[AnyForm], command: Callable[..., Any], said: str) -> HttpResponse:
    """A form whose answers are the command's arguments."""
    found = queries.episode(ref, request.actor)
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            command(episode=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, said)
            return redirect("enablement_episode", found.ref)
    title = ACTS[command.__name__]
    content = {"form": form, "title": title, "button": title, "back": reverse("enablement_episode", args=[found.ref])}
    return render(request, "look/form_page.html", content)


def _facts(found: "EnablementEpisode") -> list[Fact]:
    grace = policy_of(found.policy_version).terms.referrals.grace_period.in_words()
    rows = [
        ("Enablement team", found.team.name),
        ("Person's team", found.person.team.name),
        ("Starts", in_full(found.starts_on) if found.starts_on else ""),
        ("No capacity because", found.rejected_reason),
        ("Ready to leave since", in_full(found.ready_on) if found.ready_on else ""),
        ("Planned discharge", in_full(found.planned_discharge_on) if found.planned_discharge_on else ""),
        ("Note", found.discharge_note),
        (
            f"Grace period of {grace}",
            f"until the end of {in_full(today(found.grace_until_at))}" if found.grace_until_at else "",
        ),
        ("Ended", in_full(found.ended_on) if found.ended_on else ""),
    ]
    return [Fact(label, value) for label, value in rows if value]


def _acts(request: Request, found: "EnablementEpisode") -> list[tuple[str, str]]:
    """What this user may do now: address and words, the next right step first."""
    able = [
        verb for verb in ACTS if ENABLEMENT.allows(verb, found.state) and may(request.actor, verb, unit=found.team.path)
    ]
    return [(reverse(verb, args=[found.ref]), ACTS[verb]) for verb in able]


def _by_team(rows: "list[Referral]") -> list[tuple[str, list[tuple[Any, str]]]]:
    grouped: dict[str, list[tuple[Any, str]]] = {}
    for row in rows:
        grouped.setdefault(row.team.name, []).append((row, _reason(row)))
    return list(grouped.items())


def _reason(row: "Referral") -> str:
    return policy_of(row.policy_version).terms.referrals.bypass_reasons.get(row.bypass_reason, "No reason given")


def _period(request: Request) -> tuple[date, date]:
    """The period in the address; the last four weeks where it says none, or nonsense."""
    until = day_told(request.GET.get("until", "")) or today(request.at)
    since = day_told(request.GET.get("since", "")) or until - BYPASSES_OF
    return min(since, until), until


def _own_place(request: Request) -> dict[str, str]:
    """The user is one of the two."""
    roles = ("brokerage_manager", "team_manager")
    return {role: request.actor.ref for role in roles if request.actor.holds(Role(role))}


def _case_number(request: Request) -> str:
    asked = request.GET.get("person", "")
    return queries.case_number_of(request.actor, asked) if asked else ""
