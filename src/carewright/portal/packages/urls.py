"""Addresses of a provider's own packages."""

from django.urls import path

from carewright.portal.packages import asking, views

urlpatterns = [
    path("packages/", views.packages, name="own_packages"),
    path("packages/<str:ref>/", views.package, name="own_package"),
    path("packages/<str:ref>/review/", asking.ask_for_review, name="ask_for_own_review"),
    path("packages/<str:ref>/resume/", views.resume, name="resume_own_package"),
]
