"""Addresses of settings pages."""

from django.urls import path

from carewright.council.settings_ import views

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("who-may-do-what/", views.who_may, name="who_may"),
]
