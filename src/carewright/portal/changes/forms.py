"""What a provider is asked about a change: a few questions a page, on a telephone."""

from typing import Any

from django import forms

from carewright.changes.rules import Advocate, Agreement
from carewright.look.days import DayField
from carewright.look.forms import Form, HoursField

_WIDE = {"class": "govuk-input--width-20", "autocomplete": "off"}


class SizeForm(Form):
    """How many hours a week, and from when."""

    weekly_hours = HoursField(
        label="How many hours a week will it be?", error_messages={"required": "Enter the hours a week"}
    )
    effective_on = DayField(label="From which day?", error_messages={"required": "Enter the day from which it changes"})


class TalkForm(Form):
    """The conversation with the person, and why the hours change (CHG-1)."""

    spoke_with = forms.CharField(
        label="With whom did you talk?",
        help_text="The person, and who was with them",
        max_length=200,
        widget=forms.TextInput(_WIDE),
        error_messages={"required": "Say with whom you talked"},
    )
    spoke_on = DayField(label="When did you talk?", error_messages={"required": "Enter the day on which you talked"})
    said = forms.CharField(
        label="What did they say?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Say what the person told you"},
    )
    reason = forms.ChoiceField(label="Reason", error_messages={"required": "Choose a reason"})
    described = forms.CharField(
        label="Describe why the hours change",
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Describe why the hours change"},
    )

    def __init__(self, *args: Any, reasons: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        if isinstance(reason, forms.ChoiceField):
            reason.choices = [("", "Choose a reason"), *reasons.items()]


class CriteriaForm(Form):
    """What has to be so before a provider changes a package (CHG-1)."""

    agreement = forms.ChoiceField(
        label="Did the person agree?",
        choices=[
            (Agreement.CONSENT, "Yes, the person consents"),
            (Agreement.BEST_INTERESTS, "The person cannot decide this, and there is a best-interests decision"),
            (Agreement.NEITHER, "Neither yet"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the person agreed"},
    )
    advocate = forms.ChoiceField(
        label="Does the person need an advocate?",
        choices=[
            (Advocate.NOT_REQUIRED, "No"),
            (Advocate.INVOLVED, "Yes, and the advocate was involved"),
            (Advocate.MISSING, "Yes, but none was involved"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the person needs an advocate"},
    )
    has_safeguarding_concern = forms.ChoiceField(
        label="Is there a safeguarding concern?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether there is a safeguarding concern"},
    )


class WithdrawForm(Form):
    """Why the change is withdrawn."""

    reason = forms.CharField(
        label="Why do you withdraw it?",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )


class InvolvementForm(Form):
    """Who asks for social care involvement, and why (CHG-7)."""

    asked_by = forms.ChoiceField(
        label="Who asked?",
        choices=[("person", "The person"), ("representative", "Their family or friend"), ("provider", "We do")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asked"},
    )
    reason = forms.CharField(
        label="Why is social care to be involved?",
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Say why social care is to be involved"},
    )
    is_urgent = forms.BooleanField(label="It cannot wait: the review is urgent", required=False)
