"""Addresses of the providers' pages: one line an area. All lie below /portal/."""

from django.urls import URLPattern, URLResolver, include, path

from carewright.portal import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.portal, name="portal"),
    path("", include("carewright.portal.offers.urls")),
    path("", include("carewright.portal.packages.urls")),
    path("", include("carewright.portal.visits.urls")),
    path("", include("carewright.portal.changes.urls")),
    path("", include("carewright.portal.capacity.urls")),
    path("", include("carewright.portal.agency.urls")),
]
