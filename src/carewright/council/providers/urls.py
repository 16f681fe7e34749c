"""Addresses of the pages about providers and clusters."""

from django.urls import path

from carewright.council.providers import clusters, contracts, sanctions, views

urlpatterns = [
    path("providers/", views.providers, name="providers"),
    path("providers/add/", views.add, name="add_provider"),
    path("providers/<str:ref>/", views.provider, name="provider"),
    path("providers/<str:ref>/amend/", views.amend, name="amend_provider"),
    path("providers/<str:ref>/rating/", views.rating, name="review_worse_rating"),
    path("providers/<str:ref>/timeline/", views.timeline_page, name="provider_timeline"),
    path("providers/<str:ref>/contracts/", contracts.contracts, name="provider_contracts"),
    path("providers/<str:ref>/contracts/add/", contracts.add, name="add_contract"),
    path("contracts/<str:ref>/price/", contracts.price, name="set_rate"),
    path("contracts/<str:ref>/end/", contracts.end, name="end_contract"),
    path("contracts/<str:ref>/plan/", contracts.plan, name="plan_contract_end"),
    path("providers/<str:ref>/capacity/", clusters.capacity, name="provider_capacity"),
    path("providers/<str:ref>/capacity/declare/", clusters.declare, name="declare_capacity"),
    path("providers/<str:ref>/sanctions/", sanctions.sanctions, name="provider_sanctions"),
    path("providers/<str:ref>/sanctions/add/", sanctions.impose, name="impose_sanction"),
    path("providers/<str:ref>/sanctions/<str:sanction>/lift/", sanctions.lift, name="lift_sanction"),
    path("clusters/", clusters.clusters, name="clusters"),
    path("clusters/add/", clusters.define, name="define_cluster"),
    path("clusters/<str:ref>/", clusters.cluster, name="cluster"),
    path("clusters/<str:ref>/order/<slug:service>/", clusters.order, name="protocol_order"),
]
