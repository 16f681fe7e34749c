"""The list of providers, one provider's page, and the register's own forms (PRO-1)."""

from io import StringIO
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.providers.forms import AddProvider, AmendProvider, ReviewRating
from carewright.files.writing import BYTE_ORDER_MARK, write_csv
from carewright.look.days import in_full
from carewright.look.forms import refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact, Tab, lines_of
from carewright.policy.queries import policy_at
from carewright.providers import commands, queries
from carewright.trail.queries import timeline

if TYPE_CHECKING:
    from carewright.providers.models import Provider

ROWS_ON_A_PAGE = 50
MOST_LINES = 500
MANY = 10_000
RATING_DUTY = "review_worse_rating"
COLUMNS = (
    "Reference",
    "Name",
    "Regulator’s number",
    "Rating",
    "Registered",
    "Dormant",
    "Contracts",
    "Where",
    "Sanctions",
    "Free hours a week",
    "Free hours are stale",
)
ADD_FORM = {"heading": "Add a provider", "button": "Add provider", "back_words": "Providers"}


@page("see_providers")
def providers(request: Request) -> HttpResponse:
    """Providers by name, with a search, an area and a service; as CSV with `?as=csv`."""
    asked = {key: request.GET.get(key, "").strip() for key in ("search", "area", "service")}
    found = queries.providers(request.actor, **asked)
    if request.GET.get("as") == "csv":
        return _as_csv(queries.provider_rows(found[:MANY], request.at))
    rows = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    content = {
        "rows": rows,
        "shown": queries.provider_rows(rows.object_list, request.at),
        "areas": queries.areas(),
        "services": policy_at(request.at).terms.services,
        "asked": asked,
        "may_add": may(request.actor, "register_provider"),
        "may_see_price_requests": may(request.actor, "see_price_requests"),
        "wide": True,
    }
    return render(request, "council/providers/list.html", content)


@page("see_providers")
def provider(request: Request, ref: str) -> HttpResponse:
    """A provider: what the register and the regulator say, what bars it, what is owed."""
    content = top_of(request, ref, "Register")
    found: Provider = content["provider"]
    content |= {
        "facts": _facts(found),
        "changes": queries.regulator_changes_of(found.ref, request.actor),
        "locations": found.locations.order_by("name", "ref"),
    }
    return render(request, "council/providers/register.html", content)


@page("see_providers")
def timeline_page(request: Request, ref: str) -> HttpResponse:
    """What happened, in sentences."""
    content = top_of(request, ref, "Timeline")
    lines = lines_of(timeline(content["provider"].ref, limit=MOST_LINES))
    return render(request, "council/providers/timeline.html", content | {"lines": lines})


@form_page("register_provider")
def add(request: Request) -> HttpResponse:
    """Add a provider to the register."""
    form = AddProvider(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            added = commands.register_provider(**form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, f"{added.name} is on the register.")
            return redirect("provider", added.ref)
    content = ADD_FORM | {"form": form, "back": reverse("providers")}
    return render(request, "council/providers/form.html", content)


@form_page("amend_provider")
def amend(request: Request, ref: str) -> HttpResponse:
    """Amend a provider's details."""
    found = queries.provider(ref, request.actor)
    kept = {name: getattr(found, name) for name in AmendProvider.base_fields}
    form = AmendProvider(request.POST or None, initial=kept)
    if form.is_valid():
        with refusals_on(form):
            commands.amend_provider(provider=found.ref, changes=form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The details have been amended.")
            return redirect("provider", found.ref)
    return form_of(request, found, form, heading="Amend details", button="Save", back="provider")


@form_page("review_worse_rating")
def rating(request: Request, ref: str) -> HttpResponse:
    """Say what follows from a worse rating."""
    found = queries.provider(ref, request.actor)
    form = ReviewRating(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.review_worse_rating(provider=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "What follows from the worse rating is recorded.")
            return redirect("provider", found.ref)
    return form_of(request, found, form, button="Record", back="provider")


def top_of(request: Request, ref: str, tab: str) -> dict[str, Any]:
    """What every page about a provider shows."""
    found = queries.provider(ref, request.actor)
    (row,) = queries.provider_rows([found], request.at)
    owed = queries.owed_about(found.ref, request.actor)
    pages = {"Register": "provider", "Contracts": "provider_contracts", "Capacity": "provider_capacity",
             "Sanctions": "provider_sanctions", "Timeline": "provider_timeline"}  # fmt: skip
    return {
        "provider": found,
        "row": row,
        "owed": owed,
        "rating_owed": owed.get((RATING_DUTY, found.ref)),
        "may_review": may(request.actor, "review_worse_rating"),
        "may_amend": may(request.actor, "amend_provider"),
        "tabs": [Tab(label, reverse(name, args=[found.ref])) for label, name in pages.items()],
        "tab": tab,
        "wide": True,
    }


def form_of(
    request: Request, provider: "Provider", form: Any, *, button: str, back: str, heading: str = ""
) -> HttpResponse:
    """A form about a provider; `back` names the page that it was reached from. No heading: the question is it."""
    content = {
        "form": form,
        "heading": heading,
        "button": button,
        "caption": provider.name,
        "back": reverse(back, args=[provider.ref]),
        "back_words": provider.name,
    }
    return render(request, "council/providers/form.html", content)


def _facts(found: "Provider") -> list[Fact]:
    rated = f"{found.rating or 'Not rated'}{f', {in_full(found.rated_on)}' if found.rated_on else ''}"
    return [
        Fact("Regulator’s number", found.regulator_id),
        Fact("Registration", "Registered" if found.is_registered else "No longer registered"),
        Fact("Dormant", "Yes" if found.is_dormant else "No"),
        Fact("Overall rating", rated),
        Fact("Email address for offers", found.offers_email),
        Fact("Manager’s email address", found.manager_email),
        Fact("Telephone", found.telephone),
        Fact("Address", found.address),
    ]


def _as_csv(rows: list[queries.ProviderRow]) -> HttpResponse:
    out = StringIO(BYTE_ORDER_MARK)
    out.seek(0, 2)
    write_csv(out, COLUMNS, (_cells(row) for row in rows))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="providers.csv"'
    return answer


def _cells(row: queries.ProviderRow) -> tuple[object, ...]:
    one = row.provider
    yes = {True: "yes", False: "no"}
    barred = "yes" if row.sanctions else "no"
    return (
        one.ref, one.name, one.regulator_id, one.rating, yes[one.is_registered], yes[one.is_dormant],
        row.kinds, row.places, barred, row.free_hours, yes[row.is_stale] if row.declared else "",
    )  # fmt: skip
