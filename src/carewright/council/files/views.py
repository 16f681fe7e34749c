"""Files: what can be loaded, loading one, and what came of it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.access.check import check_may, may
from carewright.council.files.forms import LoadFile
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column
from carewright.imports import queries
from carewright.imports.commands import load_file
from carewright.kernel.refused import NotFound
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.wiring.files import KINDS

ROWS_ON_A_PAGE = 50
REJECTS_SHOWN = 200


@page("see_imports")
def files(request: Request) -> HttpResponse:
    """The kinds that this person may load, and what was loaded."""
    rows = Paginator(queries.loaded_files(request.actor), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    kinds = [kind for kind in KINDS.values() if may(request.actor, kind.verb)]
    shown = [(row, KINDS[row.kind].title if row.kind in KINDS else row.kind) for row in rows]
    return render(request, "council/files/files.html", {"kinds": kinds, "rows": rows, "shown": shown, "wide": True})


@form_page("see_imports")
def load(request: Request, name: str) -> HttpResponse:
    """Try a file, or load it."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFound
    check_may(request.actor, kind.verb)
    form = LoadFile(request.POST or None, request.FILES or None)
    content: dict[str, Any] = {"form": form, "kind": kind, "columns": _columns(kind)}
    if form.is_valid():
        is_dry_run = form.cleaned_data["how"] == "try"
        sent = form.cleaned_data["file"]
        with refusals_on(form):
            done = load_file(kind, sent.file, sent.name, is_dry_run=is_dry_run, by=request.actor, at=request.at)
            if not is_dry_run:
                return redirect("loaded_file", done.outcome.file)
            content |= {"figures": _figures(done.outcome), "name": sent.name, **_rejects(done.outcome)}
    return render(request, "council/files/load.html", content)


@page("see_imports")
def loaded(request: Request, ref: str) -> HttpResponse:
    """What came of a file."""
    found = queries.loaded_file(ref, request.actor)
    kind = KINDS.get(found.kind)
    content = {
        "file": found,
        "kind": kind,
        "figures": [
            ("added", found.added),
            ("changed", found.changed),
            ("as they were", found.same),
            ("passed over", found.passed_over),
            ("rejected", found.rejected),
        ],
    }
    return render(request, "council/files/loaded.html", content)


@page("see_imports")
def rejects(request: Request, ref: str) -> HttpResponse:
    """The rows that were not taken, with why, as CSV to be mended and sent again."""
    content = queries.reject_file_of(ref, request.actor)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejects-{ref}.csv"'
    return answer


def _figures(outcome: Outcome) -> list[tuple[str, int]]:
    return [
        ("to be added", outcome.added),
        ("to be changed", outcome.changed),
        ("as they were", outcome.same),
        ("passed over", outcome.passed_over),
        ("rejected", len(outcome.rejects)),
    ]


def _rejects(outcome: Outcome) -> dict[str, Any]:
    shown = sorted(outcome.rejects, key=lambda reject: reject.row.number)[:REJECTS_SHOWN]
    return {"rejects": shown, "more_rejects": len(outcome.rejects) - len(shown)}


def _columns(kind: FileKind) -> list[tuple[str, str, bool]]:
    return [(_words(column), ", ".join(column.names), column.is_needed) for column in kind.layout.columns]


def _words(column: Column) -> str:
    return column.key.replace("_", " ")
