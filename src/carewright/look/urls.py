"""Addresses of the pages that both faces have."""

from django.urls import path

from carewright.look import views

urlpatterns = [
    path("council-colours.css", views.council_colours, name="council_colours"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("account/", views.account, name="account"),
    path("signed-out/", views.signed_out, name="signed_out"),
]
