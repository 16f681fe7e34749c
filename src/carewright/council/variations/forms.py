"""What is asked about variations and price requests."""

from django import forms

from carewright.look.days import DayField
from carewright.look.forms import Form, MoneyField

_EXAMPLE = "For example, 1 4 2026"
_NO_DAY = {"required": "Enter the day from which the price changes"}
_NO_PRICE = {"required": "Enter the price of an hour of one carer"}


class RefuseVariations(Form):
    """Why variations are refused."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="The provider reads this. The week is paid as ordered.",
        error_messages={"required": "Enter the reason: the provider reads it"},
        widget=forms.Textarea({"rows": 3}),
    )


class AcceptPrice(Form):
    """The price that is agreed, and from when."""

    hourly = MoneyField(
        label="Price of an hour of one carer", help_text="What is asked for, or less.", error_messages=_NO_PRICE
    )
    from_on = DayField(label="From which day", help_text=_EXAMPLE, error_messages=_NO_DAY)
    note = forms.CharField(
        label="Note for the provider", max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )


class RefusePrice(Form):
    """Why a price is refused."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        help_text="The provider reads this.",
        error_messages={"required": "Enter the reason: the provider reads it"},
        widget=forms.Textarea({"rows": 4}),
    )


class AskPrice(Form):
    """Another price, asked for on a provider's behalf."""

    hourly = MoneyField(label="Price asked for, an hour of one carer", error_messages=_NO_PRICE)
    from_on = DayField(label="From which day", help_text=_EXAMPLE, error_messages=_NO_DAY)
    evidence = forms.CharField(
        label="Why the price should change",
        max_length=4000,
        help_text="The evidence: what has risen, by how much, since when.",
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: object, services: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"] = forms.ChoiceField(label="Service", choices=services)
        self.order_fields(["service"])
