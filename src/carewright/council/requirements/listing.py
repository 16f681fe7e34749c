"""To place: the list with filters in the address, as a file, and the map by cluster."""

from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from carewright.council.requirements.drawing import drawn
from carewright.files.writing import BYTE_ORDER_MARK, write_csv
from carewright.look.page import Request, page
from carewright.policy.queries import policy_at
from carewright.providers.queries import areas, clusters
from carewright.sourcing import queries

COLOURS = ("red", "amber", "green")
STATES = {"waiting": "Waiting", "taken": "Accepted, not yet confirmed"}
COLUMNS = (
    "Reference",
    "Referral",
    "Person",
    "Outward postcode",
    "Area",
    "Cluster",
    "Service",
    "Hours a week",
    "Carers",
    "Start asked for",
    "RAG",
    "Reason",
    "Waiting since",
    "Working days",
    "Where it stands",
    "Provider",
    "Answer by",
    "Ready",
)


@page("see_requirements")
def requirements(request: Request) -> HttpResponse:
    """What waits, most urgent first, with why; as CSV with `?as=csv`."""
    asked = _asked(request)
    chosen = {name: asked[name] for name in ("area", "cluster", "service")} | {
        "colour": asked["rag"],
        "broker": request.actor.ref if asked["mine"] else "",
        "state": asked["state"],
    }
    as_file = request.GET.get("as") == "csv"
    number = request.GET.get("page", "1")
    found = queries.requirements_waiting(
        by=request.actor,
        at=request.at,
        page=None if as_file else int(number) if number.isdecimal() and len(number) < 6 else 1,
        **chosen,
    )
    if as_file:
        return _as_csv(found.rows)
    content = _filters(request, asked) | {
        "found": found,
        "crowded": queries.localities_to_call(by=request.actor),
        "is_filtered": any(asked[name] for name in ("area", "cluster", "service", "rag", "mine")),
    }
    return render(request, "council/requirements/list.html", content)


@page("see_requirements")
def requirements_map(request: Request) -> HttpResponse:
    """How many wait in each cluster, drawn where it lies, with the same in a table beside."""
    asked = _asked(request)
    counted = queries.waiting_by_cluster(by=request.actor, at=request.at, area=asked["area"], service=asked["service"])
    content = _filters(request, asked) | {"counted": counted, "drawing": drawn(counted)}
    return render(request, "council/requirements/map.html", content)


def _asked(request: Request) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").strip() for name in ("area", "cluster", "service", "rag", "mine")}
    state = request.GET.get("state", "")
    return asked | {"state": state if state in STATES else "waiting"}


def _filters(request: Request, asked: dict[str, str]) -> dict[str, Any]:
    return {
        "asked": asked,
        "areas": areas(),
        "clusters": clusters(asked["area"]),
        "services": policy_at(request.at).terms.services,
        "colours": COLOURS,
        "states": STATES,
        "wide": True,
    }


def _as_csv(rows: list[queries.WaitingRow]) -> HttpResponse:
    out = StringIO(BYTE_ORDER_MARK)
    out.seek(0, 2)
    write_csv(out, COLUMNS, (_cells(row) for row in rows))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="to-place.csv"'
    return answer


def _cells(row: queries.WaitingRow) -> tuple[object, ...]:
    return (
        row.ref,
        row.referral,
        row.person,
        row.outward_postcode,
        row.area,
        row.cluster,
        row.service,
        row.weekly_hours,
        row.carers,
        row.start_on,
        row.rag.colour.value,
        row.rag.why,
        row.waiting_since.isoformat(),
        row.rag.working_days,
        row.now,
        row.provider,
        row.answer_by.isoformat() if row.answer_by else "",
        "yes" if row.is_ready else "no",
    )
