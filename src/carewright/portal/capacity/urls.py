"""Addresses of free hours."""

from django.urls import path

from carewright.portal.capacity import views

urlpatterns = [
    path("capacity/", views.capacity, name="own_capacity"),
    path("capacity/declare/", views.declare, name="declare_own_capacity"),
]
