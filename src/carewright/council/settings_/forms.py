"""The questions of the settings pages."""

from collections.abc import Iterable
from typing import Any

from django import forms

from carewright.access.queries import all_scopes
from carewright.access.roles import COUNCIL_ROLES, PROVIDER_ROLES, Role
from carewright.look.days import DayField
from carewright.look.forms import Form

SOURCE_TEAMS = [
    ("", "Not a team that refers"),
    ("community", "Community"),
    ("short_term", "Short term"),
    ("enablement", "Enablement"),
    ("hospital", "Hospital"),
]


def _choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    return [(role.value, role.in_words.capitalize()) for role in sorted(roles)]


class AddUser(Form):
    """Who can sign in."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="Email address", help_text="They sign in with it. A code or a link can be sent there."
    )
    telephone = forms.CharField(label="Telephone", max_length=30, required=False)


class AddUnit(Form):
    """An area, locality or team. What it is follows from where it lies."""

    name = forms.CharField(label="Name", max_length=120)
    parent = forms.ChoiceField(label="Lies in")
    source_team = forms.ChoiceField(
        label="If it is a team: its kind",
        choices=SOURCE_TEAMS,
        required=False,
        help_text="Decides which documents a referral needs.",
    )
    email = forms.EmailField(label="Shared email address", required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        if isinstance(parent, forms.ChoiceField):
            parent.choices = units


class Disable(Form):
    """Why a user is disabled."""

    reason = forms.CharField(
        label="Why", max_length=300, help_text="Kept in the audit trail.", widget=forms.Textarea({"rows": 3})
    )


class GrantCouncilRole(Form):
    """A role in a unit, and in all that lies below it."""

    role = forms.ChoiceField(label="Role", choices=_choices(COUNCIL_ROLES))
    unit = forms.ChoiceField(label="Where", help_text="The role covers everything below it, too.")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            unit.choices = units


class GrantProviderRole(Form):
    """A role at one provider."""

    role = forms.ChoiceField(label="Role", choices=_choices(PROVIDER_ROLES), widget=forms.RadioSelect)
    provider = forms.ChoiceField(label="Provider")

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider = self.fields["provider"]
        if isinstance(provider, forms.ChoiceField):
            provider.choices = providers


class IssueKey(Form):
    """What a key is for, what it may do, and until when."""

    name = forms.CharField(
        label="What it is for", max_length=80, help_text="For example, nightly visits from the scheduling system"
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        widget=forms.CheckboxSelectMultiple(attrs={"small": True}),
        help_text="Never more than the user’s own roles allow.",
    )
    expires_on = DayField(label="Last day", required=False, help_text="Leave empty for a key that does not expire.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = self.fields["scopes"]
        if isinstance(scopes, forms.MultipleChoiceField):
            scopes.choices = [(scope, scope.replace(":", ": ").capitalize()) for scope in all_scopes()]
