"""Clusters with their MSOAs and protocol order; what a provider declares free, and its places (SRC-20, PRO-3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.providers.forms import DeclareCapacity, DefineCluster, ProtocolOrder
from carewright.council.providers.views import form_of, top_of
from carewright.kernel.refused import NotFound
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.policy.queries import policy_at
from carewright.providers import commands, queries
from carewright.providers.rules import TIMES_OF_DAY

CLUSTER_FORM = {"heading": "Define a cluster", "button": "Define", "back_words": "Clusters"}


@page("see_providers")
def capacity(request: Request, ref: str) -> HttpResponse:
    """What the provider has declared free, stale or not, and its places in clusters' orders."""
    content = top_of(request, ref, "Capacity")
    provider = content["provider"]
    declared = queries.capacity_of(provider.ref, request.actor)
    content |= {
        "capacity": [(one, TIMES_OF_DAY[one.time_of_day], one.expires_at < request.at) for one in declared],
        "places": queries.protocol_places_of(provider.ref, request.actor),
        "may_declare": may(request.actor, "declare_capacity"),
        "services": policy_at(request.at).terms.services,
    }
    return render(request, "council/providers/capacity.html", content)


@form_page("declare_capacity")
def declare(request: Request, ref: str) -> HttpResponse:
    """Note what a provider says it has free."""
    found = queries.provider(ref, request.actor)
    clusters_known = [(cluster.ref, f"{cluster.name}, {cluster.area.name}") for cluster in queries.clusters()]
    form = DeclareCapacity(request.POST or None, clusters=clusters_known)
    if form.is_valid():
        with refusals_on(form):
            commands.declare_capacity(provider=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The free hours are noted.")
            return redirect("provider_capacity", found.ref)
    return form_of(request, found, form, heading="Note free hours", button="Note free hours", back="provider_capacity")


@page("see_providers")
def clusters(request: Request) -> HttpResponse:
    """Clusters by area."""
    content = {
        "clusters": queries.clusters_with_counts(),
        "may_define": may(request.actor, "define_cluster"),
        "wide": True,
    }
    return render(request, "council/providers/clusters.html", content)


@page("see_providers")
def cluster(request: Request, ref: str) -> HttpResponse:
    """A cluster: its order for each service, and its MSOAs."""
    found = queries.cluster(ref)
    places = list(queries.protocol_of(found.ref))
    services = policy_at(request.at).terms.services
    content = {
        "cluster": found,
        "orders": [(code, words, [p for p in places if p.service == code]) for code, words in services.items()],
        "may_set": may(request.actor, "set_protocol_order", unit=found.area.path),
        "may_define": may(request.actor, "define_cluster", unit=found.area.path),
        "wide": True,
    }
    return render(request, "council/providers/cluster.html", content)


@form_page("define_cluster")
def define(request: Request) -> HttpResponse:
    """Define a cluster, or give one other MSOAs."""
    known = [(area.ref, area.name) for area in queries.areas() if may(request.actor, "define_cluster", unit=area.path)]
    form = DefineCluster(request.POST or None, areas=known)
    if form.is_valid():
        with refusals_on(form):
            made = commands.define_cluster(**form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{made.name} is defined.")
            return redirect("cluster", made.ref)
    return render(request, "council/providers/form.html", CLUSTER_FORM | {"form": form, "back": reverse("clusters")})


@form_page("set_protocol_order")
def order(request: Request, ref: str, service: str) -> HttpResponse:
    """Set in which order a cluster's providers are approached for a service."""
    found = queries.cluster(ref)
    words = policy_at(request.at).terms.services.get(service)
    if words is None:
        raise NotFound
    candidates = queries.protocol_candidates(found, service, request.at, request.actor)
    form = ProtocolOrder(request.POST or None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            commands.set_protocol_order(
                cluster=found.ref, service=service, providers=form.told(), by=request.actor, at=request.at
            )
            messages.success(request, f"The order for {words.lower()} is set.")
            return redirect("cluster", found.ref)
    content = {"form": form, "cluster": found, "service": words, "candidates": candidates}
    return render(request, "council/providers/order.html", content)
