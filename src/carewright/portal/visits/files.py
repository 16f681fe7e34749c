"""Weekly reports sent as a file: tried or sent, with what was wrong by row, to be mended and sent again (VAR-2)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.files.rejects import Outcome
from carewright.imports.commands import load_file
from carewright.kernel.refused import NotFound
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.monitoring import queries
from carewright.monitoring.commands import FILES
from carewright.policy.queries import policy_at
from carewright.portal.visits.forms import SendFile

REJECTS_SHOWN = 200
KIND = FILES[0]


@form_page("import_variations")
def send(request: Request) -> HttpResponse:
    """Try a file, or send it."""
    if not request.actor.provider:
        raise NotFound
    form = SendFile(request.POST or None, request.FILES or None)
    content: dict[str, Any] = {
        "form": form,
        "columns": [(column.key.replace("_", " "), column.names, column.is_needed) for column in _own_columns()],
        "reasons": policy_at(request.at).terms.variations.reasons,
    }
    if form.is_valid():
        is_dry_run = form.cleaned_data["how"] == "try"
        given = form.cleaned_data["file"]
        with refusals_on(form):
            done = load_file(KIND, given.file, given.name, is_dry_run=is_dry_run, by=request.actor, at=request.at)
            if not is_dry_run and not done.outcome.rejects:
                return redirect("own_visits_file", done.outcome.file)
            content |= {"figures": _figures(done.outcome), "name": given.name, "is_tried": is_dry_run}
            content |= _rejects(done.outcome)
    return render(request, "portal/visits/file.html", content)


@page("see_own_visits")
def sent(request: Request, ref: str) -> HttpResponse:
    """What came of a file."""
    found = queries.own_file(ref, request.actor)
    figures = [
        ("new", found.added),
        ("corrected", found.changed),
        ("known already", found.same),
        ("rejected", found.rejected),
    ]
    return render(request, "portal/visits/sent.html", {"file": found, "figures": figures})


@page("see_own_visits")
def rejects(request: Request, ref: str) -> HttpResponse:
    """The rows that were not taken, with why, as CSV to be mended and sent again."""
    found = queries.own_file(ref, request.actor)
    if found.reject_file is None:
        raise NotFound
    answer = HttpResponse(bytes(found.reject_file), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejects-{found.ref}.csv"'
    return answer


def _own_columns() -> list[Any]:
    """A provider's own file names no provider."""
    return [column for column in KIND.layout.columns if column.key != "regulator_id"]


def _figures(outcome: Outcome) -> list[tuple[str, int]]:
    return [
        ("new", outcome.added),
        ("corrected", outcome.changed),
        ("known already", outcome.same),
        ("rejected", len(outcome.rejects)),
    ]


def _rejects(outcome: Outcome) -> dict[str, Any]:
    ordered = sorted(outcome.rejects, key=lambda reject: reject.row.number)
    return {"rejects": ordered[:REJECTS_SHOWN], "more_rejects": len(ordered[REJECTS_SHOWN:]), "file": outcome.file}
