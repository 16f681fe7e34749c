"""Addresses of signing in: those of allauth, without the ones for making an account or changing its address oneself."""

from django.urls import URLPattern, URLResolver, include, path

from carewright.config.home import nothing_here

CLOSED = (
    *("signup/", "signup/passkey/", "email/", "confirm-email/", "confirm-email/<path:rest>"),
    *("3rdparty/", "3rdparty/signup/", "social/<path:rest>"),
)
"""Users are added, and their addresses changed, by an administrator alone."""

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(address, nothing_here) for address in CLOSED),
    path("", include("allauth.urls")),
]
