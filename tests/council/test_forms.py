"""The form renderer: GOV.UK markup, and faults that say what to do."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from carewright.kernel.refused import Fault, Gone, Invalid, NotAllowed, Refused
from carewright.look.days import DayField, TimeField
from carewright.look.forms import Form, HoursField, MoneyField, NumberField, refusals_on

COLOURS = [("r", "Red"), ("g", "Green")]


class Everything(Form):
    name = forms.CharField(label="Full name", help_text="As on the card")
    notes = forms.CharField(label="Notes", widget=forms.Textarea, required=False)
    start = DayField(label="Start date", earliest=date(2018, 1, 1), latest=date(2018, 12, 31))
    call = TimeField(label="Time of the call", required=False)
    price = MoneyField(label="Price", required=False)
    weekly = HoursField(label="Hours", required=False)
    carers = NumberField(label="Carers", required=False)
    one = forms.ChoiceField(label="Colour", choices=COLOURS, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Colours", choices=COLOURS, widget=forms.CheckboxSelectMultiple, required=False
    )
    picked = forms.ChoiceField(label="Picked", choices=COLOURS)
    agreed = forms.BooleanField(label="I have their agreement", required=False)
    letter = forms.FileField(label="Letter", required=False)


GOOD = {"name": "Ann", "start_day": "8", "start_month": "1", "start_year": "2018", "one": "r", "picked": "g"}


def filled(**more: str) -> Everything:
    return Everything(GOOD | more)


def test_each_kind_of_question_has_its_component():
    html = str(Everything())

    assert 'class="govuk-input" id="id_name"' in html
    assert 'class="govuk-textarea"' in html
    assert 'id="id_start_day" name="start_day" type="text" inputmode="numeric"' in html
    assert '<div class="govuk-input__prefix" aria-hidden="true">£</div>' in html
    assert '<div class="govuk-input__suffix" aria-hidden="true">hours a week</div>' in html
    assert '<input class="govuk-radios__input" id="id_one_0" name="one" type="radio" value="r">' in html
    assert '<input class="govuk-checkboxes__input" id="id_many_1" name="many" type="checkbox" value="g">' in html
    assert '<select name="picked" class="govuk-select" id="id_picked">' in html
    assert '<input class="govuk-checkboxes__input" id="id_agreed" name="agreed" type="checkbox">' in html
    assert 'class="govuk-file-upload"' in html
    assert "required" not in html.replace("_required", "")
    assert "Notes (optional)" in html


def test_faults_stand_beside_their_questions_and_at_the_top_with_links():
    form = Everything({})

    top = render_to_string("look/error_summary.html", {"form": form})

    assert '<a href="#id_name">Enter full name</a>' in top
    assert '<a href="#id_start_day">Enter start date</a>' in top
    assert '<a href="#id_one_0">Choose colour</a>' in top
    html = str(form)
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"start_day": ""}, "Start date must include a day"),
        ({"start_day": "", "start_year": ""}, "Start date must include a day and a year"),
        ({"start_day": "31", "start_month": "2"}, "Start date must be a real date, such as 27 3 2026"),
        ({"start_day": "x"}, "Start date must be a real date, such as 27 3 2026"),
        ({"start_year": "18"}, "Start date must be a real date, such as 27 3 2026"),
        ({"start_year": "2017"}, "Start date must be 1 January 2018 or later"),
        ({"start_year": "2019"}, "Start date must be 31 December 2018 or earlier"),
        ({"start_day": "²"}, "Start date must be a real date, such as 27 3 2026"),
    ],
)
def test_a_date_that_cannot_be_says_what_is_wrong_and_keeps_what_was_typed(typed, fault):
    form = filled(**typed)

    assert form.errors["start"] == [fault]
    for name, value in typed.items():
        assert (f'name="{name}" type="text" inputmode="numeric" value="{value}"' in str(form)) == bool(value)


@pytest.mark.parametrize("month", ["1", "01", "Jan", "january", "JANUARY"])
def test_a_month_may_be_written_as_a_word(month):
    form = filled(start_month=month)

    assert form.is_valid()
    assert form.cleaned_data["start"] == date(2018, 1, 8)


def test_a_date_may_come_in_one_piece():
    assert Everything({"name": "Ann", "start": "2018-01-08", "one": "r", "picked": "g"}).is_valid()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9:45am", time(9, 45)), ("9.45 AM", time(9, 45)), ("14:30", time(14, 30)), ("2pm", time(14)), ("12am", time(0)),
     ("12:15pm", time(12, 15)), ("midday", time(12)), ("Midnight", time(0))],
)  # fmt: skip
def test_a_time_is_taken_as_people_write_it(typed, meant):
    form = filled(call=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["call"] == meant


@pytest.mark.parametrize("typed", ["9", "25:00", "13pm", "9:5am", "soon", "0am", "9:60"])
def test_a_time_that_is_none_is_refused(typed):
    assert filled(call=typed).errors["call"] == ["Time of the call must be a time, such as 9:45am or 14:30"]


def test_money_may_be_typed_with_its_sign_and_commas():
    form = filled(price="£1,234.50", weekly="10.5", carers="2")

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["price"], form.cleaned_data["weekly"]) == (Decimal("1234.50"), Decimal("10.5"))


def test_a_command_s_faults_land_beside_their_questions():
    form = filled()
    assert form.is_valid()

    with refusals_on(form):
        raise Invalid([Fault("name", "Too short."), Fault("elsewhere", "Wrong day.")])

    assert form.errors["name"] == ["Too short."]
    assert form.non_field_errors() == ["Wrong day."]


def test_any_other_refusal_is_shown_at_the_top():
    form = filled()
    assert form.is_valid()

    with refusals_on(form):
        raise Refused("Not today.")

    assert form.non_field_errors() == ["Not today."]


@pytest.mark.parametrize("refusal", [NotAllowed("No."), Gone("Gone."), KeyError("defect")])
def test_what_has_a_page_of_its_own_and_defects_pass(refusal):
    form = filled()
    assert form.is_valid()

    with pytest.raises(type(refusal)), refusals_on(form):
        raise refusal


def test_what_somebody_typed_is_shown_as_text():
    form = filled(name='"><script>alert(1)</script>', start_day="<b>")

    assert "<script>" not in str(form)
    assert "<b>" not in str(form)


def test_a_file_can_be_sent():
    form = Everything(GOOD, {"letter": SimpleUploadedFile("a.pdf", b"%PDF")})

    assert form.is_valid(), form.errors
    assert form.is_multipart()


@pytest.mark.parametrize("typed", ["1_4", "1e1", "\u0663", "NaN", "Infinity", "0x10", "fourteen"])
def test_hours_are_written_in_plain_digits(typed):
    assert filled(weekly=typed).errors["weekly"] == ["Enter hours as a number, such as 10.5"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-1", "Enter 0 hours or more"),
        ("169", "Enter 168 hours or fewer"),
        ("9999999", "Enter 168 hours or fewer"),
        ("10.005", "Enter hours with at most two decimal places"),
    ],
)
def test_hours_that_a_week_has_not_are_refused_in_plain_words(typed, says):
    assert filled(weekly=typed).errors["weekly"] == [says]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("0001-01-01", "The date must be 1 January 1900 or later"),
        ("9999-12-31", "The date must be 31 December 2199 or earlier"),
    ],
)
def test_a_day_that_nobody_can_mean_is_refused_without_being_told_to(day, says):
    class Question(Form):
        on = DayField(label="From which day?")

    assert Question({"on": day}).errors["on"] == [says]


class Asked(Form):
    """A form whose questions come when it is made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"] = forms.CharField(label="Who was contacted")
        self.fields["letter"] = forms.FileField(label="Letter")


def test_a_question_put_in_later_says_what_to_do_as_well():
    assert Asked({}).errors == {"who": ["Enter who was contacted"], "letter": ["Choose a file"]}
