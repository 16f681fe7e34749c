"""Addresses of the reports."""

from django.urls import path

from carewright.council.reports import changes, views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/changes/", changes.report, name="report_changes"),
]
