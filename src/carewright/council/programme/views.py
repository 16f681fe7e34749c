"""A review programme: how it stands, month by month, who is in it, the letters."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.programme.charts import by_cohort, by_month
from carewright.look.page import Request, page
from carewright.look.parts import Tab, lines_of
from carewright.messages.wording.formats import LetterFormat
from carewright.reviews import queries
from carewright.reviews.lifecycle import PROGRAMME, Outcome
from carewright.trail.queries import timeline

if TYPE_CHECKING:
    from carewright.reviews.models import Programme

ROWS_ON_A_PAGE = 50
STATES = {"draft": ("Draft", "blue"), "running": ("Running", "green"), "closed": ("Closed", "grey")}
LETTER_STATES = {"queued": ("Being made", "blue"), "held": ("Held", "orange"), "kept": ("Made", "green")}


@page("see_review_programme")
def review_programme(request: Request) -> HttpResponse:
    """Every programme that the user may see."""
    rows = [(one, *STATES[one.state]) for one in queries.programmes(request.actor)]
    content = {"rows": rows, "may_draft": may(request.actor, "draft_programme"), "wide": True}
    return render(request, "council/programme/list.html", content)


@page("see_review_programme")
def programme(request: Request, ref: str) -> HttpResponse:
    """How a programme stands: cohorts against the plan, counts, capacity, and what may be done next."""
    found, content = _common(request, ref, "How it stands")
    standing = queries.standing_of(found, request.actor, request.at)
    content |= {
        "standing": standing,
        "chart": by_cohort(standing),
        "sees_costs": queries.sees_costs(found, request.actor),
        "difference": standing.counts.cost_after - standing.counts.cost_before,
        "capacities": queries.capacities_of(found),
        "policy": found.policy_version,
    }
    return render(request, "council/programme/programme.html", content)


@page("see_review_programme")
def months(request: Request, ref: str) -> HttpResponse:
    """The plan month by month."""
    found, content = _common(request, ref, "Month by month")
    standing = queries.standing_of(found, request.actor, request.at)
    rows = Paginator(standing.months, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "council/programme/months.html", content | {"rows": rows, "chart": by_month(standing)})


@page("see_review_programme")
def people(request: Request, ref: str) -> HttpResponse:
    """Who is in it, of the user's teams, in the order in which they are reviewed."""
    found, content = _common(request, ref, "People")
    terms, chosen = queries.programme_terms(found), request.GET.get("cohort", "")
    entries = queries.entries(found, request.actor)
    if chosen:
        entries = entries.filter(cohort=chosen)
    if request.GET.get("waiting") == "1":
        entries = entries.filter(taken_on=None)
    rows = Paginator(entries, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content |= {
        "rows": rows,
        "shown": [(one, terms.words_of(one.cohort), _outcome(one.outcome), _acts(request, found, one)) for one in rows],
        "cohorts": [(cohort.code, cohort.words) for cohort in terms.cohorts],
        "chosen": chosen,
        "waiting": request.GET.get("waiting") == "1",
    }
    return render(request, "council/programme/people.html", content)


@page("see_review_programme")
def letters(request: Request, ref: str) -> HttpResponse:
    """The letters: how far they are, who can't be written to and why, which want a translated copy."""
    found, content = _common(request, ref, "Letters")
    rows = Paginator(queries.letters_of(found, request.actor), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content |= {
        "rows": rows,
        "shown": [(one, LetterFormat(one.letter_format).in_words, *LETTER_STATES[one.state]) for one in rows],
        "progress": queries.progress(found),
        "may_ask": _may(request, found, "ask_programme_letters"),
        "may_translate": may(request.actor, "record_translated_copy"),
    }
    return render(request, "council/programme/letters.html", content)


@page("see_review_programme")
def timeline_page(request: Request, ref: str) -> HttpResponse:
    """What happened, in sentences."""
    found, content = _common(request, ref, "Timeline")
    return render(request, "council/programme/timeline.html", content | {"lines": lines_of(timeline(found.ref))})


def _common(request: Request, ref: str, tab: str) -> tuple["Programme", dict[str, Any]]:
    found = queries.programme(ref, request.actor)
    pages = {
        "How it stands": "programme",
        "Month by month": "programme_months",
        "People": "programme_people",
        "Letters": "programme_letters",
        "Timeline": "programme_timeline",
    }
    verbs = ("start_programme", "replan_programme", "close_programme")
    return found, {
        "programme": found,
        "state": STATES[found.state],
        "tabs": [Tab(label, reverse(name, args=[found.ref])) for label, name in pages.items()],
        "tab": tab,
        "may": {verb: _may(request, found, verb) for verb in verbs},
        "wide": True,
    }


def _may(request: Request, found: "Programme", verb: str) -> bool:
    return PROGRAMME.allows(verb, found.state) and may(request.actor, verb, unit=found.unit.path)


def _acts(request: Request, found: "Programme", entry: Any) -> list[tuple[str, str]]:
    """What may be done about an entry: words and address."""
    if entry.taken_on is not None:
        return []
    words = {"record_programme_review": "Record", "mark_programme_urgent": "Mark as urgent"}
    return [
        (said, reverse(verb, args=[found.ref, entry.ref]))
        for verb, said in words.items()
        if PROGRAMME.allows(verb, found.state)
        and may(request.actor, verb, unit=entry.package.team.path)
        and not (verb == "mark_programme_urgent" and entry.is_urgent)
    ]


def _outcome(outcome: str) -> str:
    return Outcome(outcome).of_the_cost.capitalize() if outcome else ""
