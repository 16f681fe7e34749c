"""One review and its timeline."""

from django.http import HttpResponse
from django.shortcuts import render

from carewright.council.reviews.shown import everything
from carewright.look.page import Request, page
from carewright.look.parts import told
from carewright.trail.queries import timeline


@page("see_reviews")
def review(request: Request, ref: str) -> HttpResponse:
    """How a review stands, its plan, contacts, appointment and letters, and the next step."""
    return render(request, "council/reviews/review.html", everything(request, ref, "Review"))


@page("see_reviews")
def timeline_page(request: Request, ref: str) -> HttpResponse:
    """What happened, in sentences."""
    content = everything(request, ref, "Timeline")
    lines = told(timeline(content["review"].ref), request)
    return render(request, "council/reviews/timeline.html", content | {"told": lines})
