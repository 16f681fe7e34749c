"""What is asked about a week, a file of weeks, and another price."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from carewright.kernel.hours import in_words as plain
from carewright.kernel.refused import Fault, Invalid
from carewright.look.days import DayField
from carewright.look.forms import Form, HoursField, MoneyField
from carewright.monitoring.queries import OwnWeek
from carewright.monitoring.rules import ReportedRow, hours_said

MOST_HOURS = 672
"""Every hour of a week by four carers; the rule says how many are too many for the package."""
QUESTIONS = {"delivered_hours": "delivered", "reason": "reason", "note": "note"}


class WeekForm(Form):
    """A week of every package: hours delivered, as ordered unless told otherwise, and why they differ."""

    def __init__(self, *args: Any, packages: Sequence[OwnWeek], reasons: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packages = packages
        for number, one in enumerate(packages):
            self.fields |= _questions(number, one, reasons)

    @property
    def groups(self) -> Iterator[tuple[OwnWeek, list[BoundField]]]:
        """Each package with its questions."""
        for number, one in enumerate(self.packages):
            yield one, [self[f"{name}_{number}"] for name in QUESTIONS.values()]

    def rows(self, week_on: date) -> list[ReportedRow]:
        """What is handed to the command: every package of the week."""
        told = self.cleaned_data
        return [
            ReportedRow(
                package=one.package,
                week_on=week_on,
                delivered_hours=told[f"delivered_{number}"],
                reason=told[f"reason_{number}"],
                note=told[f"note_{number}"],
            )
            for number, one in enumerate(self.packages)
        ]


def beside_its_question(refused: Invalid, packages: Sequence[OwnWeek]) -> Invalid:
    """A refusal of rows as one of questions: `rows.3.reason` is the third package's reason, and says whose it is."""
    faults = []
    for fault in refused.faults:
        question = _question(fault.field)
        whose = f"{packages[int(question.rpartition('_')[2])].person}: " if question else ""
        faults.append(Fault(question, f"{whose}{fault.sentence}"))
    return Invalid(faults, rule=refused.rule)


class SendFile(Form):
    """A file, and whether it is only tried."""

    file = forms.FileField(label="File", help_text="CSV, XLSX or ODS, up to 20 MB and 20,000 rows.")
    how = forms.ChoiceField(
        label="What to do",
        choices=[("try", "Try it: say what would happen, and send nothing"), ("send", "Send it")],
        initial="send",
        widget=forms.RadioSelect,
    )


class AskPriceForm(Form):
    """Another price under one of the provider's contracts."""

    hourly = MoneyField(
        label="Price that you ask for, an hour of one carer",
        error_messages={"required": "Enter the price that you ask for"},
    )
    from_on = DayField(
        label="From which day?",
        help_text="For example, 1 4 2026",
        error_messages={"required": "Enter the day from which the price should change"},
    )
    evidence = forms.CharField(
        label="Why should the price change?",
        max_length=4000,
        help_text="Commissioning decides by this: say what has risen, by how much, since when. Name no person.",
        error_messages={"required": "Say why the price should change"},
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, contracts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priced"] = forms.ChoiceField(label="For which service?", choices=contracts)
        self.order_fields(["priced"])

    def told(self) -> dict[str, Any]:
        """What is handed to the command."""
        told = dict(self.cleaned_data)
        contract, _, service = told.pop("priced").partition(" ")
        return told | {"contract": contract, "service": service}


def _questions(number: int, one: OwnWeek, reasons: Mapping[str, str]) -> dict[str, forms.Field]:
    before = one.reported
    asked = f"Enter the hours delivered to {one.person}"
    return {
        f"delivered_{number}": HoursField(
            label="Hours delivered",
            suffix="hours",
            max_value=MOST_HOURS,
            help_text=f"Ordered: {hours_said(one.ordered_hours)}",
            initial=plain(before.delivered_hours if before else one.ordered_hours),
            error_messages={"required": asked, "invalid": f"{asked} as a number, like 10.5"},
        ),
        f"reason_{number}": forms.ChoiceField(
            label="Reason, if they differ",
            required=False,
            choices=[("", "As ordered"), *reasons.items()],
            initial=before.reason if before else "",
        ),
        f"note_{number}": forms.CharField(
            label="Note",
            required=False,
            max_length=500,
            initial=before.note if before else "",
            widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        ),
    }


def _question(field: str) -> str:
    _, _, place = field.partition("rows.")
    number, _, column = place.partition(".")
    return f"{QUESTIONS.get(column, 'delivered')}_{int(number) - 1}" if number.isdecimal() else ""
