"""Addresses of the pages about personal budgets."""

from django.urls import path

from carewright.council.budgets import views

urlpatterns = [
    path("packages/<str:ref>/personal-budget/", views.personal_budget, name="personal_budget"),
    path("packages/<str:ref>/personal-budget/renew/", views.renew, name="renew_personal_budget"),
]
