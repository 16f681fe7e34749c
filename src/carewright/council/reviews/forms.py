"""What is asked about a review."""

from collections.abc import Mapping
from typing import Any

from django import forms

from carewright.look.days import DayField
from carewright.look.forms import Form
from carewright.reviews.lifecycle import AskedBy, Outcome
from carewright.reviews.rules import Prompt

NOTE = forms.Textarea(attrs={"rows": 4})
PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth"}
WIDE = forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"})


class ClosedQuestion(Form):
    """A question with choices, and words beside them."""

    question = "choice"

    def __init__(self, *args: Any, prompt: Prompt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(choice.value, choice.in_words) for choice in prompt.choices]
        self.fields["choice"] = forms.ChoiceField(label=prompt.question, choices=choices, widget=forms.RadioSelect)
        self.fields["choice"].error_messages["required"] = "Choose an answer"
        needs = " or ".join(choice.in_words.lower() for choice in prompt.choices if choice in prompt.explain)
        words = f"Needed when the answer is {needs}." if needs else ""
        self.fields["note"] = forms.CharField(
            label="In a few words", required=False, max_length=4000, help_text=words, widget=NOTE
        )


class OpenQuestion(Form):
    """A question that is answered in words."""

    question = "note"

    def __init__(self, *args: Any, prompt: Prompt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"] = forms.CharField(
            label=prompt.question, max_length=4000, help_text=prompt.hint, widget=forms.Textarea(attrs={"rows": 8})
        )
        self.fields["note"].error_messages["required"] = "Enter an answer"


class PlanForm(Form):
    """Whom to contact and how, in order (REV-4)."""

    def __init__(self, *args: Any, methods: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, place in PLACES.items():
            self.fields[f"who_{number}"] = forms.CharField(
                label=f"Whom to contact {place}", required=number == 1, max_length=160, widget=WIDE
            )
            self.fields[f"how_{number}"] = forms.ChoiceField(
                label=f"How to contact them {place}",
                required=number == 1,
                choices=[("", "Choose"), *methods.items()],
            )
        self.fields["communication_needs"] = forms.CharField(
            label="Communication needs", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["access_needs"] = forms.CharField(
            label="Access needs", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["who_1"].error_messages["required"] = "Enter whom to contact first"
        self.fields["how_1"].error_messages["required"] = "Choose how to contact them first"

    def clean(self) -> dict[str, Any]:
        """Each further contact has both a name and a way."""
        told = super().clean() or {}
        for number in list(PLACES)[1:]:
            who, how = told.get(f"who_{number}"), told.get(f"how_{number}")
            if bool(who) != bool(how):
                missing = f"how_{number}" if who else f"who_{number}"
                self.add_error(missing, "Fill in both whom to contact and how, or neither")
        return told

    def planned(self) -> dict[str, Any]:
        """As the command takes it."""
        told = self.cleaned_data
        steps = [{"who": told[f"who_{n}"], "how": told[f"how_{n}"]} for n in PLACES if told.get(f"who_{n}")]
        return {
            "steps": steps,
            "communication_needs": told["communication_needs"],
            "access_needs": told["access_needs"],
        }


class ContactForm(Form):
    """Who was contacted (REV-4)."""

    def __init__(self, *args: Any, methods: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = forms.CharField(label="Who was contacted", max_length=160, widget=WIDE)
        self.fields["how"] = forms.ChoiceField(label="How", choices=list(methods.items()), widget=forms.RadioSelect)
        self.fields["contacted_on"] = DayField(label="On which day")
        self.fields["note"] = forms.CharField(label="Note", required=False, max_length=1000, widget=NOTE)
        self.fields["how"].error_messages["required"] = "Choose how they were contacted"
        self.fields["contacted_on"].error_messages["required"] = "Enter the day"


class ProviderLedForm(Form):
    """The provider has reviewed the package itself (REV-2)."""

    held_on = DayField(label="On which day the provider reviewed it")
    by_telephone = forms.BooleanField(
        label="The council’s review may be held by telephone because of it", required=False
    )
    note = forms.CharField(label="What the provider found", required=False, max_length=1000, widget=NOTE)


class OutcomeForm(Form):
    """What the review comes to (REV-4)."""

    def __init__(self, *args: Any, causes: Mapping[str, str], is_unplanned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"] = DayField(label="On which day the review was held")
        outcomes = [(one.value, f"{one.in_words[:1].upper()}{one.in_words[1:]}") for one in Outcome]
        self.fields["outcome"] = forms.ChoiceField(
            label="What it comes to",
            choices=outcomes,
            widget=forms.RadioSelect,
            help_text="The review itself changes no order: an increase or a reduction goes on by a referral.",
        )
        self.fields["causes"] = forms.MultipleChoiceField(
            label="Why it is to be increased",
            choices=list(causes.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Only for an increase.",
        )
        self.fields["increase_planned"] = forms.ChoiceField(
            label="Was the increase planned?",
            choices=[("yes", "Planned"), ("no", "Unplanned")],
            required=False,
            widget=forms.RadioSelect,
            help_text="Only for an increase.",
        )
        if is_unplanned:
            self.fields["is_full"] = forms.BooleanField(
                label="Everything was gone through, as in an annual review", required=False
            )
        self.fields["next_on"] = DayField(
            label="Next review by", required=False, help_text="Left empty, it is as late as the policy allows."
        )
        self.fields["note"] = forms.CharField(label="Note", required=False, max_length=2000, widget=NOTE)

    def told(self) -> dict[str, Any]:
        """As the command takes it."""
        planned = self.cleaned_data["increase_planned"]
        return self.cleaned_data | {"increase_planned": {"yes": True, "no": False}.get(planned)}


class ReceivedForm(Form):
    """When the paperwork came back (REV-5)."""

    received_on = DayField(label="On which day the paperwork was received")


class ExceptionForm(Form):
    """A likely exception (REV-8)."""

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="What is likely", choices=list(kinds.items()), widget=forms.RadioSelect
        )
        self.fields["note"] = forms.CharField(label="What stands against a change", max_length=1000, widget=NOTE)


class DecisionForm(Form):
    """The team manager's decision (REV-8)."""

    is_agreed = forms.ChoiceField(
        label="Do you agree to the exception?",
        choices=[("yes", "Yes, I agree"), ("no", "No, I do not agree")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Why", required=False, max_length=1000, widget=NOTE, help_text="Needed if you do not agree."
    )


class ReasonForm(Form):
    """Why something is called off."""

    reason = forms.CharField(
        label="Reason", max_length=300, widget=NOTE, error_messages={"required": "Enter the reason"}
    )


class AskForm(Form):
    """An unplanned review (REV-6)."""

    asked_by = forms.ChoiceField(
        label="Who asks for it",
        choices=[(one.value, f"{one.in_words[:1].upper()}{one.in_words[1:]}") for one in AskedBy],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Why a review is needed", max_length=1000, widget=NOTE)
    urgent = forms.BooleanField(label="It is urgent", required=False)
