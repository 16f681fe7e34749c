"""What is asked about enablement."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from carewright.look.days import DayField
from carewright.look.forms import Form
from carewright.referrals.commands.grace import CONDITIONS

if TYPE_CHECKING:
    from carewright.access.models import Unit, User

_LABELS = {
    "potential_reached": "The enablement potential has been reached",
    "ongoing_need": "An ongoing need has been identified",
    "liaison_agreed": "The weekly liaison meeting has agreed",
    "will_self_fund": "The person will pay for their own care",
}


def _choose(form: Form, name: str, choices: list[tuple[str, str]], nothing: str) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", nothing), *choices]


def _named(teams: "Iterable[Unit]") -> list[tuple[str, str]]:
    return [(team.ref, f"{team.name}, {team.parent.name}" if team.parent else team.name) for team in teams]


class Ask(Form):
    """Whom enablement is asked to take."""

    case_number = forms.CharField(
        label="Case number of the person",
        max_length=30,
        help_text="In the case management system",
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    team = forms.ChoiceField(label="Enablement team")

    def __init__(self, *args: Any, teams: "Iterable[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "team", _named(teams), "Choose a team")


class GiveStart(Form):
    """When enablement starts."""

    starts_on = DayField(label="Start", help_text="For example, 20 12 2017")


class Reject(Form):
    """Why enablement has no capacity."""

    reason = forms.CharField(label="Why there is no capacity", max_length=200, widget=forms.Textarea({"rows": 3}))


class Discharge(Form):
    """Since when the person is ready to leave, and the planned discharge."""

    ready_on = DayField(label="Ready to leave since", help_text="For example, 20 12 2017")
    planned_on = DayField(label="Planned discharge", help_text="For example, 3 1 2018")
    note = forms.CharField(label="Note", max_length=300, required=False, widget=forms.Textarea({"rows": 3}))


class Grace(Form):
    """The four conditions of a grace period."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CONDITIONS:
            self.fields[name] = forms.BooleanField(label=_LABELS[name], required=False)


class End(Form):
    """When enablement ended."""

    ended_on = DayField(label="Ended on", help_text="For example, 22 12 2017")
    note = forms.CharField(label="Note", max_length=300, required=False, widget=forms.Textarea({"rows": 3}))


class Period(Form):
    """From which day to which bypasses are listed."""

    since = DayField(label="From")
    until = DayField(label="To")


class Review(Form):
    """A joint review of a team's bypasses."""

    team = forms.ChoiceField(label="Team whose bypasses were reviewed")
    since_on = DayField(label="Bypasses from", help_text="For example, 1 12 2017")
    until_on = DayField(label="Bypasses to", help_text="For example, 21 12 2017")
    brokerage_manager = forms.ChoiceField(label="Brokerage manager")
    team_manager = forms.ChoiceField(label="Team manager")
    actions = forms.CharField(label="Actions agreed", max_length=4000, widget=forms.Textarea({"rows": 5}))

    def __init__(
        self,
        *args: Any,
        teams: "Iterable[Unit]",
        brokerage_managers: "Iterable[User]",
        team_managers: "Iterable[User]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "team", _named(teams), "Choose a team")
        _choose(self, "brokerage_manager", [(user.ref, user.name) for user in brokerage_managers], "Choose a person")
        _choose(self, "team_manager", [(user.ref, user.name) for user in team_managers], "Choose a person")
