"""The provider's first page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.look.navigation import address
from carewright.look.page import Request, page


@page("see_portal")
def portal(request: Request) -> HttpResponse:
    """To the offers, once there is such a page."""
    offers = address("offers")
    return redirect(offers) if offers else render(request, "portal/first.html")
