"""Addresses of a provider's weekly reports and price requests."""

from django.urls import path

from carewright.portal.visits import files, prices, views

urlpatterns = [
    path("visits/", views.visits, name="own_visits"),
    path("visits/week/<str:week>/", views.week, name="own_week"),
    path("visits/file/", files.send, name="send_own_visits"),
    path("visits/files/<str:ref>/", files.sent, name="own_visits_file"),
    path("visits/files/<str:ref>/rejects/", files.rejects, name="own_visits_rejects"),
    path("visits/<str:ref>/", views.variation, name="own_variation"),
    path("prices/", prices.prices, name="own_prices"),
    path("prices/ask/", prices.ask, name="ask_own_price"),
    path("prices/<str:ref>/withdraw/", prices.withdraw, name="withdraw_own_price"),
]
