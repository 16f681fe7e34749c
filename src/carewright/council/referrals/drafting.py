"""The form in steps: each is saved as one goes, in the draft itself, and each can be come back to."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import check_may
from carewright.council.referrals.forms import Attach, Needed, StepForm, Visit, Whose
from carewright.council.referrals.shown import documents_to_attach, everything, note_look, window_words
from carewright.council.referrals.steps import BY_SLUG, STEPS, Step, after, before, number_of
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.look.forms import form_refused, refusals_on
from carewright.look.page import Request, action, form_page
from carewright.people.queries import teams
from carewright.policy.queries import policy_at, policy_of
from carewright.referrals import commands, queries
from carewright.referrals.rules import VisitWindow

if TYPE_CHECKING:
    from carewright.referrals.models import Referral

STEPS_IN_ALL = len(STEPS) + 1


@form_page("start_referral")
def start(request: Request) -> HttpResponse:
    """Who refers whom. `?person=` fills in the case number."""
    by = request.actor
    form = Whose(request.POST or None, teams=teams(by, "start_referral"), initial=_preset(request))
    if form.is_valid():
        told = form.cleaned_data
        try:
            person = queries.person_to_refer(by, told["team"], case_number=told["case_number"])
        except NotFound:
            sentence = "Nobody of the team's area has this case number. Check it, or add the person first."
            form_refused(form, Invalid([Fault("case_number", sentence)]))
        else:
            asked = {"person": person.ref, "team": told["team"], "kind": told["kind"], "package": told["package"]}
            return redirect(f"{reverse('start_needed')}?{urlencode(asked)}")
    content = {"form": form, "steps_in_all": STEPS_IN_ALL}
    return render(request, "council/referrals/start.html", content)


@form_page("start_referral")
def start_needed(request: Request) -> HttpResponse:
    """What is needed; with it the draft is there."""
    by, given = request.actor, request.GET
    person = queries.person_to_refer(by, given.get("team", ""), person=given.get("person", ""))
    kind, package = given.get("kind", "new"), given.get("package", "")
    form = Needed(
        request.POST or None, terms=policy_at(request.at).terms, initial={"kind": kind, "package": package, "carers": 1}
    )
    if form.is_valid():
        with refusals_on(form):
            told = {"kind": kind} | form.changes()
            made = commands.start_referral(person=person.ref, team=given["team"], **told, by=by, at=request.at)
            return redirect("referral_step", made.ref, after("needed").slug)
    content = _step_content(BY_SLUG["needed"]) | {"form": form, "person": person, "back": reverse("start_referral")}
    return render(request, "council/referrals/step.html", content)


@form_page("amend_referral")
def step(request: Request, ref: str, slug: str) -> HttpResponse:
    """A step of a draft or of a returned referral."""
    found = queries.referral(ref, request.actor)
    asked = BY_SLUG.get(slug)
    if asked is None:
        raise NotFound
    check_may(request.actor, "amend_referral", unit=found.team.path)
    note_look(request.actor, found, request.at)
    pages = {"visits": _visits, "documents": _documents, "check": _check}
    return pages.get(slug, _asked)(request, found, asked)


@action("amend_referral")
def remove_visit(request: Request, ref: str, number: int) -> HttpResponse:
    """Take out a visit, by its number in the list."""
    found = queries.referral(ref, request.actor)
    kept = [window for place, window in enumerate(_windows(found), start=1) if place != number]
    changes = {"essential_visits": kept}
    commands.amend_referral(referral=found.ref, changes=changes, by=request.actor, at=request.at)
    messages.success(request, "Visit removed.")
    return redirect("referral_step", found.ref, "visits")


def _asked(request: Request, found: "Referral", asked: Step) -> HttpResponse:
    """A step that is a form."""
    form = _form_of(request, found, asked)
    if form.is_valid() and _saved(request, found, form):
        return redirect("referral_step", found.ref, after(asked.slug).slug if not _is_checking(request) else "check")
    return render(request, "council/referrals/step.html", _step_content(asked, found) | {"form": form})


def _visits(request: Request, found: "Referral", asked: Step) -> HttpResponse:
    """Visits that are there, and one more."""
    form = Visit(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            visits = [*_windows(found), VisitWindow(told["from_time"], told["to_time"], told["days"], told["reason"])]
            changes = {"essential_visits": visits}
            commands.amend_referral(referral=found.ref, changes=changes, by=request.actor, at=request.at)
            return redirect("referral_step", found.ref, "visits")
    content = _step_content(asked, found) | {"form": form, "visits": _rows(found)}
    content["next"] = "check" if _is_checking(request) else after(asked.slug).slug
    return render(request, "council/referrals/visits.html", content)


def _documents(request: Request, found: "Referral", asked: Step) -> HttpResponse:
    """What the record holds, documents that are there, and one more."""
    attaching = "content" in request.FILES or request.POST.get("what") == "attach"
    record = _form_of(request, found, asked, is_sent=not attaching)
    attach = Attach(
        (request.POST if attaching else None) or None,
        (request.FILES if attaching else None) or None,
        codes=documents_to_attach(),
    )
    if attaching and attach.is_valid():
        with refusals_on(attach):
            told = attach.cleaned_data
            file = {"filename": told["content"].name, "content": told["content"].read()}
            commands.attach_document(
                referral=found.ref,
                code=told["code"],
                dated_on=told["dated_on"],
                **file,
                by=request.actor,
                at=request.at,
            )
            messages.success(request, "Document attached.")
            return redirect("referral_step", found.ref, "documents")
    if not attaching and record.is_valid() and _saved(request, found, record):
        return redirect("referral_step", found.ref, "check")
    content = _step_content(asked, found) | everything(request.actor, found, request.at)
    content |= {"form": attach if attaching else record, "record": record, "attach": attach, "wide": False}
    return render(request, "council/referrals/documents.html", content)


def _check(request: Request, found: "Referral", asked: Step) -> HttpResponse:
    """All the answers, and what is still missing; submitted from here."""
    if request.method == "POST":
        commands.submit_referral(referral=found.ref, by=request.actor, at=request.at)
        messages.success(request, "Referral submitted to brokerage.")
        return redirect("referral", found.ref)
    content = everything(request.actor, found, request.at) | _step_content(asked, found)
    return render(request, "council/referrals/check.html", content)


def _form_of(request: Request, found: "Referral", asked: Step, *, is_sent: bool = True) -> StepForm:
    if asked.form is None:
        raise NotFound
    kept: dict[str, Any] = {name: getattr(found, name) for name in asked.form.base_fields}
    posted = request.POST if is_sent and request.method == "POST" else None
    return asked.form(posted, terms=policy_of(found.policy_version).terms, initial=kept | {"kind": found.kind})


def _saved(request: Request, found: "Referral", form: StepForm) -> bool:
    """Save what differs from what is kept; whether that went well."""
    changes = {name: value for name, value in form.changes().items() if getattr(found, name) != value}
    if not changes:
        return True
    with refusals_on(form):
        commands.amend_referral(referral=found.ref, changes=changes, by=request.actor, at=request.at)
        return True
    return False


def _step_content(asked: Step, found: "Referral | None" = None) -> dict[str, Any]:
    previous = before(asked.slug)
    back = reverse("start_referral")
    if found:
        back = (
            reverse("referral_step", args=[found.ref, previous.slug])
            if previous
            else reverse("referral", args=[found.ref])
        )
    return {
        "step": asked,
        "number": number_of(asked.slug),
        "steps_in_all": STEPS_IN_ALL,
        "referral": found,
        "person": found.person if found else None,
        "back": back,
        "wide": False,
    }


def _windows(found: "Referral") -> list[VisitWindow]:
    visits = found.essential_visits.order_by("pk")
    return [VisitWindow(visit.from_time, visit.to_time, visit.days, visit.reason) for visit in visits]


def _rows(found: "Referral") -> list[dict[str, str]]:
    visits = found.essential_visits.order_by("pk")
    return [{"times": window_words(visit), "days": visit.days, "reason": visit.reason} for visit in visits]


def _is_checking(request: Request) -> bool:
    return request.GET.get("then") == "check"


def _preset(request: Request) -> dict[str, str]:
    """The case number of a person whom the user sees, and the package that is to be changed (`?package=`)."""
    asked, package = request.GET.get("person", ""), request.GET.get("package", "")
    if not asked:
        return {}
    kind = {"kind": "change", "package": package} if package else {"kind": "new"}
    return {"case_number": queries.case_number_of(request.actor, asked)} | kind
