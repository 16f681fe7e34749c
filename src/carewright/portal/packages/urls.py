"""Addresses of a provider's own packages."""

from django.urls import path

from carewright.portal.packages import views

urlpatterns = [
    path("packages/", views.packages, name="own_packages"),
    path("packages/<str:ref>/", views.package, name="own_package"),
]
