"""Addresses of offers."""

from django.urls import path

from carewright.portal.offers import views

urlpatterns = [
    path("offers/", views.offers, name="offers"),
    path("offers/<str:ref>/", views.offer, name="own_offer"),
    path("offers/<str:ref>/accept/", views.accept, name="own_offer_accept"),
    path("offers/<str:ref>/decline/", views.decline, name="own_offer_decline"),
    path("offers/<str:ref>/part/", views.part, name="own_offer_part"),
    path("offers/<str:ref>/later/", views.later, name="own_offer_later"),
    path("offers/<str:ref>/considering/", views.considering, name="own_offer_considering"),
    path("offers/<str:ref>/documents/", views.documents, name="own_offer_documents"),
    path("offers/<str:ref>/documents/<str:document>/", views.document, name="own_offer_document"),
    path("offers/<str:ref>/confirm/", views.confirm, name="own_offer_confirm"),
    path("offers/<str:ref>/withdraw/", views.withdraw, name="own_offer_withdraw"),
]
