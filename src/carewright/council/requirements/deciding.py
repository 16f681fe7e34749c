"""What managers decide about a requirement."""

from django.contrib import messages
from django.http import HttpResponse

from carewright.council.requirements.acting import asked, to_requirement
from carewright.council.requirements.forms import DecideForm, LaterStartForm, PermitForm, ReassessForm, RiskForm
from carewright.look.forms import refusals_on
from carewright.look.page import Request, action, form_page
from carewright.sourcing import commands, queries
from carewright.sourcing.rules import Standing


@action("allow_next_approach")
def allow_next(request: Request, ref: str) -> HttpResponse:
    """Let the next provider be approached while one considers."""
    offer = queries.offer(ref, by=request.actor)
    commands.allow_next_approach(offer=offer.ref, by=request.actor, at=request.at)
    messages.success(request, f"The next provider may be approached. {offer.provider.name} has been told.")
    return to_requirement(offer.requirement.ref)


@form_page("decide_later_start")
def later_start(request: Request, ref: str) -> HttpResponse:
    """Accept or refuse a later start on risk."""
    offer = queries.offer(ref, by=request.actor)
    form = LaterStartForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            accept = form.cleaned_data["accept"] == "yes"
            reason = form.cleaned_data["reason"]
            commands.decide_later_start(offer=offer.ref, accept=accept, reason=reason, by=request.actor, at=request.at)
            messages.success(request, "Your decision has been recorded.")
            return to_requirement(offer.requirement.ref)
    start = offer.later_start_on or offer.requirement.start_on
    title = f"{offer.provider.name} could start on {start:%-d %B %Y}, not {offer.requirement.start_on:%-d %B %Y}"
    return asked(request, form, title, "Record the decision", offer.requirement.ref)


@form_page("permit_non_contracted")
def permit(request: Request, ref: str) -> HttpResponse:
    """Permit a provider without a contract."""
    panel = queries.sourcing_panel(ref, by=request.actor, at=request.at)
    needing = [line for line in panel.proposal.working if line.standing == Standing.NEEDS_PERMISSION]
    choices = [(line.provider, f"{line.name}. {line.sentence}") for line in needing]
    form = PermitForm(request.POST or None, providers=choices)
    if form.is_valid():
        with refusals_on(form):
            given = commands.permit_non_contracted(
                requirement=panel.requirement.ref, **form.cleaned_data, by=request.actor, at=request.at
            )
            messages.success(request, f"{given.provider.name} may now be approached.")
            return to_requirement(panel.requirement.ref)
    return asked(request, form, "Permit a provider without a contract", "Permit", panel.requirement.ref)


@form_page("decide_when_exhausted")
def decide(request: Request, ref: str) -> HttpResponse:
    """Decide what to do when nobody is left to approach."""
    found = queries.requirement(ref, by=request.actor)
    form = DecideForm(request.POST or None, decisions=commands.DECISIONS)
    if form.is_valid():
        with refusals_on(form):
            commands.decide_when_exhausted(requirement=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Your decision has been recorded.")
            return to_requirement(found.ref)
    return asked(request, form, "Nobody is left to approach", "Record the decision", found.ref)


@form_page("agree_reassessment")
def reassessment(request: Request, ref: str) -> HttpResponse:
    """Record who re-assesses."""
    found = queries.requirement(ref, by=request.actor)
    form = ReassessForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.agree_reassessment(requirement=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "Recorded who re-assesses.")
            return to_requirement(found.ref)
    return asked(request, form, "Agree who re-assesses", "Record", found.ref)


@form_page("record_waiting_risk")
def risk(request: Request, ref: str) -> HttpResponse:
    """Record the risk of a long wait."""
    found = queries.requirement(ref, by=request.actor)
    form = RiskForm(request.POST or None, levels=commands.RISK_LEVELS)
    if form.is_valid():
        with refusals_on(form):
            commands.record_waiting_risk(requirement=found.ref, **form.cleaned_data, by=request.actor, at=request.at)
            messages.success(request, "The risk has been recorded.")
            return to_requirement(found.ref)
    return asked(request, form, "Record the risk of waiting", "Record", found.ref)
