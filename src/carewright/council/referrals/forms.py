"""What is asked for in a referral, step by step."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from carewright.look.days import DayField, TimeField
from carewright.look.forms import Form, HoursField, NumberField
from carewright.policy.terms import Terms

if TYPE_CHECKING:
    from carewright.access.models import Unit

FUNDING = [
    ("council", "The council"),
    ("self_funder", "The person pays for all of it"),
    ("health_joint", "Health, or health and the council jointly"),
    ("section_117", "Section 117 aftercare"),
]
ENABLEMENT = [
    ("completed", "It has been completed"),
    ("under_way", "It is under way and its potential is reached"),
    ("bypassed", "It is bypassed, and the team manager forwards the referral"),
]


def _words(label: str, help_text: str = "", *, rows: int = 4, is_needed: bool = False, longest: int = 4000) -> Any:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=is_needed, max_length=longest, widget=widget)


def _line(label: str, help_text: str = "", *, longest: int = 120, is_needed: bool = False) -> Any:
    widget = forms.TextInput({"autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, required=is_needed, max_length=longest, widget=widget)


def _one_of(label: str, help_text: str = "", *, choices: Any = (), is_needed: bool = True) -> Any:
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=choices, required=is_needed, widget=forms.RadioSelect
    )


def _tick(label: str, help_text: str = "") -> Any:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class StepForm(Form):
    """A step of the referral; its choices are those of the policy that judges it. Fields have the command's names."""

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, codes in self.codes(terms).items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                nothing = [] if field.required else [("", "None of these")]
                is_list = isinstance(field.widget, forms.Select) and not isinstance(field.widget, forms.RadioSelect)
                field.choices = [*([("", "Choose one")] if is_list else []), *codes.items(), *nothing]

    def codes(self, terms: Terms) -> dict[str, Mapping[str, str]]:
        """The fields whose choices the policy gives."""
        return {}

    def changes(self) -> dict[str, Any]:
        """What was answered, as the command takes it."""
        return dict(self.cleaned_data)


class Whose(Form):
    """Who refers whom, and whether it is for a new package."""

    team = forms.ChoiceField(label="Team that refers")
    case_number = _line("Case number of the person", "In the case management system", longest=30, is_needed=True)
    kind = _one_of(
        "What the referral is for",
        choices=[("new", "A new package"), ("change", "A change of a package that is in place")],
    )
    package = _line("Which package, if it is to be changed", "Its reference, such as PKG-7K3M-9QWA-5", longest=24)

    def __init__(self, *args: Any, teams: "Iterable[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(team.ref, f"{team.name}, {team.parent.name}" if team.parent else team.name) for team in teams]
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = named if len(named) == 1 else [("", "Choose a team"), *named]
        if len(named) == 1:
            field.widget = forms.HiddenInput()
            field.initial = named[0][0]

    def clean(self) -> dict[str, Any]:
        """A change is of some package."""
        answers = super().clean() or {}
        if answers.get("kind") == "change" and not answers.get("package"):
            self.add_error("package", "Enter the package that is to be changed")
        return answers


class Needed(StepForm):
    """What is needed."""

    service = _one_of("Service")
    need_category = forms.ChoiceField(label="Main need")
    weekly_hours = HoursField(label="Hours", help_text="For one carer, in total over the week")
    carers = NumberField(
        label="Carers at each visit", min_value=1, max_value=4, initial=1, help_text="2 is double-handed care"
    )
    start_on = DayField(label="Start date", help_text="For example, 8 1 2018")
    needs = _words(
        "Needs, in general terms",
        "Providers see this before they know who the person is: no name, address or telephone number",
        is_needed=True,
    )
    outcomes = _words("Outcomes that the person wants", "Providers see this too")
    banding = _line("Banding", longest=20)
    urgency = _one_of("Is it urgent?", "What comes first on the list", is_needed=False)
    care_in_place = _tick("Care is in place until this package starts")
    package = _line("Package to be changed", "Its reference, such as PKG-7K3M-9QWA-5", longest=24)

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, terms=terms, **kwargs)
        if self.initial.get("kind") != "change":
            del self.fields["package"]

    def codes(self, terms: Terms) -> dict[str, Mapping[str, str]]:
        """Service, need and urgency."""
        return {
            "service": terms.services,
            "need_category": terms.need_categories,
            "urgency": terms.referrals.urgency_reasons,
        }


