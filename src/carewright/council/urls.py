"""Addresses of the council's pages: one line an area."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("carewright.council.work.urls")),
    path("", include("carewright.council.settings_.urls")),
    path("", include("carewright.council.requirements.urls")),
    path("", include("carewright.council.referrals.urls")),
    path("", include("carewright.council.packages.urls")),
    path("", include("carewright.council.changes.urls")),
    path("", include("carewright.council.reports.urls")),
    path("", include("carewright.council.budgets.urls")),
    path("", include("carewright.council.council_changes.urls")),
    path("", include("carewright.council.people.urls")),
    path("", include("carewright.council.providers.urls")),
    path("", include("carewright.council.variations.urls")),
    path("", include("carewright.council.programme.urls")),
    path("", include("carewright.council.reviews.urls")),
    path("", include("carewright.council.files.urls")),
    path("", include("carewright.council.demonstration.urls")),
    path("", include("carewright.council.mailbox.urls")),
]
