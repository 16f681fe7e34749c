"""Addresses of the pages about a practitioner's change."""

from django.urls import path

from carewright.council.council_changes import views

urlpatterns = [
    path("referrals/<str:ref>/change/", views.change, name="council_change"),
    path("referrals/<str:ref>/change/same-provider/", views.same_provider, name="order_from_same_provider"),
    path("referrals/<str:ref>/change/find/", views.find_provider, name="find_provider_for_change"),
]
