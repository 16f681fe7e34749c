"""Addresses of work pages."""

from django.urls import path

from carewright.council.work import views

urlpatterns = [
    path("work/", views.my_work, name="my_work"),
]
