"""My work and the team's (OBL-3, OBL-4)."""

from django.http import HttpResponse
from django.shortcuts import render

from carewright.look.page import Request, page


@page("see_my_work")
def my_work(request: Request) -> HttpResponse:
    """What one owes, most urgent first."""
    return render(request, "council/work/my_work.html")
