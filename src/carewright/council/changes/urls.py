"""Addresses of the pages about changes."""

from django.urls import path

from carewright.council.changes import views

urlpatterns = [
    path("changes/", views.changes, name="changes"),
    path("changes/list.csv", views.changes_csv, name="changes_csv"),
    path("changes/waiting/", views.waiting, name="changes_waiting"),
    path("changes/<str:ref>/", views.change, name="change"),
    path("changes/<str:ref>/confirm/", views.confirm, name="confirm_change"),
    path("changes/<str:ref>/decide/", views.decide, name="decide_change"),
    path("changes/<str:ref>/involvement/", views.involvement, name="ask_for_involvement"),
]
