"""What is asked about an order."""

from django import forms

from carewright.look.forms import Form, MoneyField


class AssessmentForm(Form):
    """The financial assessment (ACC-6)."""

    contribution = MoneyField(label="What the person pays a week", help_text="Nothing is 0.")
    is_max_payer = forms.BooleanField(label="The person pays the full assessed maximum", required=False)


class IndividualContractForm(Form):
    """The individual contract of a provider that has no other (SRC-8)."""

    hourly_rate = MoneyField(label="Price of an hour of one carer", help_text="As agreed in the individual contract.")
    terms = forms.CharField(
        label="Terms that differ from the council's own (optional)", required=False, widget=forms.Textarea
    )

    def __init__(self, *args: object, providers: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = forms.ChoiceField(label="Provider", choices=providers)
