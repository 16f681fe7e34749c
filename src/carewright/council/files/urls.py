"""Addresses of the pages about files."""

from django.urls import path

from carewright.council.files import views

urlpatterns = [
    path("files/", views.files, name="files"),
    path("files/load/<slug:name>/", views.load, name="load_file"),
    path("files/<str:ref>/", views.loaded, name="loaded_file"),
    path("files/<str:ref>/rejects/", views.rejects, name="rejects"),
]
