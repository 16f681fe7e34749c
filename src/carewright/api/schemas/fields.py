"""Kinds of field: texts, references, money, hours, dates and moments, as they are sent and answered."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from carewright.kernel.days import EARLIEST, LATEST, is_told
from carewright.kernel.refs import normalised

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_AMOUNT = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")


class Shown(BaseModel):
    """An answer, read off what a query or command gave: a column by its name, or as its alias says."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True)


class Asked(BaseModel):
    """A body. A field that isn't known is refused, so that a misspelt one is not passed over in silence."""

    model_config = ConfigDict(extra="forbid")

    def told(self) -> dict[str, Any]:
        """The fields as a command's arguments."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    def changes(self) -> dict[str, Any]:
        """The fields that were sent."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


def _plain_text(text: str) -> str:
    if _CONTROLS.search(text):
        raise ValueError("This has characters in it that cannot be written. Take them out.")
    return text


def _amount(value: Any) -> Any:
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise ValueError('This must be text such as "18.40": digits, with at most two after the point.')
    return Decimal(value)


def _day(day: date) -> date:
    if not is_told(day):
        raise ValueError("This must be a date between 1900 and 2199.")
    return day


def _moment(moment: datetime) -> datetime:
    if not EARLIEST.year <= moment.year <= LATEST.year:
        raise ValueError("This must be a moment between 1900 and 2199.")
    return moment.astimezone(UTC)


def _as_written(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _rows(related: Any) -> Any:
    return list(related.all()) if hasattr(related, "all") else related


def _ref(related: Any) -> Any:
    return getattr(related, "ref", related)


def _refs(related: Any) -> Any:
    return [one.ref for one in related.all()] if hasattr(related, "all") else related


ROWS = BeforeValidator(_rows)
"""Of an answer's list: the things related, read from the database."""
_TEXT = AfterValidator(_plain_text)
_AMOUNT_WRITTEN = WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,7}(\.[0-9]{1,2})?$", "examples": ["18.40"]})

Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), _TEXT]
"""A code or another short word."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80), _TEXT]
LongLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=160), _TEXT]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), _TEXT]
LongNote = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), _TEXT]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), _TEXT]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$"), _TEXT
]
Postcode = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10), _TEXT]

Ref = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=24, pattern=r"^[A-Z]{3,4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$"),
    Field(examples=["PER-7K3M-9QWA-5"]),
]
"""A reference in a body or an answer."""
Refs = Annotated[list[Ref], BeforeValidator(_refs)]
"""Of an answer: the references of the things related."""
RefOf = Annotated[Ref | None, BeforeValidator(_ref)]
"""Of an answer: the reference of the thing related, if there is one."""
AnyRef = Annotated[str, StringConstraints(max_length=24)]
"""A reference, or nothing, or SYSTEM."""
PathRef = Annotated[str, AfterValidator(normalised), Field(description="The reference.", examples=["REF-7K3M-9QWA-5"])]
"""A reference in an address, as it may be read out (o for 0, small letters); nonsense is answered as nothing there."""

Pounds = Annotated[Decimal, BeforeValidator(_amount), _AMOUNT_WRITTEN]
"""Money as sent: pounds with at most two decimals, as text."""
Hours = Annotated[Decimal, BeforeValidator(_amount), _AMOUNT_WRITTEN]
"""Hours as sent: at most two decimals, as text."""
AmountShown = Annotated[
    Decimal,
    PlainSerializer(_as_written, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$", "examples": ["18.40"]}),
]
"""Money in pounds or hours as answered: two decimals, as text."""


def no_day() -> date:
    """Stands for a day that wasn't sent, where null is none either: of a change, a day that isn't changed."""
    return date.min


Day = Annotated[date, AfterValidator(_day), Field(examples=["2017-12-22"])]
Moment = Annotated[AwareDatetime, AfterValidator(_moment), Field(examples=["2017-12-22T15:45:00Z"])]
