"""What is asked about an order, and about what becomes of a package."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.look.days import DayField
from carewright.look.forms import Form, HoursField, MoneyField
from carewright.packages.lifecycle import FundKind

Choices = Iterable[tuple[str, str]]
REASON = forms.Textarea(attrs={"rows": 3})
LONGEST_REASON = 500
WHICH = {"required": "Choose which part"}


class AssessmentForm(Form):
    """The financial assessment (ACC-6)."""

    contribution = MoneyField(label="What the person pays a week", help_text="Nothing is 0.")
    is_max_payer = forms.BooleanField(label="The person pays the full assessed maximum", required=False)
    maximum = MoneyField(
        label="The assessed maximum a week",
        help_text="For somebody who pays the full assessed maximum. Leave it empty where they pay all that care costs.",
        required=False,
    )


class IndividualContractForm(Form):
    """The individual contract of a provider that has no other (SRC-8)."""

    hourly_rate = MoneyField(label="Price of an hour of one carer", help_text="As agreed in the individual contract.")
    terms = forms.CharField(
        label="Terms that differ from the council's own (optional)", required=False, widget=forms.Textarea
    )

    def __init__(self, *args: object, providers: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = forms.ChoiceField(label="Provider", choices=providers)


class BookForm(Form):
    """For which day, and as known on which (ORD-2). Neither given: today."""

    on = DayField(label="Ordered for", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    known_on = DayField(label="As known on", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class SpanForm(Form):
    """From which day to which."""

    since = DayField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    until = DayField(label="To", widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """The first before the last."""
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", ValidationError("The last day must be on or after the first"))
        return told


class ActForm(Form):
    """What is asked before a package changes. `parts`: its parts, by number; `reasons` and `providers` to choose."""

    def __init__(self, *args: Any, parts: dict[str, str], reasons: Choices, providers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.offer(list(reasons), list(providers))

    def offer(self, reasons: list[tuple[str, str]], providers: list[tuple[str, str]]) -> None:
        """Put in what there is to choose from."""
        field = self.fields.get("part")
        if isinstance(field, forms.ChoiceField):
            field.choices = list(self.parts.items())
            if len(self.parts) == 1:
                field.initial = next(iter(self.parts))


class SuspendForm(ActForm):
    """Care pauses (ORD-3)."""

    reason = forms.ChoiceField(
        label="Why care pauses", widget=forms.RadioSelect, error_messages={"required": "Choose why care pauses"}
    )
    from_on = DayField(label="First day without care")
    expected_return_on = DayField(
        label="First day with care again",
        required=False,
        help_text="As far as is known. Somebody is then asked to confirm it with the provider.",
    )

    def offer(self, reasons: list[tuple[str, str]], providers: list[tuple[str, str]]) -> None:
        """The policy's reasons."""
        super().offer(reasons, providers)
        self.fields["reason"] = forms.ChoiceField(
            label="Why care pauses",
            choices=reasons,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose why"},
        )


class ResumeForm(ActForm):
    """Care begins again (ORD-3)."""

    care_from_on = DayField(label="First day with care again")
    confirmed_by = forms.CharField(
        label="Who at the provider confirmed it", max_length=100, help_text="For example, Dana Holt, coordinator"
    )


class EndForm(ActForm):
    """All of it ends (ORD-3)."""

    last_on = DayField(label="Last day of care", help_text="This day is still paid.")
    reason = forms.CharField(label="Why", widget=REASON, max_length=LONGEST_REASON)


class EndPartForm(ActForm):
    """One provider's part ends (ORD-3)."""

    part = forms.ChoiceField(label="Which part", widget=forms.RadioSelect, error_messages=WHICH)
    last_on = DayField(label="Its last day", help_text="This day is still paid.")
    reason = forms.CharField(label="Why", widget=REASON, max_length=LONGEST_REASON)


class CancelForm(ActForm):
    """As if it had never been ordered (ORD-3)."""

    reason = forms.CharField(label="Why", widget=REASON, max_length=LONGEST_REASON)


class HoursForm(ActForm):
    """Other hours, as the council has authorised (VAR-1)."""

    part = forms.ChoiceField(label="Which part", widget=forms.RadioSelect, error_messages=WHICH)
    weekly_hours = HoursField(label="Hours from then on", error_messages={"required": "Enter the hours from then on"})
    from_on = DayField(label="First day with these hours")
    because = forms.CharField(
        label="Reference of what was authorised",
        max_length=24,
        help_text="The referral or the change, such as REF-7K3M-9QWA-5",
        error_messages={"required": "Enter the reference of the referral or the change"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )

    def clean_because(self) -> str:
        """As it is stored."""
        try:
            return normalised(self.cleaned_data["because"])
        except NotFound:
            raise ValidationError("Reference must be one such as REF-7K3M-9QWA-5. Look at it again") from None


class FundForm(ActForm):
    """Money in the place of care (ORD-5)."""

    kind = forms.ChoiceField(
        label="What takes the place of care",
        choices=[(kind.value, kind.in_words.capitalize()) for kind in FundKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what takes the place of care"},
    )
    provider = forms.ChoiceField(label="Who holds a service fund", required=False)
    from_on = DayField(label="First day of it")
    personal_budget = MoneyField(
        label="Personal budget a week", error_messages={"required": "Enter the personal budget a week"}
    )
    contribution = MoneyField(label="What the person pays of it a week", help_text="Nothing is 0.")

    def offer(self, reasons: list[tuple[str, str]], providers: list[tuple[str, str]]) -> None:
        """The providers there are."""
        super().offer(reasons, providers)
        field = self.fields["provider"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Nobody: it is a direct payment"), *providers]
