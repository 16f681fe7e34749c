"""What is asked about a review programme."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from carewright.look.days import DayField
from carewright.look.forms import Form, MoneyField, Number, NumberField
from carewright.reviews.lifecycle import Outcome
from carewright.reviews.rules.programme import month_after

if TYPE_CHECKING:
    from carewright.access.models import Unit

MONTHS_AHEAD = 24
_NARROW = Number({"class": "govuk-input--width-3"})


class _WithCapacity(Form):
    """A number of reviews a month for each team, each a question of its own: `team_UNIT-...`."""

    def __init__(self, *args: Any, teams: "Iterable[Unit]", now: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {f"team_{team.ref}": team for team in teams}
        for name, team in self.teams.items():
            self.fields[name] = NumberField(
                label=f"{team.name}: reviews a month",
                min_value=0,
                required=False,
                initial=now.get(team.ref, 0),
                widget=_NARROW,
            )

    @property
    def capacity(self) -> dict[str, int]:
        """What was entered, by the team's reference; an empty answer is none."""
        return {team.ref: self.cleaned_data[name] or 0 for name, team in self.teams.items()}


class DraftForm(_WithCapacity):
    """A new programme."""

    name = forms.CharField(label="What the programme is called", max_length=120)
    start_month = forms.ChoiceField(label="First month")

    def __init__(self, *args: Any, this_month: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_months(self, "start_month", this_month)


class ReplanForm(_WithCapacity):
    """What teams manage from a month on."""

    from_month = forms.ChoiceField(label="From which month")
    reason = forms.CharField(label="What has changed", max_length=300, required=False)

    def __init__(self, *args: Any, this_month: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_months(self, "from_month", this_month)


class CloseForm(Form):
    """Why a programme is closed."""

    reason = forms.CharField(label="Why it is closed", max_length=300)


class UrgentForm(Form):
    """Why somebody is reviewed first."""

    because = forms.CharField(label="Why the review is urgent", max_length=300, help_text="Kept with the person.")


class RecordForm(Form):
    """What a review came to."""

    taken_on = DayField(label="When the review took place")
    outcome = forms.ChoiceField(
        label="What it came to for the package",
        choices=[(one.value, one.of_the_cost.capitalize()) for one in Outcome],
        widget=forms.RadioSelect,
    )
    cost_before = MoneyField(
        label="Weekly cost before", required=False, help_text="Left empty, it is taken from the order."
    )
    cost_after = MoneyField(label="Weekly cost after", required=False)
    review = forms.CharField(label="Reference of the review", max_length=24, required=False)


def offer_months(form: Form, name: str, first: date) -> None:
    """Let a question be answered with this month or one of those to come."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        coming = [month_after(first, n) for n in range(MONTHS_AHEAD)]
        field.choices = [(f"{month:%Y-%m-%d}", f"{month:%B %Y}") for month in coming]
