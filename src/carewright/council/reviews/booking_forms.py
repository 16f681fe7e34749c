"""What is asked about appointments and slots (REV-3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from carewright.look.days import DayField, moment, parse_time
from carewright.look.forms import Form, NumberField

if TYPE_CHECKING:
    from carewright.reviews.models import Slot


class MoveForm(Form):
    """Which slot."""

    def __init__(self, *args: Any, slots: "Iterable[Slot]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"] = forms.ChoiceField(
            label="Time", choices=[(slot.ref, slot.ref) for slot in slots], widget=forms.RadioSelect
        )
        gone = "This slot has just been taken or withdrawn. Choose another"
        self.fields["slot"].error_messages |= {"required": "Choose a time", "invalid_choice": gone}


class BookForm(MoveForm):
    """Which slot, how and where it is held, and with whom it was agreed."""

    def __init__(self, *args: Any, slots: "Iterable[Slot]", methods: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, slots=slots, **kwargs)
        self.fields["how"] = forms.ChoiceField(
            label="How the review is held", choices=list(methods.items()), widget=forms.RadioSelect
        )
        wide = forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"})
        self.fields["place"] = forms.CharField(
            label="Where, if not at home", required=False, max_length=200, widget=wide
        )
        self.fields["spoke_to"] = forms.CharField(
            label="Whom you agreed it with", required=False, max_length=160, widget=wide
        )


class PublishForm(Form):
    """Whose slots, on which day, at which times."""

    day = DayField(label="Day", error_messages={"required": "Enter the day"})
    times = forms.CharField(
        label="Times",
        max_length=400,
        error_messages={"required": "Enter at least one time"},
        help_text="One a line, or with commas between: 9am, 10:30am, 2pm",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    minutes = NumberField(label="How long each is", min_value=15, max_value=480, initial=60)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = forms.ChoiceField(label="Whose slots", choices=choices)
        if len(choices) == 1:
            whose.widget = forms.HiddenInput()
            whose.initial = choices[0][0]
        else:
            whose.choices = [("", "Choose a practitioner"), *choices]
            whose.error_messages["required"] = "Choose a practitioner"
        self.fields = {"whose": whose} | self.fields
        self.fields["minutes"].suffix = "minutes"  # type: ignore[attr-defined]  # read by the field's template

    def clean_times(self) -> list[time]:
        """Each time as one."""
        written = [part.strip() for part in self.cleaned_data["times"].replace("\n", ",").split(",")]
        try:
            return [parse_time(part) for part in written if part]
        except ValueError as wrong:
            raise ValidationError(f"“{str(wrong)[:20]}” is no time. Write it like 9:45am or 14:30") from None

    def told(self) -> dict[str, Any]:
        """As the command takes it."""
        practitioner, _, team = self.cleaned_data["whose"].partition(" ")
        day: date = self.cleaned_data["day"]
        starts: list[datetime] = [moment(day, clock) for clock in self.cleaned_data["times"]]
        return {"practitioner": practitioner, "team": team, "starts": starts, "minutes": self.cleaned_data["minutes"]}
