"""What is asked about a person and those who speak for them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from carewright.look.days import DayField
from carewright.look.forms import Form
from carewright.messages.wording.formats import LetterFormat

if TYPE_CHECKING:
    from carewright.access.models import Unit

_WIDE = {"class": "govuk-input--width-20", "autocomplete": "off"}


def _text(
    label: str, longest: int, *, is_needed: bool = False, help_text: str = "", width: int = 20
) -> forms.CharField:
    attributes = {"class": f"govuk-input--width-{width}", "autocomplete": "off"}
    return forms.CharField(
        label=label, max_length=longest, required=is_needed, help_text=help_text, widget=forms.TextInput(attributes)
    )


class CorrectPerson(Form):
    """A person's details, all but the case number."""

    given_name = _text("Given name", 80, is_needed=True)
    family_name = _text("Family name", 80, is_needed=True)
    known_as = _text("What they like to be called", 80)
    pronoun = _text("Pronoun", 20, help_text="For example, she, he or they", width=10)
    born_on = DayField(label="Date of birth", help_text="For example, 14 5 1938")
    address = forms.CharField(
        label="Address", max_length=300, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )
    postcode = _text("Postcode", 10, is_needed=True, width=10)
    telephone = _text("Telephone", 30)
    email = forms.EmailField(label="Email address", required=False, widget=forms.EmailInput(_WIDE))
    communication_need = _text(
        "How they need to be spoken or written to", 200, help_text="Shown at the top of each page about them."
    )
    language = _text("Language, if not English", 60)
    letter_format = forms.ChoiceField(
        label="How to write to them",
        choices=[(one.value, one.in_words) for one in LetterFormat],
        initial=LetterFormat.STANDARD,
        help_text="Letters are made in this way. By their advocate: the letter goes to the advocate, for the person.",
        widget=forms.RadioSelect,
    )
    risk_note = forms.CharField(
        label="Risk that whoever visits has to know",
        max_length=500,
        required=False,
        help_text="Shown at the top of each page about them.",
        widget=forms.Textarea({"rows": 3}),
    )
    team = forms.ChoiceField(label="Team")

    def __init__(self, *args: Any, teams: "Iterable[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        if isinstance(team, forms.ChoiceField):
            named = [(unit.ref, f"{unit.name}, {unit.parent.name}" if unit.parent else unit.name) for unit in teams]
            team.choices = [("", "Choose a team"), *named]


class AddPerson(CorrectPerson):
    """A new person."""

    field_order = ("case_number",)

    case_number = _text("Case number", 30, is_needed=True, help_text="In the case management system", width=10)


class AddRepresentative(Form):
    """Who speaks for the person."""

    kind = forms.ChoiceField(
        label="Who they are",
        choices=[
            ("representative", "Representative: family or friend"),
            ("advocate", "Advocate: independent, under the Care Act"),
        ],
        widget=forms.RadioSelect,
    )
    name = _text("Name", 160, is_needed=True)
    relationship = _text("Relationship", 60, help_text="For example, daughter or neighbour")
    telephone = _text("Telephone", 30)
    email = forms.EmailField(label="Email address", required=False, widget=forms.EmailInput(_WIDE))
    is_first_contact = forms.BooleanField(label="To be contacted first", required=False)