class Visit(Form):
    """A visit whose time is essential."""

    from_time = TimeField(label="Not before")
    to_time = TimeField(label="Not after")
    days = _line("On which days", "For example, every day, or Monday and Thursday", longest=60, is_needed=True)
    reason = _line("Which assessed need makes the time essential", longest=200, is_needed=True)


class About(StepForm):
    """Who would suit, how to get in, what whoever visits has to know."""

    language_need = _line("Language that the carer should speak", "If other than English")
    gender_need = _line("Gender of the carer, if it matters")
    cultural_need = _line("Cultural or religious needs", longest=200)
    access_note = _words(
        "How to get in", "For example, a key safe; the provider sees it once it may", rows=2, longest=500
    )
    risk_recorded = _tick("A risk is recorded", "If so, the risk assessment comes with the referral")
    risk_note = _words("What the risk is", rows=2, longest=500)


class Enablement(StepForm):
    """Enablement first, then the alternatives."""

    enablement = _one_of("How was enablement considered?", "It comes first for everyone", choices=ENABLEMENT)
    bypass_reason = _one_of("If it is bypassed, why?", is_needed=False)
    alternatives_explored = _tick(
        "Alternatives to council-funded care were explored",
        "Informal care, the community, technology, equipment, a direct payment",
    )
    alternatives_note = _words("What was explored, and what came of it", rows=3)

    def codes(self, terms: Terms) -> dict[str, Mapping[str, str]]:
        """Reasons for bypassing enablement."""
        return {"bypass_reason": terms.referrals.bypass_reasons}

    def changes(self) -> dict[str, Any]:
        """A reason goes with a bypass alone."""
        bypassed = self.cleaned_data["enablement"] == "bypassed"
        return self.cleaned_data | ({} if bypassed else {"bypass_reason": ""})


class Funding(StepForm):
    """Who pays."""

    funding = _one_of("Who pays for the care?", choices=FUNDING)
    self_funder_exception = _one_of(
        "If the person pays, why does the council arrange it?",
        "Others are supported to arrange their own care",
        is_needed=False,
    )

    def codes(self, terms: Terms) -> dict[str, Mapping[str, str]]:
        """Exceptions of the charging policy."""
        return {"self_funder_exception": terms.referrals.self_funder_exceptions}

    def changes(self) -> dict[str, Any]:
        """An exception goes with self-funding alone."""
        pays = self.cleaned_data["funding"] == "self_funder"
        return self.cleaned_data | ({} if pays else {"self_funder_exception": ""})


class Record(StepForm):
    """What the record holds."""

    known_to_community = _tick(
        "The person is known to the community team", "If so, an assessment that is up to date comes with the referral"
    )
    record_declared = _tick("I declare that the person's record is up to date")


class Attach(Form):
    """A document to attach."""

    code = forms.ChoiceField(label="Which document")
    dated_on = DayField(label="Date that it bears", required=False, help_text="For example, 3 12 2017")
    content = forms.FileField(
        label="File", help_text="PDF, photograph (JPEG or PNG), Word (.docx) or OpenDocument (.odt), at most 20 MB"
    )

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose a document"), *codes]


class Forward(Form):
    """A note with the forwarding."""

    note = _words("Note", "The senior practitioner says here why the team manager could not", rows=3, longest=2000)


class Return(Form):
    """What the broker adds to what is missing."""

    note = _words("Anything else that is missing", "It is sent to the referrer with the list above", longest=2000)


class Reason(Form):
    """A reason that has to be given."""

    reason = _words("Reason", is_needed=True, longest=2000)


class Readiness(StepForm):
    """Whether the person is ready for the service."""

    ready = _one_of(
        "Is the person ready for the service to start?", choices=[("yes", "Yes, ready"), ("no", "Not ready")]
    )
    reason = _one_of("If not, why?", is_needed=False)
    until = DayField(label="Not ready until", required=False, help_text="The last day, for example, 12 1 2018")

    def codes(self, terms: Terms) -> dict[str, Mapping[str, str]]:
        """Reasons for not being ready."""
        return {"reason": terms.referrals.not_ready_reasons}
