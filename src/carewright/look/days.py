"""The date question: day, month and year in three inputs, and the time beside it where one is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from carewright.kernel.days import EARLIEST, LATEST, is_told
from carewright.worktime import local, london

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Typed:
    """What somebody typed into the three inputs."""

    day: str
    month: str
    year: str

    @property
    def missing(self) -> list[str]:
        """Which parts are empty."""
        return [part for part in ("day", "month", "year") if not getattr(self, part)]


class DayInput(forms.Widget):
    """Three inputs: `start_day`, `start_month`, `start_year`. One value named `start` (2024-01-08) is taken as well."""

    template_name = "look/day_input.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was typed, or nothing when all three are empty."""
        if data.get(name):
            return data[name]
        typed = Typed(*(str(data.get(f"{name}_{part}", "")).strip() for part in ("day", "month", "year")))
        return None if len(typed.missing) == 3 else typed

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the question was not on the page."""
        return name not in data and f"{name}_day" not in data

    def id_for_label(self, id_: str, index: str = "0") -> str:
        """No label is for one control alone: the legend is the question's."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three inputs with what to show in them."""
        context = super().get_context(name, value, attrs)
        shown = _shown(value)
        at_fault = "aria-invalid" in context["widget"]["attrs"]
        context["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', name)}_{part}",
                "label": part.capitalize(),
                "value": getattr(shown, part),
                "width": 4 if part == "year" else 2,
                "at_fault": at_fault,
            }
            for part in ("day", "month", "year")
        ]
        return context


def _shown(value: Any) -> Typed:
    if isinstance(value, Typed):
        return value
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return Typed(value, "", "")
    return Typed(str(value.day), str(value.month), str(value.year)) if isinstance(value, date) else Typed("", "", "")


class DayField(forms.Field):
    """A date, asked for by day, month and year; a month may be written as a word. Gives a `date`."""

    widget = DayInput

    def __init__(self, *, earliest: date = EARLIEST, latest: date = LATEST, **kwargs: Any) -> None:
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    @property
    def _called(self) -> str:
        """What a fault calls it: its label, unless that is a question itself."""
        label = str(self.label or "Date")
        return "The date" if label.endswith("?") else label

    def to_python(self, value: Any) -> date | None:
        """The date; refused with what is missing or wrong about it."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        name = self._called
        if isinstance(value, Typed) and value.missing:
            raise ValidationError(f"{name} must include a {' and a '.join(value.missing)}")
        try:
            return date.fromisoformat(value) if isinstance(value, str) else _as_date(value)
        except ValueError:
            raise ValidationError(f"{name} must be a real date, such as 27 3 2026") from None

    def validate(self, value: date | None) -> None:
        """Within the bounds, if it has any."""
        super().validate(value)
        name = self._called
        if value and value < self.earliest:
            raise ValidationError(f"{name} must be {in_full(self.earliest)} or later")
        if value and value > self.latest:
            raise ValidationError(f"{name} must be {in_full(self.latest)} or earlier")


def day_told(text: str) -> date | None:
    """A day in an address, such as 2024-01-08; None for none, and for what no page can be about."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_told(day) else None


def in_full(day: date) -> str:
    """As written in a sentence: 8 January 2024."""
    return f"{day.day} {day:%B %Y}"


def away(day: date, today: date) -> str:
    """How a day stands to today: `today`, `tomorrow`, `in 3 days`, `yesterday`, `3 days ago`."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days:,} days" if days > 0 else f"{-days:,} days ago")


def _as_date(typed: Typed) -> date:
    month = typed.month.lower()[:3]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(typed.month)
    if len(typed.year) != 4:
        raise ValueError(typed.year)
    return date(int(typed.year), number, int(typed.day))


class TimeField(forms.TimeField):
    """A time of day as people write it: 9:45am, 14:30, 2pm. Gives a `time`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}))
        kwargs.setdefault("help_text", "For example, 9:45am or 14:30")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        """The time; refused when it is none."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        try:
            return parse_time(value)
        except ValueError:
            raise ValidationError(f"{self.label or 'Time'} must be a time, such as 9:45am or 14:30") from None


def parse_time(text: str) -> time:
    """A time of day from `9:45am`, `9.45 am`, `14:30`, `2pm`, `midday`, `midnight`; ValueError for anything else."""
    plain = text.strip().lower().replace(" ", "").replace(".", ":")
    if plain in {"midday", "noon", "midnight"}:
        return time(0 if plain == "midnight" else 12)
    half = plain[-2:] if plain[-2:] in {"am", "pm"} else ""
    hours, _, minutes = plain.removesuffix(half).partition(":")
    if not (hours.isascii() and hours.isdigit()) or (minutes and len(minutes) != 2) or (not minutes and not half):
        raise ValueError(text)
    hour, minute = int(hours), int(minutes or 0)
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)


def moment(day: date, clock: time) -> datetime:
    """The day and the time of day in London as a moment, for a command."""
    return london(day, clock)


def today(at: datetime) -> date:
    """The date in London at the moment."""
    return local(at).date()
