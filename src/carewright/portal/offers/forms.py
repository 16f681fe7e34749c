"""What is asked when an offer is answered: one question a page. Each form gives the answer that it makes."""

from datetime import date, datetime
from typing import Any, Protocol

from django import forms

from carewright.look.days import DayField, TimeField, moment
from carewright.look.forms import Form, HoursField, NumberField
from carewright.portal.offers.shown import day_choices
from carewright.sourcing.commands import AcceptLater, AcceptPart, Consider, Decline, LinkAnswer
from carewright.sourcing.queries import ProviderOffer

_WIDE = {"class": "govuk-input--width-20", "autocomplete": "off"}


class Asked(Protocol):
    """A form about an offer that makes an answer."""

    def answer(self) -> LinkAnswer:
        """What was answered."""


class AnswerForm(Form):
    """A form about an offer, at a moment."""

    def __init__(self, *args: Any, offer: ProviderOffer, at: datetime, **kwargs: Any) -> None:
        self.offer = offer
        self.at = at
        super().__init__(*args, **kwargs)

    def answer(self) -> LinkAnswer:
        """What was answered."""
        raise NotImplementedError


class DeclineForm(AnswerForm):
    """Why an offer is declined: one of the policy's reasons, each of them a button (SRC-3)."""

    reason = forms.ChoiceField(label="Why can you not take this?", error_messages={"required": "Choose the reason"})
    note = forms.CharField(
        label="Anything to add",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        if isinstance(reason, forms.ChoiceField):
            reason.choices = list(self.offer.decline_reasons.items())

    def answer(self) -> Decline:
        """Declined, for that reason."""
        return Decline(self.cleaned_data["reason"], self.cleaned_data["note"])


class PartForm(AnswerForm):
    """How many of the hours the provider can take (SRC-12)."""

    weekly_hours = HoursField(
        label="Hours that you can provide", error_messages={"required": "Enter the hours that you can provide"}
    )

    def answer(self) -> AcceptPart:
        """Those hours are accepted."""
        return AcceptPart(self.cleaned_data["weekly_hours"])


class LaterForm(AnswerForm):
    """From when the provider could start (SRC-11)."""

    start_on = DayField(label="Start date", error_messages={"required": "Enter the start date"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.offer.start_on
        example = date.fromordinal(asked.toordinal() + 7)
        self.fields["start_on"].help_text = f"For example, {example.day} {example.month} {example.year}"

    def answer(self) -> AcceptLater:
        """Accepted, with that start."""
        return AcceptLater(self.cleaned_data["start_on"])


class ConsiderForm(AnswerForm):
    """By when the provider will have made up its mind (SRC-4)."""

    until = forms.ChoiceField(label="Day", widget=forms.RadioSelect, error_messages={"required": "Choose a day"})
    clock = TimeField(
        label="Time", help_text="For example, 11am or 14:30", error_messages={"required": "Enter the time"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until = self.fields["until"]
        if isinstance(until, forms.ChoiceField):
            until.choices = day_choices(self.offer, self.at)
            until.initial = until.choices[0][0] if until.choices else None

    def answer(self) -> Consider:
        """Considering until then."""
        day = date.fromisoformat(self.cleaned_data["until"])
        return Consider(moment(day, self.cleaned_data["clock"]))


class ConfirmForm(Form):
    """What was agreed with the person (ACC-3)."""

    start_on = DayField(
        label="Start date", help_text="Today or later", error_messages={"required": "Enter the start date"}
    )
    planned_times = forms.CharField(
        label="Planned visit times",
        help_text="One visit a line, such as 8am to 8:30am every day",
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
        error_messages={"required": "Enter the planned visit times"},
    )
    carers_per_visit = NumberField(label="Carers at each visit", min_value=1)
    confirmed_by = forms.CharField(
        label="Who confirms this for your agency?", max_length=160, widget=forms.TextInput(_WIDE)
    )

    def arrangements(self) -> dict[str, Any]:
        """What is handed to the command."""
        told = dict(self.cleaned_data)
        return told | {"planned_times": told["planned_times"].splitlines()}


class WithdrawForm(Form):
    """Why an acceptance can't be kept (SRC-6)."""

    question = "reason"
    reason = forms.CharField(
        label="Why can you not provide this after all?",
        max_length=300,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Say why you cannot provide this after all"},
    )
