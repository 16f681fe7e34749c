"""Addresses of the demonstration."""

from django.urls import path

from carewright.council.demonstration import views

urlpatterns = [
    path("demonstration/clock/", views.set_clock, name="set_demonstration_clock"),
]
