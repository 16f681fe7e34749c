"""The first page: each role's own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.kernel.refused import NotFound
from carewright.look.page import Request, open_page, own_page


@own_page
def home(request: Request) -> HttpResponse:
    """To the council's work or the provider's offers; who holds no role is told whom to ask."""
    if request.actor.is_council:
        return redirect("my_work")
    if request.actor.provider:
        return redirect("portal")
    return render(request, "look/no_role.html", status=403)


@open_page
def nothing_here(request: Request, rest: str = "") -> HttpResponse:
    """An address that the program leaves closed."""
    raise NotFound
