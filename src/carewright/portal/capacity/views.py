"""Free hours: what is declared, what is out of date, and declaring it (PRO-3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.kernel.hours import Hours
from carewright.kernel.refused import NotFound
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.portal.capacity.forms import DeclareForm
from carewright.providers import commands, queries
from carewright.providers.rules import TIMES_OF_DAY
from carewright.worktime import is_late

if TYPE_CHECKING:
    from carewright.providers.models import Capacity


@dataclass(frozen=True)
class Declared:
    """Free hours as shown. Stale once their time is over: brokers see them marked so."""

    cluster: str
    name: str
    time_of_day: str
    when: str
    weekly_hours: Hours
    expires_at: datetime
    is_stale: bool


@page("see_portal")
def capacity(request: Request) -> HttpResponse:
    """What the provider has declared free."""
    rows = [_row(found, request.at) for found in queries.capacity_of(request.actor.provider, request.actor)]
    content = {"rows": rows, "stale": sum(row.is_stale for row in rows)}
    return render(request, "portal/capacity/list.html", content)


@form_page("declare_capacity")
def declare(request: Request) -> HttpResponse:
    """Declare free hours: in place of what was declared before for the same cluster and time of day."""
    if not request.actor.provider:
        raise NotFound
    first = {name: request.GET[name] for name in ("cluster", "time_of_day", "weekly_hours") if name in request.GET}
    form = DeclareForm(posted(request), initial={"time_of_day": ""} | first, clusters=_clusters(request))
    if form.is_valid():
        with refusals_on(form):
            commands.declare_capacity(
                provider=request.actor.provider, **form.declared(), by=request.actor, at=request.at
            )
            messages.success(request, "Your free hours are recorded. Brokers see them at once.")
            return redirect("own_capacity")
    return render(request, "portal/capacity/declare.html", {"form": form})


def _row(found: "Capacity", at: datetime) -> Declared:
    return Declared(
        cluster=found.cluster.ref,
        name=found.cluster.name,
        time_of_day=found.time_of_day,
        when=TIMES_OF_DAY[found.time_of_day],
        weekly_hours=found.weekly_hours,
        expires_at=found.expires_at,
        is_stale=is_late(at, found.expires_at),
    )


def _clusters(request: Request) -> list[tuple[str, str]]:
    """The clusters that the provider's contracts reach; all of them when one is for everywhere, or there is none."""
    contracts = list(queries.contracts_of(request.actor.provider, request.actor))
    places = [(list(contract.clusters.all()), list(contract.areas.all())) for contract in contracts]
    named = {cluster.ref for clusters, _ in places for cluster in clusters}
    areas = {area.pk for _, within in places for area in within}
    everywhere = not all(clusters or within for clusters, within in places) or not places
    return [
        (cluster.ref, f"{cluster.name}, {cluster.area.name}")
        for cluster in queries.clusters()
        if everywhere or cluster.ref in named or cluster.area_id in areas
    ]
