"""Addresses of work pages."""

from django.urls import path

from carewright.council.work import views

urlpatterns = [
    path("work/", views.my_work, name="my_work"),
    path("work/team/", views.team_work, name="team_work"),
    path("work/on-time/", views.on_time, name="on_time"),
]
