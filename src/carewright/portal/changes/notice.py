"""Giving notice of a change, a few questions a page; before it is sent, what will come of it is shown (CHG-1, CHG-2).

The answers of earlier pages travel with the form as hidden fields: it works without a script, and nothing is kept until
it is sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from carewright.changes import commands, queries
from carewright.changes.rules import Conversation, check_conversation
from carewright.kernel.refused import Refused
from carewright.look.days import in_full, today
from carewright.look.forms import Form, form_refused, refusals_on
from carewright.look.page import Request, form_page
from carewright.look.parts import Fact
from carewright.messages.wording.words import hours_words
from carewright.packages.queries import own_package
from carewright.policy.queries import policy_at
from carewright.portal.changes.forms import CriteriaForm, SizeForm, TalkForm
from carewright.portal.changes.shown import figures, picture
from carewright.portal.looking import look_at

STEPS: tuple[type[Form], ...] = (SizeForm, TalkForm, CriteriaForm)
NAMES = ("size", "talk", "criteria", "check")
DAYS = ("effective_on", "spoke_on")
AGREED = {"consent": "The person consents", "best_interests": "A best-interests decision", "neither": "Neither yet"}
ADVOCATE = {"not_required": "Not needed", "involved": "Involved", "missing": "Needed, but not involved"}


@dataclass
class Steps:
    """The forms of all pages, filled from what has been sent, and which page comes next."""

    forms: tuple[Form, ...]
    here: str
    answers: dict[str, Any] = field(default_factory=dict)

    def hidden(self) -> Iterator[tuple[str, str]]:
        """The answers of the other pages, to travel with this one's."""
        for name, form in zip(NAMES, self.forms, strict=False):
            if name != self.here:
                yield from _raw(form)

    @property
    def form(self) -> Form:
        """The form of the page that is shown."""
        return self.forms[NAMES.index(self.here)]


@form_page("notice_change")
def notice(request: Request, ref: str) -> HttpResponse:
    """One page after another, then what will come of it, then the notice."""
    lines = own_package(ref, request.actor, request.at)
    look_at(request, lines[0].person_ref)
    steps = _steps(request, ref)
    content: dict[str, Any] = {"line": lines[0], "package": ref, "person": lines[0].person_name}
    if steps.here == "check":
        checking = Form(data={}) if request.method == "POST" else Form()
        try:
            told = queries.previewed(
                ref,
                weekly_hours=steps.answers["weekly_hours"],
                effective_on=steps.answers["effective_on"],
                by=request.actor,
                at=request.at,
            )
        except Refused as refusal:
            return _shown(request, _at_fault(steps, refusal), content)
        if request.POST.get("step") == "check":
            checking.is_valid()
            with refusals_on(checking):
                made = commands.notice_change(package=ref, **steps.answers, by=request.actor, at=request.at)
                messages.success(request, "Notice sent. We will email you what comes of it.")
                return redirect("own_change", made.ref)
        content |= {"judged": told, "scale": picture(told), "figures": figures(told), "form": checking}
        content |= {"answers": _answers(steps), "hidden": _all(steps)}
        return render(request, "portal/changes/check.html", content)
    return _shown(request, steps, content)


def _shown(request: Request, steps: Steps, content: dict[str, Any]) -> HttpResponse:
    place = {"form": steps.form, "step": steps.here, "number": NAMES.index(steps.here) + 1, "of": len(NAMES)}
    return render(request, "portal/changes/notice.html", content | place | {"hidden": list(steps.hidden())})


def _steps(request: Request, ref: str) -> Steps:
    """Where somebody is: the first page that is not right yet, or the one they asked for."""
    reasons = dict(policy_at(request.at).terms.changes.reasons)
    sent = request.POST if request.method == "POST" else QueryDict()
    reached = NAMES.index(sent.get("step", "")) if sent.get("step") in NAMES else -1
    forms = tuple(_form(kind, sent if place <= reached else None, reasons) for place, kind in enumerate(STEPS))
    wanted = sent.get("go", "")
    answers: dict[str, Any] = {}
    for place, form in enumerate(forms):
        if place > reached or not form.is_valid() or not _holds(form, answers, request):
            return Steps(forms, NAMES[place])
        answers |= form.cleaned_data
    answers["has_safeguarding_concern"] = answers["has_safeguarding_concern"] == "yes"
    return Steps(forms, wanted if wanted in NAMES else "check", answers)


def _form(kind: type[Form], sent: QueryDict | None, reasons: dict[str, str]) -> Form:
    more: dict[str, Any] = {"reasons": reasons} if kind is TalkForm else {}
    return kind(sent, **more)


def _holds(form: Form, answers: Mapping[str, Any], request: Request) -> bool:
    """Whether the criteria are met; what to do instead stands beside each question that is not (CHG-1)."""
    if not isinstance(form, CriteriaForm):
        return True
    told = {**answers, **form.cleaned_data}
    talk = Conversation(
        told["spoke_with"],
        told["spoke_on"],
        told["said"],
        told["agreement"],
        told["advocate"],
        told["has_safeguarding_concern"] == "yes",
    )
    with refusals_on(form):
        check_conversation(talk, today(request.at))
    return form.is_valid()


def _at_fault(steps: Steps, refusal: Refused) -> Steps:
    """Back to the size, with the refusal beside it."""
    form_refused(steps.forms[0], refusal)
    return Steps(steps.forms, "size")


def _raw(form: Form) -> Iterator[tuple[str, str]]:
    for name in form.fields if form.is_bound else ():
        for part in (name, *(f"{name}_{one}" for one in ("day", "month", "year"))):
            if part in form.data:
                yield part, form.data[part]


def _all(steps: Steps) -> list[tuple[str, str]]:
    return [pair for form in steps.forms for pair in _raw(form)]


def _answers(steps: Steps) -> list[tuple[str, list[Fact]]]:
    """What was answered, page by page."""
    told = steps.answers
    reasons = dict(steps.forms[1].fields["reason"].choices)  # type: ignore[attr-defined]  # a choice field, as made above
    hours: Decimal = told["weekly_hours"]
    days: dict[str, date] = {name: told[name] for name in DAYS}
    return [
        ("size", [Fact("Hours", hours_words(hours)), Fact("From", in_full(days["effective_on"]))]),
        (
            "talk",
            [
                Fact("Talked with", f"{told['spoke_with']}, {in_full(days['spoke_on'])}"),
                Fact("What was said", told["said"]),
                Fact("Reason", reasons[told["reason"]]),
                Fact("Why the hours change", told["described"]),
            ],
        ),
        (
            "criteria",
            [
                Fact("Agreement", AGREED[told["agreement"]]),
                Fact("Advocate", ADVOCATE[told["advocate"]]),
                Fact("Safeguarding", "No concern"),
            ],
        ),
    ]
