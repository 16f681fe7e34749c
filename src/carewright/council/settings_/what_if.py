"""A policy tried on past cases: totals first, then the cases that turn (POL-3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from carewright.access.check import may
from carewright.council.referrals.download import csv_answer
from carewright.council.settings_.policy import WHAT_IF, policy_shown
from carewright.kernel.money import Money
from carewright.look.days import day_told
from carewright.look.page import Request, page
from carewright.reports.what_if import Kind, Replayed, Sides, Totals, Turn, WhatIf, decision_in_words
from carewright.reports.what_if.reading import period_asked, settings_untried, what_if
from carewright.reports.what_if.rows import COLUMNS, row_of

ROWS_ON_A_PAGE = 50
SEEN_BY = {
    Kind.CHANGE: "see_changes",
    Kind.AUTHORITY: "see_referrals",
    Kind.COMPLETENESS: "see_referrals",
    Kind.OFFER: "see_requirements",
    Kind.CONSIDERING: "see_requirements",
}
"""The right that the page about a case needs: without it the reference is no link."""


@dataclass(frozen=True)
class Decision:
    """A decision's row: its words, how often it was made and would be, and the bars of both, in hundredths."""

    words: str
    was: int
    would_be: int
    was_bar: float
    would_be_bar: float

    @property
    def difference(self) -> str:
        """How many more or fewer."""
        more = self.would_be - self.was
        return f"{abs(more):,} {'more' if more > 0 else 'fewer'}" if more else "as many"


@dataclass(frozen=True)
class Turned:
    """A line about cases that turn alike, and what leads to them."""

    words: str
    cases: int
    sides: Sides
    has_sides: bool
    filter: str

    @property
    def taken(self) -> Money:
        """What is taken away a week, without its sign."""
        return -self.sides.down_pounds


@dataclass(frozen=True)
class Section:
    """The totals of one kind as shown."""

    totals: Totals
    decisions: list[Decision]
    turns: list[Turned]


@page("see_what_if")
def policy_what_if(request: Request, version: str) -> HttpResponse:
    """What it would have decided differently in a period, the last year unless it says otherwise."""
    content = policy_shown(request, version, WHAT_IF)
    since, until, found = _tried(request, version)
    wanted = request.GET.get("turn", "")
    turned = [case for case in found.turned if wanted in ("", _filter(case.kind, case.turn))]
    rows = Paginator(turned, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content |= {
        "since": since,
        "until": until,
        "found": found,
        "sections": [_section(total) for total in found.totals],
        "untried": settings_untried(version, request.at),
        "rows": rows,
        "shown": [_shown(case, request) for case in rows],
        "filters": [
            (_filter(total.kind, turn), _words(total.kind, turn)) for total in found.totals for turn in total.turns
        ],
        "turn": wanted,
    }
    return render(request, "council/settings/policy_what_if.html", content)


@page("see_what_if")
def policy_what_if_csv(request: Request, version: str) -> HttpResponse:
    """The cases that turn, as a file."""
    _, _, found = _tried(request, version)
    wanted = request.GET.get("turn", "")
    rows = [row_of(case) for case in found.turned if wanted in ("", _filter(case.kind, case.turn))]
    return csv_answer(f"what-if-{version}.csv", COLUMNS, rows)


def _tried(request: Request, version: str) -> tuple[date, date, WhatIf]:
    asked_since, asked_until = (day_told(request.GET.get(name, "")) for name in ("since", "until"))
    since, until = period_asked(asked_since, asked_until, request.at)
    return since, until, what_if(version, request.actor, since=since, until=until)


def _section(total: Totals) -> Section:
    most = max((max(was, would_be) for _, was, would_be in total.decisions), default=1) or 1
    decisions = [
        Decision(decision_in_words(total.kind, code), was, would_be, 100 * was / most, 100 * would_be / most)
        for code, was, would_be in total.decisions
    ]
    turns = [
        Turned(_words(total.kind, turn), sides.cases, sides, total.kind is Kind.CHANGE, _filter(total.kind, turn))
        for turn, sides in total.turns.items()
    ]
    return Section(total, decisions, turns)


def _shown(case: Replayed, request: Request) -> dict[str, Any]:
    return {
        "case": case,
        "kind": case.kind.in_words,
        "was": decision_in_words(case.kind, case.was),
        "would_be": decision_in_words(case.kind, case.would_be),
        "is_link": may(request.actor, SEEN_BY[case.kind]),
    }


def _words(kind: Kind, turn: Turn) -> str:
    return f"{decision_in_words(kind, turn.was)} → {decision_in_words(kind, turn.would_be)}"


def _filter(kind: Kind, turn: Turn | None) -> str:
    return f"{kind}:{turn.was}:{turn.would_be}" if turn else kind.value
