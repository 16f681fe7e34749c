"""Addresses of the providers' pages: one line an area. All lie below /portal/."""

from django.urls import URLPattern, URLResolver, path

from carewright.portal import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.portal, name="portal"),
]
