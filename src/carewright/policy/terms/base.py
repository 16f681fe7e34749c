"""What every table of a policy is made of: typed values, what they are called, and why one cannot work (POL-4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from carewright.kernel.refused import Fault
from carewright.worktime import Limit

LONGEST_SHOWN = 60


class CannotWork(ValueError):
    """A table cannot work; each fault's field is its place within the table."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Said:
    """What a setting is called, the rules that use it, the unit it is in, and what its codes mean in words."""

    label: str
    rules: tuple[str, ...] = ()
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def said(label: str, *rules: str, unit: str = "", words: Mapping[str, str] | None = None) -> Said:
    """How a setting is shown to people. `unit` is pounds, hours, percent or codes (only the words count)."""
    return Said(label, rules, unit, words or {})


class Table(BaseModel):
    """A table of a policy: nothing unknown in it, never changed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def contradictions(self) -> Iterator[Fault]:
        """Why the table cannot work though each of its values could."""
        yield from ()

    @model_validator(mode="before")
    @classmethod
    def _knows_every_setting(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        unknown = [str(name) for name in given if name not in cls.model_fields]
        if unknown:
            raise CannotWork([Fault(name, _no_such_setting(name, list(cls.model_fields))) for name in unknown])
        return given

    @model_validator(mode="after")
    def _works(self) -> Self:
        if faults := list(self.contradictions()):
            raise CannotWork(faults)
        return self


class Item(Table):
    """A table of which there are several, each shown on a line of its own."""

    def in_words(self) -> tuple[str, str]:
        """What the line is about, and what it says."""
        raise NotImplementedError


def shown(value: object) -> str:
    """A value as a sentence may show it: quoted, on one line, cut short."""
    text = " ".join(str(value).split())
    return f"“{text[:LONGEST_SHOWN]}{'...' if len(text) > LONGEST_SHOWN else ''}”"


def listed(names: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """Names in a sentence, in the order given."""
    return ", ".join(names)


def _no_such_setting(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean {shown(near[0])}?" if near else ""
    return f"There is no {shown(name)} here.{hint} What can stand here: {listed(known)}."


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{shown(value)} is not a number. Write it without quotation marks, such as 5 or 2.5.")
    return Decimal(value)


def whole(value: Any) -> Any:
    """A whole number as written; a ValueError with a sentence for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{shown(value)} is not a whole number. Write it without quotation marks, such as 3.")
    return value


def _limit(value: Any) -> Any:
    if isinstance(value, Limit):
        return value
    if not isinstance(value, str):
        raise ValueError(f'{shown(value)} is not a time limit. Write it in quotation marks, such as "2 working days".')
    return Limit.parse(value)


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)} is not text. Write it in quotation marks.")
    if not value.strip() or not value.isprintable() or len(value) > 200:
        raise ValueError(f"{shown(value)} is no good here: write one line of 1 to 200 characters.")
    return value


def _code(value: Any) -> Any:
    known = isinstance(value, str) and value.isascii() and value.isidentifier() and value == value.lower()
    if not known or not 1 <= len(value) <= 40:
        raise ValueError(f"{shown(value)} is not a code: use up to 40 small letters, digits and _, a letter first.")
    return value


def _yes_or_no(value: Any) -> Any:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is neither true nor false. Write one of them, without quotation marks.")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else date.fromisoformat("")
    except ValueError:
        raise ValueError(f"{shown(value)} is not a date such as 2026-12-24.") from None


def _all_different(codes: Mapping[str, str]) -> Mapping[str, str]:
    seen: dict[str, str] = {}
    for code, words in codes.items():
        other = seen.setdefault(" ".join(words.lower().split()), code)
        if other != code:
            raise ValueError(f"{shown(code)} and {shown(other)} have the same words, {shown(words)}. Keep one of them.")
    return codes


def _at_most_two_places(value: Decimal) -> Decimal:
    if value != round(value, 2):
        raise ValueError(f"{shown(value)} has more than two decimal places.")
    return value


def _at_most_six_places(value: Decimal) -> Decimal:
    if value != round(value, 6):
        raise ValueError(f"{shown(value)} has more than six decimal places.")
    return value


TimeLimit = Annotated[Limit, BeforeValidator(_limit), PlainSerializer(str)]
"""A time limit, in TOML its text."""
Pounds = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1_000_000), AfterValidator(_at_most_two_places)]
Hours = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=168), AfterValidator(_at_most_two_places)]
Percent = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=100), AfterValidator(_at_most_six_places)]
Percentage = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=10_000), AfterValidator(_at_most_six_places)]
"""A percentage of change, which may be more than 100."""
Figure = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1_000_000), AfterValidator(_at_most_six_places)]
Count = Annotated[int, BeforeValidator(whole), Field(ge=1, le=100_000)]
Days = Annotated[int, BeforeValidator(whole), Field(ge=0, le=3660)]
"""A number of whole days, or none."""
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Text = Annotated[str, BeforeValidator(_text)]
Code = Annotated[str, BeforeValidator(_code)]
Day = Annotated[date, BeforeValidator(_day)]
Codes = Annotated[Mapping[Code, Text], Field(min_length=1), AfterValidator(_all_different)]
"""Codes with what they mean, in the order in which people choose from them."""
