"""What is asked about providers, contracts, clusters, capacity and sanctions."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from carewright.kernel.refused import Fault, Invalid
from carewright.look.days import DayField
from carewright.look.forms import Form, MoneyField, NumberField
from carewright.providers.rules import RATINGS, TIMES_OF_DAY

Choices = Iterable[tuple[str, str]]
_KINDS = [
    ("cluster", "Cluster: promised to take packages in its clusters"),
    ("other_contracted", "Other contracted: for areas, asked after the cluster’s"),
    ("framework", "Framework"),
    ("off_framework", "Off framework"),
    ("individual", "Individual: for one person"),
    ("exception", "Exception: an earlier contract unlocked for one person"),
]
_EXAMPLE = "For example, 27 3 2026"


def _text(label: str, longest: int, *, is_needed: bool = True, help_text: str = "", width: int = 20) -> forms.CharField:
    attributes = {"class": f"govuk-input--width-{width}", "autocomplete": "off"}
    return forms.CharField(
        label=label, max_length=longest, required=is_needed, help_text=help_text, widget=forms.TextInput(attributes)
    )


def _why(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=500, help_text=help_text, widget=forms.Textarea({"rows": 3}))


def _email(label: str, help_text: str = "") -> forms.EmailField:
    widget = forms.EmailInput({"class": "govuk-input--width-20", "autocomplete": "off"})
    return forms.EmailField(label=label, required=False, help_text=help_text, widget=widget)


def _several(
    label: str, choices: Choices, help_text: str = "", *, is_needed: bool = False
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=is_needed,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple({"small": True}),
    )


class AmendProvider(Form):
    """A provider’s details, but for what the regulator says."""

    name = _text("Name", 160)
    offers_email = _email("Email address for offers", "Offers go there, with a link to answer them.")
    manager_email = _email("Manager’s email address", "Copied in when no answer came in time.")
    telephone = _text("Telephone", 30, is_needed=False)
    address = forms.CharField(label="Address", max_length=300, required=False, widget=forms.Textarea({"rows": 3}))


class AddProvider(AmendProvider):
    """A new provider."""

    field_order = ("name", "regulator_id")

    regulator_id = _text("Regulator’s number of the provider", 20, help_text="For example, 1-101671690", width=10)
    rating = forms.ChoiceField(
        label="Regulator’s overall rating",
        choices=[("", "Not rated"), *((rating, rating) for rating in RATINGS)],
        required=False,
    )
    rated_on = DayField(label="Rated on", required=False, help_text=_EXAMPLE)


class ReviewRating(Form):
    """What follows from a worse rating."""

    question = "finding"

    finding = _why("What follows from the worse rating?", "For example, an account meeting, or a sanction.")


class AddContract(Form):
    """A new contract, with a price for each service that has one."""

    kind = forms.ChoiceField(label="Kind", choices=_KINDS, widget=forms.RadioSelect({"small": True}))
    from_on = DayField(label="First day", help_text=_EXAMPLE)
    to_on = DayField(label="Last day", required=False, help_text="Leave empty for a contract without an end.")

    def __init__(
        self, *args: Any, services: Mapping[str, str], needs: Mapping[str, str], areas: Choices, clusters: Choices,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.services = services
        self.fields["services"] = _several("Services", services.items(), is_needed=True)
        for code, words in services.items():
            self.fields[f"rate_{code}"] = MoneyField(label=f"Price of an hour of one carer: {words}", required=False)
        self.fields["clusters"] = _several("Clusters", clusters, "For a cluster contract.")
        self.fields["areas"] = _several("Areas", areas, "Neither areas nor clusters: the whole council.")
        self.fields["need_categories"] = _several("Need categories", needs.items(), "None: people of all needs.")
        self.fields["terms"] = forms.CharField(
            label="Terms", required=False, max_length=4000, widget=forms.Textarea({"rows": 4}),
            help_text="Seen only by those who may see prices, and by the provider.",
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """What `make_contract` is told. Refuses a price for a service that isn't chosen."""
        cleaned = dict(self.cleaned_data)
        prices: dict[str, Decimal] = {}
        for code in self.services:
            price = cleaned.pop(f"rate_{code}")
            if price is not None:
                prices[code] = price
        odd = [code for code in prices if code not in cleaned["services"]]
        if odd:
            raise Invalid(
                [Fault(f"rate_{code}", "Choose the service as well, or leave its price empty.") for code in odd]
            )
        return cleaned | {"rates": prices}


