"""What is asked about a change."""

from django import forms

from carewright.look.forms import Form

_NOTE = {"rows": 3, "autocomplete": "off"}


class DecisionForm(Form):
    """The manager's four choices; refusing by itself is none of them (CHG-4)."""

    choice = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            ("authorise", "Authorise the change"),
            ("discuss", "Discuss it further with the provider"),
            ("talk", "Arrange to talk with the person"),
            ("review", "Have a full review instead"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide"},
    )
    note = forms.CharField(
        label="What is to be discussed, who talks with the person and when, or why a review",
        help_text="Not needed to authorise, unless you act for the team manager: then say why they could not.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(_NOTE),
    )


class InvolvementForm(Form):
    """Who asks for social care involvement, and why (CHG-7)."""

    asked_by = forms.ChoiceField(
        label="Who asked?",
        choices=[
            ("person", "The person"),
            ("representative", "Their representative"),
            ("provider", "The provider"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asked"},
    )
    reason = forms.CharField(
        label="Why is social care to be involved?",
        max_length=1000,
        widget=forms.Textarea(_NOTE),
        error_messages={"required": "Say why social care is to be involved"},
    )
    is_urgent = forms.BooleanField(label="The review is urgent", required=False)
