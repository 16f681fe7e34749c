"""A provider asks for a review of a package of its own (REV-6)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.kernel.refused import NotFound
from carewright.look.forms import Form, posted, refusals_on
from carewright.look.page import Request, form_page
from carewright.packages.queries import own_package
from carewright.portal.looking import look_at
from carewright.reviews.commands import ask_for_review as ask
from carewright.reviews.lifecycle import AskedBy


class AskForm(Form):
    """Why a review is needed."""

    reason = forms.CharField(
        label="Why is a review needed?",
        error_messages={"required": "Say why a review is needed"},
        max_length=1000,
        help_text="Say what has changed for the person. The council’s social care team reads it.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    urgent = forms.BooleanField(label="It is urgent", required=False)


@form_page("ask_for_review")
def ask_for_review(request: Request, ref: str) -> HttpResponse:
    """Ask the council to review the package."""
    if not request.actor.provider:
        raise NotFound
    line = own_package(ref, request.actor, request.at)[0]
    look_at(request, line.person_ref)
    form = AskForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            told = {"package": ref, "asked_by": AskedBy.PROVIDER} | form.cleaned_data
            ask(**told, by=request.actor, at=request.at)
            messages.success(request, "The council’s social care team has been asked for a review.")
            return redirect("own_package", ref)
    return render(request, "portal/packages/ask_for_review.html", {"form": form, "line": line})
