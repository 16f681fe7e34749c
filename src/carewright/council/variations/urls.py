"""Addresses of the pages about variations and price requests."""

from django.urls import path

from carewright.council.variations import prices, views

urlpatterns = [
    path("variations/", views.variations, name="variations"),
    path("variations/approve/", views.approve, name="approve_variations"),
    path("variations/refuse/", views.refuse, name="refuse_variations"),
    path("variations/<str:ref>/", views.variation, name="variation"),
    path("price-requests/", prices.price_requests, name="price_requests"),
    path("price-requests/<str:ref>/", prices.price_request, name="price_request"),
    path("price-requests/<str:ref>/accept/", prices.accept, name="accept_price_request"),
    path("price-requests/<str:ref>/refuse/", prices.refuse, name="refuse_price_request"),
    path("price-requests/<str:ref>/withdraw/", prices.withdraw, name="withdraw_price_request"),
    path("contracts/<str:ref>/ask-price/", prices.ask, name="ask_price"),
]
