"""Addresses of messages and documents."""

from django.urls import path

from carewright.council.mailbox import views

urlpatterns = [
    path("demonstration/mailbox/", views.mailbox, name="mailbox"),
    path("demonstration/mailbox/<str:ref>/", views.mailbox_message, name="mailbox_message"),
    path("documents/<str:ref>/", views.document, name="document"),
    path("settings/failed-emails/", views.failed_emails, name="failed_emails"),
    path("settings/failed-emails/<str:ref>/retry/", views.retry, name="retry_message"),
]
