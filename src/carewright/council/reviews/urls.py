"""Addresses of the pages about reviews."""

from django.urls import path

from carewright.council.reviews import acts, asking, booking, diary, slots, views

urlpatterns = [
    path("reviews/", diary.reviews, name="reviews"),
    path("reviews/slots/", slots.slots, name="slots"),
    path("reviews/slots/publish/", slots.publish, name="publish_slots"),
    path("reviews/slots/<str:ref>/withdraw/", slots.withdraw, name="withdraw_slot"),
    path("reviews/ask/<str:ref>/", acts.ask, name="ask_for_review"),
    path("reviews/exceptions/<str:ref>/", acts.decide, name="decide_exception"),
    path("reviews/<str:ref>/", views.review, name="review"),
    path("reviews/<str:ref>/timeline/", views.timeline_page, name="review_timeline"),
    path("reviews/<str:ref>/questions/", asking.questions, name="review_questions"),
    path("reviews/<str:ref>/questions/<slug:code>/", asking.question, name="review_question"),
    path("reviews/<str:ref>/plan/", acts.plan, name="plan_review"),
    path("reviews/<str:ref>/contact/", acts.contact, name="record_contact"),
    path("reviews/<str:ref>/provider-led/", acts.provider_led, name="note_provider_led_review"),
    path("reviews/<str:ref>/book/", booking.book, name="book_appointment"),
    path("reviews/<str:ref>/move/", booking.move, name="move_appointment"),
    path("reviews/<str:ref>/cancel-appointment/", booking.cancel, name="cancel_appointment"),
    path("reviews/<str:ref>/confirm/", booking.confirm, name="confirm_appointment"),
    path("reviews/<str:ref>/exception/", acts.exception, name="record_exception"),
    path("reviews/<str:ref>/outcome/", acts.outcome, name="record_outcome"),
    path("reviews/<str:ref>/paperwork/send/", acts.send_paperwork, name="send_paperwork"),
    path("reviews/<str:ref>/paperwork/received/", acts.received, name="receive_paperwork"),
    path("reviews/<str:ref>/recorded/", acts.recorded, name="update_record"),
    path("reviews/<str:ref>/call-off/", acts.call_off, name="cancel_review"),
]
