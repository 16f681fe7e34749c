"""The provider's first page."""

from django.http import HttpResponse
from django.shortcuts import redirect

from carewright.look.page import Request, page


@page("see_portal")
def portal(request: Request) -> HttpResponse:
    """To the offers."""
    return redirect("offers")
