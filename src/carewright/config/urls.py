"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

from carewright.config import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("carewright.api.urls")),
    path("portal/", include("carewright.portal.urls")),
    path("answer/", include("carewright.portal.links.urls")),
    path("account/", include("carewright.config.sign_in_urls")),
    path("", home.home, name="home"),
    path("", include("carewright.look.urls")),
    path("", include("carewright.council.urls")),
]
"""Those below an address of their own come first: looking through the council's many for one of them takes long."""

handler400 = "carewright.look.refusals.bad_request"
handler403 = "carewright.look.refusals.not_allowed"
handler404 = "carewright.look.refusals.not_found"
handler500 = "carewright.look.refusals.broken"
