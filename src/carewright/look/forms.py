"""Forms in the GOV.UK look: the renderer, the base form, and the fields that Django has no match for.

Use `Form` (never Django's own), so that questions are asked without the browser's validation, faults say what to do,
and a command's refusal lands beside the question it is about:

    form = AddUser(posted(request))
    if form.is_valid():
        with refusals_on(form):
            user = add_user(**form.cleaned_data, by=request.actor, at=request.at)
            return redirect("user", user.ref)
    return render(request, "council/settings/add_user.html", {"form": form})

In the template:

    <form method="post" novalidate>{% csrf_token %}{{ form }}<button class="govuk-button">Add user</button></form>

The summary of faults at the top comes with the base template, when the form's name in the context is `form`.
"""

import re
from types import TracebackType
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict

from carewright.kernel.refused import Fault, Gone, Invalid, NotAllowed, NotFound, Refused

_PLAIN_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+", re.ASCII)

INPUT_CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "text": "govuk-input",
}


class LookField(BoundField):
    """A question as the templates see it: its kind, its classes, and where a link to its fault leads."""

    @property
    def kind(self) -> str:
        """Which markup: radios, checkboxes, checkbox (one), parts (of a date), or text, textarea, select, file."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect):
            return "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
        if widget.use_fieldset:
            return "parts"
        kinds = {
            "checkbox": forms.CheckboxInput,
            "textarea": forms.Textarea,
            "select": forms.Select,
            "file": forms.FileInput,
        }
        return next((kind for kind, widgets in kinds.items() if isinstance(widget, widgets)), "text")

    @property
    def anchor(self) -> str:
        """The id of what the summary of faults links to: the first control."""
        ends = {"radios": "_0", "checkboxes": "_0", "parts": "_day"}
        return f"{self.auto_id}{ends.get(self.kind, '')}"

    @property
    def is_heading(self) -> bool:
        """Whether this question's label is the page's heading (one thing a page)."""
        return getattr(self.form, "question", "") == self.name

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Adds the component's class, and that it is at fault."""
        attrs = super().build_widget_attrs(attrs, widget)
        component = INPUT_CLASSES.get(self.kind)
        if component and not self.is_hidden:
            own = (widget or self.field.widget).attrs.get("class", "")
            fault = f"{component}--error" if self.errors else ""
            attrs["class"] = " ".join(name for name in (component, fault, own) if name)
        return attrs


class Renderer(TemplatesSetting):
    """Django's form renderer with our two templates (FORM_RENDERER)."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"
    bound_field_class = LookField


class Form(forms.Form):
    """A form of the faces. `question`: the field whose label is the page's heading, on a page that asks one thing."""

    question: ClassVar[str] = ""
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Every question first gets its words for an empty answer: those put in when the form was made, too."""
        for name, field in self.fields.items():
            say_what_to_do(field, str(field.label or name.replace("_", " ")))
        super().full_clean()


def say_what_to_do(field: forms.Field, label: str) -> None:
    """`This field is required` becomes `Enter the start date`, unless the field has its own words."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    if isinstance(field, forms.FileField):
        field.error_messages["required"] = "Choose a file"
        return
    label = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    verb = "Choose" if isinstance(field, forms.ChoiceField) else "Enter"
    field.error_messages["required"] = f"{verb} {label.rstrip('?')}"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for the form; nothing when the page is just opened."""
    return request.POST if request.method == "POST" else None


def form_refused(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal on the form: each fault beside its question, what belongs to none at the top."""
    faults = refusal.faults if isinstance(refusal, Invalid) else [Fault(refusal.field, refusal.sentence)]
    for fault in faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.sentence)


class refusals_on:  # noqa: N801  # reads as a word in `with refusals_on(form):`
    """A command's refusal within lands on the form, which the page then shows. One with a page of its own passes."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, refusal: BaseException | None, _: TracebackType | None
    ) -> bool:
        if not isinstance(refusal, Refused) or isinstance(refusal, NotAllowed | NotFound | Gone):
            return False
        form_refused(self.form, refusal)
        return True


class MoneyField(forms.DecimalField):
    """Pounds and pence, with the pound sign in front; somebody may type it, and commas, too."""

    prefix = "£"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}))
        super().__init__(max_digits=11, decimal_places=2, **({"min_value": 0} | kwargs))

    def to_python(self, value: Any) -> Any:
        """What was typed without pound sign, commas and spaces."""
        return super().to_python(value.replace("£", "").replace(",", "").strip() if isinstance(value, str) else value)


class HoursField(forms.DecimalField):
    """Hours with at most two decimal places: plain digits, so that a slip (1_4, 1e1) is not taken for a number."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Enter hours as a number, such as 10.5",
        "min_value": "Enter %(limit_value)s hours or more",
        "max_value": "Enter %(limit_value)s hours or fewer",
        "max_decimal_places": "Enter hours with at most two decimal places",
    }

    def __init__(self, *, suffix: str = "hours a week", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"}))
        self.suffix = suffix
        super().__init__(decimal_places=2, **({"min_value": 0, "max_value": 168} | kwargs))

    def to_python(self, value: Any) -> Any:
        """The number; refused where it is written otherwise than hours are."""
        if isinstance(value, str) and value.strip() and not _PLAIN_NUMBER.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class Number(forms.TextInput):
    """A whole number, typed: browsers' number inputs change by the mouse wheel and lose what they don't understand."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "numeric", "spellcheck": "false", "class": "govuk-input--width-4"} | (attrs or {})
        )


class NumberField(forms.IntegerField):
    """A whole number."""

    widget = Number
