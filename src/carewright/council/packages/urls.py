"""Addresses of the package pages."""

from django.urls import path

from carewright.council.packages import acting, book, views

urlpatterns = [
    path("packages/", views.packages, name="packages"),
    path("packages/<str:ref>/", views.package, name="package"),
    path("packages/<str:ref>/orders/", book.orders, name="package_orders"),
    path("packages/<str:ref>/statement/", book.statement, name="package_statement"),
    path("packages/<str:ref>/statement.csv", book.statement_csv, name="package_statement_csv"),
    path("packages/<str:ref>/changes/", views.changes, name="package_changes"),
    path("packages/<str:ref>/reviews/", views.reviews, name="package_reviews"),
    path("packages/<str:ref>/timeline/", views.timeline_page, name="package_timeline"),
    path("packages/<str:ref>/suspend/", acting.suspend, name="suspend_package"),
    path("packages/<str:ref>/resume/", acting.resume, name="resume_package"),
    path("packages/<str:ref>/hours/", acting.hours, name="change_hours"),
    path("packages/<str:ref>/end/", acting.end, name="end_package"),
    path("packages/<str:ref>/end-part/", acting.end_part, name="end_part"),
    path("packages/<str:ref>/cancel/", acting.cancel, name="cancel_order"),
    path("packages/<str:ref>/fund/", acting.fund, name="replace_with_fund"),
    path("packages/<str:ref>/orders/<str:order>/assessment/", views.assessment, name="financial_assessment"),
    path("packages/<str:ref>/orders/<str:order>/contract/", views.contract, name="individual_contract"),
    path("packages/<str:ref>/orders/<str:order>/send/", views.send, name="send_order"),
]
