"""The few pages that both faces have: the colours, help, the accessibility statement, one's own account."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from carewright.look.colours import style_sheet
from carewright.look.page import Request, open_page, own_page


@open_page
@cache_control(max_age=3600, public=True)
def council_colours(request: Request) -> HttpResponse:
    """The style sheet with the council's colour."""
    return HttpResponse(style_sheet(settings.COUNCIL_COLOUR), content_type="text/css")


@open_page
def help_page(request: Request) -> HttpResponse:
    """Whom to ask."""
    return render(request, "look/help.html")


@open_page
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "look/accessibility.html")


@own_page
def account(request: Request) -> HttpResponse:
    """One's own account: roles held, and how one signs in."""
    roles = request.user.held_roles.select_related("unit").order_by("role")
    return render(request, "look/account.html", {"roles": roles})


@open_page
def signed_out(request: Request) -> HttpResponse:
    """Signed out."""
    return render(request, "look/signed_out.html")
