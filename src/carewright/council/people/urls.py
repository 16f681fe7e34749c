"""Addresses of the pages about people."""

from django.urls import path

from carewright.council.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add, name="add_person"),
    path("people/<str:ref>/", views.person, name="person"),
    path("people/<str:ref>/timeline/", views.timeline_page, name="person_timeline"),
    path("people/<str:ref>/correct/", views.correct, name="correct_person"),
    path("people/<str:ref>/representatives/add/", views.representative, name="add_representative"),
]
