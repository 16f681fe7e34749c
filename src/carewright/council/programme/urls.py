"""Addresses of the pages about review programmes."""

from django.urls import path

from carewright.council.programme import acts, views

urlpatterns = [
    path("reviews/programme/", views.review_programme, name="review_programme"),
    path("reviews/programme/draft/", acts.draft, name="draft_programme"),
    path("reviews/programme/<str:ref>/", views.programme, name="programme"),
    path("reviews/programme/<str:ref>/months/", views.months, name="programme_months"),
    path("reviews/programme/<str:ref>/people/", views.people, name="programme_people"),
    path("reviews/programme/<str:ref>/letters/", views.letters, name="programme_letters"),
    path("reviews/programme/<str:ref>/timeline/", views.timeline_page, name="programme_timeline"),
    path("reviews/programme/<str:ref>/start/", acts.start, name="start_programme"),
    path("reviews/programme/<str:ref>/replan/", acts.replan, name="replan_programme"),
    path("reviews/programme/<str:ref>/close/", acts.close, name="close_programme"),
    path("reviews/programme/<str:ref>/letters/ask/", acts.ask_letters, name="ask_programme_letters"),
    path("reviews/programme/<str:ref>/letters/<str:letter>/", acts.translated, name="record_translated_copy"),
    path("reviews/programme/<str:ref>/people/<str:entry>/urgent/", acts.urgent, name="mark_programme_urgent"),
    path("reviews/programme/<str:ref>/people/<str:entry>/record/", acts.record, name="record_programme_review"),
]
