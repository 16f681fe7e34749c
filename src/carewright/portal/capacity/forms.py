"""What is asked about free hours."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from carewright.look.days import DayField, moment
from carewright.look.forms import Form, HoursField
from carewright.providers.rules import TIMES_OF_DAY


class DeclareForm(Form):
    """Hours a week free in a cluster at a time of day (PRO-3)."""

    cluster = forms.ChoiceField(label="Where?")
    time_of_day = forms.ChoiceField(
        label="When in the day?",
        required=False,
        choices=[(code, words.capitalize()) for code, words in TIMES_OF_DAY.items()],
        widget=forms.RadioSelect,
    )
    weekly_hours = HoursField(label="How many hours a week are free?", max_value=10_000)
    last_day = DayField(
        label="Until and including", required=False, help_text="Left empty, it holds for a week. For example, 31 1 2026"
    )

    def __init__(self, *args: Any, clusters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cluster = self.fields["cluster"]
        if isinstance(cluster, forms.ChoiceField):
            cluster.choices = [("", "Choose a cluster"), *clusters] if len(clusters) > 1 else clusters

    def declared(self) -> dict[str, Any]:
        """What is handed to the command: it holds until the end of the last day."""
        told = dict(self.cleaned_data)
        return {
            "cluster": told["cluster"],
            "time_of_day": told["time_of_day"],
            "weekly_hours": told["weekly_hours"],
            "expires_at": _end_of(told["last_day"]),
        }


def _end_of(day: date | None) -> datetime | None:
    return moment(day, time(23, 59)) if day else None
