"""What is done to a package: asked, then what it would do is said, then done (ORD-2, ORD-3, ORD-5, VAR-1)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.packages.forms import (
    ActForm,
    CancelForm,
    EndForm,
    EndPartForm,
    FundForm,
    HoursForm,
    ResumeForm,
    SuspendForm,
)
from carewright.council.packages.tabs import top_of
from carewright.look.days import today
from carewright.look.forms import posted, refusals_on
from carewright.look.page import Request, form_page
from carewright.packages import commands, queries
from carewright.packages.rules import amount_words, from_day
from carewright.packages.trying import would_do
from carewright.policy.queries import policy_at
from carewright.providers.queries import providers

if TYPE_CHECKING:
    from carewright.packages.models import Order

NOT_ASKED = {"csrfmiddlewaretoken", "sure"}
CHANGED_MEANWHILE = "The order has changed meanwhile. Look again at what this does."


@dataclass(frozen=True)
class Act:
    """Something done to a package. `begins`: the day put into the form to begin with."""

    verb: str
    address: str
    link: str
    title: str
    button: str
    done: str
    form: type[ActForm]
    command: "Callable[..., Order]"
    begins: str = ""
    is_warning: bool = False


SUSPEND = Act(
    "suspend_package", "suspend_package", "Suspend care", "Suspend care", "Suspend care",
    "Care is suspended. The provider is told by the order.", SuspendForm, commands.suspend_package, "from_on",
)  # fmt: skip
RESUME = Act(
    "resume_package", "resume_package", "Record that care resumes", "Record that care resumes",
    "Record that it resumes", "Recorded: care resumes.", ResumeForm, commands.resume_package, "care_from_on",
)  # fmt: skip
HOURS = Act(
    "reorder_part", "change_hours", "Change the hours", "Change the hours", "Order these hours",
    "The new hours are ordered.", HoursForm, commands.reorder_part, "from_on",
)  # fmt: skip
END_PART = Act(
    "end_part", "end_part", "End one provider’s part", "End one provider’s part", "End this part",
    "The part ends. The provider is told by the order.", EndPartForm, commands.end_part, "last_on", is_warning=True,
)  # fmt: skip
FUND = Act(
    "replace_with_fund", "replace_with_fund", "Pay money in the place of care", "Pay money in the place of care",
    "Pay this instead", "The money takes the place of care.", FundForm, commands.replace_with_fund, "from_on",
)  # fmt: skip
END = Act(
    "end_package", "end_package", "End the package", "End the package", "End the package",
    "The package ends. The provider is told by the order.", EndForm, commands.end_package, "last_on", is_warning=True,
)  # fmt: skip
CANCEL = Act(
    "cancel_order", "cancel_order", "Cancel the order", "Cancel the order from its first day", "Cancel the order",
    "The order is cancelled from its first day.", CancelForm, commands.cancel_order, is_warning=True,
)  # fmt: skip
ACTS = (SUSPEND, HOURS, END_PART, FUND, END, CANCEL)
"""What may be done to a package that has an order, in the order of the page; resuming is apart."""


@form_page("suspend_package")
def suspend(request: Request, ref: str) -> HttpResponse:
    """Care pauses, and goes on when the return is confirmed."""
    return _act(request, ref, SUSPEND)


@form_page("resume_package")
def resume(request: Request, ref: str) -> HttpResponse:
    """The provider has confirmed that care begins again."""
    return _act(request, ref, RESUME)


@form_page("reorder_part")
def hours(request: Request, ref: str) -> HttpResponse:
    """Other hours, as authorised."""
    return _act(request, ref, HOURS)


@form_page("end_part")
def end_part(request: Request, ref: str) -> HttpResponse:
    """One provider's part ends."""
    return _act(request, ref, END_PART)


@form_page("replace_with_fund")
def fund(request: Request, ref: str) -> HttpResponse:
    """Money takes the place of care."""
    return _act(request, ref, FUND)


@form_page("end_package")
def end(request: Request, ref: str) -> HttpResponse:
    """All of it ends."""
    return _act(request, ref, END)


@form_page("cancel_order")
def cancel(request: Request, ref: str) -> HttpResponse:
    """As if it had never been ordered."""
    return _act(request, ref, CANCEL)


def acts_of(request: Request, package: Any, *, is_suspended: bool) -> list[tuple[str, str, str]]:
    """What this user may do to the package: the words, where, and why not now (empty: it can be done)."""
    unit = package.team.path
    blocked = {SUSPEND.verb: "It is suspended already." if is_suspended else ""}
    return [
        (act.link, reverse(act.address, args=[package.ref]), blocked.get(act.verb, ""))
        for act in ACTS
        if may(request.actor, act.verb, unit=unit)
    ]


def _act(request: Request, ref: str, act: Act) -> HttpResponse:
    """Ask; say what it would do; do it. A refusal stands beside its question at either step."""
    content = top_of(request, ref, act.title)
    package = content["package"]
    form = _form(request, content, act)
    content |= {"form": form, "act": act, "wide": False, "back": reverse("package", args=[package.ref])}
    if request.method == "POST" and form.is_valid() and "again" not in request.POST:

        def carry_out() -> "Order":
            told = _told(form, package, request)
            return act.command(package=package.ref, **told, by=request.actor, at=request.at)

        next_version = str(len(content["orders"]) + 1)
        with refusals_on(form):
            if request.POST.get("sure") == next_version:
                carry_out()
                messages.success(request, act.done)
                return redirect("package", package.ref)
            effect = would_do(carry_out, priced=content["sees_prices"])
            given = [
                (name, value) for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "sure"}
            ]
            changed = CHANGED_MEANWHILE if "sure" in request.POST else ""
            content |= {"effect": effect, "given": given, "sure": next_version, "changed": changed}
            return render(request, "council/packages/check.html", content)
    return render(request, "council/packages/act.html", content)


def _form(request: Request, content: dict[str, Any], act: Act) -> ActForm:
    day = today(request.at)
    rows = from_day(content["book"], day)
    names = queries.names_of(content["package"])
    parts = {
        str(row.part): f"{names[row.provider]}: {amount_words(row, priced=False)}"
        for row in reversed(rows)
        if row.fund is None
    }
    return act.form(
        posted(request),
        initial={act.begins: day},
        parts=dict(sorted(parts.items())),
        reasons=policy_at(request.at).terms.suspensions.reasons.items(),
        providers=_holders(request) if act is FUND else [],
    )


def _holders(request: Request) -> list[tuple[str, str]]:
    return [(one.ref, one.name) for one in providers(request.actor)] if may(request.actor, "see_providers") else []


def _told(form: ActForm, package: Any, request: Request) -> dict[str, Any]:
    """The form's answers as the command takes them: a part by its provider and number."""
    told = dict(form.cleaned_data)
    if "part" in told:
        part = int(told["part"])
        rows = from_day(queries.book_of(package), today(request.at))
        told |= {"part": part, "provider": next(row.provider for row in rows if row.part == part)}
    return told
