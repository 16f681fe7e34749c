"""What the broker is asked about a practitioner's change."""

from typing import Any

from django import forms

from carewright.look.days import DayField
from carewright.look.forms import Form


class SameProviderForm(Form):
    """What the provider agreed to: which of them, with whom, when (VAR-1)."""

    agreed_with = forms.CharField(label="Who at the provider agreed", max_length=160)
    agreed_on = DayField(label="Day on which they agreed")
    why = forms.CharField(
        label="Anything to add", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = forms.ChoiceField(label="Whose part changes", choices=parts, widget=forms.RadioSelect)
        chosen.error_messages["required"] = "Choose whose part changes"
        if len(parts) == 1:
            chosen.widget, chosen.initial = forms.HiddenInput(), parts[0][0]
        self.fields = {"provider": chosen} | self.fields

    def told(self) -> dict[str, Any]:
        """The command's arguments: the provider and its part are chosen together."""
        answers = dict(self.cleaned_data)
        answers["provider"], _, part = answers["provider"].partition(":")
        return answers | {"part": int(part)}


class FindProviderForm(Form):
    """Why a search is needed."""

    why = forms.CharField(
        label="Why a provider has to be found",
        help_text="For example: what the present provider said.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
