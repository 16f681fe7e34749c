"""What is asked about requirements, offers and awards."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from carewright.look.days import DayField, TimeField, moment
from carewright.look.forms import Form, HoursField, NumberField

Choices = Iterable[tuple[str, str]]
NOTE = forms.Textarea(attrs={"rows": 3})

ANSWERS = (
    ("accept", "Accepts all of it"),
    ("part", "Accepts part of it"),
    ("later", "Accepts, with a later start"),
    ("considering", "Is still considering"),
    ("decline", "Declines"),
    ("documents", "Asks for the documents"),
)


class AcceptForm(Form):
    """Nothing more to ask."""


class PartForm(Form):
    """How many of the hours."""

    weekly_hours = HoursField(label="Hours a week that it can provide")


class LaterForm(Form):
    """From when."""

    start_on = DayField(label="Earliest start")


class ConsideringForm(Form):
    """Until when."""

    day = DayField(label="Considering until")
    clock = TimeField(label="Time on that day")

    def until(self) -> datetime:
        """The moment named."""
        return moment(self.cleaned_data["day"], self.cleaned_data["clock"])


class DeclineForm(Form):
    """Why."""

    note = forms.CharField(label="What was said", required=False, widget=NOTE, max_length=500)

    def __init__(self, *args: Any, reasons: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = forms.ChoiceField(label="Reason", choices=list(reasons.items()), widget=forms.RadioSelect)
        self.fields = {"reason": reason} | self.fields


class ReasonForm(Form):
    """Why something is withdrawn."""

    reason = forms.CharField(label="Reason", widget=NOTE, max_length=300)


class CallForm(Form):
    """How the courtesy call went (ACC-1)."""

    reached = forms.ChoiceField(
        label="Did you reach the person or their representative?",
        choices=(("yes", "Yes"), ("no", "No: the provider is told, and the call is still owed")),
        widget=forms.RadioSelect,
    )
    spoke_to = forms.CharField(label="Whom you spoke to", required=False, max_length=160)
    note = forms.CharField(label="Note", required=False, widget=NOTE, max_length=500)

    def clean(self) -> dict[str, Any]:
        """Whoever was reached has a name."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("reached") == "yes" and not told.get("spoke_to"):
            self.add_error("spoke_to", "Enter whom you spoke to")
        return told


class ConfirmForm(Form):
    """The arrangements that a provider confirms by telephone (ACC-3)."""

    start_on = DayField(label="Start")
    planned_times = forms.CharField(
        label="Planned times",
        help_text="One visit on a line, such as 8am to 8:30am every day.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    carers_per_visit = NumberField(label="Carers at each visit", min_value=1, max_value=4)
    confirmed_by = forms.CharField(label="Who confirms for the provider", max_length=160)

    def arrangements(self) -> dict[str, Any]:
        """As the command takes them."""
        told = dict(self.cleaned_data)
        return told | {"planned_times": [line for line in told["planned_times"].splitlines() if line.strip()]}


class PermitForm(Form):
    """Which provider without a contract, and why (SRC-8)."""

    question: ClassVar[str] = ""

    def __init__(self, *args: Any, providers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = forms.ChoiceField(label="Provider", choices=list(providers), widget=forms.RadioSelect)
        self.fields["reason"] = forms.CharField(label="Why this provider is needed", widget=NOTE, max_length=500)


class DecideForm(Form):
    """What to do when nobody is left to approach (SRC-23)."""

    route = forms.ChoiceField(
        label="New route, if it changes",
        required=False,
        choices=(("", "Unchanged"), ("cluster", "Cluster"), ("ranked", "Ranked list"), ("advert", "Advert")),
    )
    note = forms.CharField(label="Why, and what happens next", widget=NOTE)

    def __init__(self, *args: Any, decisions: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = forms.ChoiceField(label="Decision", choices=list(decisions.items()), widget=forms.RadioSelect)
        self.fields = {"decision": decision} | self.fields


class SplitForm(Form):
    """Up to four parts; those left empty are none (SRC-12)."""

    first = HoursField(label="Hours of the first part")
    first_words = forms.CharField(label="What the first part is", required=False, max_length=200)
    second = HoursField(label="Hours of the second part")
    second_words = forms.CharField(label="What the second part is", required=False, max_length=200)
    third = HoursField(label="Hours of the third part", required=False)
    third_words = forms.CharField(label="What the third part is", required=False, max_length=200)
    fourth = HoursField(label="Hours of the fourth part", required=False)
    fourth_words = forms.CharField(label="What the fourth part is", required=False, max_length=200)

    def parts(self) -> dict[str, Any]:
        """Hours and descriptions of those given, as the command takes them."""
        names = [name for name in ("first", "second", "third", "fourth") if self.cleaned_data.get(name)]
        words = [self.cleaned_data.get(f"{name}_words", "") for name in names]
        return {"hours": [self.cleaned_data[name] for name in names], "descriptions": words}


class ReassessForm(Form):
    """Who re-assesses somebody who has waited (WAIT-3)."""

    who = forms.CharField(label="Who re-assesses", max_length=160)
    note = forms.CharField(label="What was agreed", required=False, widget=NOTE)


class RiskForm(Form):
    """The risk of a long wait (WAIT-3)."""

    note = forms.CharField(label="What the risk is and what mitigates it", widget=NOTE)

    def __init__(self, *args: Any, levels: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(level, level.capitalize()) for level in levels]
        level = forms.ChoiceField(label="Level of risk", choices=choices, widget=forms.RadioSelect)
        self.fields = {"level": level} | self.fields


class LaterStartForm(Form):
    """A manager's decision on a later start (SRC-11)."""

    accept = forms.ChoiceField(
        label="Decision on the risk",
        choices=(("yes", "Accept the later start"), ("no", "Refuse it and approach the next provider")),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Why", widget=NOTE, max_length=500)


class DocumentsForm(Form):
    """Which documents go to the provider; the referral form always goes with them (SRC-5)."""

    def __init__(self, *args: Any, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"] = forms.MultipleChoiceField(
            label="Documents",
            choices=list(documents),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="The referral form goes with them, so the provider will see whose care it is.",
        )


def first_day(today: date) -> dict[str, date]:
    """A day to begin with in a form."""
    return {"start_on": today}
