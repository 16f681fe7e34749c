"""Addresses of answer links: whoever holds one may answer the offer that it was sent for."""

from django.urls import path

from carewright.portal.links import views

urlpatterns = [
    path("<str:token>/", views.answer, name="answer_link"),
    path("<str:token>/<str:question>/", views.ask, name="answer_link_question"),
]
