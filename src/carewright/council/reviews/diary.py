"""The diary of reviews: what is due, late, booked and done, with its filters in the address, and as a file."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from carewright.access.check import may
from carewright.council.referrals.download import csv_answer
from carewright.council.reviews.shown import kind_words, standing_words
from carewright.look.page import Request, page
from carewright.people.queries import teams
from carewright.reviews import queries
from carewright.reviews.lifecycle import ReviewKind
from carewright.reviews.queries import Show
from carewright.worktime import local

if TYPE_CHECKING:
    from carewright.reviews.models import Review

ROWS_ON_A_PAGE = 50
HEADINGS = (
    "Reference",
    "Person",
    "Package",
    "Kind",
    "Urgent",
    "Team",
    "To be held by",
    "Planned for",
    "How it stands",
    "Appointment",
    "Practitioner",
)


@page("see_reviews")
def reviews(request: Request) -> HttpResponse:
    """Urgent reviews first, then by the day that they have to be held by; as CSV with `?as=csv`."""
    given = request.GET
    show = Show(given["show"]) if given.get("show") in set(Show) else Show.OPEN
    asked = {name: given.get(name, "").strip() for name in ("kind", "team", "search")}
    found = queries.reviews(request.actor, request.at, show=show, **asked)
    if given.get("as") == "csv":
        return csv_answer("reviews.csv", HEADINGS, [_cells(one) for one in found])
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(given.get("page"))
    content = {
        "may_programme": may(request.actor, "see_review_programme"),
        "rows": rows,
        "lines": [(one, kind_words(one), standing_words(one), queries.standing(one)) for one in rows],
        "show": show,
        "shows": list(Show),
        "asked": asked,
        "kinds": list(ReviewKind),
        "teams": teams(request.actor, "see_reviews"),
        "counts": queries.counts(request.actor, request.at),
        "is_filtered": any(asked.values()),
        "wide": True,
    }
    return render(request, "council/reviews/list.html", content)


def _cells(one: "Review") -> tuple[object, ...]:
    appointment = queries.standing(one)
    return (
        one.ref,
        one.package.person.name,
        one.package.ref,
        kind_words(one),
        "yes" if one.is_urgent else "no",
        one.team.name,
        f"{local(one.hold_by):%Y-%m-%d %H:%M}",
        one.scheduled_on,
        standing_words(one),
        f"{local(appointment.slot.starts_at):%Y-%m-%d %H:%M}" if appointment else "",
        appointment.slot.practitioner.name if appointment else "",
    )
