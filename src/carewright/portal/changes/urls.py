"""Addresses of a provider's own changes."""

from django.urls import path

from carewright.portal.changes import notice, views

urlpatterns = [
    path("changes/", views.changes, name="own_changes"),
    path("changes/<str:ref>/", views.change, name="own_change"),
    path("changes/<str:ref>/withdraw/", views.withdraw, name="own_change_withdraw"),
    path("changes/<str:ref>/involvement/", views.involvement, name="own_change_involvement"),
    path("packages/<str:ref>/change/", notice.notice, name="own_package_change"),
]
