"""The questions about policies."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from carewright.kernel.refused import Fault
from carewright.look.days import DayField
from carewright.look.forms import Form
from carewright.policy.commands import LONGEST_NAME
from carewright.policy.queries import LONGEST_TEXT

TEXT = forms.Textarea({"rows": 24, "spellcheck": "false", "class": "cw-code", "autocomplete": "off"})


class Draft(Form):
    """A policy's name and what it says: written here, or in a file, which counts when one is chosen."""

    name = forms.CharField(
        label="Name", max_length=LONGEST_NAME, help_text="What it is for, for example “Six hours from April”"
    )
    text = forms.CharField(
        label="What it says",
        strip=False,
        widget=TEXT,
        help_text="Change what is to be different. What is left out comes from the pack that the program comes with.",
    )
    file = forms.FileField(
        label="Or a policy file",
        required=False,
        help_text="TOML in UTF-8. It takes the place of what is written above.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not self.files

    def clean(self) -> dict[str, Any]:
        """The file's text, when there is one, as what the policy says: shown from now on, since a file is sent once."""
        told: dict[str, Any] = super().clean() or {}
        sent = told.pop("file", None)
        if sent is not None:
            try:
                told["text"] = sent.read(LONGEST_TEXT * 4 + 1).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "The file is not text in UTF-8. Save it as UTF-8.")
            else:
                self._show(told["text"])
        return told

    def _show(self, text: str) -> None:
        shown = cast("QueryDict", self.data).copy()
        shown["text"] = text
        self.data = shown

    def point_out(self, faults: Iterable[Fault]) -> None:
        """Each fault of the policy with its place in it."""
        for fault in faults:
            known = fault.field in self.fields
            self.add_error(fault.field if known else "text", fault.sentence if known else _with_place(fault))


def _with_place(fault: Fault) -> str:
    return f"{fault.field}: {fault.sentence}" if fault.field else fault.sentence


class Activate(Form):
    """From which day a policy is in force."""

    effective_on = DayField(
        label="In force from", help_text="From the start of that day, or from now on when you choose today."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = today


class Discard(Form):
    """Why a draft is discarded."""

    reason = forms.CharField(
        label="Why", max_length=300, help_text="Kept in the audit trail.", widget=forms.Textarea({"rows": 3})
    )