class SetRate(Form):
    """A new price from a day on."""

    hourly = MoneyField(label="Price of an hour of one carer")
    from_on = DayField(label="From", help_text="Packages keep the price that they had until then.")

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"] = forms.ChoiceField(label="Service", choices=[("", "Choose a service"), *services])
        self.order_fields(["service", "hourly", "from_on"])


class EndContract(Form):
    """A contract’s last day."""

    to_on = DayField(
        label="Last day", help_text="From the day after it takes no new placement. May be later than before."
    )
    reason = _why("Why")


class PlanContractEnd(Form):
    """What happens when a contract ends."""

    question = "plan"

    plan = _why("What happens when the contract ends?", "For example, renewed, bought anew, or people moved.")


class DeclareCapacity(Form):
    """Free hours of a provider in a cluster."""

    time_of_day = forms.ChoiceField(
        label="Time of day",
        choices=[(code, words.capitalize()) for code, words in TIMES_OF_DAY.items()],
        required=False,
    )
    weekly_hours = forms.DecimalField(
        label="Hours a week free",
        decimal_places=2,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, clusters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"] = forms.ChoiceField(label="Cluster", choices=[("", "Choose a cluster"), *clusters])
        self.order_fields(["cluster", "time_of_day", "weekly_hours"])


class ImposeSanction(Form):
    """A sanction."""

    from_on = DayField(label="First day", help_text=_EXAMPLE)
    to_on = DayField(label="Last day", required=False, help_text="Leave empty if it holds until it is lifted.")
    reason = _why("Why", "Shown to those who place packages.")
    moves_existing = forms.BooleanField(label="People already placed are to be moved", required=False)

    def __init__(self, *args: Any, areas: Choices, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.ChoiceField(label="Where", choices=[("", "Everywhere"), *areas], required=False)
        self.fields["service"] = forms.ChoiceField(
            label="Service", choices=[("", "All services"), *services], required=False
        )
        self.order_fields(["area", "service", "from_on", "to_on", "moves_existing", "reason"])


class LiftSanction(Form):
    """Why a sanction is lifted."""

    question = "reason"

    reason = _why("Why is the sanction lifted?")


class DefineCluster(Form):
    """A cluster by its MSOAs."""

    name = _text("Name", 120)
    msoas = forms.CharField(
        label="Codes of its MSOAs",
        help_text="One a line, or divided by spaces. A cluster of this name that is there has these alone afterwards.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.ChoiceField(label="Area", choices=[("", "Choose an area"), *areas])
        self.order_fields(["area", "name", "msoas"])

    def clean_msoas(self) -> list[str]:
        """The codes."""
        codes: str = self.cleaned_data["msoas"]
        return list(dict.fromkeys(codes.upper().replace(",", " ").split()))


class ProtocolOrder(Form):
    """The place of each candidate; empty: not in the order."""

    def __init__(self, *args: Any, candidates: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in candidates:
            self.fields[one.provider.ref] = NumberField(
                label=f"Place of {one.provider.name}",
                required=False,
                min_value=1,
                initial=one.position,
                help_text=one.note.capitalize(),
            )

    def told(self) -> list[str]:
        """The providers in order. Refuses one place for two."""
        placed = sorted((place, ref) for ref, place in self.cleaned_data.items() if place is not None)
        places = [place for place, _ in placed]
        twice = [Fault(ref, f"Place {place} is given twice.") for place, ref in placed if places.count(place) > 1]
        if twice:
            raise Invalid(twice)
        return [ref for _, ref in placed]
