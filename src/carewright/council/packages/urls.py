"""Addresses of the package pages."""

from django.urls import path

from carewright.council.packages import views

urlpatterns = [
    path("packages/", views.packages, name="packages"),
    path("packages/<str:ref>/", views.package, name="package"),
    path("packages/<str:ref>/orders/", views.orders, name="package_orders"),
    path("packages/<str:ref>/changes/", views.changes, name="package_changes"),
    path("packages/<str:ref>/reviews/", views.reviews, name="package_reviews"),
    path("packages/<str:ref>/timeline/", views.timeline_page, name="package_timeline"),
    path("packages/<str:ref>/orders/<str:order>/assessment/", views.assessment, name="financial_assessment"),
    path("packages/<str:ref>/orders/<str:order>/contract/", views.contract, name="individual_contract"),
    path("packages/<str:ref>/orders/<str:order>/send/", views.send, name="send_order"),
]
